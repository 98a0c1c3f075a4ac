import { messageOf } from '../../stacks';
import { evaluateAlarm, Readings } from './alarm';
import { MetricStore, Sample } from './metrics';
import { AlarmProperties } from './properties';

/** Midnight, so that hours begin at full ones. */
const START = Date.UTC(2026, 0, 1) / 1000;

const HOST = [{ Name: 'Host', Value: 'checkout' }];
const ERRORS = { Namespace: 'Shop', MetricName: 'Errors', Dimensions: HOST };

const ALARM: AlarmProperties = {
  ...ERRORS,
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 3,
  ComparisonOperator: 'GreaterThanThreshold',
  Threshold: 5,
};

type Given = Partial<Sample> & { readonly at: number };

/** Minutes are counted from the start. All data is there at once, unless it is said. */
function storeOf(...given: readonly Given[]): MetricStore {
  const store = new MetricStore();
  for (const { at, availableAt = START + (at + 1) * 60, ...sample } of given) {
    const metric = { namespace: 'Shop', name: 'Errors', dimensions: { Host: 'checkout' } };
    store.put({ ...metric, minute: START + at * 60, availableAt, ...sample });
  }
  return store;
}

/** One value a minute; null is a missing one. */
function minutes(name: string, ...values: ReadonlyArray<number | null>): Given[] {
  return values.flatMap((value, at) => (value === null ? [] : [{ at, name, values: [value] }]));
}

/** The changes of an alarm, in minutes from the start. */
function statesOf(properties: AlarmProperties, store: MetricStore, length: number, readings: Readings = {}): string[] {
  const span = { from: START, to: START + length * 60 };
  return evaluateAlarm(properties, store, span, readings).map(({ at, state }) => `${(at - START) / 60} ${state}`);
}

describe('an alarm', () => {
  test('begins without data, and goes by the points of the last minutes', () => {
    const store = storeOf(...minutes('Errors', 0, 9, 9, 9, 9, 0, 0));
    expect(statesOf(ALARM, store, 7)).toEqual(['0 INSUFFICIENT_DATA', '1 OK', '4 ALARM', '6 OK']);
    expect(statesOf({ ...ALARM, DatapointsToAlarm: 2 }, store, 7)).toEqual([
      '0 INSUFFICIENT_DATA',
      '1 OK',
      '3 ALARM',
      '7 OK',
    ]);
  });

  test('slides minute by minute, whatever its period', () => {
    const store = storeOf(...minutes('Errors', 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0));
    const alarm = { ...ALARM, Period: 300, EvaluationPeriods: 1 };
    expect(statesOf(alarm, store, 13)).toEqual(['0 INSUFFICIENT_DATA', '1 OK', '7 ALARM', '12 OK']);
  });

  test.each<[string, number, string]>([
    ['GreaterThanThreshold', 5, 'OK'],
    ['GreaterThanThreshold', 5.1, 'ALARM'],
    ['GreaterThanOrEqualToThreshold', 5, 'ALARM'],
    ['GreaterThanOrEqualToThreshold', 4.9, 'OK'],
    ['LessThanThreshold', 5, 'OK'],
    ['LessThanThreshold', 4.9, 'ALARM'],
    ['LessThanOrEqualToThreshold', 5, 'ALARM'],
    ['LessThanOrEqualToThreshold', 5.1, 'OK'],
  ])('with %s of 5 makes of %d: %s', (ComparisonOperator, value, state) => {
    const alarm = { ...ALARM, ComparisonOperator, EvaluationPeriods: 1 };
    expect(statesOf(alarm, storeOf(...minutes('Errors', value)), 1)).toEqual(['0 INSUFFICIENT_DATA', `1 ${state}`]);
  });

  test('looks back beyond its evaluation periods when points are missing', () => {
    const store = storeOf(...minutes('Errors', 9, 9, 0, 9, null, null, null, null));
    // In the fifth minute 9, 0 and 9 are the newest three; after the seventh there are only two, and then one.
    expect(statesOf({ ...ALARM, DatapointsToAlarm: 2 }, store, 9)).toEqual([
      '0 INSUFFICIENT_DATA',
      '2 ALARM',
      '7 OK',
      '8 ALARM',
      '9 INSUFFICIENT_DATA',
    ]);
  });

  test('looks at two periods more than its evaluation periods', () => {
    const store = storeOf(...minutes('Errors', 0, null, null, null, null));
    const alarm = { ...ALARM, EvaluationPeriods: 1 };
    expect(statesOf(alarm, store, 5)).toEqual(['0 INSUFFICIENT_DATA', '1 OK', '4 INSUFFICIENT_DATA']);
  });

  test('sees what there was before it was made', () => {
    const store = storeOf(...[-3, -2, -1].map((at) => ({ at, values: [9] })));
    expect(statesOf(ALARM, store, 1)).toEqual(['0 INSUFFICIENT_DATA', '1 ALARM']);
  });

  test('sees data only when it has come', () => {
    const late = [0, 1, 2, 3, 4].map((at) => ({ at, values: [9], availableAt: START + (at + 1) * 60 + 120 }));
    expect(statesOf(ALARM, storeOf(...late), 5)).toEqual(['0 INSUFFICIENT_DATA', '3 ALARM']);
    expect(statesOf({ ...ALARM, TreatMissingData: 'notBreaching' }, storeOf(...late), 5)).toEqual([
      '0 INSUFFICIENT_DATA',
      '1 OK',
      '5 ALARM',
    ]);
  });

  test('never fires if so much is always missing that it cannot have enough points, and missing is good', () => {
    const late = Array.from({ length: 60 }, (_, at) => ({ at, values: [9], availableAt: START + (at + 1) * 60 + 180 }));
    const alarm = { ...ALARM, TreatMissingData: 'notBreaching' };
    expect(statesOf(alarm, storeOf(...late), 60)).toEqual(['0 INSUFFICIENT_DATA', '1 OK']);
    expect(statesOf({ ...alarm, DatapointsToAlarm: 2 }, storeOf(...late), 60)).toEqual([
      '0 INSUFFICIENT_DATA',
      '1 OK',
      '5 ALARM',
    ]);
  });

  test('of more than a day is evaluated at full hours', () => {
    const alarm = { ...ALARM, Period: 3600, EvaluationPeriods: 25, DatapointsToAlarm: 1 };
    const store = storeOf(...minutes('Errors', ...new Array<number>(61).fill(0)), { at: 61, values: [9] });
    expect(statesOf(alarm, store, 240)).toEqual(['0 INSUFFICIENT_DATA', '60 OK', '120 ALARM']);
    // One of a day is not.
    expect(statesOf({ ...alarm, EvaluationPeriods: 24 }, store, 240)).toEqual([
      '0 INSUFFICIENT_DATA',
      '1 OK',
      '62 ALARM',
    ]);
  });
});

describe('a percentile', () => {
  const p99 = { ...ALARM, Statistic: undefined, ExtendedStatistic: 'p99', EvaluationPeriods: 1 };
  const alarm = Object.fromEntries(Object.entries(p99).filter(([, value]) => value !== undefined));
  const samples = (at: number, count: number, value: number): Given => ({
    at,
    values: new Array<number>(count).fill(value),
  });

  test('is that of the samples of a period, however few', () => {
    const store = storeOf(samples(0, 1000, 1), samples(1, 999, 9), samples(2, 1000, 9), samples(3, 999, 1));
    expect(statesOf(alarm, store, 4)).toEqual(['0 INSUFFICIENT_DATA', '1 OK', '2 ALARM', '4 OK']);
  });
});

const stat = (Id: string, MetricName: string, more: AlarmProperties = {}): AlarmProperties => ({
  Id,
  ReturnData: false,
  MetricStat: { Metric: { Namespace: 'Shop', MetricName, Dimensions: HOST }, Period: 60, Stat: 'Sum', ...more },
});

const MATH: AlarmProperties = {
  EvaluationPeriods: 1,
  ComparisonOperator: 'GreaterThanThreshold',
  Threshold: 0.1,
  TreatMissingData: 'notBreaching',
  Metrics: [{ Id: 'rate', Expression: 'errors / requests' }, stat('errors', 'Errors'), stat('requests', 'Requests')],
};

function watching(Expression: string, ...more: AlarmProperties[]): AlarmProperties {
  return { ...MATH, Metrics: [{ Id: 'watched', Expression }, ...more, ...MATH.Metrics.slice(1)] };
}

describe('an alarm on an expression', () => {
  const store = storeOf(...minutes('Errors', 1, 2, null, null, null), ...minutes('Requests', 10, 10, 10, null, null));

  test('goes by its value', () => {
    expect(statesOf(MATH, store, 6)).toEqual(['0 INSUFFICIENT_DATA', '1 OK', '2 ALARM', '3 OK']);
  });

  test('takes what one metric lacks as 0, as is documented, or as nothing, if it is told to', () => {
    const few = {
      ...watching('requests - errors'),
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 10,
    };
    expect(statesOf(few, store, 3)).toEqual(['0 INSUFFICIENT_DATA', '1 OK', '3 ALARM']);
    expect(statesOf(few, store, 3, { missing: 'noValue' })).toEqual(['0 INSUFFICIENT_DATA', '1 OK']);
  });

  test('goes by expressions that it refers to, in whatever order they stand', () => {
    const alarm = watching(
      'IF(many, 100 * share, 0) / 100',
      { Id: 'many', Expression: 'requests >= 10', ReturnData: false },
      { Id: 'share', Expression: 'half * 2 / requests', ReturnData: false },
      { Id: 'half', Expression: 'errors / 2', ReturnData: false },
    );
    expect(statesOf(alarm, store, 6)).toEqual(['0 INSUFFICIENT_DATA', '1 OK', '2 ALARM', '3 OK']);
  });

  test('has all of its metrics in METRICS, and no expression', () => {
    const alarm = {
      ...watching('SUM(METRICS())', { Id: 'e1', Expression: 'errors * 100', ReturnData: false }),
      Threshold: 11,
    };
    expect(statesOf(alarm, store, 2)).toEqual(['0 INSUFFICIENT_DATA', '1 OK', '2 ALARM']);
  });

  // CloudWatch warns of it: a fill puts good points where data has only not come yet.
  test('that fills gaps does so for the newest minutes, too', () => {
    const late = [0, 1, 2, 3, 4].map((at) => ({ at, values: [9], availableAt: START + (at + 1) * 60 + 120 }));
    const alarm = { ...watching('FILL(errors, 0) + 0 * FILL(requests, 0)'), EvaluationPeriods: 3, Threshold: 5 };
    expect(statesOf(alarm, storeOf(...late), 6)).toEqual(['0 INSUFFICIENT_DATA', '1 OK']);
    expect(statesOf({ ...alarm, DatapointsToAlarm: 1 }, storeOf(...late), 6)).toEqual([
      '0 INSUFFICIENT_DATA',
      '1 OK',
      '3 ALARM',
    ]);
  });

  test.each<[string, string]>([
    [
      `SUM(SEARCH('{Shop,Host} Errors', 'Sum'))`,
      'SEARCH is not allowed here: an alarm cannot watch what is found later (at character 5)',
    ],
    ['SUM(errors)', '`SUM(errors)` gives a number, but an alarm watches one time series'],
    ['METRICS()', '`METRICS()` gives a list, but an alarm watches one time series'],
    ['errors / all', 'nothing has the id `all` (at character 10)'],
    ['errors + watched', '`errors + watched` refers to itself'],
  ])('fails on %s', (expression, message) => {
    expect(messageOf(() => statesOf(watching(expression), store, 1))).toBe(message);
  });
});

describe('an alarm on a band', () => {
  const banded = (ComparisonOperator: string): AlarmProperties => ({
    EvaluationPeriods: 1,
    ComparisonOperator,
    ThresholdMetricId: 'usual',
    Metrics: [
      { ...stat('m', 'Errors'), ReturnData: true },
      { Id: 'usual', Expression: 'ANOMALY_DETECTION_BAND(m, 2)', ReturnData: true },
    ],
  });
  const store = storeOf(...minutes('Errors', 5, 12, 5, 1, 5));
  const metric = { namespace: 'Shop', name: 'Errors', dimensions: { Host: 'checkout' } };
  store.putBand({ ...metric, statistic: 'Sum', at: () => ({ lower: 2, upper: 10 }) });

  test.each<[string, string[]]>([
    ['LessThanLowerThreshold', ['1 OK', '4 ALARM', '5 OK']],
    ['GreaterThanUpperThreshold', ['1 OK', '2 ALARM', '3 OK']],
    ['LessThanLowerOrGreaterThanUpperThreshold', ['1 OK', '2 ALARM', '3 OK', '4 ALARM', '5 OK']],
  ])('with %s', (comparison, states) => {
    expect(statesOf(banded(comparison), store, 5)).toEqual(['0 INSUFFICIENT_DATA', ...states]);
  });

  test('takes both ends of the band as usual', () => {
    const edges = storeOf(...minutes('Errors', 2, 10));
    edges.putBand({ ...metric, statistic: 'Sum', at: () => ({ lower: 2, upper: 10 }) });
    expect(statesOf(banded('LessThanLowerOrGreaterThanUpperThreshold'), edges, 2)).toEqual([
      '0 INSUFFICIENT_DATA',
      '1 OK',
    ]);
  });

  test('goes by the band of the period, and misses what no band is known for', () => {
    const moving = storeOf(...minutes('Errors', 5, 5, 5));
    const at = (start: number) => (start === START + 60 ? { lower: 6, upper: 7 } : undefined);
    moving.putBand({ ...metric, statistic: 'Sum', at });
    expect(statesOf(banded('LessThanLowerThreshold'), moving, 5)).toEqual([
      '0 INSUFFICIENT_DATA',
      '2 ALARM',
      '5 INSUFFICIENT_DATA',
    ]);
  });

  test('fails without a band', () => {
    const act = (): unknown => statesOf(banded('LessThanLowerThreshold'), storeOf(), 1);
    expect(messageOf(act)).toBe('nothing is known of what is usual of Errors');
  });

  test('fails if the band is none, or of what is no metric', () => {
    const wrong = (Expression: string): AlarmProperties => ({
      ...banded('LessThanLowerThreshold'),
      Metrics: [banded('').Metrics[0], { Id: 'usual', Expression }],
    });
    for (const expression of ['m + 1', 'ANOMALY_DETECTION_BAND(x)', 'ANOMALY_DETECTION_BAND(usual)']) {
      expect(messageOf(() => statesOf(wrong(expression), store, 1))).toBe(
        'usual is no ANOMALY_DETECTION_BAND of a metric',
      );
    }
  });
});

describe('the limits of alarms', () => {
  const week = { ...ALARM, Period: 3600, EvaluationPeriods: 168 };
  const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `m${index}`);

  test('are no limits up to there', () => {
    expect(statesOf(week, storeOf(), 0)).toEqual(['0 INSUFFICIENT_DATA']);
    expect(statesOf({ ...ALARM, Period: 300, EvaluationPeriods: 288 }, storeOf(), 0)).toEqual(['0 INSUFFICIENT_DATA']);
    const ten = { ...MATH, Metrics: [{ Id: 'all', Expression: 'm9' }, ...ids(10).map((id) => stat(id, id))] };
    expect(statesOf(ten, storeOf(), 0)).toEqual(['0 INSUFFICIENT_DATA']);
    const sliding = { ...ALARM, EvaluationWindow: { SlidingWindow: {} }, AlarmActions: ['topic'], AlarmName: 'a' };
    expect(statesOf(sliding, storeOf(), 0)).toEqual(['0 INSUFFICIENT_DATA']);
  });

  test.each<[string, AlarmProperties, string]>([
    ['90 s', { ...ALARM, Period: 90 }, 'a period of 90 s is no whole minutes'],
    ['10 s', { ...ALARM, Period: 10 }, 'a period of 10 s is no whole minutes'],
    ['no period', { ...ALARM, Period: undefined }, 'a period of undefined s is no whole minutes'],
    ['more than a week', { ...week, EvaluationPeriods: 169 }, '169 periods of 3600 s are 608400 s, more than 604800 s'],
    [
      'more than a day of short periods',
      { ...ALARM, Period: 1800, EvaluationPeriods: 49 },
      '49 periods of 1800 s are 88200 s, more than 86400 s',
    ],
    ['no evaluation periods', { ...ALARM, EvaluationPeriods: 0 }, 'EvaluationPeriods must be 1 or more'],
    ['4 out of 3', { ...ALARM, DatapointsToAlarm: 4 }, 'DatapointsToAlarm must be 1 to 3, got 4'],
    ['0 out of 3', { ...ALARM, DatapointsToAlarm: 0 }, 'DatapointsToAlarm must be 1 to 3, got 0'],
    ['no threshold', { ...ALARM, Threshold: undefined }, 'Threshold must be a number'],
    ['two statistics', { ...ALARM, ExtendedStatistic: 'p9' }, 'give either Statistic or ExtendedStatistic'],
    ['an unknown statistic', { ...ALARM, Statistic: 'Median' }, 'the statistic Median is not modelled'],
    ['no name', { ...ALARM, MetricName: undefined }, 'a metric has a namespace and a name'],
    ['another treatment', { ...ALARM, TreatMissingData: 'good' }, 'TreatMissingData is not good'],
    [
      'a band comparison without a band',
      { ...ALARM, ComparisonOperator: 'LessThanLowerThreshold' },
      'ComparisonOperator is one of GreaterThanOrEqualToThreshold, GreaterThanThreshold, LessThanThreshold, LessThanOrEqualToThreshold, not LessThanLowerThreshold',
    ],
    ['a clock', { ...ALARM, EvaluationWindow: { WallClockWindow: {} } }, 'only sliding windows are modelled'],
    ['a unit', { ...ALARM, Unit: 'Count' }, 'not modelled: Unit'],
    [
      'a say on few samples',
      { ...ALARM, EvaluateLowSampleCountPercentile: 'ignore' },
      'not modelled: EvaluateLowSampleCountPercentile',
    ],
    [
      'eleven metrics',
      { ...MATH, Metrics: [{ Id: 'all', Expression: 'm1' }, ...ids(11).map((id) => stat(id, id))] },
      '11 metrics are more than 10',
    ],
    [
      'many expressions',
      { ...MATH, Metrics: [stat('m', 'm'), ...ids(20).map((Id) => ({ Id, Expression: 'm', ReturnData: false }))] },
      '21 metrics and expressions are more than 20',
    ],
    [
      'two periods',
      { ...MATH, Metrics: [{ Id: 'all', Expression: 'a' }, stat('a', 'a'), stat('b', 'b', { Period: 300 })] },
      'the metrics must have one period, not 60, 300',
    ],
    ['an id twice', { ...MATH, Metrics: [...MATH.Metrics, stat('errors', 'Errors')] }, 'an id is given twice'],
    [
      'an id in upper case',
      { ...MATH, Metrics: [{ Id: 'Rate', Expression: '1' }] },
      'the id Rate must begin with a lower-case letter',
    ],
    [
      'a metric that is an expression',
      { ...MATH, Metrics: [{ ...stat('m', 'm'), Expression: 'm' }] },
      'm is either a metric or an expression',
    ],
    [
      'two results',
      { ...MATH, Metrics: MATH.Metrics.map((one: AlarmProperties) => ({ ...one, ReturnData: true })) },
      'an alarm watches one metric or expression, not 3',
    ],
    [
      'no result',
      { ...MATH, Metrics: MATH.Metrics.map((one: AlarmProperties) => ({ ...one, ReturnData: false })) },
      'an alarm watches one metric or expression, not 0',
    ],
    [
      'metrics in two ways',
      { ...MATH, Period: 60 },
      'with Metrics there are no Namespace, MetricName, Dimensions, Statistic, ExtendedStatistic, Period',
    ],
    [
      'a threshold and a band',
      {
        ...MATH,
        ThresholdMetricId: 'rate',
        ComparisonOperator: 'LessThanLowerThreshold',
        Metrics: [
          { Id: 'rate', Expression: 'e' },
          { ...stat('m', 'm'), ReturnData: true },
        ],
      },
      'give either Threshold or ThresholdMetricId',
    ],
  ])('%s fails', (_, properties, message) => {
    expect(messageOf(() => statesOf(properties, storeOf(), 0))).toBe(message);
  });
});
