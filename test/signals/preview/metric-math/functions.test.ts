import { evaluate, TimeSeries } from '../../../../lib/signals/preview/metric-math';
import { messageOf } from '../../../stacks';
import { Known, labelsOf, Points, reckon, seriesOf, START } from './reckon';

const GAPS = { m1: [4, null, -2, 1] };
const LIST = {
  all: [
    [1, 2, null],
    [5, null, null],
    [3, 4, null],
  ],
};

describe('functions of each point', () => {
  test.each<[string, Points]>([
    ['ABS(m1)', [4, null, 2, 1]],
    ['CEIL(m1 / 4)', [1, null, -0, 1]],
    ['FLOOR(m1 / 4)', [1, null, -1, 0]],
    ['SQRT(m1)', [2, null, null, 1]],
    ['EXP(m1 - m1)', [1, null, 1, 1]],
    ['LOG(EXP(m1))', [4, null, -2, 1]],
    ['LOG10(m1 - 1 + 98 * (m1 == 4))', [Math.log10(101), null, null, null]],
  ])('%s', (expression, points) => expect(reckon(expression, GAPS)).toEqual(points));

  test('take lists, and give lists', () => {
    expect(reckon('ABS(-all)', LIST)).toEqual(LIST.all);
  });

  test('fail on a number', () => {
    expect(messageOf(() => reckon('1 + ABS(1)'))).toBe(
      'ABS takes a time series or a list of them as its first argument, not a number (at character 5)',
    );
  });
});

describe('statistics', () => {
  test.each<[string, number]>([
    ['AVG(m1)', 1],
    ['MAX(m1)', 4],
    ['MIN(m1)', -2],
    ['SUM(m1)', 3],
    ['STDDEV(m1)', Math.sqrt((9 + 9 + 0) / 3)],
    ['DATAPOINT_COUNT(m1)', 3],
  ])('%s of a series is a number, of the values that are there', (expression, value) => {
    expect(reckon(expression, GAPS)).toBe(value);
  });

  test.each<[string, Points]>([
    ['AVG(all)', [3, 3, null]],
    ['MAX(all)', [5, 4, null]],
    ['MIN(all)', [1, 2, null]],
    ['SUM(all)', [9, 6, null]],
    ['STDDEV(all)', [Math.sqrt(8 / 3), 1, null]],
    ['DATAPOINT_COUNT(all)', [3, 2, null]],
    // A list of one series is a list.
    ['SUM(SLICE(all, 1))', [8, 4, null]],
    ['SUM([m1])', [7, null, null]],
  ])('%s of a list is a series, point by point of those that have a value', (expression, points) => {
    expect(reckon(expression, { ...LIST, m1: [7] })).toEqual(points);
  });

  test('of what has no value are no value', () => {
    expect(reckon('AVG(m1)', { m1: [null, null] })).toBeNaN();
    expect(reckon('m2 - AVG(m1)', { m1: [null, null], m2: [1, 2] })).toEqual([null, null]);
    expect(reckon('SUM([m1])', { m1: [null, null] })).toEqual([null, null]);
  });

  test('count in AVG what is missing as 0, if they are told to', () => {
    expect(reckon('AVG(m1)', GAPS, { missing: 'zero' })).toBe(0.75);
    expect(reckon('AVG(all)', LIST, { missing: 'zero' })).toEqual([3, 2, null]);
    expect(reckon('MIN(all)', LIST, { missing: 'zero' })).toEqual([1, 2, null]);
  });

  test('count metrics', () => {
    expect(reckon('METRIC_COUNT(all)', LIST)).toBe(3);
    expect(messageOf(() => reckon('METRIC_COUNT(m1)', GAPS))).toBe(
      'METRIC_COUNT takes a list of time series as its first argument, not a time series (at character 1)',
    );
  });

  test('fail on a number, and on more than one argument', () => {
    expect(messageOf(() => reckon('SUM(1)'))).toBe(
      'SUM takes a time series as its first argument, not a number (at character 1)',
    );
    expect(messageOf(() => reckon('SUM(m1, m1)', GAPS))).toBe('SUM takes 1 argument, not 2 (at character 1)');
  });
});

describe('FILL', () => {
  const known = { m1: [null, 2, null, null, 8, null], m2: [1, 1, null, 1, 1, 1] };

  test.each<[string, Points]>([
    ['FILL(m1, 10)', [10, 2, 10, 10, 8, 10]],
    ['FILL(m1, MIN(m1))', [2, 2, 2, 2, 8, 2]],
    ['FILL(m1, m2)', [1, 2, null, 1, 8, 1]],
    ['FILL(m1, REPEAT)', [null, 2, 2, 2, 8, 8]],
    ['FILL(m1, LINEAR)', [null, 2, 4, 6, 8, null]],
  ])('%s', (expression, points) => expect(reckon(expression, known)).toEqual(points));

  test('takes lists', () => {
    expect(reckon('FILL(all, 0)', LIST)).toEqual([
      [1, 2, 0],
      [5, 0, 0],
      [3, 4, 0],
    ]);
    expect(reckon('FILL(all, REPEAT)', LIST)).toEqual([
      [1, 2, 2],
      [5, 5, 5],
      [3, 4, 4],
    ]);
  });

  test('fills a series that has nothing', () => {
    expect(reckon('FILL(m1, 0)', { m1: [null, null] })).toEqual([0, 0]);
    expect(reckon('FILL(m1, REPEAT)', { m1: [null, null] })).toEqual([null, null]);
  });

  test.each<[string, string]>([
    ['FILL(m1)', 'FILL takes 2 arguments, not 1 (at character 1)'],
    ['FILL(m1, LAST)', 'FILL takes one of REPEAT, LINEAR as its second argument, not `LAST` (at character 1)'],
    [
      `FILL(m1, 'REPEAT')`,
      'FILL takes a number, a time series, REPEAT or LINEAR as its second argument, not a text (at character 1)',
    ],
    ['FILL(0, m1)', 'FILL takes a time series or a list of them as its first argument, not a number (at character 1)'],
  ])('fails on %s', (expression, message) => expect(messageOf(() => reckon(expression, known))).toBe(message));
});

describe('IF', () => {
  // The metrics of the documentation's tables.
  const known = { metric1: [1, 1, 0, 0, null], metric2: [30, null, 0, 0, 30], metric3: [0, 0, 20, null, 20] };

  test.each<[string, Points]>([
    ['IF(metric1, metric2, metric3)', [30, 0, 20, null, null]],
    ['IF(metric1, 5, metric3)', [5, 5, 20, null, null]],
    ['IF(metric1, metric2, 5)', [30, 0, 5, 5, null]],
    ['IF(metric1, 1, 2)', [1, 1, 2, 2, null]],
    ['IF(metric1, metric2)', [30, 0, null, null, null]],
    ['IF(metric1, 5)', [5, 5, null, null, null]],
    ['IF(1, metric2, metric3)', [30, null, 0, 0, 30]],
    ['IF(0, metric2, metric3)', [0, 0, 20, null, 20]],
    ['IF(-3, metric2)', [30, null, 0, 0, 30]],
    ['IF(0, metric2)', [null, null, null, null, null]],
    ['IF(metric3 < 20, metric3)', [0, 0, null, null, null]],
    ['IF(metric3 == 20, 10, metric1)', [1, 1, 10, null, 10]],
    // What is not known is neither true nor false.
    ['IF(1 / 0, metric2, metric3)', [null, null, null, null, null]],
  ])('%s', (expression, points) => expect(reckon(expression, known)).toEqual(points));

  test.each<[string, string]>([
    ['IF(metric1)', 'IF takes 2 to 3 arguments, not 1 (at character 1)'],
    // Not among the combinations that the documentation lists: it would give a number.
    ['IF(1, 2, 3)', 'IF takes a time series as its second argument, not a number (at character 1)'],
    ['IF(1, metric1, 3)', 'IF takes a time series as its third argument, not a number (at character 1)'],
    ['IF([metric1], 2, 3)', 'IF takes a time series as its first argument, not a list of time series (at character 1)'],
    [
      'IF(metric1, [metric1])',
      'IF takes a number or a time series as its second argument, not a list of time series (at character 1)',
    ],
    [
      'IF(metric1, 1, REPEAT)',
      'IF takes a number or a time series as its third argument, not `REPEAT` (at character 1)',
    ],
  ])('fails on %s', (expression, message) => expect(messageOf(() => reckon(expression, known))).toBe(message));
});

test.each([
  ['IF(a, b, c)', 'b'],
  ['IF(a, 1, c)', 'c'],
  ['IF(a, 1, 2)', 'a'],
  ['IF(1, b, c)', 'b'],
  ['IF(0, b, c)', 'c'],
  ['IF(0, b)', 'b'],
  ['SUM([a, b])', 'SUM'],
])('%s has the label %s', (expression, label) => {
  const variables = Object.fromEntries(
    ['a', 'b', 'c'].map((id) => [id, { kind: 'series' as const, series: seriesOf(id, [1], [START]) }]),
  );
  expect(evaluate(expression, { variables, periodSeconds: 60, times: [START] })).toMatchObject({ series: { label } });
});

describe('functions of how a series goes on', () => {
  test.each<[string, Known]>([
    ['DIFF(m1)', [null, null, -6, 3]],
    ['DIFF_TIME(m1)', [null, null, 120, 60]],
    ['RATE(m1)', [null, null, -0.05, 0.05]],
    ['RUNNING_SUM(m1)', [4, null, 2, 3]],
    [
      'DIFF([m1, m1])',
      [
        [null, null, -6, 3],
        [null, null, -6, 3],
      ],
    ],
  ])('%s', (expression, points) => expect(reckon(expression, GAPS)).toEqual(points));

  test('go by the time of the points, not by the order in which they were given', () => {
    const values = new Map([
      [START + 60, 5],
      [START, 2],
    ]);
    const variables = { m1: { kind: 'series' as const, series: { label: 'm1', values } } };
    expect(evaluate('DIFF(m1)', { variables, periodSeconds: 60, times: [START, START + 60] })).toEqual({
      kind: 'series',
      series: { label: 'm1', values: new Map([[START + 60, 3]]) },
    });
  });
});

describe('functions of time', () => {
  const sunday = Date.UTC(2026, 7, 30, 13, 45) / 1000;

  test.each<[string, number]>([
    ['MINUTE(m1)', 45],
    ['HOUR(m1)', 13],
    ['DAY(m1)', 7],
    ['DATE(m1)', 30],
    ['MONTH(m1)', 8],
    ['YEAR(m1)', 2026],
    ['EPOCH(m1)', 1788097500],
  ])('%s is that of the period, also where the series has no value', (expression, value) => {
    const variables = { m1: { kind: 'series' as const, series: { label: 'm1', values: new Map<number, number>() } } };
    const result = evaluate(expression, { variables, periodSeconds: 60, times: [sunday] });
    expect(result).toEqual({ kind: 'series', series: { label: 'm1', values: new Map([[sunday, value]]) } });
  });

  test('Thursday is the fourth day of the week', () => {
    expect(reckon('DAY(m1)', { m1: [null] })).toEqual([4]);
  });

  test('PERIOD is the period in seconds', () => {
    expect(reckon('m1 / PERIOD(m1)', { m1: [600] }, { periodSeconds: 300 })).toEqual([2]);
  });

  test('TIME_SERIES has its number everywhere', () => {
    expect(reckon('TIME_SERIES(MAX(m1))', GAPS)).toEqual([4, 4, 4, 4]);
    expect(messageOf(() => reckon('TIME_SERIES(m1)', GAPS))).toBe(
      'TIME_SERIES takes a number as its first argument, not a time series (at character 1)',
    );
  });
});

describe('functions of lists', () => {
  const known = {
    all: [
      [1, 9],
      [7, 1],
      [null, null],
      [4, 4.5],
    ],
  };

  test.each<[string, Known]>([
    ['FIRST(all)', [1, 9]],
    ['LAST(all)', [4, 4.5]],
    [
      'SLICE(all, 1, 3)',
      [
        [7, 1],
        [null, null],
      ],
    ],
    ['SLICE(all, 3)', [[4, 4.5]]],
    [
      'REMOVE_EMPTY(all)',
      [
        [1, 9],
        [7, 1],
        [4, 4.5],
      ],
    ],
    [
      'SORT(all, AVG, DESC)',
      [
        [1, 9],
        [4, 4.5],
        [7, 1],
        [null, null],
      ],
    ],
    [
      'SORT(all, SUM, ASC)',
      [
        [7, 1],
        [4, 4.5],
        [1, 9],
        [null, null],
      ],
    ],
    [
      'SORT(all, MAX, ASC)',
      [
        [4, 4.5],
        [7, 1],
        [1, 9],
        [null, null],
      ],
    ],
    [
      'SORT(all, MIN, DESC, 2)',
      [
        [4, 4.5],
        [1, 9],
      ],
    ],
    ['FIRST(SORT(all, MAX, DESC)) > 5', [0, 1]],
  ])('%s', (expression, value) => expect(reckon(expression, known)).toEqual(value));

  test.each<[string, string]>([
    ['FIRST(SLICE(all, 4))', 'FIRST has nothing to take: the list is empty (at character 1)'],
    [
      'SORT(all, STDDEV, ASC)',
      'SORT takes one of AVG, MIN, MAX, SUM as its second argument, not `STDDEV` (at character 1)',
    ],
    ['SORT(all, AVG, UP)', 'SORT takes one of ASC, DESC as its third argument, not `UP` (at character 1)'],
    ['SORT(all, AVG)', 'SORT takes 3 to 4 arguments, not 2 (at character 1)'],
    [
      'REMOVE_EMPTY(m1)',
      'REMOVE_EMPTY takes a list of time series as its first argument, not a time series (at character 1)',
    ],
  ])('fails on %s', (expression, message) => {
    expect(messageOf(() => reckon(expression, { ...known, m1: [1] }))).toBe(message);
  });
});

describe('METRICS', () => {
  const known = { errors4xx: [1], errors5xx: [2], requests: [100], limit: 7, rate: [3] };

  test.each<[string, Known]>([
    ['METRICS()', [[1], [2], [100], [3]]],
    [`METRICS('errors')`, [[1], [2]]],
    [`SUM(METRICS("errors")) / SUM(METRICS('requests'))`, [0.03]],
    [`[METRICS('4xx'), METRICS('5xx')]`, [[1], [2]]],
    [`METRICS('none')`, []],
  ])('%s', (expression, value) => expect(reckon(expression, known)).toEqual(value));

  test('leaves out results of other expressions, if it is told what are metrics', () => {
    expect(reckon('METRICS()', known, { metrics: ['errors4xx', 'requests'] })).toEqual([[1], [100]]);
  });
});

describe('SEARCH', () => {
  const found = (query: string, statistic: string, periodSeconds: number): TimeSeries[] => [
    seriesOf(`${query} ${statistic} ${periodSeconds}`, [7], [START]),
  ];
  const input = { variables: {}, periodSeconds: 300, times: [START] };

  test('asks for what it says, in the period of the expression unless it says one', () => {
    const query = `'{AWS/EC2,InstanceId} MetricName="CPUUtilization"'`;
    expect(labelsOf(evaluate(`SEARCH(${query}, 'Average')`, { ...input, search: found }))).toEqual([
      '{AWS/EC2,InstanceId} MetricName="CPUUtilization" Average 300',
    ]);
    expect(labelsOf(evaluate(`100 * SEARCH('a', 'Sum', 60)`, { ...input, search: found }))).toEqual(['a Sum 60']);
  });

  test('fails in an alarm', () => {
    expect(messageOf(() => evaluate(`SUM(SEARCH('a', 'Sum'))`, input))).toBe(
      'SEARCH is not allowed here: an alarm cannot watch what is found later (at character 5)',
    );
  });
});

describe('ANOMALY_DETECTION_BAND', () => {
  const known = { m1: [2, 4, null, 4, 4, 5, 5, 7, 9] };
  const flat = (value: number): number[] => known.m1.map(() => value);

  test('is the upper and the lower end of a band around the mean, two standard deviations wide on either side', () => {
    expect(reckon('ANOMALY_DETECTION_BAND(m1)', known)).toEqual([flat(9), flat(1)]);
    expect(reckon('LAST(ANOMALY_DETECTION_BAND(m1, 0.5))', known)).toEqual(flat(4));
    const input = { periodSeconds: 60, times: [START] };
    const m1 = { kind: 'series' as const, series: { label: 'requests', values: new Map([[START, 1]]) } };
    expect(labelsOf(evaluate('ANOMALY_DETECTION_BAND(m1)', { ...input, variables: { m1 } }))).toEqual([
      'requests upper',
      'requests lower',
    ]);
  });

  test('has nothing around nothing', () => {
    expect(reckon('ANOMALY_DETECTION_BAND(m1)', { m1: [null, null] })).toEqual([
      [null, null],
      [null, null],
    ]);
  });
});

describe('the number of arguments', () => {
  test.each<[string, string]>([
    ['ABS()', 'ABS takes 1 argument, not 0'],
    ['ABS(m1, m1)', 'ABS takes 1 argument, not 2'],
    ['METRIC_COUNT([m1], [m1])', 'METRIC_COUNT takes 1 argument, not 2'],
    ['DIFF(m1, 1)', 'DIFF takes 1 argument, not 2'],
    ['RUNNING_SUM(m1, 1)', 'RUNNING_SUM takes 1 argument, not 2'],
    ['HOUR(m1, m1)', 'HOUR takes 1 argument, not 2'],
    ['PERIOD(m1, m1)', 'PERIOD takes 1 argument, not 2'],
    ['TIME_SERIES(1, 2)', 'TIME_SERIES takes 1 argument, not 2'],
    ['FIRST([m1], 1)', 'FIRST takes 1 argument, not 2'],
    ['REMOVE_EMPTY([m1], 1)', 'REMOVE_EMPTY takes 1 argument, not 2'],
    ['SLICE([m1])', 'SLICE takes 2 to 3 arguments, not 1'],
    ['SLICE([m1], 1, 2, 3)', 'SLICE takes 2 to 3 arguments, not 4'],
    [`METRICS('a', 'b')`, 'METRICS takes 0 to 1 arguments, not 2'],
    [`SEARCH('a')`, 'SEARCH takes 2 to 3 arguments, not 1'],
    ['ANOMALY_DETECTION_BAND(m1, 2, 3)', 'ANOMALY_DETECTION_BAND takes 1 to 2 arguments, not 3'],
  ])('of %s is wrong', (expression, message) => {
    expect(messageOf(() => reckon(expression, { m1: [1] }))).toBe(`${message} (at character 1)`);
  });
});
