import { App, Aws, Stack } from 'aws-cdk-lib';
import { Certificate, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
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
  return PrivateNetwork.fromVpc(stack, vpc);
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
