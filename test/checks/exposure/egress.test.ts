import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { exposureOf } from '../../../lib/checks/exposure/exposure';
import { AppTemplates } from '../../../lib/checks/template/app-templates';
import { resource, stackTemplate } from '../templates';
import { att, either, judged, NO_VALUE, privateNetwork, publicNetwork, ref, Resources } from './fixtures/fixture';

function waysOf(resources: Resources) {
  const app = new AppTemplates([stackTemplate(JSON.parse(JSON.stringify(resources)))]);
  return exposureOf(app)
    .egress.filter(({ resource: { logicalId } }) => logicalId === 'Judged')
    .map(({ to, verdict, reason }) => [verdict, to, reason]);
}

const says = (text: string) => expect.stringContaining(text);
const ANYWHERE = 'anywhere its network reaches';
const group = (properties: object) => judged('AWS::EC2::SecurityGroup', { VpcId: ref('Vpc'), ...properties });
const out = (peer: object) => ({ SecurityGroupEgress: [{ IpProtocol: '-1', ...peer }] });
const closed = 'no route of its VPC leads to the internet';
const endpoint = (PolicyDocument?: unknown) =>
  judged('AWS::EC2::VPCEndpoint', { ServiceName: 'com.amazonaws.eu-west-1.s3', PolicyDocument });
const allow = (fields: object) =>
  endpoint({ Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', ...fields }] });

describe('ways out', () => {
  test.each<[string, Resources, unknown[]]>([
    ['a NAT gateway', judged('AWS::EC2::NatGateway', {}), ['open', 'internet', says('ConnectivityType is missing')]],
    [
      'a private NAT gateway',
      judged('AWS::EC2::NatGateway', { ConnectivityType: 'private' }),
      ['limited', 'private networks', says('is private')],
    ],
    ['a gateway for IPv6', judged('AWS::EC2::EgressOnlyInternetGateway', {}), ['open', 'internet', says('IPv6')]],
    [
      'a route to the internet',
      { ...publicNetwork(), Judged: publicNetwork().Route },
      ['open', 'internet', says('internet gateway')],
    ],
    [
      'a peering',
      judged('AWS::EC2::VPCPeeringConnection', { PeerVpcId: 'vpc-2' }),
      ['limited', 'vpc-2', says('PeerVpcId is vpc-2')],
    ],
    [
      'a group without rules',
      { ...publicNetwork(), ...group({}) },
      ['open', ANYWHERE, says('EC2 adds rules for everything')],
    ],
    [
      'a group for everybody',
      { ...publicNetwork(), ...group(out({ CidrIp: '0.0.0.0/0' })) },
      ['open', ANYWHERE, says('lets out to 0.0.0.0/0')],
    ],
    [
      'a group for two halves of the internet',
      { ...publicNetwork(), ...group({ SecurityGroupEgress: [{ CidrIp: '0.0.0.0/1' }, { CidrIp: '128.0.0.0/1' }] }) },
      ['open', ANYWHERE, says('0.0.0.0/1, 128.0.0.0/1')],
    ],
    [
      'a group for everybody in a closed network',
      { ...privateNetwork(), ...group({}) },
      ['limited', ANYWHERE, says(closed)],
    ],
    [
      'a group for everybody in the network of another app',
      judged('AWS::EC2::SecurityGroup', { VpcId: 'vpc-1' }),
      ['open', ANYWHERE, says('EC2 adds')],
    ],
    ['a group for its network', group(out({ CidrIp: '10.0.0.0/16' })), ['limited', '10.0.0.0/16', says('10.0.0.0/16')]],
    [
      'a group for another group',
      group(out({ DestinationSecurityGroupId: att('Other', 'GroupId') })),
      ['limited', says('Other'), says('Other')],
    ],
    [
      'a group for a prefix list',
      group(out({ DestinationPrefixListId: 'pl-1' })),
      ['unknown', 'prefix list pl-1', says('pl-1')],
    ],
    [
      'a group with a rule of its own',
      {
        ...publicNetwork(),
        ...group({}),
        Rule: resource('AWS::EC2::SecurityGroupEgress', { GroupId: att('Judged', 'GroupId'), CidrIp: '10.0.0.0/8' }),
      },
      ['limited', '10.0.0.0/8', says('10.0.0.0/8')],
    ],
    [
      'a rule at a group of another app',
      judged('AWS::EC2::SecurityGroupEgress', { GroupId: 'sg-1', CidrIp: '0.0.0.0/0' }),
      ['open', ANYWHERE, says('0.0.0.0/0')],
    ],
    ['an endpoint without a policy', endpoint(), ['open', 'com.amazonaws.eu-west-1.s3', says('no PolicyDocument')]],
    ['an endpoint with the full policy', allow({}), ['open', says('s3'), says('allows * on *')]],
    [
      'an endpoint for some resources',
      allow({ Resource: 'arn:aws:s3:::mine/*' }),
      ['limited', says('s3'), says('to which resources')],
    ],
    [
      'an endpoint for some people',
      allow({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }),
      ['limited', says('s3'), says('for whom')],
    ],
    [
      'an endpoint with a policy that is a parameter',
      endpoint(ref('Policy')),
      ['unknown', says('s3'), says('not in the templates')],
    ],
    ['a function', judged('AWS::Lambda::Function', {}), ['open', 'internet', 'VpcConfig is missing']],
    [
      'a function that may be in a VPC',
      judged('AWS::Lambda::Function', { VpcConfig: either({ SubnetIds: ['subnet-1'] }, NO_VALUE) }),
      ['open', 'internet', 'VpcConfig is missing'],
    ],
    ['a build', judged('AWS::CodeBuild::Project', {}), ['open', 'internet', 'VpcConfig is missing']],
    [
      'a notebook',
      judged('AWS::SageMaker::NotebookInstance', {}),
      ['open', 'internet', says('DirectInternetAccess is missing')],
    ],
  ])('are shown: %s', (_, resources, expected) => {
    expect(waysOf(resources)).toEqual([expected]);
  });

  test.each<[string, Resources]>([
    ['a function in a VPC', judged('AWS::Lambda::Function', { VpcConfig: { SubnetIds: ['subnet-1'] } })],
    [
      'a route to a private network',
      {
        ...publicNetwork(),
        Judged: resource('AWS::EC2::Route', { DestinationCidrBlock: '10.0.0.0/8', TransitGatewayId: 'tgw-1' }),
      },
    ],
    ['an internet gateway without routes', judged('AWS::EC2::InternetGateway', {})],
  ])('are not %s', (_, resources) => {
    expect(waysOf(resources)).toEqual([]);
  });

  test('are open by default in the CDK, and none where it is told so', () => {
    const app = new App({ builtinCloudFormationValidation: false });
    const stack = new Stack(app, 'Shop');
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 1 });
    new ec2.SecurityGroup(stack, 'Open', { vpc });
    new ec2.SecurityGroup(stack, 'Closed', { vpc, allowAllOutbound: false });
    const template = app.synth().getStackByName('Shop').template as never;
    const found = exposureOf(new AppTemplates([stackTemplate({}, { template })])).egress;
    const groups = found.filter(({ resource: { type } }) => type === 'AWS::EC2::SecurityGroup');
    expect(groups.map(({ resource: { logicalId }, verdict }) => [logicalId.slice(0, 4), verdict])).toEqual([
      ['Open', 'open'],
    ]);
  });
});

describe('grants by calls of custom resources', () => {
  test('name those who are given something, and not everybody', () => {
    const call = (parameters: object) => JSON.stringify({ service: 'EC2', action: 'modifyImageAttribute', parameters });
    const resources = {
      Shared: resource('Custom::AWS', {
        Create: call({ LaunchPermission: { Add: [{ UserId: '444455556666' }, { OrganizationArn: 'o-1' }] } }),
        Update: call({ LaunchPermission: { Add: [{ UserId: '444455556666' }] } }),
      }),
      Open: resource('Custom::AWS', { Create: call({ LaunchPermission: { Add: [{ Group: 'all' }] } }) }),
      Unread: resource('Custom::AWS', { Create: ref('Call') }),
      Other: resource('Custom::AWS', {
        Create: JSON.stringify({ service: 'EC2', action: 'x', parameters: { UserId: '1' } }),
      }),
    };
    const { grants } = exposureOf(new AppTemplates([stackTemplate(resources)]));
    expect(grants.map(({ resource: { logicalId }, kind, to, what }) => [logicalId, kind, to, what])).toEqual([
      ['Shared', 'sharing', '444455556666', 'EC2.modifyImageAttribute'],
      ['Shared', 'sharing', 'o-1', 'EC2.modifyImageAttribute'],
    ]);
  });
});
