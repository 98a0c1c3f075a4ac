import { CfnTag, Duration, Fn, Size } from 'aws-cdk-lib';
import { CfnAutoScalingGroup, CfnScalingPolicy } from 'aws-cdk-lib/aws-autoscaling';
import { CfnLaunchTemplate, InstanceType } from 'aws-cdk-lib/aws-ec2';
import { CfnTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct, IDependable } from 'constructs';
import { IPrivateNetwork } from '../network';
import { acknowledge } from '../private/acknowledgement';
import { Fingerprint, Release } from '../release';
import { evidenceProblems, instanceTagProblems } from './launch-checks';
import { ServerIdentity } from './server-identity';

export interface ServerGroupProps {
  readonly serviceName: string;
  readonly release: Release;
  readonly fingerprint: Fingerprint;
  readonly network: IPrivateNetwork;
  readonly identity: ServerIdentity;
  /** What the release gate finds the group by: values by tag key. */
  readonly gateTags: { readonly [key: string]: string };
  /** What the target group says about itself to whoever records its metrics: values by tag key. */
  readonly recorderTags: { readonly [key: string]: string };
  /** The load balancer as CloudWatch names it, to count requests by. */
  readonly loadBalancerFullName: string;
  /** Where the group reports the servers that it launches and terminates. */
  readonly alertTopicArn: string;
  /**
   * Where the servers find their configuration document.
   *
   * @default - the release has none
   */
  readonly configurationPath?: string;
  readonly port: number;
  readonly healthCheckPath: string;
  /** The first is preferred; with more than one the group takes what there is. */
  readonly instanceTypes: InstanceType[];
  readonly minCapacity: number;
  readonly maxCapacity: number;
  readonly targetCpuPercent: number;
  /** @default - scaling goes by the CPU alone */
  readonly targetRequestsPerMinute?: number;
  readonly gracePeriod: Duration;
  readonly deregistrationDelay: Duration;
  readonly maxInstanceLifetime: Duration;
  /** @default - the size in the image */
  readonly rootVolumeSize?: Size;
  /** @default - the key for EBS encryption of the account */
  readonly rootVolumeKey?: IKey;
}

/** The four events that say what the group does to its servers. */
const NOTIFICATIONS = ['LAUNCH', 'LAUNCH_ERROR', 'TERMINATE', 'TERMINATE_ERROR'].map(
  (event) => `autoscaling:EC2_INSTANCE_${event}`,
);

/** Three misses in thirty seconds make a server unhealthy, two hits in twenty make it healthy. */
const HEALTH_CHECK = { intervalSeconds: 10, timeoutSeconds: 5, healthy: 2, unhealthy: 3 };

/** While a server is replaced, for its age or its health, the group holds what it had and one in ten more. */
const MAINTENANCE = { minHealthyPercentage: 100, maxHealthyPercentage: 110 };

/**
 * The servers of one release: launch template, Auto Scaling group, target group and scaling policies.
 *
 * All of them carry the fingerprint in their logical ids, while their construct paths stay the same. They are written
 * as CloudFormation has them (L1), because their rendered properties are the identity of the release: a default that
 * changes in a newer CDK must not replace a fleet.
 */
export class ServerGroup extends Construct {
  /** The target group that the servers register in. */
  public readonly targetGroup: CfnTargetGroup;

  /** What a server is started from. */
  public readonly launchTemplate: CfnLaunchTemplate;

  /** The group that keeps the servers alive. */
  public readonly autoScalingGroup: CfnAutoScalingGroup;

  constructor(scope: Construct, id: string, props: ServerGroupProps) {
    super(scope, id);
    this.targetGroup = this.createTargetGroup(props);
    this.launchTemplate = this.createLaunchTemplate(props);
    this.autoScalingGroup = this.createAutoScalingGroup(props);
    const policies = this.createScalingPolicies(props);

    // Servers boot with all their rights, and keep their rules until the last of them is gone.
    this.launchTemplate.node.addDependency(props.identity);
    for (const resource of [this.targetGroup, this.launchTemplate, this.autoScalingGroup, ...policies]) {
      props.fingerprint.include(resource);
    }
    this.node.addValidation({ validate: () => instanceTagProblems(this.autoScalingGroup) });
  }

  /**
   * Holds the launch of servers back until something exists: the test rule, above all. A target group in no rule is
   * never health-checked, and a request-count policy on it is refused.
   */
  public launchAfter(dependency: IDependable): void {
    this.autoScalingGroup.node.addDependency(dependency);
  }

  /** Holds everything that servers are made from back until something exists. */
  public prepareAfter(dependency: IDependable): void {
    this.launchTemplate.node.addDependency(dependency);
  }

  private createTargetGroup(props: ServerGroupProps): CfnTargetGroup {
    const { network, port, healthCheckPath, deregistrationDelay, recorderTags } = props;
    return new CfnTargetGroup(this, 'TargetGroup', {
      vpcId: network.vpc.vpcId,
      targetType: 'instance',
      protocol: 'HTTP',
      port,
      healthCheckEnabled: true,
      healthCheckProtocol: 'HTTP',
      healthCheckPath,
      healthCheckIntervalSeconds: HEALTH_CHECK.intervalSeconds,
      healthCheckTimeoutSeconds: HEALTH_CHECK.timeoutSeconds,
      healthyThresholdCount: HEALTH_CHECK.healthy,
      unhealthyThresholdCount: HEALTH_CHECK.unhealthy,
      matcher: { httpCode: '200' },
      targetGroupAttributes: attributes({
        'deregistration_delay.timeout_seconds': deregistrationDelay.toSeconds(),
        'load_balancing.algorithm.type': 'least_outstanding_requests',
        // Servers are stateless, and a sticky client would stay with the old release.
        'stickiness.enabled': false,
        // A new release that is still booting must not take the whole zone out of DNS.
        'target_group_health.dns_failover.minimum_healthy_targets.count': 'off',
      }),
      tags: Object.entries(recorderTags).map(([key, value]) => ({ key, value })),
    });
  }

  private createLaunchTemplate(props: ServerGroupProps): CfnLaunchTemplate {
    const { release, identity } = props;
    const tags = this.releaseTags(props);
    return new CfnLaunchTemplate(this, 'LaunchTemplate', {
      launchTemplateData: {
        imageId: release.imageFor(this),
        instanceType: props.instanceTypes[0].toString(),
        iamInstanceProfile: { arn: identity.instanceProfile.attrArn },
        securityGroupIds: [identity.securityGroup.securityGroupId],
        monitoring: { enabled: true },
        metadataOptions: {
          httpEndpoint: 'enabled',
          httpTokens: 'required',
          httpPutResponseHopLimit: 1,
          // This is how one image learns in which stage it runs, with no user data.
          instanceMetadataTags: 'enabled',
        },
        blockDeviceMappings: [
          {
            deviceName: release.rootDeviceName,
            ebs: {
              encrypted: true,
              volumeType: 'gp3',
              deleteOnTermination: true,
              volumeSize: props.rootVolumeSize?.toGibibytes(),
              kmsKeyId: props.rootVolumeKey?.keyArn,
            },
          },
        ],
        tagSpecifications: [
          { resourceType: 'instance', tags: [...tags, ...this.instanceTags(props)] },
          { resourceType: 'volume', tags },
        ],
      },
      tagSpecifications: [{ resourceType: 'launch-template', tags }],
    });
  }

  /** Which release a server, a volume or a launch template belongs to. */
  private releaseTags({ serviceName, release, fingerprint }: ServerGroupProps): CfnTag[] {
    return [
      { key: 'Name', value: serviceName },
      { key: 'golden-path:service', value: serviceName },
      { key: 'golden-path:commit', value: release.commit },
      { key: 'golden-path:release', value: fingerprint.token },
    ];
  }

  /** What else a server reads about itself from its metadata service. Keys hold no slash: the service refuses them. */
  private instanceTags({ identity, configurationPath }: ServerGroupProps): CfnTag[] {
    const logGroup = { key: 'golden-path:log-group', value: identity.logGroup.logGroupName };
    return configurationPath === undefined
      ? [logGroup]
      : [logGroup, { key: 'golden-path:configuration', value: configurationPath }];
  }

  /** Servers have their own, with more in them, from the launch template. */
  private groupTags(props: ServerGroupProps): CfnAutoScalingGroup.TagPropertyProperty[] {
    const gateTags = Object.entries(props.gateTags).map(([key, value]) => ({ key, value }));
    return [...this.releaseTags(props), ...gateTags].map((tag) => ({ ...tag, propagateAtLaunch: false }));
  }

  private createAutoScalingGroup(props: ServerGroupProps): CfnAutoScalingGroup {
    const group = new CfnAutoScalingGroup(this, 'Group', {
      vpcZoneIdentifier: props.network.subnets.map((subnet) => subnet.subnetId),
      // No desired capacity: stated here, each deploy would reset the live one.
      minSize: String(props.minCapacity),
      maxSize: String(props.maxCapacity),
      ...this.whatToLaunch(props.instanceTypes),
      targetGroupArns: [this.targetGroup.ref],
      healthCheckType: 'ELB',
      healthCheckGracePeriod: props.gracePeriod.toSeconds(),
      defaultInstanceWarmup: props.gracePeriod.toSeconds(),
      maxInstanceLifetime: props.maxInstanceLifetime.toSeconds(),
      instanceMaintenancePolicy: MAINTENANCE,
      metricsCollection: [{ granularity: '1Minute' }],
      notificationConfigurations: [{ topicArn: props.alertTopicArn, notificationTypes: NOTIFICATIONS }],
      // Not even a script may delete a group that has servers; CloudFormation empties it first.
      deletionProtection: 'prevent-force-deletion',
      tags: this.groupTags(props),
    });
    // The live size belongs to scaling and to the release gate: an update that does not change the limits leaves it alone.
    group.cfnOptions.updatePolicy = { autoScalingScheduledAction: { ignoreUnmodifiedGroupSizeProperties: true } };
    return group;
  }

  private whatToLaunch(instanceTypes: InstanceType[]) {
    const launchTemplate = {
      launchTemplateId: this.launchTemplate.ref,
      version: this.launchTemplate.attrLatestVersionNumber,
    };
    if (instanceTypes.length === 1) return { launchTemplate };
    this.acknowledgeMixedInstances();
    this.node.addValidation({ validate: () => evidenceProblems(this.launchTemplate) });
    return {
      mixedInstancesPolicy: {
        launchTemplate: {
          launchTemplateSpecification: launchTemplate,
          overrides: instanceTypes.map((type) => ({ instanceType: type.toString() })),
        },
        instancesDistribution: { onDemandAllocationStrategy: 'prioritized', onDemandPercentageAboveBaseCapacity: 100 },
      },
    };
  }

  /** cdk-nag follows only `LaunchTemplate` from a group to its template, not `MixedInstancesPolicy`. */
  private acknowledgeMixedInstances(): void {
    const reason =
      'The rule cannot follow MixedInstancesPolicy to its launch template. The template beside this group, the only one in the stack, has';
    const evidence = 'The synth fails where the launch template says otherwise. In the template:';
    acknowledge(
      this,
      {
        packs: ['AwsSolutions'],
        rule: 'EC26',
        reason: `${reason} Ebs.Encrypted: true on its root volume.`,
        evidence: `${evidence} BlockDeviceMappings.`,
      },
      {
        packs: ['NIST.800.53.R4', 'NIST.800.53.R5', 'HIPAA.Security'],
        rule: 'EC2IMDSv2Enabled',
        reason: `${reason} MetadataOptions.HttpTokens: required.`,
        evidence: `${evidence} MetadataOptions.`,
      },
    );
  }

  private createScalingPolicies(props: ServerGroupProps): CfnScalingPolicy[] {
    const track = (
      id: 'CpuTracking' | 'RequestTracking',
      targetValue: number,
      predefinedMetricType: string,
      resourceLabel?: string,
    ) =>
      new CfnScalingPolicy(this, id, {
        autoScalingGroupName: this.autoScalingGroup.ref,
        policyType: 'TargetTrackingScaling',
        targetTrackingConfiguration: {
          targetValue,
          predefinedMetricSpecification: { predefinedMetricType, resourceLabel },
        },
      });
    const policies = [track('CpuTracking', props.targetCpuPercent, 'ASGAverageCPUUtilization')];
    if (props.targetRequestsPerMinute !== undefined) {
      const label = Fn.join('/', [props.loadBalancerFullName, this.targetGroup.attrTargetGroupFullName]);
      policies.push(track('RequestTracking', props.targetRequestsPerMinute, 'ALBRequestCountPerTarget', label));
    }
    return policies;
  }
}

function attributes(values: {
  readonly [key: string]: string | number | boolean;
}): CfnTargetGroup.TargetGroupAttributeProperty[] {
  return Object.entries(values).map(([key, value]) => ({ key, value: String(value) }));
}
