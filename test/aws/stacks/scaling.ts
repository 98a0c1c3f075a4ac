import { App, Environment, Fn, Stack } from 'aws-cdk-lib';
import { CfnAutoScalingGroup, CfnScalingPolicy } from 'aws-cdk-lib/aws-autoscaling';
import { CfnLaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import { CfnListenerRule, CfnTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Platform } from '../../../lib';
import { DOMAIN, IDS, INSTANCE_TYPE, STACKS } from '../names';

export interface ScalingStackProps {
  readonly env: Environment;
  readonly platform: Platform;
  readonly image: string;
}

/**
 * Fact 6 at its hardest: the policy comes as soon as the rule is there, because the group has no servers and is made
 * before the rule.
 */
export class ScalingStack extends Stack {
  constructor(app: App, { env, platform, image }: ScalingStackProps) {
    super(app, STACKS.scaling, { env, description: 'Verification of the release gate: scaling by requests' });
    const { entrance, network } = platform;
    const targets = new CfnTargetGroup(this, 'TargetGroup', {
      vpcId: network.vpc.vpcId,
      targetType: 'instance',
      protocol: 'HTTP',
      port: 8080,
      // This one must not meddle with fact 5.
      targetGroupAttributes: [{ key: 'target_group_health.dns_failover.minimum_healthy_targets.count', value: 'off' }],
    });
    const template = new CfnLaunchTemplate(this, 'LaunchTemplate', {
      launchTemplateData: { imageId: image, instanceType: INSTANCE_TYPE },
    });
    const group = new CfnAutoScalingGroup(this, 'Group', {
      vpcZoneIdentifier: network.subnets.map(({ subnetId }) => subnetId),
      minSize: '0',
      maxSize: '0',
      launchTemplate: { launchTemplateId: template.ref, version: template.attrLatestVersionNumber },
      targetGroupArns: [targets.ref],
    });
    const rule = new CfnListenerRule(this, IDS.scalingRule, {
      listenerArn: entrance.productionListener.listenerArn,
      priority: 49_002,
      conditions: [{ field: 'host-header', hostHeaderConfig: { values: [`scaling.${DOMAIN}`] } }],
      actions: [{ type: 'forward', targetGroupArn: targets.ref }],
    });
    rule.node.addDependency(group);
    const policy = new CfnScalingPolicy(this, IDS.policy, {
      autoScalingGroupName: group.ref,
      policyType: 'TargetTrackingScaling',
      targetTrackingConfiguration: {
        targetValue: 1000,
        predefinedMetricSpecification: {
          predefinedMetricType: 'ALBRequestCountPerTarget',
          resourceLabel: Fn.join('/', [entrance.loadBalancerFullName, targets.attrTargetGroupFullName]),
        },
      },
    });
    policy.node.addDependency(rule);
  }
}
