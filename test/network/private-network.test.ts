import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import {
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpointAwsService,
  IpAddresses,
  ISecurityGroup,
  ISubnet,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { LogBucket, PrivateNetwork, PrivateNetworkProps } from '../../lib';
import { ENV, propertiesOf, ZONES } from '../stacks';

const ENDPOINT = 'com.amazonaws.eu-west-1.';
const REQUIRED = ['logs', 'monitoring', 'secretsmanager', 'ssm'].map((service) => ENDPOINT + service);

function networkIn(stack: Stack, props: PrivateNetworkProps = {}): PrivateNetwork {
  return new PrivateNetwork(stack, 'Network', { zones: ZONES, ...props });
}

const newStack = (app = new App()) => new Stack(app, 'Net', { env: ENV });

describe('a private network', () => {
  const stack = newStack();
  const network = networkIn(stack);
  const template = Template.fromStack(stack);
  const idsOf = (type: string) => Object.keys(template.findResources(type));
  const [vpcId] = idsOf('AWS::EC2::VPC');

  test('has one subnet in each zone that was named, in equal parts of its range', () => {
    const subnets = propertiesOf(template, 'AWS::EC2::Subnet');
    expect(subnets.map(({ AvailabilityZone, CidrBlock }) => [AvailabilityZone, CidrBlock])).toEqual([
      ['eu-west-1a', '10.0.0.0/18'],
      ['eu-west-1b', '10.0.64.0/18'],
      ['eu-west-1c', '10.0.128.0/18'],
    ]);
    expect(network.subnets.map((subnet) => subnet.availabilityZone)).toEqual(ZONES);
    expect(network.zones).toEqual(ZONES);
    expect(network.cidr).toBe('10.0.0.0/16');
  });

  test('has no way in from the internet and none out to it', () => {
    expect(propertiesOf(template, 'AWS::EC2::Subnet').map((subnet) => subnet.MapPublicIpOnLaunch)).toEqual([
      false,
      false,
      false,
    ]);
    for (const type of ['InternetGateway', 'VPCGatewayAttachment', 'NatGateway', 'EIP', 'Route']) {
      template.resourceCountIs(`AWS::EC2::${type}`, 0);
    }
  });

  test('closes the default security group', () => {
    expect(propertiesOf(template, 'Custom::VpcRestrictDefaultSG')).toEqual([
      expect.objectContaining({ DefaultSecurityGroupId: { 'Fn::GetAtt': [vpcId, 'DefaultSecurityGroup'] } }),
    ]);
  });

  test('resolves names, which endpoints need', () => {
    template.hasResourceProperties('AWS::EC2::VPC', { EnableDnsHostnames: true, EnableDnsSupport: true });
  });

  test('has the endpoints that every service needs, in every zone, under their public names', () => {
    const endpoints = propertiesOf(template, 'AWS::EC2::VPCEndpoint');
    expect(endpoints.map(({ ServiceName }) => ServiceName).sort()).toEqual(REQUIRED);
    const subnets = idsOf('AWS::EC2::Subnet').map((id) => ({ Ref: id }));
    for (const { VpcEndpointType, SubnetIds, PrivateDnsEnabled, SecurityGroupIds } of endpoints) {
      expect({ VpcEndpointType, SubnetIds, PrivateDnsEnabled, SecurityGroupIds }).toEqual({
        VpcEndpointType: 'Interface',
        SubnetIds: subnets,
        PrivateDnsEnabled: true,
        SecurityGroupIds: [{ 'Fn::GetAtt': [idsOf('AWS::EC2::SecurityGroup')[0], 'GroupId'] }],
      });
    }
  });

  test('lets only HTTPS from its own range into the endpoints, and nothing out of them', () => {
    expect(propertiesOf(template, 'AWS::EC2::SecurityGroup')).toEqual([
      {
        GroupDescription: 'Interface endpoints: HTTPS from within the VPC',
        VpcId: { Ref: vpcId },
        SecurityGroupIngress: [
          {
            IpProtocol: 'tcp',
            FromPort: 443,
            ToPort: 443,
            CidrIp: '10.0.0.0/16',
            Description: 'HTTPS from within the VPC',
          },
        ],
        // What the CDK writes for "nothing": a rule that no packet can match.
        SecurityGroupEgress: [
          {
            IpProtocol: 'icmp',
            FromPort: 252,
            ToPort: 86,
            CidrIp: '255.255.255.255/32',
            Description: 'Disallow all traffic',
          },
        ],
      },
    ]);
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
    template.resourceCountIs('AWS::EC2::SecurityGroupEgress', 0);
  });

  test('writes all traffic to a log bucket of its own, once its policy admits that', () => {
    const bucketArn = { 'Fn::GetAtt': [idsOf('AWS::S3::Bucket')[0], 'Arn'] };
    const [{ Properties, DependsOn }] = Object.values(template.findResources('AWS::EC2::FlowLog'));
    expect(Properties).toEqual({
      ResourceType: 'VPC',
      ResourceId: { Ref: vpcId },
      TrafficType: 'ALL',
      LogDestinationType: 's3',
      LogDestination: { 'Fn::Join': ['', [bucketArn, '/vpc-flow-logs']] },
      MaxAggregationInterval: 60,
    });
    expect(DependsOn).toEqual(idsOf('AWS::S3::BucketPolicy'));
    const [{ PolicyDocument }] = propertiesOf(template, 'AWS::S3::BucketPolicy');
    const Condition = {
      StringEquals: { 'aws:SourceAccount': ENV.account },
      ArnLike: {
        'aws:SourceArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':logs:eu-west-1:111122223333:*']] },
      },
    };
    const Principal = { Service: 'delivery.logs.amazonaws.com' };
    const objects = '/vpc-flow-logs/AWSLogs/111122223333/vpcflowlogs/eu-west-1/*';
    expect(PolicyDocument.Statement.slice(2)).toEqual([
      { Effect: 'Allow', Principal, Action: 's3:GetBucketAcl', Resource: bucketArn, Condition },
      {
        Effect: 'Allow',
        Principal,
        Action: 's3:PutObject',
        Resource: { 'Fn::Join': ['', [bucketArn, objects]] },
        Condition,
      },
    ]);
  });
});

describe('a private network by choice', () => {
  const stack = newStack();
  const logs = new LogBucket(stack, 'Logs').bucket;
  const network = networkIn(stack, {
    zones: ['eu-west-1b', 'eu-west-1a', 'eu-west-1b'],
    cidr: '10.7.0.0/20',
    // The second is one that every service has anyway.
    interfaceEndpoints: [InterfaceVpcEndpointAwsService.SQS, InterfaceVpcEndpointAwsService.SSM],
    gatewayEndpoints: [
      { service: GatewayVpcEndpointAwsService.S3, prefixListId: 'pl-6da54004' },
      { service: GatewayVpcEndpointAwsService.DYNAMODB, prefixListId: 'pl-6fa54006' },
    ],
    logBucket: logs,
  });
  const template = Template.fromStack(stack);

  test('spans the zones that were named, each once and in order', () => {
    expect(network.zones).toEqual(['eu-west-1a', 'eu-west-1b']);
    expect(propertiesOf(template, 'AWS::EC2::Subnet').map((subnet) => subnet.AvailabilityZone)).toEqual(network.zones);
  });

  test('has another range, and admits that to its endpoints', () => {
    expect(network.cidr).toBe('10.7.0.0/20');
    template.hasResourceProperties('AWS::EC2::VPC', { CidrBlock: '10.7.0.0/20' });
    const [{ SecurityGroupIngress }] = propertiesOf(template, 'AWS::EC2::SecurityGroup');
    expect(SecurityGroupIngress.map((rule: any) => rule.CidrIp)).toEqual(['10.7.0.0/20']);
  });

  test('has more interface endpoints beside the required ones', () => {
    const endpoints = propertiesOf(template, 'AWS::EC2::VPCEndpoint').filter((e) => e.VpcEndpointType === 'Interface');
    expect(endpoints.map(({ ServiceName }) => ServiceName).sort()).toEqual([...REQUIRED, `${ENDPOINT}sqs`].sort());
  });

  test('routes gateway endpoints in every subnet, and says by which prefix lists they are known', () => {
    const tables = Object.keys(template.findResources('AWS::EC2::RouteTable')).map((id) => ({ Ref: id }));
    const gateways = propertiesOf(template, 'AWS::EC2::VPCEndpoint').filter((e) => e.VpcEndpointType === 'Gateway');
    expect(tables).toHaveLength(2);
    expect(gateways.map((gateway) => gateway.RouteTableIds)).toEqual([tables, tables]);
    expect(gateways.map((gateway) => gateway.ServiceName)).toEqual(
      ['.s3', '.dynamodb'].map((name) => ({ 'Fn::Join': ['', ['com.amazonaws.', { Ref: 'AWS::Region' }, name]] })),
    );
    expect(network.gatewayPrefixListIds).toEqual(['pl-6da54004', 'pl-6fa54006']);
  });

  test('keeps its gateway endpoints apart by service, in whatever order they are named', () => {
    const gateways = Object.keys(template.findResources('AWS::EC2::VPCEndpoint')).filter((id) =>
      id.includes('Gateway'),
    );
    expect(gateways.map((id) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual([
      'NetworkVpcs3GatewayEndpoint',
      'NetworkVpcdynamodbGatewayEndpoint',
    ]);
  });

  test('warns where it logs to a bucket whose policy it cannot change', () => {
    const other = newStack();
    networkIn(other, { logBucket: Bucket.fromBucketName(other, 'Imported', 'central-logs') });
    Annotations.fromStack(other).hasWarning(
      '/Net/Network/FlowLog',
      'The log bucket was imported, so this app cannot change its policy. Deploying fails, or messages are lost, unless the policy allows what this construct needs; see the documentation of FlowLog. [ack: cdk-golden-path:policyNotAdded]',
    );
    expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
  });

  test('logs to the bucket that it is given', () => {
    template.resourceCountIs('AWS::S3::Bucket', 1);
    const [{ LogDestination }] = propertiesOf(template, 'AWS::EC2::FlowLog');
    const [bucket] = Object.keys(template.findResources('AWS::S3::Bucket'));
    expect(LogDestination).toEqual({ 'Fn::Join': ['', [{ 'Fn::GetAtt': [bucket, 'Arn'] }, '/vpc-flow-logs']] });
  });
});

describe('the zones that nobody named', () => {
  const looked = (zones: string[]) =>
    newStack(new App({ context: { 'availability-zones:account=111122223333:region=eu-west-1': zones } }));

  test('are the first three of those that the CDK has looked up', () => {
    const network = networkIn(looked([...ZONES, 'eu-west-1d']), { zones: undefined });
    expect(network.zones).toEqual(ZONES);
  });

  test('are all of those where there are but two', () => {
    expect(networkIn(looked(ZONES.slice(0, 2)), { zones: undefined }).zones).toEqual(['eu-west-1a', 'eu-west-1b']);
  });

  test('are asked for; those that were named are not, and leave what the stack knows as it is', () => {
    const missing = (props: PrivateNetworkProps) => {
      const app = new App();
      networkIn(newStack(app), props);
      return (app.synth().manifest.missing ?? []).map(({ key }) => key);
    };
    expect(missing({ zones: undefined })).toEqual(['availability-zones:account=111122223333:region=eu-west-1']);
    expect(missing({})).toEqual([]);

    const stack = looked([...ZONES, 'eu-west-1d']);
    networkIn(stack, { zones: ZONES.slice(0, 2) });
    expect(stack.availabilityZones).toEqual([...ZONES, 'eu-west-1d']);
  });
});

describe('an existing VPC', () => {
  const { PRIVATE_ISOLATED, PRIVATE_WITH_EGRESS, PUBLIC } = SubnetType;
  const ownedIn = (stack: Stack, ...types: SubnetType[]) =>
    new Vpc(stack, 'Vpc', {
      availabilityZones: ZONES.slice(0, 2),
      ipAddresses: IpAddresses.cidr('10.9.0.0/16'),
      subnetConfiguration: types.map((subnetType) => ({ name: subnetType, subnetType })),
    });
  const pathsOf = (subnets: ISubnet[]) => subnets.map(({ node }) => node.path);
  const importedIn = (stack: Stack) =>
    Vpc.fromVpcAttributes(stack, 'Imported', {
      vpcId: 'vpc-0123456789abcdef0',
      vpcCidrBlock: '10.8.0.0/16',
      availabilityZones: ['eu-west-1a', 'eu-west-1b'],
      isolatedSubnetIds: ['subnet-a', 'subnet-b'],
      isolatedSubnetRouteTableIds: ['rtb-a', 'rtb-b'],
    });

  test('made in this app lends its isolated subnets before those with a NAT gateway', () => {
    const stack = newStack();
    const vpc = ownedIn(stack, PUBLIC, PRIVATE_WITH_EGRESS, PRIVATE_ISOLATED);
    const network = PrivateNetwork.fromVpc(stack, vpc);
    expect(network.vpc).toBe(vpc);
    expect(pathsOf(network.subnets)).toEqual(pathsOf(vpc.isolatedSubnets));
    expect(network.zones).toEqual(['eu-west-1a', 'eu-west-1b']);
  });

  test('without isolated subnets lends those with a NAT gateway', () => {
    const stack = newStack();
    const vpc = ownedIn(stack, PUBLIC, PRIVATE_WITH_EGRESS);
    expect(pathsOf(PrivateNetwork.fromVpc(stack, vpc).subnets)).toEqual(pathsOf(vpc.privateSubnets));
  });

  test('is known by its range as text, whether it was made in this app or imported', () => {
    const stack = newStack();
    expect(PrivateNetwork.fromVpc(stack, ownedIn(stack, PRIVATE_ISOLATED)).cidr).toBe('10.9.0.0/16');
    expect(PrivateNetwork.fromVpc(stack, importedIn(stack)).cidr).toBe('10.8.0.0/16');
  });

  test('stays as it is: nothing is added to it', () => {
    const stack = newStack();
    PrivateNetwork.fromVpc(stack, importedIn(stack));
    expect(Template.fromStack(stack).toJSON().Resources).toBeUndefined();
  });

  test('has the endpoints that are said of it, and none by default', () => {
    const stack = newStack();
    const vpc = importedIn(stack);
    const endpointSecurityGroup: ISecurityGroup = SecurityGroup.fromSecurityGroupId(stack, 'Endpoints', 'sg-0123');
    const known = PrivateNetwork.fromVpc(stack, vpc, { endpointSecurityGroup, gatewayPrefixListIds: ['pl-1'] });
    expect(known.endpointSecurityGroup).toBe(endpointSecurityGroup);
    expect(known.gatewayPrefixListIds).toEqual(['pl-1']);
    const unknown = PrivateNetwork.fromVpc(stack, vpc);
    expect([unknown.endpointSecurityGroup, unknown.gatewayPrefixListIds]).toEqual([undefined, undefined]);
  });
});
