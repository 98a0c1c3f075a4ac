import { App, Stack } from 'aws-cdk-lib';
import { Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { propertiesOf, serviceIn, templateOf } from '../stacks';

const TEMPLATE = 'AWS::EC2::LaunchTemplate';

describe('what a service lets its user reach', () => {
  const app = new App();
  const service = serviceIn(app);
  const stack = Stack.of(service);
  Bucket.fromBucketName(stack, 'Index', 'shop-index').grantRead(service, 'current.bin');
  service.connections.allowTo(SecurityGroup.fromSecurityGroupId(stack, 'Database', 'sg-0database'), Port.POSTGRES);
  service.connections.allowDefaultPortFrom(SecurityGroup.fromSecurityGroupId(stack, 'Batch', 'sg-0batch'));
  service.logGroup.addMetricFilter('Panics', {
    filterPattern: { logPatternString: 'panic' },
    metricNamespace: 'shop',
    metricName: 'panics',
  });
  service.launchTemplate.addPropertyOverride('LaunchTemplateData.CreditSpecification.CpuCredits', 'standard');
  service.autoScalingGroup.addPropertyOverride('CapacityRebalance', true);
  service.targetGroup.addPropertyOverride('HealthCheckPort', '9000');
  service.testRule.addPropertyOverride('Priority', 11);
  service.productionRule.addPropertyOverride('Priority', 12);
  for (const alarm of [...service.rollbackAlarms, ...service.serviceAlarms, ...service.burnRateAlarms]) {
    alarm.addPropertyOverride('ActionsEnabled', false);
  }
  service.dashboard.addPropertyOverride('DashboardName', 'mine');
  const template = templateOf(service);

  test('is a role to grant rights to, which servers have before they boot', () => {
    const [[policyId, { Properties }]] = Object.entries(template.findResources('AWS::IAM::Policy'));
    const [role] = Object.keys(template.findResources('AWS::IAM::Role'));
    const arn = ['arn:', { Ref: 'AWS::Partition' }, ':s3:::shop-index'];
    expect(Properties.Roles).toEqual([{ Ref: role }]);
    expect(Properties.PolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['s3:GetObject*', 's3:GetBucket*', 's3:List*'],
        Resource: [
          { 'Fn::Join': ['', arn] },
          { 'Fn::Join': ['', [...arn.slice(0, 2), ':s3:::shop-index/current.bin']] },
        ],
      },
    ]);
    expect(Object.values(template.findResources(TEMPLATE))[0].DependsOn).toContain(policyId);
    expect(service.grantPrincipal).toBe(service.role);
  });

  test('is a security group to allow connections to and from, on its own port by default', () => {
    const group = {
      'Fn::GetAtt': [Object.keys(template.findResources('AWS::EC2::SecurityGroup'))[0], 'GroupId'],
    };
    const egress = propertiesOf(template, 'AWS::EC2::SecurityGroupEgress');
    expect(
      egress.map(({ GroupId, DestinationSecurityGroupId, ToPort }) => [GroupId, DestinationSecurityGroupId, ToPort]),
    ).toContainEqual([group, 'sg-0database', 5432]);
    const ingress = propertiesOf(template, 'AWS::EC2::SecurityGroupIngress');
    expect(
      ingress.map(({ GroupId, SourceSecurityGroupId, FromPort }) => [GroupId, SourceSecurityGroupId, FromPort]),
    ).toEqual(
      expect.arrayContaining([
        [group, 'sg-0batch', 8080],
        ['sg-0database', group, 5432],
      ]),
    );
  });

  test('is a log group to watch', () => {
    const [logGroup] = Object.keys(template.findResources('AWS::Logs::LogGroup'));
    const [{ LogGroupName, FilterPattern }] = propertiesOf(template, 'AWS::Logs::MetricFilter');
    expect([LogGroupName, FilterPattern]).toEqual([{ Ref: logGroup }, 'panic']);
  });

  test('is every resource that it may need to change', () => {
    expect(propertiesOf(template, TEMPLATE)[0].LaunchTemplateData.CreditSpecification).toEqual({
      CpuCredits: 'standard',
    });
    expect(propertiesOf(template, 'AWS::AutoScaling::AutoScalingGroup')[0].CapacityRebalance).toBe(true);
    expect(propertiesOf(template, 'AWS::ElasticLoadBalancingV2::TargetGroup')[0].HealthCheckPort).toBe('9000');
    expect(propertiesOf(template, 'AWS::ElasticLoadBalancingV2::ListenerRule').map(({ Priority }) => Priority)).toEqual(
      [11, 12],
    );
    expect(propertiesOf(template, 'AWS::CloudWatch::Alarm').map(({ ActionsEnabled }) => ActionsEnabled)).toEqual(
      Array(25).fill(false),
    );
    expect(propertiesOf(template, 'AWS::CloudWatch::Dashboard')[0].DashboardName).toBe('mine');
  });

  test('is a fingerprint, which stands for itself until the app is synthesized', () => {
    const [launchTemplate] = Object.keys(template.findResources(TEMPLATE));
    expect(stack.resolve(service.fingerprint)).toBe(launchTemplate.slice(-12));
  });
});
