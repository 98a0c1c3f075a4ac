import { App } from 'aws-cdk-lib';
import * as library from '../lib';
import { edgeIn } from './network/edge/edge';
import { platformIn, serviceIn, templateOf } from './stacks';

test('the library exports these classes: a new name is a promise, a missing one breaks users', () => {
  expect(Object.keys(library).sort()).toEqual([
    'AlertTopic',
    'ChatChannel',
    'ConfigurationValue',
    'EdgeEntrance',
    'ErrorBudgetPolicy',
    'FleetDashboard',
    'FunctionalTest',
    'GoldenPath',
    'ImmutableService',
    'InternalEntrance',
    'LogBucket',
    'MonitoredService',
    'Platform',
    'PrivateNetwork',
    'Release',
    'ReleaseGate',
    'Rollout',
    'RulePack',
  ]);
});

/**
 * Another logical id is another resource: CloudFormation would replace it under running traffic, or leave what is retained
 * behind. If one of these changes, an upgrade of the library does that to every user.
 */
describe('the logical ids of what carries traffic or state are what they always were', () => {
  const app = new App();
  const platform = platformIn(app);
  const service = serviceIn(app, { platform });
  const idsOf = (construct: library.Platform | library.ImmutableService | library.EdgeEntrance, types: string[]) =>
    Object.entries(templateOf(construct).toJSON().Resources as { [id: string]: { Type: string } })
      .filter(([, { Type }]) => types.includes(Type))
      .map(([id]) => id)
      .sort();

  test('in the platform', () => {
    const types = ['KMS::Key', 'S3::Bucket', 'EC2::VPC', 'EC2::Subnet', 'EC2::SecurityGroup', 'SNS::Topic'].concat([
      'ElasticLoadBalancingV2::LoadBalancer',
      'ElasticLoadBalancingV2::Listener',
      'Route53::HostedZone',
    ]);
    expect(
      idsOf(
        platform,
        types.map((type) => `AWS::${type}`),
      ),
    ).toEqual([
      'PlatformAlertsTopicE7644B0B',
      'PlatformDetailsTopic099CF68E',
      'PlatformEntranceHostedZone5532D4B9',
      'PlatformEntranceLoadBalancerC190B535',
      'PlatformEntranceProbeSecurityGroup3ABF0CE2',
      'PlatformEntranceProductionListener401569C9',
      'PlatformEntranceSecurityGroup5634138B',
      'PlatformEntranceTestListenerB1D475B2',
      'PlatformKeyE2280810',
      'PlatformLogBucket8882259A',
      'PlatformNetworkEndpointSecurityGroupE96A206E',
      'PlatformNetworkVpcED8BFD03',
      'PlatformNetworkVpcPrivateSubnet1SubnetCEE3888D',
      'PlatformNetworkVpcPrivateSubnet2Subnet5A2773DD',
      'PlatformNetworkVpcPrivateSubnet3SubnetC16120AA',
      'PlatformTicketsTopicA0A51BA7',
    ]);
  });

  test('in the release gate, whose function is named in every service', () => {
    const types = ['Lambda::Function', 'StepFunctions::StateMachine', 'SQS::Queue', 'Logs::LogGroup', 'Events::Rule'];
    const ids = idsOf(
      platform,
      types.map((type) => `AWS::${type}`),
    );
    expect(ids.filter((id) => id.includes('ReleaseGate'))).toEqual([
      'PlatformReleaseGateBackstop70EF6654',
      'PlatformReleaseGateDeadLetters84DA2289',
      'PlatformReleaseGateFunctionC7C267D8',
      'PlatformReleaseGateFunctionLogGroupDF06194B',
      'PlatformReleaseGateMachine3116C304',
      'PlatformReleaseGateMachineLogGroup7569042B',
      'PlatformReleaseGateProbe76452C78',
      'PlatformReleaseGateProbeLogGroupC6F25F5B',
    ]);
  });

  test('in the incident feed, which is kept when the platform goes', () => {
    const ids = idsOf(platform, ['AWS::Logs::LogGroup']);
    expect(ids.filter((id) => id.includes('IncidentFeed'))).toEqual(['PlatformIncidentFeedLogGroupC2BCEB47']);
  });

  test('in a service', () => {
    const types = ['EC2::SecurityGroup', 'IAM::Role', 'Logs::LogGroup', 'ElasticLoadBalancingV2::ListenerRule'].concat([
      'Route53::RecordSet',
      'SSM::Parameter',
      'CloudWatch::Dashboard',
    ]);
    expect(
      idsOf(
        service,
        types.map((type) => `AWS::${type}`),
      ),
    ).toEqual([
      'CheckoutAddress0E7AF73E',
      'CheckoutIdentityLogGroup87ACEECD',
      'CheckoutIdentityRoleB17F98FC',
      'CheckoutIdentitySecurityGroupC62D185B',
      'CheckoutReleaseCCC63A49',
      'CheckoutRulesProductionRuleC7F43E4C',
      'CheckoutRulesTestRuleD32FB634',
      'CheckoutSignalsDashboard19E6936B',
    ]);
  });

  test('in the passage of its releases: with another id, the release that is live would be judged once more', () => {
    expect(idsOf(service, ['Custom::ReleaseGate'])).toEqual(['CheckoutGate5AD4DA76']);
  });

  test('at the edge, where users would be without the distribution, and another VPC origin takes a quarter of an hour', () => {
    const types = ['CloudFront::Distribution', 'CloudFront::VpcOrigin', 'WAFv2::WebACL', 'S3::Bucket', 'KMS::Key'];
    expect(
      idsOf(
        edgeIn(new App()),
        types.map((type) => `AWS::${type}`),
      ),
    ).toEqual([
      'CheckoutDistribution5207D2B0',
      'CheckoutLogsKeyDFF7D815',
      'CheckoutLogsLogBucket86168EE4',
      'CheckoutWebAclD610330B',
      // With the hash of what CloudFront refuses to change.
      'EdgeCheckoutVpcOrigin00EFE3FB4ff9f098',
    ]);
  });
});
