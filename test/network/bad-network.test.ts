import { App, Aws, Stack } from 'aws-cdk-lib';
import { Certificate, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { GatewayVpcEndpointAwsService, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { InternalEntrance, InternalEntranceProps, IPrivateNetwork, PrivateNetwork } from '../../lib';
import { CERTIFICATE_ARN, ENV, messageOf, ZONES } from '../stacks';

const newStack = () => new Stack(new App(), 'Shop', { env: ENV });

function entranceIn(stack: Stack, props: Partial<InternalEntranceProps>): InternalEntrance {
  const network = props.network ?? new PrivateNetwork(stack, 'Network', { zones: ZONES });
  const certificate: ICertificate = Certificate.fromCertificateArn(stack, 'Certificate', CERTIFICATE_ARN);
  return new InternalEntrance(stack, 'Entrance', { domainName: 'shop.internal', certificate, ...props, network });
}

/** A network in a VPC whose range is known to CloudFormation only. */
function networkOfUnknownRange(stack: Stack): IPrivateNetwork {
  const vpc = Vpc.fromVpcAttributes(stack, 'Imported', {
    vpcId: 'vpc-0123456789abcdef0',
    vpcCidrBlock: Aws.NO_VALUE,
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    isolatedSubnetIds: ['subnet-a', 'subnet-b'],
    isolatedSubnetRouteTableIds: ['rtb-a', 'rtb-b'],
  });
  const endpointSecurityGroup = SecurityGroup.fromSecurityGroupId(stack, 'Endpoints', 'sg-0123456789abcdef0');
  return PrivateNetwork.fromVpc(stack, vpc, { endpointSecurityGroup });
}

describe('a private network', () => {
  test.each(['10.0.0.0', '10.0.0.0/15', '10.0.0.0/25', '10.0.0/16', '256.0.0.0/16', '::/16', ''])(
    'fails in the range "%s"',
    (cidr) => {
      expect(messageOf(() => new PrivateNetwork(newStack(), 'Network', { zones: ZONES, cidr }))).toBe(
        `[Shop/Network] \`cidr\` must be an IPv4 range from /16 to /24, known at synth, got "${cidr}": write it like '10.0.0.0/16'`,
      );
    },
  );

  test.each(['s3', 'pl-', 'pl-6DA54004', ''])(
    'fails with a gateway endpoint by the prefix list "%s"',
    (prefixListId) => {
      const gatewayEndpoints = [{ service: GatewayVpcEndpointAwsService.S3, prefixListId }];
      expect(messageOf(() => new PrivateNetwork(newStack(), 'Network', { zones: ZONES, gatewayEndpoints }))).toBe(
        `[Shop/Network] \`prefixListId\` must be the id of a prefix list: pl- and hexadecimal digits, got "${prefixListId}": aws ec2 describe-prefix-lists shows it`,
      );
    },
  );

  test.each(['us-east-1a', 'eu-west-10a', 'eu-west-1', 'a', ''])('fails over the zone "%s"', (zone) => {
    expect(messageOf(() => new PrivateNetwork(newStack(), 'Network', { zones: ['eu-west-1a', zone] }))).toBe(
      `[Shop/Network] \`zones\` must be zones of the region of the stack, eu-west-1, got ["${zone}"]: write them like 'eu-west-1a'`,
    );
  });

  test('may span local zones of its region', () => {
    const stack = new Stack(new App(), 'Shop', { env: { ...ENV, region: 'us-west-2' } });
    const zones = ['us-west-2-lax-1a', 'us-west-2-lax-1b'];
    expect(new PrivateNetwork(stack, 'Network', { zones }).zones).toEqual(zones);
  });

  test.each(['10.0.0.0/16', '192.168.255.0/24'])('may be in the range %s', (cidr) => {
    expect(new PrivateNetwork(newStack(), 'Network', { zones: ZONES, cidr }).cidr).toBe(cidr);
  });
});

describe('an entrance', () => {
  test.each([
    ['port', 0, '0'],
    ['port', 65536, '65536'],
    ['port', 1.5, '1.5'],
    ['testPort', 0, '0'],
    ['testPort', 65536, '65536'],
    ['testPort', 1.5, '1.5'],
  ])('fails where %s is %d', (property, value, got) => {
    expect(messageOf(() => entranceIn(newStack(), { [property]: value }))).toBe(
      `[Shop/Entrance] \`${property}\` must be a whole number from 1 to 65535, got ${got}: choose a ${property} in that range`,
    );
  });

  test.each([
    ['port', 1],
    ['port', 65535],
    ['testPort', 1],
    ['testPort', 65535],
  ])('may listen where %s is %d', (property, value) => {
    expect(() => entranceIn(newStack(), { [property]: value })).not.toThrow();
  });

  test('fails where users and tests share a port', () => {
    expect(messageOf(() => entranceIn(newStack(), { port: 8443 }))).toBe(
      '[Shop/Entrance] `testPort` must be another port than that of users, or a test could reach the live release, got 8443: choose another testPort',
    );
  });

  test.each<[string, (stack: Stack) => Partial<InternalEntranceProps>, string]>([
    ['where nobody is a client', () => ({ clients: [] }), '[]'],
    [
      'where the range of the VPC is not known and no client is named',
      (stack) => ({ network: networkOfUnknownRange(stack) }),
      'nothing',
    ],
  ])('fails %s', (_, props, got) => {
    const stack = newStack();
    expect(messageOf(() => entranceIn(stack, props(stack)))).toBe(
      `[Shop/Entrance] \`clients\` must say who may send requests, because the range of the VPC is not known at synth, got ${got}: pass security groups, or ranges as text: [Peer.ipv4('10.0.0.0/16')]`,
    );
  });
});

describe('an existing VPC', () => {
  const vpcIn = (stack: Stack, ...names: string[]) =>
    new Vpc(stack, 'Vpc', {
      availabilityZones: ['eu-west-1a', 'eu-west-1b'],
      natGateways: 0,
      subnetConfiguration: [
        { name: 'Public', subnetType: SubnetType.PUBLIC, cidrMask: 24 },
        ...names.map((name) => ({ name, subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 })),
      ],
    });

  test('fails with two private subnets in a zone, until somebody says which', () => {
    const stack = newStack();
    const vpc = vpcIn(stack, 'App', 'Database');
    expect(messageOf(() => PrivateNetwork.fromVpc(stack, vpc))).toBe(
      '[Shop] `subnets` must be one in each zone, got "4 subnets in 2 zones": say which: PrivateNetwork.fromVpc(scope, vpc, { subnets: { subnetGroupName: \'App\' } })',
    );
    const { subnets } = PrivateNetwork.fromVpc(stack, vpc, { subnets: { subnetGroupName: 'App' } });
    expect(subnets.map(({ node }) => node.id)).toEqual(['AppSubnet1', 'AppSubnet2']);
  });

  test('fails where public subnets are chosen', () => {
    const stack = newStack();
    const vpc = vpcIn(stack, 'App');
    expect(messageOf(() => PrivateNetwork.fromVpc(stack, vpc, { subnets: { subnetType: SubnetType.PUBLIC } }))).toBe(
      '[Shop] `subnets` must be private: nothing on the golden path is placed in a public one, got ["Shop/Vpc/PublicSubnet1","Shop/Vpc/PublicSubnet2"]: select subnets of type PRIVATE_ISOLATED or PRIVATE_WITH_EGRESS',
    );
  });

  test('fails where neither its range nor its endpoints are known', () => {
    const stack = newStack();
    const vpc = Vpc.fromVpcAttributes(stack, 'Imported', {
      vpcId: 'vpc-0123456789abcdef0',
      availabilityZones: ['eu-west-1a', 'eu-west-1b'],
      isolatedSubnetIds: ['subnet-a', 'subnet-b'],
      isolatedSubnetRouteTableIds: ['rtb-a', 'rtb-b'],
    });
    expect(messageOf(() => PrivateNetwork.fromVpc(stack, vpc))).toBe(
      '[Shop] `endpointSecurityGroup` must be given where the range of the VPC is not known at synth, so that servers can be let out to the endpoints alone, got nothing: pass the security group of the interface endpoints to PrivateNetwork.fromVpc, or import the VPC with its vpcCidrBlock',
    );
  });
});
