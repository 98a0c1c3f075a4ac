import { App, Stack } from 'aws-cdk-lib';
import { CfnInternetGateway, CfnRoute, CfnVPNGateway, IVpc, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { PrivateNetwork } from '../../../lib';
import { ENV, messageOf, onlyOf, propertiesOf, templateOf, ZONES } from '../../stacks';
import { edgeIn, publicPlatform } from './edge';

const GATEWAY = 'EdgeInternetGateway';

function gatewayOf(vpc: IVpc): CfnInternetGateway {
  return vpc.node.findChild(GATEWAY).node.findChild('Resource') as CfnInternetGateway;
}

function edgeInVpc(make: (stack: Stack) => IVpc, internetGatewayId?: string) {
  const app = new App();
  const stack = new Stack(app, 'Network', { env: ENV });
  const network = PrivateNetwork.fromVpc(stack, make(stack));
  const platform = publicPlatform(app, { zones: undefined, network });
  return { network, edge: edgeIn(app, { internetGatewayId }, { platform }) };
}

const imported = (stack: Stack) =>
  Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    vpcCidrBlock: '10.20.0.0/16',
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    isolatedSubnetIds: ['subnet-0bbbbbbbbbbbbbbb1', 'subnet-0bbbbbbbbbbbbbbb2'],
    isolatedSubnetRouteTableIds: ['rtb-0bbbbbbbbbbbbbbb1', 'rtb-0bbbbbbbbbbbbbbb2'],
  });

describe('the internet gateway that CloudFront insists on', () => {
  test('is attached to the VPC, in its stack, and no route leads to it', () => {
    const app = new App();
    const platform = publicPlatform(app);
    edgeIn(app, {}, { platform });
    const template = templateOf(platform);
    const gateway = onlyOf(template, 'AWS::EC2::InternetGateway');
    expect(onlyOf(template, 'AWS::EC2::VPCGatewayAttachment').Properties).toEqual({
      InternetGatewayId: { Ref: gateway.id },
      VpcId: { Ref: onlyOf(template, 'AWS::EC2::VPC').id },
    });
    expect(template.findResources('AWS::EC2::Route')).toEqual({});
    app.synth();
  });

  test('is not there without an edge entrance', () => {
    expect(templateOf(publicPlatform(new App())).findResources('AWS::EC2::InternetGateway')).toEqual({});
  });

  test.each([
    ['in the stack of the VPC', (_app: App, vpc: IVpc) => Stack.of(vpc)],
    ['in another stack', (app: App) => new Stack(app, 'Other', { env: ENV })],
  ])('refuses a route to it, %s', (_, place) => {
    const app = new App();
    const platform = publicPlatform(app);
    const { vpc } = platform.network;
    edgeIn(app, {}, { platform });
    new CfnRoute(place(app, vpc), 'Out', {
      routeTableId: vpc.isolatedSubnets[0].routeTable.routeTableId,
      destinationCidrBlock: '0.0.0.0/0',
      gatewayId: gatewayOf(vpc).ref,
    });
    expect(messageOf(() => app.synth())).toMatch(
      /`gatewayId` must not be the internet gateway that is there for CloudFront alone: it would open the network to the internet, got "(Platform|Other)\/Out": remove the route/,
    );
  });

  test('leaves other routes alone', () => {
    const app = new App();
    const platform = publicPlatform(app);
    const { vpc } = platform.network;
    edgeIn(app, {}, { platform });
    const { routeTableId } = vpc.isolatedSubnets[0].routeTable;
    const office = new CfnVPNGateway(Stack.of(vpc), 'Office', { type: 'ipsec.1' });
    new CfnRoute(Stack.of(vpc), 'ToOffice', {
      routeTableId,
      destinationCidrBlock: '10.1.0.0/16',
      gatewayId: office.ref,
    });
    new CfnRoute(Stack.of(vpc), 'ToPeer', {
      routeTableId,
      destinationCidrBlock: '10.2.0.0/16',
      vpcPeeringConnectionId: 'pcx-0123456789abcdef0',
    });
    app.synth();
    expect(propertiesOf(templateOf(platform), 'AWS::EC2::Route')).toHaveLength(2);
  });

  test('is that of a VPC of this app which has one', () => {
    const { network, edge } = edgeInVpc(
      (stack) =>
        new Vpc(stack, 'Vpc', {
          availabilityZones: ZONES,
          natGateways: 0,
          subnetConfiguration: [
            { name: 'Public', subnetType: SubnetType.PUBLIC },
            { name: 'Private', subnetType: SubnetType.PRIVATE_ISOLATED },
          ],
        }),
    );
    // Gateway and way in are there before CloudFront looks for them, also where no reference makes it so.
    expect(
      Stack.of(edge)
        .dependencies.map(({ stackName }) => stackName)
        .sort(),
    ).toEqual(['Network', 'Platform']);
    onlyOf(templateOf(network.vpc), 'AWS::EC2::InternetGateway');
    expect(network.vpc.node.tryFindChild(GATEWAY)).toBeUndefined();
  });

  test('must be named for a VPC that was imported, of which nobody knows whether it has one', () => {
    expect(messageOf(() => edgeInVpc(imported))).toMatch(
      /^\[Edge\/Checkout\] `internetGatewayId` must be given for a VPC that was imported, such as Network\/Vpc: CloudFront refuses one without an internet gateway, got nothing: aws ec2 describe-internet-gateways shows it/,
    );
  });

  test('is not made where it was named', () => {
    const { network, edge } = edgeInVpc(imported, 'igw-0123456789abcdef0');
    expect(templateOf(network.vpc).findResources('AWS::EC2::InternetGateway')).toEqual({});
    onlyOf(templateOf(edge), 'AWS::CloudFront::VpcOrigin');
  });
});
