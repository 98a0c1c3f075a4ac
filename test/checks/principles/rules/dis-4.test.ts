import { Duration, Stack } from 'aws-cdk-lib';
import { CfnInstance, CfnLaunchTemplate, CfnVolume, CfnVolumeAttachment, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationListener,
  ApplicationLoadBalancer,
  ApplicationTargetGroup,
  ListenerAction,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { DATA_VOLUME } from '../../../../lib/checks/principles/rules/dis-4/data-volume';
import { INSTANCE_STORE } from '../../../../lib/checks/principles/rules/dis-4/instance-store';
import { KEPT_VOLUME } from '../../../../lib/checks/principles/rules/dis-4/kept-volume';
import { STICKY_SESSION } from '../../../../lib/checks/principles/rules/dis-4/sticky-session';
import { hasLocalStorage } from '../../../../lib/checks/principles/servers/local-storage';
import { describeRule, either, NOTHING, parameter, raw } from '../judged';

describeRule(STICKY_SESSION, [
  [
    'target groups and actions as constructs make them',
    (stack) => {
      const vpc = new Vpc(stack, 'Vpc', { restrictDefaultSecurityGroup: false });
      const group = (id: string, sticky: boolean) =>
        new ApplicationTargetGroup(stack, id, {
          vpc,
          port: 80,
          stickinessCookieDuration: sticky ? Duration.days(1) : undefined,
        });
      const [free, sticky] = [group('Free', false), group('Sticky', true)];
      const loadBalancer = new ApplicationLoadBalancer(stack, 'Balancer', { vpc });
      const listener = (id: string, port: number, stickinessDuration?: Duration) =>
        new ApplicationListener(stack, id, {
          loadBalancer,
          port,
          open: false,
          protocol: 'HTTP' as any,
          defaultAction: ListenerAction.weightedForward(
            [
              { targetGroup: free, weight: 1 },
              { targetGroup: sticky, weight: 1 },
            ],
            { stickinessDuration },
          ),
        });
      listener('Http', 80);
      listener('StickyHttp', 8080, Duration.minutes(5));
    },
    [
      'Shop/Free/Resource: compliant',
      'Shop/Sticky/Resource: non-compliant: stickiness.enabled is true',
      'Shop/Http/Resource: compliant',
      'Shop/StickyHttp/Resource: non-compliant: DefaultActions.ForwardConfig.TargetGroupStickinessConfig.Enabled is true',
    ],
  ],
  [
    'attributes that only the deployment tells',
    (stack) => {
      const target = (id: string, Key: unknown, Value: unknown) =>
        raw(stack, id, 'AWS::ElasticLoadBalancingV2::TargetGroup', { TargetGroupAttributes: [{ Key, Value }] });
      target('Value', 'stickiness.enabled', parameter(stack));
      target('Key', { Ref: 'Parameter' }, 'true');
      target('Other', 'slow_start.duration_seconds', { Ref: 'Parameter' });
    },
    [
      'Shop/Key: non-compliant: stickiness.enabled is true',
      'Shop/Other: compliant',
      'Shop/Value: unknown: stickiness.enabled is ${Shop/Parameter}',
    ],
  ],
  [
    'classic load balancers and rules',
    (stack) => {
      raw(stack, 'Classic', 'AWS::ElasticLoadBalancing::LoadBalancer', {
        LBCookieStickinessPolicy: [{ PolicyName: 'sticky' }],
      });
      raw(stack, 'Rule', 'AWS::ElasticLoadBalancingV2::ListenerRule', {
        Actions: [{ Type: 'forward', ForwardConfig: { TargetGroupStickinessConfig: { Enabled: 'true' } } }],
      });
    },
    [
      'Shop/Classic: non-compliant: LBCookieStickinessPolicy is stated',
      'Shop/Rule: non-compliant: Actions.ForwardConfig.TargetGroupStickinessConfig.Enabled is true',
    ],
  ],
]);

/** A launch template, by its devices. */
function devices(stack: Stack, id: string, ...blockDeviceMappings: object[]): void {
  new CfnLaunchTemplate(stack, id, { launchTemplateData: { blockDeviceMappings } });
}

describeRule(DATA_VOLUME, [
  [
    'the root volume, and others',
    (stack) => {
      const ebs = { volumeSize: 8 };
      devices(stack, 'None');
      devices(stack, 'Root', { deviceName: '/dev/xvda', ebs });
      devices(stack, 'Data', { deviceName: '/dev/xvda', ebs }, { deviceName: '/dev/sdf', ebs });
      devices(stack, 'Two', { deviceName: '/dev/xvda', ebs }, { deviceName: '/dev/sda1', ebs });
      devices(stack, 'Left', { deviceName: '/dev/sdb', noDevice: '' });
      devices(stack, 'Given', { deviceName: parameter(stack), ebs });
    },
    [
      'Shop/Data: non-compliant: BlockDeviceMappings has /dev/sdf',
      'Shop/Given: unknown: BlockDeviceMappings.DeviceName is ${Shop/Parameter}',
      'Shop/Left: compliant',
      'Shop/None: compliant',
      'Shop/Root: compliant',
      'Shop/Two: non-compliant: BlockDeviceMappings has /dev/xvda and /dev/sda1',
    ],
  ],
  [
    'volumes that are attached',
    (stack) => {
      const volume = new CfnVolume(stack, 'Volume', { availabilityZone: 'eu-west-1a', size: 8 });
      const server = new CfnInstance(stack, 'Server', { volumes: [{ device: '/dev/sdf', volumeId: volume.ref }] });
      new CfnVolumeAttachment(stack, 'Attachment', {
        instanceId: server.ref,
        volumeId: volume.ref,
        device: '/dev/sdg',
      });
    },
    [
      'Shop/Server: non-compliant: Volumes is an object',
      'Shop/Volume: non-compliant: It is a volume that is not part of a server',
      'Shop/Attachment: non-compliant: It attaches a volume to a server',
    ],
  ],
]);

describeRule(KEPT_VOLUME, [
  [
    'volumes that go with the server, and that stay',
    (stack) => {
      devices(stack, 'Goes', { deviceName: '/dev/xvda', ebs: { deleteOnTermination: true } });
      devices(stack, 'Unstated', { deviceName: '/dev/xvda', ebs: { encrypted: true } });
      devices(stack, 'Stays', { deviceName: '/dev/xvda', ebs: { deleteOnTermination: false } });
      const ebs = { DeleteOnTermination: { Ref: 'Parameter' } };
      raw(stack, 'Given', 'AWS::EC2::LaunchTemplate', { LaunchTemplateData: { BlockDeviceMappings: [{ Ebs: ebs }] } });
      const sometimes = { DeleteOnTermination: either(stack, false, NOTHING) };
      raw(stack, 'Sometimes', 'AWS::AutoScaling::LaunchConfiguration', { BlockDeviceMappings: [{ Ebs: sometimes }] });
      parameter(stack);
    },
    [
      'Shop/Given: unknown: BlockDeviceMappings.Ebs.DeleteOnTermination is ${Shop/Parameter}',
      'Shop/Goes: compliant',
      'Shop/Stays: non-compliant: BlockDeviceMappings.Ebs.DeleteOnTermination is false',
      'Shop/Unstated: compliant',
      'Shop/Sometimes: non-compliant: BlockDeviceMappings.Ebs.DeleteOnTermination is false',
    ],
  ],
]);

describeRule(INSTANCE_STORE, [
  [
    'instance types with disks and without, and mapped disks',
    (stack) => {
      const type = (id: string, instanceType: string) =>
        new CfnLaunchTemplate(stack, id, { launchTemplateData: { instanceType } });
      type('Plain', 'm7g.large');
      type('Disks', 'm7gd.large');
      type('Given', parameter(stack));
      devices(stack, 'Mapped', { deviceName: '/dev/sdb', virtualName: 'ephemeral0' });
    },
    [
      'Shop/Disks: non-compliant: InstanceType is m7gd.large',
      'Shop/Given: unknown: InstanceType is ${Shop/Parameter}',
      'Shop/Mapped: non-compliant: BlockDeviceMappings.VirtualName is ephemeral0',
      'Shop/Plain: compliant',
    ],
  ],
  [
    'requirements, and the types that a group may take instead',
    (stack) => {
      const required = (id: string, requirements: object) =>
        raw(stack, id, 'AWS::EC2::LaunchTemplate', { LaunchTemplateData: { InstanceRequirements: requirements } });
      required('Any', { VCpuCount: { Min: 2 } });
      required('Excluded', { LocalStorage: 'excluded' });
      const group = (id: string, ...Overrides: object[]) =>
        raw(stack, id, 'AWS::AutoScaling::AutoScalingGroup', {
          MixedInstancesPolicy: { LaunchTemplate: { Overrides } },
        });
      group('Mixed', { InstanceType: 'm7g.large' }, { InstanceType: 'i4i.large' });
      group('Alike', { InstanceType: 'm7g.large' }, { InstanceType: 'c7g.large' });
      group('Single');
    },
    [
      'Shop/Any: non-compliant: InstanceRequirements does not exclude LocalStorage',
      'Shop/Excluded: compliant',
      'Shop/Alike: compliant',
      'Shop/Mixed: non-compliant: InstanceType is i4i.large',
    ],
  ],
]);

describe('instance types', () => {
  const families =
    'm5d m5dn c6gd r6idn x2gd x2iedn z1d p3dn p4d p4de g4ad g4dn g5 g6e gr6 p5en i3 i4g i7ie im4gn is4gen d3en h1 x1e trn1n hpc6id f1 M7GD';

  test.each(families.split(' '))('of family %s have disks', (family) => {
    expect(hasLocalStorage(`${family}.large`)).toBe(true);
  });

  test.each('t3 t4g m5 m7g c7gn r7i r6in x2 g5g g3 p3 inf1 inf2 hpc7g hpc7a u-6tb1 vt1 mac2'.split(' '))(
    'of family %s have none',
    (family) => {
      expect(hasLocalStorage(`${family}.large`)).toBe(false);
    },
  );
});
