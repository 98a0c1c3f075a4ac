import { App, Duration, Size, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { InstanceArchitecture, InstanceType } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { ConfigurationValue, ImmutableService } from '../../lib';
import { COMMIT_A, ENV, IMAGE_A, platformIn, propertiesOf, releaseA, serviceIn, templateOf } from '../stacks';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const SCALING = 'AWS::AutoScaling::ScalingPolicy';
const TEMPLATE = 'AWS::EC2::LaunchTemplate';
const TARGETS = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';
const ALARM = 'AWS::CloudWatch::Alarm';
const RECORD = 'AWS::SSM::Parameter';
const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/0f3c6c1e-5d0b-4c55-9a40-6a1b6c1d2e3f';

const defaults = serviceIn(new App());
const defaultTemplate = templateOf(defaults);

function everythingElse(): ImmutableService {
  const app = new App();
  const platform = platformIn(app);
  return serviceIn(app, {
    platform,
    serviceName: 'pay',
    hostName: 'billing.shop.internal',
    port: 9090,
    healthCheckPath: '/ready',
    minCapacity: 6,
    instanceTypes: [new InstanceType('c7g.xlarge'), new InstanceType('m7g.xlarge')],
    targetCpuPercent: 40,
    targetRequestsPerMinute: 600,
    gracePeriod: Duration.minutes(2),
    deregistrationDelay: Duration.minutes(3),
    maxInstanceLifetime: Duration.days(1),
    rootVolumeSize: Size.gibibytes(20),
    rootVolumeKey: Key.fromKeyArn(platform, 'RootKey', KEY_ARN),
    availabilityPercent: 99.5,
    latencyP99: Duration.millis(250),
    listenerPriority: 7,
  });
}

const overridden = everythingElse();
const overriddenTemplate = templateOf(overridden);

const dataOf = (template: Template) => propertiesOf(template, TEMPLATE)[0].LaunchTemplateData;
const ebsOf = (template: Template) => dataOf(template).BlockDeviceMappings[0].Ebs;
const attributeOf = (template: Template, key: string) =>
  propertiesOf(template, TARGETS)[0].TargetGroupAttributes.find(({ Key: name }: any) => name === key).Value;
const scalingOf = (template: Template) =>
  propertiesOf(template, SCALING).map(
    ({ TargetTrackingConfiguration: { TargetValue, PredefinedMetricSpecification } }) => [
      PredefinedMetricSpecification.PredefinedMetricType,
      TargetValue,
    ],
  );
const alarmOf = (template: Template, name: string) =>
  Object.entries(template.findResources(ALARM)).find(([id]) => id.includes(`PagingAlarms${name}`))![1].Properties;

type Row = [string, (template: Template) => unknown, unknown, unknown];

describe('a property of a service', () => {
  test.each<Row>([
    ['serviceName', (t) => JSON.parse(propertiesOf(t, RECORD)[0].Value).service, 'checkout', 'pay'],
    [
      'hostName',
      (t) => propertiesOf(t, RULE).map(({ Conditions }) => Conditions[0].HostHeaderConfig.Values),
      [['checkout.shop.internal'], ['checkout.shop.internal']],
      [['billing.shop.internal'], ['billing.shop.internal']],
    ],
    ['port', (t) => propertiesOf(t, TARGETS)[0].Port, 8080, 9090],
    ['healthCheckPath', (t) => propertiesOf(t, TARGETS)[0].HealthCheckPath, '/healthz', '/ready'],
    ['minCapacity', (t) => propertiesOf(t, GROUP)[0].MinSize, '3', '6'],
    ['maxCapacity, four times the fewest,', (t) => propertiesOf(t, GROUP)[0].MaxSize, '12', '24'],
    ['instanceTypes', (t) => dataOf(t).InstanceType, 'm7g.large', 'c7g.xlarge'],
    [
      'targetCpuPercent and targetRequestsPerMinute',
      scalingOf,
      [['ASGAverageCPUUtilization', 50]],
      [
        ['ASGAverageCPUUtilization', 40],
        ['ALBRequestCountPerTarget', 600],
      ],
    ],
    ['gracePeriod', (t) => propertiesOf(t, GROUP)[0].HealthCheckGracePeriod, 300, 120],
    ['gracePeriod, as the time to warm up,', (t) => propertiesOf(t, GROUP)[0].DefaultInstanceWarmup, 300, 120],
    ['deregistrationDelay', (t) => attributeOf(t, 'deregistration_delay.timeout_seconds'), '60', '180'],
    ['maxInstanceLifetime', (t) => propertiesOf(t, GROUP)[0].MaxInstanceLifetime, 604800, 86400],
    ['rootVolumeSize', (t) => ebsOf(t).VolumeSize, undefined, 20],
    ['rootVolumeKey', (t) => [ebsOf(t).KmsKeyId, ebsOf(t).Encrypted], [undefined, true], [KEY_ARN, true]],
    ['availabilityPercent', (t) => alarmOf(t, 'Errors').Threshold, 1, 5],
    ['latencyP99', (t) => alarmOf(t, 'Latency').Threshold, 1, 0.25],
    ['listenerPriority', (t) => propertiesOf(t, RULE).map(({ Priority }) => Priority), [36007, 36007], [7, 7]],
  ])('%s has its default, or is what was asked for', (_, read, byDefault, asked) => {
    expect(read(defaultTemplate)).toEqual(byDefault);
    expect(read(overriddenTemplate)).toEqual(asked);
  });

  test('maxCapacity can be said, too', () => {
    const template = templateOf(serviceIn(new App(), { maxCapacity: 5 }));
    expect(propertiesOf(template, GROUP)[0].MaxSize).toBe('5');
    expect(alarmOf(template, 'AtMaximum').Threshold).toBe(5);
  });

  test('instanceTypes follows the architecture of the image', () => {
    const release = releaseA({ architecture: InstanceArchitecture.X86_64 });
    expect(dataOf(templateOf(serviceIn(new App(), { release }))).InstanceType).toBe('m7i.large');
  });

  test('minCapacity is one server in each zone, however many there are', () => {
    const app = new App();
    const platform = platformIn(app, { zones: ['eu-west-1a', 'eu-west-1b'] });
    const [{ MinSize, MaxSize }] = propertiesOf(templateOf(serviceIn(app, { platform })), GROUP);
    expect([MinSize, MaxSize]).toEqual(['2', '8']);
  });
});

describe('a service', () => {
  test('shows which release is live in its record and outputs', () => {
    const fingerprint = Object.keys(defaultTemplate.findResources(TEMPLATE))[0].slice(-12);
    const [{ Name, Type, Value }] = propertiesOf(defaultTemplate, RECORD);
    expect([Name, Type]).toEqual(['/golden-path/shop.internal/checkout/release', 'String']);
    expect(JSON.parse(Value)).toEqual({
      schema: 'golden-path/release-record/1',
      service: 'checkout',
      host: 'checkout.shop.internal',
      commit: COMMIT_A,
      image: IMAGE_A,
      architecture: 'arm64',
      fingerprint,
    });
    const outputs = Object.values(defaultTemplate.findOutputs('*')).map(({ Value: value }) => value);
    expect(outputs).toEqual([COMMIT_A, fingerprint, 'checkout.shop.internal']);
  });

  test('shows in its record that its release is a fix, and what it mends', () => {
    const release = releaseA({ fix: 'ends incident 4711' });
    const [{ Value }] = propertiesOf(templateOf(serviceIn(new App(), { release })), RECORD);
    expect(JSON.parse(Value).fix).toBe('ends incident 4711');
  });

  test('names what is live only when users are on it', () => {
    const [productionRule] = Object.keys(defaultTemplate.findResources(RULE)).filter((id) => id.includes('Production'));
    const following = Object.entries<any>(defaultTemplate.toJSON().Resources)
      .filter(([, { DependsOn = [] }]) => DependsOn.includes(productionRule))
      .map(([id]) => id.replace(/[0-9A-F]{8}$/, ''));
    expect(following.sort()).toEqual([
      'CheckoutAddress',
      'CheckoutRelease',
      'CheckoutSignalsDashboard',
      'CheckoutSignalsPagingAlarmsAtMaximum',
      'CheckoutSignalsPagingAlarmsDisk',
      'CheckoutSignalsPagingAlarmsErrors',
      'CheckoutSignalsPagingAlarmsLatency',
      'CheckoutSignalsPagingAlarmsMemory',
      'CheckoutSignalsPagingAlarmsOutage',
      'CheckoutSignalsPagingAlarmsSaturation',
      'CheckoutSignalsPagingAlarmsTrafficLost',
      'CheckoutSignalsPagingAlarmsZoneDown',
    ]);
  });

  test('has its host name at the load balancer', () => {
    const [{ Name, Type, AliasTarget }] = propertiesOf(defaultTemplate, 'AWS::Route53::RecordSet');
    expect([Name, Type]).toEqual(['checkout.shop.internal.', 'A']);
    expect(JSON.stringify(AliasTarget.DNSName)).toContain('EntranceLoadBalancer');
  });

  test('tells each server in its tags what it is', () => {
    const fingerprint = Object.keys(defaultTemplate.findResources(TEMPLATE))[0].slice(-12);
    const [logGroup] = Object.keys(defaultTemplate.findResources('AWS::Logs::LogGroup'));
    const release = [
      { Key: 'Name', Value: 'checkout' },
      { Key: 'golden-path:service', Value: 'checkout' },
      { Key: 'golden-path:commit', Value: COMMIT_A },
      { Key: 'golden-path:release', Value: fingerprint },
    ];
    expect(dataOf(defaultTemplate).MetadataOptions.InstanceMetadataTags).toBe('enabled');
    expect(dataOf(defaultTemplate).TagSpecifications).toEqual([
      { ResourceType: 'instance', Tags: [...release, { Key: 'golden-path:log-group', Value: { Ref: logGroup } }] },
      { ResourceType: 'volume', Tags: release },
    ]);
    expect(propertiesOf(defaultTemplate, TEMPLATE)[0].TagSpecifications).toEqual([
      { ResourceType: 'launch-template', Tags: release },
    ]);
  });

  test('tells a server where its configuration is, if it has any', () => {
    const app = new App();
    const parameters = new Stack(app, 'Parameters', { env: ENV });
    const features = StringParameter.fromStringParameterName(parameters, 'Features', '/shop/features');
    const release = releaseA({ configuration: { FEATURES: ConfigurationValue.parameter(features, 7) } });
    const template = templateOf(serviceIn(app, { release }));
    const fingerprint = Object.keys(template.findResources(TEMPLATE))[0].slice(-12);
    expect(dataOf(template).TagSpecifications[0].Tags).toContainEqual({
      Key: 'golden-path:configuration',
      Value: `/golden-path/shop.internal/checkout/configuration/${fingerprint}`,
    });
  });

  test('describes itself to the report', () => {
    const [{ type, data }] = overridden.node.metadata;
    expect(type).toBe('golden-path:service');
    expect(Stack.of(overridden).resolve(data)).toEqual({
      name: 'pay',
      host: 'billing.shop.internal',
      commit: COMMIT_A,
      image: IMAGE_A,
      architecture: 'arm64',
      fingerprint: Object.keys(overriddenTemplate.findResources(TEMPLATE))[0].slice(-12),
    });
    expect([overridden.serviceName, overridden.hostName]).toEqual(['pay', 'billing.shop.internal']);
  });

  test('shares a platform with others, each in a stack of its own', () => {
    const app = new App();
    const platform = platformIn(app);
    const [one, other] = ['Checkout', 'Catalog'].map((id) => serviceIn(app, { platform }, id));
    expect([one.hostName, other.hostName]).toEqual(['checkout.shop.internal', 'catalog.shop.internal']);
    expect(one.productionRule.priority).not.toBe(other.productionRule.priority);
  });
});
