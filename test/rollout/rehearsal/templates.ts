import { BudgetOrder, GATE_TYPE, PREFLIGHT_TYPE } from '../../../lib/rollout/gate/protocol';
import { Template } from '../../../lib/rollout/rehearsal/deployment/intrinsics';
import { readServicePlan, ServicePlan } from '../../../lib/rollout/rehearsal/deployment/service-plan';
import { budgetOrder } from '../gate/requests';

/** Servers that start quickly, so that thousands of deploys are simulated in a minute. */
export const TIMES = { launchSeconds: 20, bootSeconds: 20 };

export interface TemplateOptions {
  readonly fingerprint?: string;
  readonly commit?: string;
  readonly image?: string;
  readonly min?: number;
  readonly max?: number;
  readonly steps?: { percent: number; seconds: number }[];
  readonly rolloutName?: string;
  readonly pollSeconds?: number;
  readonly fix?: string;
  /** The protocol of the preflight. In the first one a service had no composite alarms. */
  readonly protocol?: '1' | '2';
  readonly budgets?: BudgetOrder[];
  /** More resources. */
  readonly more?: Template['Resources'];
}

/** The alarm that pages somebody about the service, and the one that does not. */
export const PAGE = 'shop.internal/checkout/page';
export const TICKET = 'shop.internal/checkout/ticket';

/** A budget that releases wait for. */
export const BUDGET = budgetOrder();

/** A service's template as this library synthesizes it, as far as a rehearsal looks at it. */
export function serviceTemplate(options: TemplateOptions = {}): Template {
  const { fingerprint = 'aaaaaaaaaaaa', commit = 'a'.repeat(40), image = 'ami-0aaaaaaaaaaaaaaaa', fix = '' } = options;
  const {
    pollSeconds = 20,
    min = 3,
    max = 9,
    rolloutName = 'canary: 10 % for 3 minutes, then all; bake 3 minutes',
    protocol = '2',
    budgets = [],
    more = {},
  } = options;
  const {
    steps = [
      { percent: 10, seconds: 180 },
      { percent: 100, seconds: 180 },
    ],
  } = options;
  const [targetGroup, group] = [`ServersTargetGroup${fingerprint}`, `ServersGroup${fingerprint}`];
  const [latency, errors] = [`RollbackAlarmsLatency${fingerprint}`, `RollbackAlarmsErrors${fingerprint}`];
  const common = {
    service: 'checkout',
    host: 'checkout.shop.internal',
    release: { fingerprint, commit },
    entrance: {
      listenerArn: { 'Fn::ImportValue': 'Platform:ProductionListener' },
      testListenerArn: { 'Fn::ImportValue': 'Platform:TestListener' },
      priority: 36007,
    },
    fix,
  };
  const order = {
    ...common,
    path: '/golden-path/shop.internal/checkout',
    servers: {
      targetGroupArn: { Ref: targetGroup },
      groupName: { Ref: group },
      zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
    },
    alarms: [{ Ref: latency }, { Ref: errors }],
    rollout: { name: rolloutName, steps, launchSeconds: 300, healthySeconds: 40, deadlineSeconds: 3000, pollSeconds },
    tests: [httpTest()],
    lookAt: { dashboard: 'checkout_shop_internal', logGroup: '/golden-path/shop.internal/checkout' },
  };
  const check = { ...common, image, architecture: 'arm64', ...(protocol === '2' && { watch: [PAGE], budgets }) };
  return {
    Resources: {
      [`Preflight${fingerprint}`]: customResource(PREFLIGHT_TYPE, protocol, check),
      [targetGroup]: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: targetGroupProperties() },
      RulesTestRule: rule('Platform:TestListener', targetGroup),
      [group]: {
        Type: 'AWS::AutoScaling::AutoScalingGroup',
        Properties: { MinSize: String(min), MaxSize: String(max), HealthCheckGracePeriod: 120 },
      },
      [latency]: alarm(targetGroup, { MetricName: 'TargetResponseTime', Threshold: 0.24 }, 2, 3),
      [errors]: alarm(targetGroup, { MetricName: 'HTTPCode_Target_5XX_Count', Threshold: 1 }, 2, 3),
      PagingAlarmsErrors: alarm(targetGroup, { MetricName: 'HTTPCode_Target_5XX_Count', Threshold: 2 }, 3, 5),
      ...(protocol === '2' && incidentAlarms()),
      Gate: customResource(GATE_TYPE, '1', order),
      RulesProductionRule: rule('Platform:ProductionListener', targetGroup),
      ...more,
    },
  };
}

function customResource(type: string, Protocol: string, Order: unknown) {
  return {
    Type: type,
    Properties: { ServiceToken: { 'Fn::ImportValue': 'Platform:Gate' }, ServiceTimeout: 3600, Protocol, Order },
  };
}

/** What sums up other alarms: two that mean something only together, one that does alone, and one that wakes nobody. */
function incidentAlarms() {
  const state = (logicalId: string) => ['ALARM("', { Ref: logicalId }, '")'];
  const [long, short] = [state('BurnRateLong'), state('BurnRateShort')];
  const page = ['(', ...long, ' AND ', ...short, ') OR ', ...state('PagingAlarmsErrors')];
  return {
    BurnRateLong: burnRate(3600),
    BurnRateShort: burnRate(300),
    Leak: burnRate(3 * 86_400),
    IncidentsPage: composite(PAGE, { 'Fn::Join': ['', page] }),
    IncidentsTicket: composite(TICKET, { 'Fn::Sub': 'ALARM("${Leak}")' }),
  };
}

export function composite(AlarmName: string, AlarmRule: unknown) {
  return { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmName, AlarmRule } };
}

/** An alarm on what is recorded of the service, whatever its description says. */
function burnRate(Period: number) {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmDescription: 'Answers of 5XX, not TargetResponseTime.',
      Namespace: 'GoldenPath/Service',
      MetricName: 'Failures',
      Dimensions: [{ Name: 'Host', Value: 'checkout.shop.internal' }],
      Period,
      Statistic: 'Average',
      Threshold: 0.0144,
      EvaluationPeriods: 1,
      TreatMissingData: 'notBreaching',
    },
  };
}

function httpTest() {
  return {
    kind: 'http',
    name: 'GET /healthz',
    timeoutSeconds: 10,
    tries: 2,
    address: 'internal-entrance.eu-west-1.elb.amazonaws.com',
    port: 8443,
    tls: true,
    certificateAuthority: '',
    method: 'GET',
    path: '/healthz',
    headers: {},
    body: '',
    expect: {
      statuses: [200],
      bodyContains: '',
      bodyMatches: '',
      headers: {},
      latencyMillis: 0,
      releaseHeader: 'x-release',
    },
  };
}

function targetGroupProperties() {
  return {
    HealthCheckIntervalSeconds: 10,
    HealthyThresholdCount: 2,
    UnhealthyThresholdCount: 3,
    TargetGroupAttributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }],
  };
}

function rule(listener: string, targetGroup: string) {
  return {
    Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
    Properties: {
      ListenerArn: { 'Fn::ImportValue': listener },
      Priority: 36007,
      Conditions: [{ Field: 'host-header', HostHeaderConfig: { Values: ['checkout.shop.internal'] } }],
      Actions: [
        {
          Type: 'forward',
          ForwardConfig: { TargetGroups: [{ TargetGroupArn: { Ref: targetGroup }, Weight: 100 }] },
        },
      ],
    },
  };
}

function alarm(targetGroup: string, metric: object, datapoints: number, minutes: number) {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      Namespace: 'AWS/ApplicationELB',
      ...metric,
      Dimensions: [{ Name: 'TargetGroup', Value: { 'Fn::GetAtt': [targetGroup, 'TargetGroupFullName'] } }],
      DatapointsToAlarm: datapoints,
      EvaluationPeriods: minutes,
      TreatMissingData: 'notBreaching',
    },
  };
}

/** What a template of the service says. */
export function servicePlan(options: TemplateOptions = {}): ServicePlan {
  return readServicePlan('Checkout', serviceTemplate(options), TIMES);
}

/** The release after: other servers, all of them. */
export const NEXT: TemplateOptions = {
  fingerprint: 'bbbbbbbbbbbb',
  commit: 'b'.repeat(40),
  image: 'ami-0bbbbbbbbbbbbbbbb',
};

/** A service whose preflight speaks the first protocol: it has no composite alarms. */
export const FIRST_PROTOCOL: TemplateOptions = { protocol: '1' };
