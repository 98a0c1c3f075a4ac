import { Stack } from 'aws-cdk-lib';
import { AutoScalingGroup, CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { CfnInstance, CfnSubnet, InstanceType, MachineImage, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { GRACE_PERIOD } from '../../../../lib/checks/principles/rules/dis-2/grace-period';
import { HEALTH_CHECK } from '../../../../lib/checks/principles/rules/dis-2/health-check';
import { SEVERAL_ZONES } from '../../../../lib/checks/principles/rules/dis-2/several-zones';
import { SPARE_SERVER } from '../../../../lib/checks/principles/rules/dis-2/spare-server';
import { STAND_ALONE_SERVER } from '../../../../lib/checks/principles/rules/dis-2/stand-alone-server';
import { ENV } from '../../../stacks';
import { describeRule, either, linesOf, NOTHING, parameter, raw, synthesized } from '../judged';

const machineImage = MachineImage.genericLinux({ 'eu-west-1': 'ami-0aaaaaaaaaaaaaaaa' });
const instanceType = new InstanceType('m7i.large');
const GROUP = 'AWS::AutoScaling::AutoScalingGroup';

function group(stack: Stack, id: string, properties: object): void {
  new CfnAutoScalingGroup(stack, id, { minSize: '2', maxSize: '4', ...properties });
}

const network = (stack: Stack, id = 'Vpc') => new Vpc(stack, id, { restrictDefaultSecurityGroup: false });

/** A group behind a load balancer, as constructs make it. */
function balanced(stack: Stack): void {
  const vpc = network(stack);
  const servers = new AutoScalingGroup(stack, 'Servers', { vpc, instanceType, machineImage });
  new ApplicationLoadBalancer(stack, 'Balancer', { vpc }).addListener('Http', { port: 80 }).addTargets('Servers', {
    port: 80,
    targets: [servers],
  });
}

describeRule(
  STAND_ALONE_SERVER,
  [
    [
      'a server in a group, and one without',
      (stack) => {
        group(stack, 'Group', {});
        new CfnInstance(stack, 'Alone', {});
      },
      ['Shop/Alone: non-compliant: It is an instance outside of any group', 'Shop/Group: compliant'],
    ],
  ],
  ['unknown'],
);

describe('the zones of a group', () => {
  const build = (stack: Stack) =>
    void new AutoScalingGroup(stack, 'Servers', { vpc: network(stack), instanceType, machineImage });

  test.each([
    ['whose stack knows its region', ENV],
    ['whose stack can be deployed anywhere', { account: undefined }],
  ])('are known to a group %s', (_, env) => {
    expect(linesOf(SEVERAL_ZONES, synthesized(build, env))).toEqual(['Shop/Servers/ASG: compliant']);
  });
});

describeRule(SEVERAL_ZONES, [
  [
    'subnets of the app, in two zones, in one, and one subnet',
    (stack) => {
      const subnet = (id: string, availabilityZone: string) =>
        new CfnSubnet(stack, id, { vpcId: 'vpc-1', cidrBlock: '10.0.0.0/24', availabilityZone }).ref;
      const [a, alsoA, b] = [subnet('A', 'eu-west-1a'), subnet('AlsoA', 'eu-west-1a'), subnet('B', 'eu-west-1b')];
      group(stack, 'Two', { vpcZoneIdentifier: [a, b] });
      group(stack, 'SameZone', { vpcZoneIdentifier: [a, alsoA] });
      group(stack, 'One', { vpcZoneIdentifier: [a] });
      group(stack, 'None', {});
    },
    [
      'Shop/None: non-compliant: It states neither subnets nor zones',
      'Shop/One: non-compliant: All its servers are in A, eu-west-1a',
      'Shop/SameZone: non-compliant: All its servers are in A, AlsoA, eu-west-1a',
      'Shop/Two: compliant',
    ],
  ],
  [
    'subnets of another app, with zones and without',
    (stack) => {
      const vpcZoneIdentifier = ['subnet-1', 'subnet-2'];
      group(stack, 'Known', { vpcZoneIdentifier, availabilityZones: ['eu-west-1a', 'eu-west-1b'] });
      group(stack, 'Unknown', { vpcZoneIdentifier });
      group(stack, 'One', { vpcZoneIdentifier: ['subnet-1'] });
      raw(stack, 'Given', GROUP, { VPCZoneIdentifier: parameter(stack, 'List<AWS::EC2::Subnet::Id>') });
    },
    [
      'Shop/Given: unknown: Which zones ${Shop/Parameter} are in',
      'Shop/Known: compliant',
      'Shop/One: non-compliant: All its servers are in subnet-1',
      'Shop/Unknown: unknown: Which zones subnet-1, subnet-2 are in',
    ],
  ],
  [
    'subnets of another app, behind a gate that wants servers in each zone',
    (stack) => {
      const gated = (id: string, ...zones: string[]) => {
        group(stack, id, { vpcZoneIdentifier: ['subnet-1', 'subnet-2'] });
        const servers = { groupName: { Ref: id }, zones };
        raw(stack, `${id}Gate`, 'Custom::ReleaseGate', { ServiceToken: 'a', Order: { servers } });
      };
      gated('Two', 'eu-west-1a', 'eu-west-1b');
      gated('One', 'eu-west-1a', 'eu-west-1a');
    },
    ['Shop/One: unknown: Which zones subnet-1, subnet-2 are in', 'Shop/Two: compliant'],
  ],
  [
    'zones alone: all, two, one, and one of a parameter',
    (stack) => {
      raw(stack, 'All', GROUP, { AvailabilityZones: { 'Fn::GetAZs': '' } });
      const zone = (index: number) => ({ 'Fn::Select': [index, { 'Fn::GetAZs': '' }] });
      raw(stack, 'Two', GROUP, { AvailabilityZones: [zone(0), zone(1)] });
      raw(stack, 'One', GROUP, { AvailabilityZones: [zone(0), zone(0)] });
      raw(stack, 'Given', GROUP, { AvailabilityZones: ['eu-west-1a', parameter(stack)] });
    },
    [
      'Shop/All: compliant',
      'Shop/Given: unknown: Which zones eu-west-1a are in',
      'Shop/One: non-compliant: All its servers are in ${Fn::Select:[0,Fn::GetAZs:]}',
      'Shop/Two: compliant',
    ],
  ],
]);

describeRule(HEALTH_CHECK, [
  [
    'a group behind a load balancer, as the CDK makes it',
    balanced,
    ['Shop/Servers/ASG: non-compliant: HealthCheckType is not stated'],
  ],
  [
    'groups behind a load balancer, and one behind none',
    (stack) => {
      const targetGroupArns = ['arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/a/1'];
      group(stack, 'Elb', { targetGroupArns, healthCheckType: 'ELB' });
      group(stack, 'Both', { targetGroupArns, healthCheckType: 'EBS,ELB' });
      group(stack, 'Ec2', { targetGroupArns, healthCheckType: 'EC2' });
      group(stack, 'Given', { targetGroupArns, healthCheckType: parameter(stack) });
      group(stack, 'Classic', { loadBalancerNames: ['old'] });
      group(stack, 'Worker', {});
    },
    [
      'Shop/Both: compliant',
      'Shop/Classic: non-compliant: HealthCheckType is not stated',
      'Shop/Ec2: non-compliant: HealthCheckType is EC2',
      'Shop/Elb: compliant',
      'Shop/Given: unknown: HealthCheckType is ${Shop/Parameter}',
    ],
  ],
]);

describeRule(GRACE_PERIOD, [
  [
    'groups behind a load balancer, with a grace period and without',
    (stack) => {
      const targetGroupArns = ['arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/a/1'];
      group(stack, 'Patient', { targetGroupArns, healthCheckGracePeriod: 300 });
      group(stack, 'Zero', { targetGroupArns, healthCheckGracePeriod: 0 });
      group(stack, 'Silent', { targetGroupArns });
      raw(stack, 'Sometimes', GROUP, { TargetGroupARNs: ['a'], HealthCheckGracePeriod: either(stack, 300, NOTHING) });
      raw(stack, 'Unreadable', GROUP, { TargetGroupARNs: ['a'], HealthCheckGracePeriod: { Ref: 'Stage' } });
    },
    [
      'Shop/Patient: compliant',
      'Shop/Silent: non-compliant: HealthCheckGracePeriod is not stated',
      'Shop/Sometimes: non-compliant: HealthCheckGracePeriod is not stated',
      'Shop/Unreadable: unknown: HealthCheckGracePeriod is ${Shop/Stage}',
      'Shop/Zero: non-compliant: HealthCheckGracePeriod is 0',
    ],
  ],
]);

describeRule(SPARE_SERVER, [
  ['a group behind a load balancer, as the CDK makes it', balanced, ['Shop/Servers/ASG: non-compliant: MinSize is 1']],
  [
    'groups of two and of whatever a parameter says',
    (stack) => {
      group(stack, 'Two', { loadBalancerNames: ['a'] });
      group(stack, 'Given', { loadBalancerNames: ['a'], minSize: parameter(stack) });
      group(stack, 'Worker', { minSize: '0' });
    },
    ['Shop/Given: unknown: MinSize is ${Shop/Parameter}', 'Shop/Two: compliant'],
  ],
]);
