import * as fc from 'fast-check';
import { StackTemplate } from '../../../lib/checks/assembly/assembly';
import { listAlarmGaps } from '../../../lib/checks/signals/alarm/alarm-gaps';
import { listObjectives } from '../../../lib/checks/signals/objectives';
import { SignalRow, signalTable } from '../../../lib/checks/signals/signal-table';
import { alarm, bodyOf, composite, dashboard, resource, stackTemplate } from '../templates';

const FINGERPRINT = 'f00ba4f00ba4';
const HOST = [{ Name: 'Host', Value: 'checkout.shop.internal' }];

const watching = (MetricName: string, more: object = {}) => ({
  Namespace: 'My/Own',
  MetricName,
  Statistic: 'Sum',
  Dimensions: HOST,
  Period: 60,
  EvaluationPeriods: 5,
  DatapointsToAlarm: 3,
  ComparisonOperator: 'GreaterThanThreshold',
  Threshold: 1,
  TreatMissingData: 'notBreaching',
  ...more,
});

const gate = (order: object) => resource('Custom::ReleaseGate', { Order: order }, 'Shop/Checkout/Gate/Resource');

const ORDER = {
  service: 'checkout',
  release: { fingerprint: FINGERPRINT },
  alarms: [{ Ref: `Judge${FINGERPRINT}` }],
  tests: [{ kind: 'http' }],
};

const DRAWN = bodyOf({
  Latency: [['My/Own', 'TargetResponseTime', 'Host', 'checkout.shop.internal', { stat: 'Sum' }]],
  Traffic: [['My/Own', 'RequestCount', 'Host', 'checkout.shop.internal', { stat: 'Sum' }]],
  'Traffic by release': [
    [{ expression: `SEARCH('{My/Own,Host,Release} Host="checkout.shop.internal" MetricName="Requests"', 'Sum', 60)` }],
  ],
});

/** A service with an alarm of each kind. */
const CHECKOUT = {
  Gate: gate(ORDER),
  Slow: alarm(watching('TargetResponseTime'), 'Shop/Checkout/Slow'),
  Full: alarm(watching('CPUUtilization'), 'Shop/Checkout/Full'),
  Lost: alarm(watching('Requests'), 'Shop/Checkout/Lost'),
  Wrong: alarm(watching('Failures'), 'Shop/Checkout/Wrong'),
  Zero: alarm(watching('HealthyHostCount'), 'Shop/Checkout/Down'),
  Queue: alarm(watching('ApproximateNumberOfMessagesVisible'), 'Shop/Checkout/Queue'),
  [`Judge${FINGERPRINT}`]: alarm(watching('TargetResponseTime', { Threshold: 0.8 })),
  Page: composite({
    AlarmName: 'shop.internal/checkout/page',
    AlarmRule: { 'Fn::Join': ['', ['ALARM("', { Ref: 'Slow' }, '") OR ALARM("', { Ref: 'Wrong' }, '")']] },
    AlarmActions: ['topic'],
  }),
  Dashboard: dashboard(DRAWN),
};

const SHOP = stackTemplate(CHECKOUT, { stack: 'prod-shop' });

function rowsOf(...templates: StackTemplate[]): readonly SignalRow[] {
  return signalTable(templates, []).rows;
}

const briefly = ({ scope, signal, alarm: name }: SignalRow) => `${scope} ${signal} ${name}`;

describe('the table of golden signals', () => {
  test('has a row for each alarm on a golden signal and one for the traffic of a release, in the usual order', () => {
    expect(rowsOf(SHOP).map(briefly)).toEqual([
      'service latency Shop/Checkout/Slow',
      'service traffic Shop/Checkout/Lost',
      'service errors Shop/Checkout/Down',
      'service errors Shop/Checkout/Wrong',
      'service saturation Shop/Checkout/Full',
      'release latency Judge',
      'release traffic none: the release gate measures it',
    ]);
  });

  test('says of an alarm what it watches, when it fires, what silence means, whom it reaches and where it is drawn', () => {
    expect(rowsOf(SHOP)[0]).toEqual({
      stack: 'prod-shop',
      service: 'checkout',
      scope: 'service',
      signal: 'latency',
      metric: 'My/Own TargetResponseTime Sum',
      alarm: 'Shop/Checkout/Slow',
      threshold: '> 1 in 3 of 5 min',
      missingData: 'notBreaching',
      reaches: ['page'],
      widgets: ['Latency'],
      action: true,
    });
  });

  test('says of an alarm that judges a release that it reaches the gate', () => {
    expect(rowsOf(SHOP)[5]).toEqual({
      stack: 'prod-shop',
      service: 'checkout',
      scope: 'release',
      signal: 'latency',
      metric: 'My/Own TargetResponseTime Sum',
      alarm: 'Judge',
      threshold: '> 0.8 in 3 of 5 min',
      missingData: 'notBreaching',
      reaches: ['release gate'],
      widgets: ['Latency'],
      action: true,
    });
  });

  test('says in words what the gate does about traffic, and draws it', () => {
    expect(rowsOf(SHOP)[6]).toEqual({
      stack: 'prod-shop',
      service: 'checkout',
      scope: 'release',
      signal: 'traffic',
      metric: 'requests that the new release gets',
      alarm: 'none: the release gate measures it',
      threshold: 'enough for alarms to judge by',
      missingData: 'too few: the functional tests judge',
      reaches: ['release gate'],
      widgets: ['Traffic', 'Traffic by release'],
      action: true,
    });
  });

  test('does not say that tests judge where there are none', () => {
    const rows = rowsOf(stackTemplate({ Gate: gate({ ...ORDER, tests: [] }) }));
    expect(rows.map(({ missingData, widgets }) => [missingData, widgets])).toEqual([['too few: nothing judges', []]]);
  });

  test('says that servers are there, and what is not stated', () => {
    const down = alarm(watching('HealthyHostCount', { TreatMissingData: undefined }));
    const [row] = rowsOf(stackTemplate({ Gate: gate(ORDER), Down: down }));
    expect(row).toMatchObject({
      signal: 'errors',
      metric: 'availability of servers: My/Own HealthyHostCount Sum',
      alarm: 'Down',
      missingData: 'not stated',
      reaches: ['nobody'],
      widgets: [],
      action: false,
    });
  });

  test('names an alarm of a release without the fingerprint, and any other one in full', () => {
    const names = (order: object) =>
      rowsOf(
        stackTemplate({
          Gate: gate(order),
          [`Judge${FINGERPRINT}`]: alarm(watching('Failures')),
          [FINGERPRINT]: alarm(watching('Failures'), `Shop/${FINGERPRINT}`),
        }),
      )
        .filter(({ signal }) => signal === 'errors')
        .map((row) => row.alarm);
    expect(names(ORDER)).toEqual([`Shop/${FINGERPRINT}`, 'Judge']);
    expect(names({ ...ORDER, release: undefined })).toEqual([`Shop/${FINGERPRINT}`, `Judge${FINGERPRINT}`]);
  });

  test('says what a label does not: what it is reckoned from, where that is one metric', () => {
    const reckoned = (label: string, ...names: string[]) => {
      const queries = names.map((MetricName, index) => ({
        Id: `m${index}`,
        MetricStat: { Metric: { Namespace: 'My/Own', MetricName, Dimensions: HOST }, Period: 60, Stat: 'Sum' },
        ReturnData: false,
      }));
      const Metrics = [{ Id: 'watched', Expression: 'm0 / m1', Label: label }, ...queries];
      return rowsOf(stackTemplate({ Gate: gate(ORDER), A: alarm({ Metrics }), Dashboard: dashboard(DRAWN) }))[0];
    };
    expect(reckoned('p99 (s)', 'TargetResponseTime', 'RequestCount')).toMatchObject({
      signal: 'latency',
      metric: 'p99 (s), from My/Own TargetResponseTime',
      widgets: ['Latency'],
    });
    expect(reckoned('errors (%)', 'Failures', 'TargetConnectionErrorCount', 'RequestCount')).toMatchObject({
      signal: 'errors',
      metric: 'errors (%)',
      widgets: [],
    });
    expect(reckoned('none', 'HealthyHostCount').metric).toBe(
      'availability of servers: none, from My/Own HealthyHostCount',
    );
  });

  test('does not take a graph for one of traffic that only weighs by it', () => {
    const weighed = [
      [{ expression: 'IF(all > 20, bad / all)', id: 'rate' }],
      ['My/Own', 'Failures', 'Host', 'checkout.shop.internal', { id: 'bad', visible: false }],
      ['My/Own', 'Requests', 'Host', 'checkout.shop.internal', { id: 'all', visible: false }],
    ];
    const rows = rowsOf(stackTemplate({ ...CHECKOUT, Dashboard: dashboard(bodyOf({ Errors: weighed })) }));
    const drawn = rows.map(({ signal, widgets }) => [signal, widgets]).filter(([, widgets]) => widgets.length > 0);
    expect(drawn).toEqual([['errors', ['Errors']]]);
  });

  test('is sorted by stack, whatever the order of the files and of what stands in them', () => {
    const [dev, prod] = ['Dev/Shop', 'Prod/Shop'].map((path) => ({ stack: path, path }));
    const backwards = Object.fromEntries(Object.entries(CHECKOUT).reverse());
    const rows = rowsOf(stackTemplate(CHECKOUT, prod), stackTemplate(CHECKOUT, dev));
    expect(rowsOf(stackTemplate(backwards, dev), stackTemplate(backwards, prod))).toEqual(rows);
    expect(rows.map(({ stack }) => stack)).toEqual([...Array(7).fill('Dev/Shop'), ...Array(7).fill('Prod/Shop')]);
  });

  test('of the same service in two stacks keeps their alarms apart', () => {
    const small = { Gate: gate(ORDER), Slow: alarm(watching('TargetResponseTime'), 'Dev/Slow') };
    const rows = rowsOf(stackTemplate(small, { stack: 'dev-shop', path: 'Dev' }), SHOP);
    expect(rows.filter(({ stack }) => stack === 'dev-shop').map(briefly)).toEqual([
      'service latency Dev/Slow',
      'release traffic none: the release gate measures it',
    ]);
  });

  test('has no rows of a stack without a service', () => {
    const { Gate: _, ...others } = CHECKOUT;
    expect(signalTable([stackTemplate(others)], [])).toEqual({ rows: [], missing: [] });
  });
});

describe('missing signals', () => {
  const missing = (...args: Parameters<typeof signalTable>) =>
    signalTable(...args).missing.map(({ service, scope, signal }) => `${service} ${scope} ${signal}`);

  test('are those without a row, of the service and of the release', () => {
    expect(signalTable([SHOP], []).missing).toEqual([
      { stack: 'prod-shop', service: 'checkout', scope: 'release', signal: 'errors' },
      { stack: 'prod-shop', service: 'checkout', scope: 'release', signal: 'saturation' },
    ]);
  });

  test('are all, but for what the gate does, of a service that has nothing else', () => {
    expect(missing([stackTemplate({ Gate: gate(ORDER) })], [])).toEqual([
      'checkout service latency',
      'checkout service traffic',
      'checkout service errors',
      'checkout service saturation',
      'checkout release latency',
      'checkout release errors',
      'checkout release saturation',
    ]);
  });

  test('are found of a service that says it is one and has no gate, with the alarms that its stack has', () => {
    const template = stackTemplate({ Slow: alarm(watching('TargetResponseTime')) });
    const table = signalTable([template], [{ name: 'cart', stackPath: 'Shop' }]);
    expect(table.rows.map(briefly)).toEqual(['service latency Slow']);
    expect(table.missing.map(({ scope, signal }) => `${scope} ${signal}`)).toEqual([
      'service traffic',
      'service errors',
      'service saturation',
      'release latency',
      'release traffic',
      'release errors',
      'release saturation',
    ]);
  });

  test('are not counted twice for a service with both, nor for one in another stack', () => {
    const declared = { name: 'checkout', stackPath: 'Shop' };
    expect(missing([SHOP], [declared])).toEqual(['checkout release errors', 'checkout release saturation']);
    expect(missing([stackTemplate({})], [{ ...declared, stackPath: 'Other' }])).toEqual([]);
  });

  test.each([{}, { service: '' }, { service: null, alarms: 'text', tests: {} }])(
    'of a gate that names no service go by its place: %j',
    (order) => {
      expect(missing([stackTemplate({ Gate: gate(order) })], [])[0]).toBe(
        'Shop/Checkout/Gate/Resource service latency',
      );
    },
  );
});

test('whatever a template says, something is made of it', () => {
  const types = ['Alarm', 'CompositeAlarm', 'Dashboard'].map((kind) => `AWS::CloudWatch::${kind}`);
  const anyType = fc.constantFrom(...types, 'Custom::ReleaseGate', 'AWS::ApplicationSignals::ServiceLevelObjective');
  const key = fc.constantFrom(
    ...['AlarmRule', 'AlarmName', 'AlarmActions', 'Metrics', 'MetricName', 'Dimensions', 'Threshold', 'Period'],
    ...['ThresholdMetricId', 'DashboardBody', 'Order', 'service', 'alarms', 'Goal', 'Interval', 'RollingInterval'],
    ...['BurnRateConfigurations', 'Ref', 'Fn::Sub', 'Fn::Join', 'Fn::ImportValue', 'Fn::GetAtt', 'Value', 'Export'],
  );
  const scalar = fc.oneof(
    fc.constantFrom('A', 'ALARM("A")', '${A}', '{"widgets":[{"type":"metric"}]}'),
    fc.jsonValue(),
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      scalar,
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
    ),
  }));
  const anything = fc.record({ Type: anyType, Properties: tree, Metadata: tree });
  // What works, with a little of anything in it: by chance alone no alarm would be on a golden signal.
  const working = fc.constantFrom<[string, object]>(
    ['AWS::CloudWatch::Alarm', watching('Failures')],
    ['AWS::CloudWatch::Alarm', watching('TargetResponseTime')],
    ['AWS::CloudWatch::Dashboard', { DashboardBody: DRAWN }],
    ['Custom::ReleaseGate', { Order: { ...ORDER, alarms: [{ Ref: 'A' }] } }],
  );
  const spoilt = fc
    .tuple(working, fc.dictionary(key, tree, { maxKeys: 2 }), tree)
    .map(([[Type, given], more, Metadata]) => ({ Type, Properties: { ...given, ...more }, Metadata }));
  const anyResource = fc.oneof(anything, spoilt);
  const runs = { watched: 0, drawn: 0 };
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('A', 'B', 'C'), anyResource), tree, (resources, Outputs) => {
      const template = stackTemplate({}, { template: { Resources: resources, Outputs } });
      const { rows } = signalTable([template], [{ name: 'x', stackPath: template.path }]);
      expect(rows.every((row) => row.service !== '')).toBe(true);
      // Both must come to an end; what they say of such templates is not known.
      listObjectives([template]);
      listAlarmGaps([template]);
      const alarms = rows.filter(({ alarm: name }) => !name.startsWith('none: '));
      if (alarms.length > 0) runs.watched++;
      if (alarms.some(({ widgets }) => widgets.length > 0)) runs.drawn++;
    }),
    { seed: 1, numRuns: 500 },
  );
  // Alarms were met that there is something to say of, and graphs of what they watch.
  expect(runs.watched).toBeGreaterThan(0);
  expect(runs.drawn).toBeGreaterThan(0);
});
