export { type AcknowledgementProps, GoldenPath, type ProtectOptions, RulePack } from './checks';
export {
  EdgeEntrance,
  type EdgeEntranceProps,
  type ExistingNetworkProps,
  type GatewayEndpoint,
  InternalEntrance,
  type InternalEntranceProps,
  type IPrivateNetwork,
  LogBucket,
  type LogBucketProps,
  PrivateNetwork,
  type PrivateNetworkProps,
} from './network';
export { ConfigurationValue, Release, type ReleaseOptions, type ReleaseProps } from './release';
export {
  type CanaryRolloutOptions,
  FunctionalTest,
  type FunctionalTestOptions,
  type HttpTestOptions,
  type LambdaTestOptions,
  type LinearRolloutOptions,
  ReleaseGate,
  type ReleaseGateProps,
  Rollout,
  type RolloutOptions,
} from './rollout';
export { ImmutableService, type ImmutableServiceProps, Platform, type PlatformProps } from './service';
export {
  AlertTopic,
  type AlertTopicProps,
  ChatChannel,
  ErrorBudgetPolicy,
  FleetDashboard,
  type FleetDashboardProps,
  type IMonitoredService,
  MonitoredService,
  type MonitoredServiceAttributes,
  type SlackChannelOptions,
  type TeamsChannelOptions,
} from './signals';
