import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { readContents } from '../../../lib/checks/assembly/assembly';
import { exposureOf } from '../../../lib/checks/exposure/exposure';
import { AppTemplates } from '../../../lib/checks/template/app-templates';
import { withConstructPaths } from '../../../lib/checks/template/construct-paths';
import { synth } from '../../fixtures/assemblies/synth';
import { resource, stackTemplate } from '../templates';
import { publicNetwork, ref, rule } from './fixtures/fixture';

function exposureIn(build: (app: App) => void) {
  return exposureOf(new AppTemplates(withConstructPaths(readContents(synth(build)))));
}

function publicIn(build: (app: App) => void) {
  return exposureIn(build)
    .judgements.filter(({ verdict }) => verdict !== 'not-public')
    .map(({ resource: { name }, verdict, paths }) => [name, verdict, paths[0]?.join(' -> ')]);
}

const network = (stack: Stack) => new ec2.Vpc(stack, 'Vpc', { maxAzs: 1, natGateways: 0 });

const WAY =
  'internet -> gateway Network/Vpc/IGW -> route 0.0.0.0/0 -> subnet Network/Vpc/PublicSubnet1/Subnet -> load balancer';

/** A load balancer of a stack in the network of another one, with a group of a third. */
function entrance(scope: App | Stage): void {
  const vpc = network(new Stack(scope, 'Network'));
  const securityGroup = new ec2.SecurityGroup(new Stack(scope, 'Guard'), 'Group', { vpc });
  securityGroup.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(443));
  new elb.ApplicationLoadBalancer(new Stack(scope, 'Shop'), 'Balancer', { vpc, securityGroup, internetFacing: true });
}

describe('exposure across stacks', () => {
  test('follows what one stack imports from another', () => {
    expect(publicIn(entrance)).toEqual([['Shop/Balancer/Resource', 'public', `${WAY} Shop/Balancer -> 443`]]);
  });

  test('does so in a Stage', () => {
    const way = `${WAY} Shop/Balancer -> 443`.replace(/(Network|Shop)\//g, 'Prod/$1/');
    expect(publicIn((app) => entrance(new Stage(app, 'Prod')))).toEqual([
      ['Prod/Shop/Balancer/Resource', 'public', way],
    ]);
  });

  test('follows the parameters and outputs of nested stacks', () => {
    const found = publicIn((app) => {
      const stack = new Stack(app, 'Network');
      const vpc = network(stack);
      const guard = new ec2.SecurityGroup(new NestedStack(stack, 'Guard'), 'Group', { vpc });
      guard.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(443));
      new elb.ApplicationLoadBalancer(new NestedStack(stack, 'Inner'), 'Balancer', {
        vpc,
        securityGroup: guard,
        internetFacing: true,
      });
    });
    expect(found).toEqual([['Network/Inner/Balancer/Resource', 'public', `${WAY} Network/Inner/Balancer -> 443`]]);
  });

  test('closes what no group of any stack opens', () => {
    const found = publicIn((app) => {
      const vpc = network(new Stack(app, 'Network'));
      const securityGroup = new ec2.SecurityGroup(new Stack(app, 'Guard'), 'Group', { vpc });
      new elb.ApplicationLoadBalancer(new Stack(app, 'Shop'), 'Balancer', { vpc, securityGroup, internetFacing: true });
    });
    expect(found).toEqual([]);
  });

  test('is asked for once, however often it is wanted', () => {
    const app = new AppTemplates([stackTemplate({ A: resource('AWS::Lightsail::Instance', {}) })]);
    expect(exposureOf(app)).toBe(exposureOf(app));
    expect(exposureOf(new AppTemplates(app.templates))).not.toBe(exposureOf(app));
  });
});

describe('the exposure of ten thousand resources', () => {
  test('takes seconds, not minutes', () => {
    const services = Array.from({ length: 2500 }, (_, index) => ({
      [`Group${index}`]: resource('AWS::EC2::SecurityGroup', { VpcId: ref('Vpc') }),
      [`Rule${index}`]: resource('AWS::EC2::SecurityGroupIngress', {
        GroupId: { 'Fn::GetAtt': [`Group${index}`, 'GroupId'] },
        ...rule('0.0.0.0/0'),
      }),
      [`Balancer${index}`]: resource('AWS::ElasticLoadBalancingV2::LoadBalancer', {
        Scheme: 'internet-facing',
        Subnets: [ref('Subnet')],
        SecurityGroups: [ref(`Group${index}`)],
      }),
      [`Listener${index}`]: resource('AWS::ElasticLoadBalancingV2::Listener', {
        LoadBalancerArn: ref(`Balancer${index}`),
      }),
    }));
    const app = new AppTemplates([stackTemplate(Object.assign({}, publicNetwork(), ...services))]);
    const start = process.cpuUsage();
    const { judgements } = exposureOf(app);
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(8);
    expect(judgements).toHaveLength(10_007);
    expect(judgements.filter(({ verdict }) => verdict === 'public')).toHaveLength(2500);
  });
});

describe('what CloudFormation makes of a template before it deploys it', () => {
  const judge = (template: object) =>
    exposureOf(new AppTemplates([stackTemplate({}, { template: template as never })])).judgements.map(
      ({ resource: { name }, verdict, reason }) => [name, verdict, reason],
    );

  test.each<[string, object, string, string]>([
    ['a macro', { Transform: 'Own' }, 'Shop/Transform', 'the macro Own may make resources'],
    ['one of several macros', { Transform: ['AWS::CodeDeployBlueGreen', 'Own'] }, 'Shop/Transform', 'the macro Own'],
    [
      'a macro with parameters',
      { Transform: { Name: 'AWS::Include', Parameters: {} } },
      'Shop/Transform',
      'AWS::Include',
    ],
    [
      'a loop',
      { Resources: { 'Fn::ForEach::Topics': ['A', [], {}] } },
      'Shop/Fn::ForEach::Topics',
      'what Fn::ForEach::Topics makes',
    ],
    [
      'a part from elsewhere',
      { Resources: { 'Fn::Transform': { Name: 'AWS::Include' } } },
      'Shop/Fn::Transform',
      'what Fn::Transform makes',
    ],
  ])('is unknown: %s', (_, template, name, reason) => {
    expect(judge(template)).toEqual([[name, 'unknown', expect.stringContaining(reason)]]);
  });

  test('is nothing where there is no macro, or one that makes nothing new', () => {
    expect(judge({ Resources: {} })).toEqual([]);
    expect(judge({ Transform: 'AWS::CodeDeployBlueGreen' })).toEqual([]);
  });
});
