import { GroupView, RuleView, StackView } from '../../../lib/rollout/gate/account';
import {
  BudgetOrder,
  CustomResourceEvent,
  GATE_TYPE,
  GateOrder,
  HttpTestOrder,
  PreflightOrder,
} from '../../../lib/rollout/gate/protocol';

/** Makers of what the gate is given, for tests: a service with a live release A and a newer release B. */

export const ZONES = ['eu-west-1a', 'eu-west-1b'];
export const A = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/A/0a';
export const B = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/B/0b';
export const STRANGER = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/X/0f';
export const RULE = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener-rule/app/shop/1/2/3';
const LISTENER = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/shop/1/2';
const STACK = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Checkout/5e7f';

export function httpTest(changes: Partial<HttpTestOrder> = {}): HttpTestOrder {
  return {
    kind: 'http',
    name: 'GET /healthz',
    timeoutSeconds: 5,
    tries: 2,
    address: 'internal-shop-1.eu-west-1.elb.amazonaws.com',
    port: 8443,
    tls: true,
    certificateAuthority: '',
    method: 'GET',
    path: '/healthz',
    headers: {},
    body: '',
    expect: { statuses: [200], bodyContains: '', bodyMatches: '', headers: {}, latencyMillis: 0, releaseHeader: '' },
    ...changes,
  };
}

export function orderFor(release: 'A' | 'B', changes: Partial<GateOrder> = {}): GateOrder {
  return {
    service: 'checkout',
    host: 'checkout.shop.internal',
    path: '/golden-path/shop.internal/checkout',
    release: {
      fingerprint: release === 'A' ? 'aaaaaaaaaaaa' : 'bbbbbbbbbbbb',
      commit: release.toLowerCase().repeat(40),
    },
    entrance: { listenerArn: LISTENER, testListenerArn: `${LISTENER}-test`, priority: 417 },
    servers: { targetGroupArn: release === 'A' ? A : B, groupName: `group-${release}`, zones: ZONES },
    alarms: ['latency', 'errors'],
    rollout: {
      name: 'canary',
      steps: [
        { percent: 10, seconds: 300 },
        { percent: 100, seconds: 600 },
      ],
      launchSeconds: 900,
      healthySeconds: 30,
      deadlineSeconds: 3000,
      pollSeconds: 10,
    },
    tests: [httpTest()],
    lookAt: { dashboard: 'checkout-dashboard', logGroup: '/checkout' },
    fix: '',
    ...changes,
  };
}

export function budgetOrder(changes: Partial<BudgetOrder> = {}): BudgetOrder {
  return {
    objective: 'availability',
    namespace: 'GoldenPath/Service',
    metric: 'Failures',
    host: 'checkout.shop.internal',
    goalPercent: 99.9,
    windowSeconds: 30 * 24 * 3600,
    ...changes,
  };
}

/** What is asked before release B starts. */
export function preflightOrder(changes: Partial<PreflightOrder> = {}): PreflightOrder {
  const { service, host, release, entrance, fix } = orderFor('B');
  return {
    service,
    host,
    release,
    image: 'ami-0123456789abcdef0',
    architecture: 'arm64',
    entrance,
    watch: ['shop.internal/checkout/page'],
    budgets: [],
    fix,
    ...changes,
  };
}

/** Properties as CloudFormation sends them: every number and boolean as text. */
export function properties(order: unknown, protocol = '1') {
  const asText = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(asText);
    if (value === null || typeof value !== 'object') return String(value);
    const given = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return Object.fromEntries(given.map(([key, inner]) => [key, asText(inner)]));
  };
  return {
    ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:gate',
    Protocol: protocol,
    Order: asText(order),
  };
}

export function update(to: 'A' | 'B', changes: Partial<CustomResourceEvent> = {}): CustomResourceEvent {
  return {
    RequestType: 'Update',
    ResponseURL: 'https://answers.example/secret',
    StackId: STACK,
    RequestId: '6f1d2c3b-0000-4000-8000-000000000001',
    ResourceType: GATE_TYPE,
    LogicalResourceId: 'CheckoutGate',
    PhysicalResourceId: 'release-gate/CheckoutGate',
    ResourceProperties: properties(orderFor(to)),
    OldResourceProperties: properties(orderFor(to === 'A' ? 'B' : 'A')),
    ...changes,
  };
}

export function stack(status = 'UPDATE_IN_PROGRESS', changes: Partial<StackView> = {}): StackView {
  return { name: 'Checkout', status, rollbackDisabled: false, resourceStatus: 'UPDATE_IN_PROGRESS', ...changes };
}

export function rule(weights: RuleView['weights'], changes: Partial<RuleView> = {}): RuleView {
  return { arn: RULE, hosts: ['checkout.shop.internal'], weights, ...changes };
}

/** A's group is the older one. Two servers, one in each zone. */
export function group(release: 'A' | 'B', changes: Partial<GroupView> = {}): GroupView {
  return {
    name: `group-${release}`,
    createdAt: release === 'A' ? 1_000 : 2_000,
    targetGroupArns: [release === 'A' ? A : B],
    min: 2,
    max: 8,
    desired: 2,
    servers: ZONES.map((zone, index) => ({ id: `i-${release}${index}`, zone, inService: true })),
    ...changes,
  };
}

/** Targets of a group, all in one state. */
export function targets(release: 'A' | 'B', state = 'healthy') {
  return ZONES.map((_, index) => ({ id: `i-${release}${index}`, state, shiftedAway: false }));
}
