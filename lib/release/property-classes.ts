/**
 * How a property of a release-scoped resource takes part in the identity of a release.
 *
 * - `hashed`: a change of it is a new release. New servers come up beside the old ones and pass the gate.
 * - `safe-in-place`: CloudFormation may change it under running servers, because what a server is does not change by it:
 *   how many there are, how old they get, how they are watched.
 * - a {@link Forbidden}: it would break a promise of this library, so it does not synthesize.
 */
export type PropertyClass = 'hashed' | 'safe-in-place' | Forbidden;

/** A property that must not be set on a release-scoped resource. */
export interface Forbidden {
  /** The promise it would break, and what to do instead. */
  readonly because: string;
}

/** The classes of one resource type, by CloudFormation property name; a nested table classes the members of an object. */
export interface PropertyClasses {
  readonly [property: string]: PropertyClass | { readonly members: PropertyClasses };
}

const HASHED = 'hashed';
const SAFE = 'safe-in-place';
const forbidden = (because: string): Forbidden => ({ because });

const FIXED_NAME = forbidden(
  'two releases stand side by side during a rollout, so neither can own a fixed name: leave it out',
);
const LIVE_SIZE = forbidden(
  'a template that states it resets the live size at each deploy: leave it out and set the minimum and maximum',
);

/**
 * Every property of every resource that one release consists of.
 *
 * A test holds this table against the CloudFormation schema, so a property that AWS adds makes the test fail until
 * somebody has thought about it; at synth, a property that is not in the table is an error.
 */
export const RELEASE_SCOPED_PROPERTIES: { readonly [resourceType: string]: PropertyClasses } = {
  'AWS::EC2::LaunchTemplate': {
    LaunchTemplateName: FIXED_NAME,
    LaunchTemplateData: {
      members: {
        BlockDeviceMappings: HASHED,
        CapacityReservationSpecification: HASHED,
        CpuOptions: HASHED,
        CreditSpecification: HASHED,
        DisableApiStop: forbidden('servers are disposable and must always be replaceable: leave it out'),
        DisableApiTermination: forbidden('servers are disposable and must always be replaceable: leave it out'),
        EbsOptimized: HASHED,
        ElasticGpuSpecifications: HASHED,
        ElasticInferenceAccelerators: HASHED,
        EnclaveOptions: HASHED,
        HibernationOptions: forbidden('a hibernated server carries state: leave it out'),
        IamInstanceProfile: HASHED,
        ImageId: HASHED,
        InstanceInitiatedShutdownBehavior: HASHED,
        InstanceMarketOptions: HASHED,
        InstanceRequirements: HASHED,
        InstanceType: HASHED,
        KernelId: HASHED,
        KeyName: forbidden('nobody logs in to a server: bake what is missing into the image'),
        LicenseSpecifications: HASHED,
        MaintenanceOptions: HASHED,
        MetadataOptions: HASHED,
        Monitoring: HASHED,
        NetworkInterfaces: forbidden('an interface that is described can have a public address: use SecurityGroupIds'),
        NetworkPerformanceOptions: HASHED,
        Placement: HASHED,
        PrivateDnsNameOptions: HASHED,
        RamDiskId: HASHED,
        SecurityGroupIds: HASHED,
        SecurityGroups: forbidden('security groups by name do not exist in a VPC: use SecurityGroupIds'),
        TagSpecifications: SAFE,
        UserData: forbidden(
          'servers are not provisioned after boot: bake it into the image, or pass it as configuration',
        ),
      },
    },
    TagSpecifications: SAFE,
    VersionDescription: SAFE,
  },
  'AWS::AutoScaling::AutoScalingGroup': {
    AutoScalingGroupName: FIXED_NAME,
    AvailabilityZoneDistribution: SAFE,
    AvailabilityZoneIds: HASHED,
    AvailabilityZoneImpairmentPolicy: HASHED,
    AvailabilityZones: HASHED,
    CapacityRebalance: SAFE,
    CapacityReservationSpecification: HASHED,
    Context: SAFE,
    Cooldown: SAFE,
    DefaultInstanceWarmup: SAFE,
    DeletionProtection: SAFE,
    DesiredCapacity: LIVE_SIZE,
    DesiredCapacityType: HASHED,
    HealthCheckGracePeriod: HASHED,
    HealthCheckType: HASHED,
    InstanceId: forbidden('a group is made from an image, not from a running server: leave it out'),
    InstanceLifecyclePolicy: HASHED,
    InstanceMaintenancePolicy: SAFE,
    LaunchConfigurationName: forbidden('launch configurations are retired: use the launch template'),
    LaunchTemplate: HASHED,
    LifecycleHookSpecificationList: HASHED,
    LoadBalancerNames: forbidden('Classic Load Balancers have no weighted rules to shift traffic with: leave it out'),
    MaxInstanceLifetime: SAFE,
    MaxSize: SAFE,
    MetricsCollection: SAFE,
    MinSize: SAFE,
    MixedInstancesPolicy: HASHED,
    NewInstancesProtectedFromScaleIn: forbidden(
      'a group with protected servers hangs when it is deleted: leave it out',
    ),
    NotificationConfiguration: SAFE,
    NotificationConfigurations: SAFE,
    PlacementGroup: HASHED,
    ServiceLinkedRoleARN: HASHED,
    SkipZonalShiftValidation: SAFE,
    Tags: SAFE,
    TargetGroupARNs: HASHED,
    TerminationPolicies: SAFE,
    TrafficSources: HASHED,
    VPCZoneIdentifier: HASHED,
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    HealthCheckEnabled: HASHED,
    HealthCheckIntervalSeconds: HASHED,
    HealthCheckPath: HASHED,
    HealthCheckPort: HASHED,
    HealthCheckProtocol: HASHED,
    HealthCheckTimeoutSeconds: HASHED,
    HealthyThresholdCount: HASHED,
    IpAddressType: HASHED,
    Matcher: HASHED,
    Name: FIXED_NAME,
    Port: HASHED,
    Protocol: HASHED,
    ProtocolVersion: HASHED,
    Tags: SAFE,
    TargetControlPort: HASHED,
    TargetGroupAttributes: HASHED,
    Targets: forbidden('the Auto Scaling group registers its servers: leave it out'),
    TargetType: HASHED,
    UnhealthyThresholdCount: HASHED,
    VpcId: HASHED,
  },
  'AWS::AutoScaling::ScalingPolicy': {
    AdjustmentType: SAFE,
    // The group of the same release, always.
    AutoScalingGroupName: SAFE,
    Cooldown: SAFE,
    EstimatedInstanceWarmup: SAFE,
    MetricAggregationType: SAFE,
    MinAdjustmentMagnitude: SAFE,
    PolicyType: SAFE,
    PredictiveScalingConfiguration: SAFE,
    ScalingAdjustment: SAFE,
    StepAdjustments: SAFE,
    TargetTrackingConfiguration: SAFE,
  },
  'AWS::CloudWatch::Alarm': {
    ActionsEnabled: SAFE,
    AlarmActions: SAFE,
    AlarmDescription: SAFE,
    AlarmName: FIXED_NAME,
    ComparisonOperator: SAFE,
    DatapointsToAlarm: SAFE,
    Dimensions: SAFE,
    EvaluateLowSampleCountPercentile: SAFE,
    EvaluationCriteria: SAFE,
    EvaluationInterval: SAFE,
    EvaluationPeriods: SAFE,
    EvaluationWindow: SAFE,
    ExtendedStatistic: SAFE,
    InsufficientDataActions: SAFE,
    MetricName: SAFE,
    Metrics: SAFE,
    Namespace: SAFE,
    OKActions: SAFE,
    Period: SAFE,
    Statistic: SAFE,
    Tags: SAFE,
    Threshold: SAFE,
    ThresholdMetricId: SAFE,
    TreatMissingData: SAFE,
    Unit: SAFE,
    WarmUpConfiguration: SAFE,
  },
  'AWS::SSM::Parameter': {
    AllowedPattern: SAFE,
    DataType: SAFE,
    Description: SAFE,
    // It carries the fingerprint itself, so it cannot take part in it.
    Name: SAFE,
    Policies: forbidden('an expiring parameter would take the configuration away from running servers: leave it out'),
    Tags: SAFE,
    Tier: SAFE,
    Type: HASHED,
    Value: HASHED,
  },
  'AWS::IAM::ManagedPolicy': {
    Description: SAFE,
    Groups: forbidden('the policy is for servers, not for people: leave it out'),
    ManagedPolicyName: FIXED_NAME,
    Path: SAFE,
    // What it allows follows from the configuration, which is hashed where it is listed.
    PolicyDocument: SAFE,
    Roles: SAFE,
    Users: forbidden('the policy is for servers, not for people: leave it out'),
  },
  // It checks what the others make, and makes nothing itself.
  'Custom::ReleasePreflight': {
    Order: SAFE,
    Protocol: SAFE,
    ServiceTimeout: SAFE,
    ServiceToken: SAFE,
  },
};

/** The attributes of a resource beside `Type` and `Properties` that a release-scoped resource may have. */
export const RELEASE_SCOPED_ATTRIBUTES: PropertyClasses = {
  Condition: forbidden('a condition could switch off the servers of a release that looks the same: leave it out'),
  CreationPolicy: forbidden(
    'servers send no signals after boot; the release gate waits for healthy targets instead: leave it out',
  ),
  // Only the value that CloudFormation takes anyway: a retained server group would never be cleaned up.
  DeletionPolicy: SAFE,
  DependsOn: SAFE,
  Metadata: SAFE,
  UpdatePolicy: {
    members: {
      AutoScalingInstanceRefresh: forbidden(
        'servers are replaced by a new release, never inside a group: leave it out',
      ),
      AutoScalingReplacingUpdate: forbidden(
        'servers are replaced by a new release, never inside a group: leave it out',
      ),
      AutoScalingRollingUpdate: forbidden('servers are replaced by a new release, never inside a group: leave it out'),
      AutoScalingScheduledAction: SAFE,
    },
  },
  UpdateReplacePolicy: SAFE,
};
