import { Duration, Stack } from 'aws-cdk-lib';
import { AutoScalingGroup, CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import {
  CfnEIP,
  CfnEIPAssociation,
  CfnInstance,
  CfnLaunchTemplate,
  Instance,
  InstanceType,
  MachineImage,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { CfnTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ARecord, CnameRecord, PrivateHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { FIXED_ADDRESS } from '../../../../lib/checks/principles/rules/dis-1/fixed-address';
import { INSTANCE_LIFETIME } from '../../../../lib/checks/principles/rules/dis-1/instance-lifetime';
import { REGISTERED_SERVER } from '../../../../lib/checks/principles/rules/dis-1/registered-server';
import { SCALE_IN_PROTECTION } from '../../../../lib/checks/principles/rules/dis-1/scale-in-protection';
import { SERVER_NAME } from '../../../../lib/checks/principles/rules/dis-1/server-name';
import { TERMINATION_PROTECTION } from '../../../../lib/checks/principles/rules/dis-1/termination-protection';
import { describeRule, either, NOTHING, parameter, raw } from '../judged';

const machineImage = MachineImage.genericLinux({ 'eu-west-1': 'ami-0aaaaaaaaaaaaaaaa' });
const instanceType = new InstanceType('m7i.large');

function group(stack: Stack, id: string, properties: object): void {
  new CfnAutoScalingGroup(stack, id, { minSize: '2', maxSize: '4', ...properties });
}

describeRule(
  FIXED_ADDRESS,
  [
    [
      'servers with the addresses that they get, and with fixed ones',
      (stack) => {
        new CfnInstance(stack, 'Any', { imageId: 'ami-1' });
        new CfnInstance(stack, 'Fixed', { privateIpAddress: '10.0.0.5' });
        const networkInterfaces = [{ deviceIndex: 0, networkInterfaceId: 'eni-1' }];
        new CfnLaunchTemplate(stack, 'Template', { launchTemplateData: { networkInterfaces } });
      },
      [
        'Shop/Template: non-compliant: NetworkInterfaces.NetworkInterfaceId is eni-1',
        'Shop/Any: compliant',
        'Shop/Fixed: non-compliant: PrivateIpAddress is 10.0.0.5',
      ],
    ],
    [
      'elastic addresses of a server, and one of something else',
      (stack) => {
        const { ref: instanceId } = new CfnInstance(stack, 'Server', {});
        new CfnEIP(stack, 'Bound', { instanceId });
        const { attrAllocationId: allocationId } = new CfnEIP(stack, 'Free', {});
        new CfnEIPAssociation(stack, 'Binding', { allocationId, instanceId });
      },
      [
        'Shop/Server: compliant',
        'Shop/Bound: non-compliant: InstanceId is Server',
        'Shop/Free: compliant',
        'Shop/Binding: non-compliant: InstanceId is Server',
      ],
    ],
  ],
  ['unknown'],
);

describeRule(SERVER_NAME, [
  [
    'names that lead to a server, to its address, and elsewhere',
    (stack) => {
      const vpc = new Vpc(stack, 'Vpc', { restrictDefaultSecurityGroup: false });
      const zone = new PrivateHostedZone(stack, 'Zone', { zoneName: 'shop.internal', vpc });
      const server = new Instance(stack, 'Server', { vpc, instanceType, machineImage });
      new ARecord(stack, 'Named', { zone, target: RecordTarget.fromIpAddresses(server.instancePrivateIp) });
      new ARecord(stack, 'Given', { zone, target: RecordTarget.fromIpAddresses(parameter(stack)) });
      new CnameRecord(stack, 'Other', { zone, domainName: 'example.com' });
      raw(stack, 'Group', 'AWS::Route53::RecordSetGroup', {
        RecordSets: [{ Name: 'a', Type: 'A', ResourceRecords: [{ 'Fn::GetAtt': ['Fixed', 'PublicIp'] }] }],
      });
      new CfnEIP(stack, 'Fixed');
    },
    [
      'Shop/Given/Resource: unknown: ResourceRecords is ${Shop/Parameter}',
      'Shop/Named/Resource: non-compliant: ResourceRecords is Server7E7D21FA.PrivateIp',
      'Shop/Other/Resource: compliant',
      'Shop/Group: non-compliant: ResourceRecords is Fixed.PublicIp',
    ],
  ],
  [
    'a server in Cloud Map, and something else there',
    (stack) => {
      new CfnInstance(stack, 'Server', {});
      const attributes = (properties: object) => ({ ServiceId: 'srv-1', InstanceAttributes: properties });
      const type = 'AWS::ServiceDiscovery::Instance';
      raw(stack, 'Listed', type, attributes({ AWS_EC2_INSTANCE_ID: { Ref: 'Server' } }));
      raw(stack, 'Queue', type, attributes({ url: 'https://sqs.example.com' }));
    },
    ['Shop/Listed: non-compliant: InstanceAttributes.AWS_EC2_INSTANCE_ID is Server', 'Shop/Queue: compliant'],
  ],
]);

describeRule(
  REGISTERED_SERVER,
  [
    [
      'target groups that servers register in, and that list them',
      (stack) => {
        const { ref } = new CfnInstance(stack, 'Server', {});
        new CfnTargetGroup(stack, 'Empty', { targetType: 'instance', port: 80 });
        new CfnTargetGroup(stack, 'ByDefault', { targets: [{ id: 'i-0123456789abcdef0' }] });
        new CfnTargetGroup(stack, 'Listing', { targetType: 'instance', targets: [{ id: ref }] });
        new CfnTargetGroup(stack, 'Address', { targetType: 'ip', targets: [{ id: '10.1.2.3' }] });
        const targets = [{ Id: { 'Fn::GetAtt': ['Server', 'PrivateIp'] } }];
        raw(stack, 'Private', 'AWS::ElasticLoadBalancingV2::TargetGroup', { TargetType: 'ip', Targets: targets });
        raw(stack, 'Classic', 'AWS::ElasticLoadBalancing::LoadBalancer', { Instances: ['i-1'] });
      },
      [
        'Shop/Address: compliant',
        'Shop/ByDefault: non-compliant: Targets lists i-0123456789abcdef0',
        'Shop/Empty: compliant',
        'Shop/Listing: non-compliant: Targets lists Server',
        'Shop/Private: non-compliant: Targets lists Server.PrivateIp',
        'Shop/Classic: non-compliant: Instances lists i-1',
      ],
    ],
  ],
  ['unknown'],
);

describeRule(INSTANCE_LIFETIME, [
  [
    'groups whose servers live for a week, and for ever',
    (stack) => {
      const vpc = new Vpc(stack, 'Vpc', { restrictDefaultSecurityGroup: false });
      const options = { vpc, instanceType, machineImage };
      new AutoScalingGroup(stack, 'Weekly', { ...options, maxInstanceLifetime: Duration.days(7) });
      new AutoScalingGroup(stack, 'Forever', options);
      group(stack, 'Zero', { maxInstanceLifetime: 0 });
      group(stack, 'Given', { maxInstanceLifetime: parameter(stack) });
    },
    [
      'Shop/Forever/ASG: non-compliant: MaxInstanceLifetime is not stated',
      'Shop/Given: unknown: MaxInstanceLifetime is ${Shop/Parameter}',
      'Shop/Weekly/ASG: compliant',
      'Shop/Zero: non-compliant: MaxInstanceLifetime is 0',
    ],
  ],
  [
    'a lifetime in one environment only',
    (stack) => {
      raw(stack, 'Group', 'AWS::AutoScaling::AutoScalingGroup', {
        MaxInstanceLifetime: either(stack, 604800, NOTHING),
      });
    },
    ['Shop/Group: non-compliant: MaxInstanceLifetime is not stated'],
  ],
]);

describeRule(SCALE_IN_PROTECTION, [
  [
    'groups with protection and without',
    (stack) => {
      group(stack, 'Free', {});
      group(stack, 'Off', { newInstancesProtectedFromScaleIn: false });
      group(stack, 'On', { newInstancesProtectedFromScaleIn: true });
      raw(stack, 'Given', 'AWS::AutoScaling::AutoScalingGroup', { NewInstancesProtectedFromScaleIn: parameter(stack) });
    },
    [
      'Shop/Free: compliant',
      'Shop/Given: unknown: NewInstancesProtectedFromScaleIn is ${Shop/Parameter}',
      'Shop/Off: compliant',
      'Shop/On: non-compliant: NewInstancesProtectedFromScaleIn is true',
    ],
  ],
]);

describeRule(TERMINATION_PROTECTION, [
  [
    'servers with protection and without',
    (stack) => {
      new CfnInstance(stack, 'Free', {});
      new CfnInstance(stack, 'Kept', { disableApiTermination: true });
      new CfnLaunchTemplate(stack, 'Running', { launchTemplateData: { disableApiStop: true } });
      new CfnInstance(stack, 'Inheriting', { launchTemplate: { launchTemplateName: 'elsewhere', version: '1' } });
    },
    [
      'Shop/Running: non-compliant: DisableApiStop is true',
      'Shop/Free: compliant',
      'Shop/Inheriting: unknown: DisableApiTermination is in a launch template outside of this app; DisableApiStop is in a launch template outside of this app',
      'Shop/Kept: non-compliant: DisableApiTermination is true',
    ],
  ],
]);
