import { App, Duration, Size, Stack, Tags } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ImmutableService, ImmutableServiceProps } from '../../lib';
import { COMMIT_A, ENV, IMAGE_A, messageOf, platformIn, releaseA, serviceIn, templateOf } from '../stacks';

const templateWith = (overrides: Partial<ImmutableServiceProps> = {}) => templateOf(serviceIn(new App(), overrides));

/** The only resource of a type. */
function only(template: ReturnType<typeof templateWith>, type: string) {
  const [[id, resource], ...others] = Object.entries(template.findResources(type));
  expect(others).toEqual([]);
  return { id, ...(resource as { Properties: Record<string, unknown>; DependsOn: string[]; UpdatePolicy: unknown }) };
}

describe('the servers of a release', () => {
  const template = templateWith();
  const launch = only(template, 'AWS::EC2::LaunchTemplate').Properties.LaunchTemplateData as Record<string, unknown>;

  test('start from the image of their region', () => {
    expect(launch.ImageId).toBe(IMAGE_A);
  });

  test('answer metadata requests of version 2 alone, one hop away, and show their tags', () => {
    expect(launch.MetadataOptions).toEqual({
      HttpEndpoint: 'enabled',
      HttpTokens: 'required',
      HttpPutResponseHopLimit: 1,
      InstanceMetadataTags: 'enabled',
    });
  });

  test('have an encrypted root volume that goes with them', () => {
    expect(launch.BlockDeviceMappings).toEqual([
      { DeviceName: '/dev/xvda', Ebs: { Encrypted: true, VolumeType: 'gp3', DeleteOnTermination: true } },
    ]);
  });

  test('are monitored by the minute', () => {
    expect(launch.Monitoring).toEqual({ Enabled: true });
  });

  test('have no key pair, no user data and no public address', () => {
    expect(Object.keys(launch).sort()).toEqual([
      'BlockDeviceMappings',
      'IamInstanceProfile',
      'ImageId',
      'InstanceType',
      'MetadataOptions',
      'Monitoring',
      'SecurityGroupIds',
      'TagSpecifications',
    ]);
  });

  test('and their volumes say which commit they run', () => {
    const specifications = launch.TagSpecifications as { ResourceType: string; Tags: unknown[] }[];
    expect(specifications.map(({ ResourceType }) => ResourceType)).toEqual(['instance', 'volume']);
    for (const { Tags: tags } of specifications) {
      expect(tags).toContainEqual({ Key: 'golden-path:commit', Value: COMMIT_A });
    }
  });

  test('learn from their tags where their logs go', () => {
    const [{ Tags: tags }] = launch.TagSpecifications as { Tags: unknown[] }[];
    expect(tags).toContainEqual({
      Key: 'golden-path:log-group',
      Value: { Ref: only(template, 'AWS::Logs::LogGroup').id },
    });
  });
});

describe('the group', () => {
  const template = templateWith();
  const group = only(template, 'AWS::AutoScaling::AutoScalingGroup');

  test('replaces servers that the load balancer finds unhealthy, after a grace period', () => {
    expect(group.Properties).toMatchObject({ HealthCheckType: 'ELB', HealthCheckGracePeriod: 300 });
  });

  test('spans all the subnets of the network, with one server in each zone at least', () => {
    expect(group.Properties.VPCZoneIdentifier).toHaveLength(3);
    expect(group.Properties).toMatchObject({ MinSize: '3', MaxSize: '12' });
  });

  test('states no desired capacity, and an update leaves the live size alone', () => {
    expect(group.Properties).not.toHaveProperty('DesiredCapacity');
    expect(group.UpdatePolicy).toEqual({ AutoScalingScheduledAction: { IgnoreUnmodifiedGroupSizeProperties: true } });
  });

  test('pins the version of its launch template', () => {
    const { id } = only(template, 'AWS::EC2::LaunchTemplate');
    expect(group.Properties.LaunchTemplate).toEqual({
      LaunchTemplateId: { Ref: id },
      Version: { 'Fn::GetAtt': [id, 'LatestVersionNumber'] },
    });
  });

  test('replaces each server in a week, launching before it terminates', () => {
    expect(group.Properties).toMatchObject({
      MaxInstanceLifetime: 604800,
      InstanceMaintenancePolicy: { MinHealthyPercentage: 100, MaxHealthyPercentage: 110 },
    });
  });

  test('reports launches and terminations, also those that fail', () => {
    const [{ NotificationTypes }] = group.Properties.NotificationConfigurations as { NotificationTypes: string[] }[];
    expect(NotificationTypes).toEqual(
      ['LAUNCH', 'LAUNCH_ERROR', 'TERMINATE', 'TERMINATE_ERROR'].map((event) => `autoscaling:EC2_INSTANCE_${event}`),
    );
  });

  test('launches servers only when the test rule shows them to the probe', () => {
    const [testRule] = Object.keys(template.findResources('AWS::ElasticLoadBalancingV2::ListenerRule')).filter((id) =>
      id.includes('TestRule'),
    );
    expect(group.DependsOn).toEqual([testRule]);
  });

  test('outlives neither the rights of its servers nor the rules of their security group', () => {
    const dependencies = only(template, 'AWS::EC2::LaunchTemplate').DependsOn.map(
      (id) => (template.toJSON().Resources as { [id: string]: { Type: string } })[id].Type,
    );
    expect(dependencies).toEqual(
      expect.arrayContaining([
        'AWS::IAM::Role',
        'AWS::IAM::ManagedPolicy',
        'AWS::EC2::SecurityGroupIngress',
        'AWS::EC2::SecurityGroupEgress',
      ]),
    );
  });
});

describe('the target group', () => {
  const { Properties } = only(templateWith(), 'AWS::ElasticLoadBalancingV2::TargetGroup');

  test('asks the health-check path for a plain 200', () => {
    expect(Properties).toMatchObject({
      HealthCheckEnabled: true,
      HealthCheckPath: '/healthz',
      Matcher: { HttpCode: '200' },
      HealthCheckIntervalSeconds: 10,
      HealthCheckTimeoutSeconds: 5,
      HealthyThresholdCount: 2,
      UnhealthyThresholdCount: 3,
    });
  });

  test('has no sticky sessions, and does not take a zone out of DNS while it boots', () => {
    expect(Properties.TargetGroupAttributes).toEqual([
      { Key: 'deregistration_delay.timeout_seconds', Value: '60' },
      { Key: 'load_balancing.algorithm.type', Value: 'least_outstanding_requests' },
      { Key: 'stickiness.enabled', Value: 'false' },
      { Key: 'target_group_health.dns_failover.minimum_healthy_targets.count', Value: 'off' },
    ]);
  });
});

describe('by properties', () => {
  test.each<[string, Partial<ImmutableServiceProps>, string, object]>([
    [
      'another size of the root volume',
      { rootVolumeSize: Size.gibibytes(40) },
      'AWS::EC2::LaunchTemplate',
      { LaunchTemplateData: { BlockDeviceMappings: [{ Ebs: { VolumeSize: 40, Encrypted: true } }] } },
    ],
    [
      'another instance type',
      { instanceTypes: [new InstanceType('c7g.xlarge')] },
      'AWS::EC2::LaunchTemplate',
      { LaunchTemplateData: { InstanceType: 'c7g.xlarge' } },
    ],
    [
      'another grace period',
      { gracePeriod: Duration.minutes(2) },
      'AWS::AutoScaling::AutoScalingGroup',
      { HealthCheckGracePeriod: 120, DefaultInstanceWarmup: 120 },
    ],
    [
      'another lifetime',
      { maxInstanceLifetime: Duration.days(1) },
      'AWS::AutoScaling::AutoScalingGroup',
      { MaxInstanceLifetime: 86400 },
    ],
    ['another port', { port: 9000 }, 'AWS::ElasticLoadBalancingV2::TargetGroup', { Port: 9000 }],
    [
      'another health-check path',
      { healthCheckPath: '/ready' },
      'AWS::ElasticLoadBalancingV2::TargetGroup',
      { HealthCheckPath: '/ready' },
    ],
    [
      'another scaling target',
      { targetCpuPercent: 65 },
      'AWS::AutoScaling::ScalingPolicy',
      {
        TargetTrackingConfiguration: {
          TargetValue: 65,
          PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' },
        },
      },
    ],
  ])('%s', (_, overrides, type, properties) => {
    templateWith(overrides).hasResourceProperties(type, Match.objectLike(deepObjectLike(properties)));
  });

  test('a customer key for the root volume', () => {
    const app = new App();
    const key = Key.fromKeyArn(new Stack(app, 'Keys', { env: ENV }), 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/1');
    templateOf(serviceIn(app, { rootVolumeKey: key })).hasResourceProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: {
        BlockDeviceMappings: [
          Match.objectLike({ Ebs: Match.objectLike({ KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/1' }) }),
        ],
      },
    });
  });

  test('scaling by requests, of this target group behind this load balancer', () => {
    const template = templateWith({ targetRequestsPerMinute: 600 });
    const { id } = only(template, 'AWS::ElasticLoadBalancingV2::TargetGroup');
    template.hasResourceProperties('AWS::AutoScaling::ScalingPolicy', {
      TargetTrackingConfiguration: {
        TargetValue: 600,
        PredefinedMetricSpecification: {
          PredefinedMetricType: 'ALBRequestCountPerTarget',
          ResourceLabel: {
            'Fn::Join': [
              '/',
              [
                { 'Fn::ImportValue': Match.stringLikeRegexp('LoadBalancerFullName') },
                { 'Fn::GetAtt': [id, 'TargetGroupFullName'] },
              ],
            ],
          },
        },
      },
    });
  });

  test('several instance types, the first preferred, all on demand', () => {
    const template = templateWith({ instanceTypes: ['m7g.large', 'm6g.large'].map((type) => new InstanceType(type)) });
    const { Properties } = only(template, 'AWS::AutoScaling::AutoScalingGroup');
    const { id } = only(template, 'AWS::EC2::LaunchTemplate');
    expect(Properties).not.toHaveProperty('LaunchTemplate');
    expect(Properties.MixedInstancesPolicy).toEqual({
      InstancesDistribution: { OnDemandAllocationStrategy: 'prioritized', OnDemandPercentageAboveBaseCapacity: 100 },
      LaunchTemplate: {
        LaunchTemplateSpecification: {
          LaunchTemplateId: { Ref: id },
          Version: { 'Fn::GetAtt': [id, 'LatestVersionNumber'] },
        },
        Overrides: [{ InstanceType: 'm7g.large' }, { InstanceType: 'm6g.large' }],
      },
    });
  });

  test('an image of x86_64 runs on x86_64 by default', () => {
    const template = templateWith({ release: releaseA({ architecture: 'x86_64' as never }) });
    template.hasResourceProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: Match.objectLike({ InstanceType: 'm7i.large' }),
    });
  });
});

describe('what the acknowledgements for several instance types say', () => {
  test.each([
    ['MetadataOptions.HttpTokens', 'optional'],
    ['BlockDeviceMappings.0.Ebs.Encrypted', false],
  ])('fails when it is not true any more: %s %s', (property, value) => {
    const service = serviceIn(new App(), {
      instanceTypes: ['m7g.large', 'm6g.large'].map((type) => new InstanceType(type)),
    });
    service.launchTemplate.addPropertyOverride(`LaunchTemplateData.${property}`, value);
    expect(messageOf(() => templateOf(service))).toContain(
      '[Checkout/Checkout/Servers] `LaunchTemplateData` must keep HttpTokens "required" and every volume encrypted, because with several instance types cdk-nag cannot see it, got {',
    );
  });
});

describe('the security group of the servers', () => {
  test('has the description that it always had: another one would be another group, put under running servers', () => {
    templateWith({ serviceName: 'pay' }).hasResourceProperties('AWS::EC2::SecurityGroup', {
      GroupDescription: 'Servers',
    });
  });
});

describe('tags that servers would inherit', () => {
  test('fail also where they are tags of the stack, which CloudFormation puts on all that it makes', () => {
    const app = new App();
    const platform = platformIn(app);
    const stack = new Stack(app, 'Checkout', { env: ENV, tags: { 'team/owner': 'shop' } });
    const service = new ImmutableService(stack, 'Checkout', { platform, release: releaseA() });
    expect(messageOf(() => templateOf(service))).toContain('got "team/owner": rename the tag');
  });

  test.each(['cost center', 'team/owner', '.', '..', '_index'])(
    'fail as %j, which the metadata service refuses',
    (key) => {
      const service = serviceIn(new App());
      Tags.of(service).add(key, 'x');
      expect(messageOf(() => templateOf(service))).toContain(
        `[Checkout/Checkout/Servers] \`tag key\` must consist of letters, digits and + - = . , _ : @, because servers read their tags from the metadata service and would not start otherwise, got ${JSON.stringify(key)}: rename the tag, or keep it off the servers: Tags.of(scope).add('${key}', value, { applyToLaunchedInstances: false, excludeResourceTypes: ['aws:cdk:stack'] })`,
      );
    },
  );

  test('pass where they are kept off the servers', () => {
    const service = serviceIn(new App());
    Tags.of(service).add('cost center', 'x', { applyToLaunchedInstances: false });
    const { Properties } = only(templateOf(service), 'AWS::AutoScaling::AutoScalingGroup');
    expect(Properties.Tags).toContainEqual({ Key: 'cost center', Value: 'x', PropagateAtLaunch: false });
  });
});

/** Nested objects and arrays are matched by what they contain. */
function deepObjectLike(properties: object): { [key: string]: unknown } {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [
      key,
      Array.isArray(value)
        ? value.map((item: object) => Match.objectLike(deepObjectLike(item)))
        : typeof value === 'object'
          ? Match.objectLike(deepObjectLike(value as object))
          : value,
    ]),
  );
}
