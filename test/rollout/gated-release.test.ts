import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { FunctionalTest, ImmutableServiceProps, Rollout } from '../../lib';
import { LIMITS } from '../../lib/rollout/gate/limits';
import { parseGateOrder, parsePreflightOrder } from '../../lib/rollout/gate/orders';
import { GATE_TYPE, OrderProperties, PREFLIGHT_TYPE } from '../../lib/rollout/gate/protocol';
import { GatedRelease } from '../../lib/rollout/gated-release';
import { COMMIT_A, ENV, IMAGE_A, platformIn, releaseA, serviceIn, templateOf } from '../stacks';
import { budgetOrder } from './gate/requests';

interface Resource {
  readonly Type: string;
  readonly Properties: any;
  readonly DependsOn?: string[];
}

type Resources = { readonly [id: string]: Resource };

const resourcesWith = (overrides: Partial<ImmutableServiceProps> = {}, app = new App()) =>
  templateOf(serviceIn(app, overrides)).toJSON().Resources as Resources;

/** The only resource of a type. */
function only(resources: Resources, type: string): Resource & { readonly id: string } {
  const [[id, resource], ...others] = Object.entries(resources).filter(([, { Type }]) => Type === type);
  expect(others).toEqual([]);
  return { id, ...resource };
}

/** Properties as CloudFormation hands them on: every scalar as text, every reference as the text that it stands for. */
function asSent(value: any): any {
  if (Array.isArray(value)) return value.map(asSent);
  if (value === null || typeof value !== 'object') return String(value);
  const [[key, inner], ...others] = [...Object.entries<any>(value), ['', '']];
  if (others.length === 1 && key === 'Ref') return `ref ${inner}`;
  if (others.length === 1 && key === 'Fn::ImportValue')
    return inner.replace(/^Platform:ExportsOutput(Ref|FnGetAtt)/, '');
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asSent(one)]));
}

/** Everything that a resource needs before it, by its properties and by its own word. */
function neededBy(resources: Resources, id: string, found = new Set<string>()): Set<string> {
  const { Properties, DependsOn = [] } = resources[id];
  const text = JSON.stringify(Properties);
  for (const other of Object.keys(resources)) {
    if (found.has(other) || other === id) continue;
    const referred = text.includes(`{"Ref":"${other}"}`) || text.includes(`{"Fn::GetAtt":["${other}"`);
    if (!referred && !DependsOn.includes(other)) continue;
    found.add(other);
    neededBy(resources, other, found);
  }
  return found;
}

function fullService(app: App): Partial<ImmutableServiceProps> {
  const functions = new Stack(app, 'Functions', { env: ENV });
  const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:purchase';
  return {
    release: releaseA({ fix: 'the checkout fails, incident 4711' }),
    listenerPriority: 7,
    rollout: Rollout.linear({ percent: 50, interval: Duration.minutes(4), bake: Duration.minutes(5) }),
    functionalTests: [
      FunctionalTest.http({
        path: '/orders',
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"sku": 1}',
        expectedStatus: [200, 201],
        bodyContains: 'order',
        bodyMatches: '\\d+',
        expectedHeaders: { 'Cache-Control': 'no-store' },
        maxLatency: Duration.millis(700),
        releaseHeader: 'x-commit',
      }),
      FunctionalTest.lambda({ function: LambdaFunction.fromFunctionArn(functions, 'Purchase', arn), tries: 1 }),
    ],
  };
}

describe('the orders of a service, as CloudFormation hands them on', () => {
  const app = new App();
  const resources = resourcesWith(fullService(app), app);
  const sent = (type: string) => asSent(only(resources, type).Properties) as OrderProperties;
  const idOf = (type: string) => only(resources, type).id;
  const fingerprint = idOf('AWS::EC2::LaunchTemplate').slice(-12);
  const entrance = {
    listenerArn: expect.stringMatching(/^PlatformEntranceProductionListener/),
    testListenerArn: expect.stringMatching(/^PlatformEntranceTestListener/),
    priority: 7,
  };

  test('are read by the gate as they were meant', () => {
    const http = {
      kind: 'http',
      name: 'POST /orders',
      timeoutSeconds: 5,
      tries: 3,
      address: expect.stringMatching(/^PlatformEntranceLoadBalancer\w+DNSName/),
      port: 8443,
      tls: true,
      certificateAuthority: '',
      method: 'POST',
      path: '/orders',
      headers: { 'content-type': 'application/json' },
      body: '{"sku": 1}',
      expect: {
        statuses: [200, 201],
        bodyContains: 'order',
        bodyMatches: '\\d+',
        headers: { 'cache-control': 'no-store' },
        latencyMillis: 700,
        releaseHeader: 'x-commit',
      },
    };
    const functionArn = 'arn:aws:lambda:eu-west-1:111122223333:function:purchase';
    expect(parseGateOrder(sent(GATE_TYPE))).toEqual({
      service: 'checkout',
      host: 'checkout.shop.internal',
      path: '/golden-path/shop.internal/checkout',
      release: { fingerprint, commit: COMMIT_A },
      entrance,
      servers: {
        targetGroupArn: `ref ${idOf('AWS::ElasticLoadBalancingV2::TargetGroup')}`,
        groupName: `ref ${idOf('AWS::AutoScaling::AutoScalingGroup')}`,
        zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
      },
      alarms: ['Latency', 'Errors', 'Memory', 'Disk'].map((name) =>
        expect.stringMatching(new RegExp(`^ref CheckoutSignalsRollbackAlarms${name}\\w+${fingerprint}$`)),
      ),
      rollout: {
        name: 'linear: 50 % more every 4 minutes; bake 5 minutes',
        steps: [
          { percent: 50, seconds: 240 },
          { percent: 100, seconds: 300 },
        ],
        launchSeconds: 900,
        healthySeconds: 30,
        deadlineSeconds: LIMITS.rolloutSeconds,
        pollSeconds: 10,
      },
      tests: [http, { kind: 'lambda', name: 'Purchase', timeoutSeconds: 30, tries: 1, functionArn }],
      lookAt: {
        dashboard: 'checkout_shop_internal-eu-west-1',
        logGroup: `ref ${idOf('AWS::Logs::LogGroup')}`,
      },
      fix: 'the checkout fails, incident 4711',
    });
  });

  test('are read by the preflight as they were meant', () => {
    expect(parsePreflightOrder(sent(PREFLIGHT_TYPE))).toEqual({
      service: 'checkout',
      host: 'checkout.shop.internal',
      release: { fingerprint, commit: COMMIT_A },
      image: IMAGE_A,
      architecture: 'arm64',
      entrance,
      watch: ['shop.internal/checkout/page'],
      budgets: [],
      fix: 'the checkout fails, incident 4711',
    });
  });

  test.each([
    [GATE_TYPE, '1'],
    [PREFLIGHT_TYPE, '2'],
  ])('go to the gate of the platform: %s in the oldest protocol that can say it, %s', (type, protocol) => {
    const { ServiceToken, Protocol } = sent(type);
    expect(ServiceToken).toMatch(/^PlatformReleaseGateFunction/);
    expect(Protocol).toBe(protocol);
  });

  test('give the gate the hour that CloudFormation waits, and the preflight ten minutes', () => {
    expect(only(resources, GATE_TYPE).Properties.ServiceTimeout).toBe(3600);
    expect(only(resources, PREFLIGHT_TYPE).Properties.ServiceTimeout).toBe(600);
  });
});

test('the preflight asks for what it is given: names of alarms, and budgets', () => {
  const platform = platformIn(new App());
  const stack = new Stack(platform, 'Gated', { env: ENV });
  const budget = budgetOrder({ goalPercent: 99.95 });
  new GatedRelease(stack, 'Gate', {
    gate: platform.releaseGate,
    entrance: platform.entrance,
    serviceName: 'checkout',
    host: 'checkout.shop.internal',
    path: '/golden-path/shop.internal/checkout',
    priority: 7,
    release: { fingerprint: 'aaaaaaaaaaaa', commit: COMMIT_A },
    image: IMAGE_A,
    architecture: 'arm64',
    watch: ['shop.internal/checkout/page'],
    budgets: [budget],
    fix: '',
    servers: { targetGroupArn: 'target-group', groupName: 'group', zones: ['eu-west-1a'] },
    alarms: ['errors'],
    rollout: {
      name: 'all at once',
      steps: [{ percent: 100, seconds: 300 }],
      launchSeconds: 900,
      healthySeconds: 30,
      deadlineSeconds: 3000,
      pollSeconds: 10,
    },
    tests: [],
    lookAt: { dashboard: 'checkout', logGroup: 'checkout' },
  });
  const resources = Template.fromStack(stack).toJSON().Resources as Resources;
  expect(parsePreflightOrder(asSent(only(resources, PREFLIGHT_TYPE).Properties))).toMatchObject({
    watch: ['shop.internal/checkout/page'],
    budgets: [budget],
  });
  // To the gate they are of no concern, so that an upgrade of this library asks nothing of it.
  expect(Object.keys(only(resources, GATE_TYPE).Properties.Order)).toEqual([
    'service',
    'host',
    'path',
    'release',
    'entrance',
    'servers',
    'alarms',
    'rollout',
    'tests',
    'lookAt',
    'fix',
  ]);
});

test('a release that is no fix says so by saying nothing', () => {
  const resources = resourcesWith();
  expect(only(resources, GATE_TYPE).Properties.Order.fix).toBe('');
  expect(only(resources, PREFLIGHT_TYPE).Properties.Order.fix).toBe('');
});

describe('the order of a release', () => {
  const resources = resourcesWith({ targetRequestsPerMinute: 600 });
  const needs = (id: string) => [...neededBy(resources, id)].map((other) => resources[other].Type);
  const preflight = only(resources, PREFLIGHT_TYPE).id;
  const gate = only(resources, GATE_TYPE).id;
  const [productionRule] = Object.keys(resources).filter((id) => id.includes('ProductionRule'));
  const [testRule] = Object.keys(resources).filter((id) => id.includes('TestRule'));

  test('begins with the preflight, which needs nothing of the release', () => {
    expect(needs(preflight)).toEqual([]);
    expect(only(resources, 'AWS::EC2::LaunchTemplate').DependsOn).toContain(preflight);
  });

  test('starts servers when they have passed it, and the test rule shows them', () => {
    const group = neededBy(resources, only(resources, 'AWS::AutoScaling::AutoScalingGroup').id);
    expect([...group]).toEqual(expect.arrayContaining([preflight, testRule]));
  });

  test('comes to the gate when everything that is judged, scales and judges exists', () => {
    expect(needs(gate)).toEqual(
      expect.arrayContaining([
        'AWS::AutoScaling::AutoScalingGroup',
        'AWS::AutoScaling::ScalingPolicy',
        'AWS::CloudWatch::Alarm',
        'AWS::EC2::LaunchTemplate',
        'AWS::ElasticLoadBalancingV2::ListenerRule',
        'AWS::ElasticLoadBalancingV2::TargetGroup',
        PREFLIGHT_TYPE,
      ]),
    );
    const scaling = Object.keys(resources).filter((id) => resources[id].Type === 'AWS::AutoScaling::ScalingPolicy');
    const alarms = Object.keys(resources).filter((id) => id.includes('RollbackAlarms'));
    expect([scaling.length, alarms.length]).toEqual([2, 4]);
    expect(resources[gate].DependsOn).toEqual(expect.arrayContaining([...scaling, ...alarms]));
  });

  test('lets users in only through the gate, which does not wait for the rule that waits for it', () => {
    expect(resources[productionRule].DependsOn).toEqual([gate]);
    expect([...neededBy(resources, gate)]).not.toContain(productionRule);
  });
});

describe('a server group', () => {
  const { id, Properties } = only(resourcesWith(), 'AWS::AutoScaling::AutoScalingGroup');

  test('says whose it is and what it runs, in tags that its servers do not inherit', () => {
    expect(Properties.Tags).toEqual(
      [
        ['golden-path:commit', COMMIT_A],
        ['golden-path:host', 'checkout.shop.internal'],
        ['golden-path:platform', 'shop.internal'],
        ['golden-path:release', id.slice(-12)],
        ['golden-path:service', 'checkout'],
        ['Name', 'checkout'],
      ].map(([Key, Value]) => ({ Key, Value, PropagateAtLaunch: false })),
    );
  });
});
