import * as fc from 'fast-check';
import { messageOf } from '../../stacks';
import { MetricStore, Sample } from './metrics';
import { parseStatistic } from './statistic';

const METRIC = { namespace: 'Shop', name: 'Latency', dimensions: { Host: 'checkout' } };

const MINUTE = 60;
const LATER = 1_000_000;

/** A statistic over minutes from one up to, but without, another one, as it was known at some time. */
function value(store: MetricStore, statistic: string, [from, to]: [number, number], at = LATER): number | undefined {
  const window = { start: from * MINUTE, end: to * MINUTE };
  return store.series(METRIC).value(parseStatistic(statistic), window, at);
}

function storeOf(...samples: ReadonlyArray<Omit<Sample, keyof typeof METRIC>>): MetricStore {
  const store = new MetricStore();
  samples.forEach((sample) => store.put({ ...METRIC, ...sample }));
  return store;
}

describe('a statistic', () => {
  const store = storeOf(
    { minute: 0, values: [4, 1, 3] },
    { minute: 60, set: { count: 10, sum: 20, min: 1, max: 9 } },
    { minute: 180, values: [2] },
    { minute: 180, values: [6] },
  );

  test.each<[string, number[]]>([
    ['SampleCount', [3, 10, 2, 15]],
    ['Sum', [8, 20, 8, 36]],
    ['Average', [8 / 3, 2, 4, 2.4]],
    ['Minimum', [1, 1, 2, 1]],
    ['Maximum', [4, 9, 6, 9]],
  ])('%s is that of all samples, whether they came alone or as a set', (statistic, [first, second, fourth, all]) => {
    expect(value(store, statistic, [0, 1])).toBe(first);
    expect(value(store, statistic, [1, 2])).toBe(second);
    expect(value(store, statistic, [2, 3])).toBeUndefined();
    expect(value(store, statistic, [3, 4])).toBe(fourth);
    expect(value(store, statistic, [0, 4])).toBe(all);
    expect(value(store, statistic, [-5, 50])).toBe(all);
    expect(value(store, statistic, [4, 50])).toBeUndefined();
    expect(value(store, statistic, [-9, 0])).toBeUndefined();
  });

  test('leaves no dust: the average of what is always the same is the same', () => {
    const same = storeOf(
      ...Array.from({ length: 5000 }, (_, index) => ({ minute: index * 60, values: [0.3, 0.3, 0.3] })),
    );
    expect(value(same, 'Average', [17, 4711])).toBe(0.3);
    expect(value(same, 'Sum', [4000, 4010])).toBeCloseTo(9, 14);
  });
});

describe('percentiles', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => ((index * 37) % 100) + 1);

  test.each<[string, number]>([
    ['p0', 1],
    ['p1', 1],
    ['p50', 50],
    ['p90', 90],
    ['p99', 99],
    ['p99.1', 100],
    ['p100', 100],
  ])('%s is the least value that so many are not above', (statistic, expected) => {
    const store = storeOf({ minute: 0, values: hundred.slice(0, 40) }, { minute: 60, values: hundred.slice(40) });
    expect(value(store, statistic, [0, 2])).toBe(expected);
  });

  test('know the samples of a set of which all are the same, and of no other one', () => {
    const known = storeOf(
      { minute: 0, set: { count: 3, sum: 6, min: 2, max: 2 } },
      { minute: 60, set: { count: 1, sum: 5, min: 5, max: 5 } },
    );
    expect(value(known, 'p75', [0, 2])).toBe(2);
    expect(value(known, 'p76', [0, 2])).toBe(5);
    known.put({ ...METRIC, minute: 120, set: { count: 2, sum: 3, min: 1, max: 2 } });
    expect(value(known, 'p75', [0, 2])).toBe(2);
    expect(value(known, 'p75', [0, 3])).toBeUndefined();
  });

  test('are not there of what goes below zero', () => {
    expect(value(storeOf({ minute: 0, values: [-1, 2] }), 'p50', [0, 1])).toBeUndefined();
  });
});

describe('what comes late', () => {
  test('is seen two minutes after the end of its minute, unless it is said', () => {
    const store = storeOf({ minute: 60, values: [1] }, { minute: 60, values: [5], availableAt: 600 });
    expect(value(store, 'Sum', [1, 2], 239)).toBeUndefined();
    expect(value(store, 'Sum', [1, 2], 240)).toBe(1);
    expect(value(store, 'Sum', [1, 2], 599)).toBe(1);
    expect(value(store, 'Sum', [1, 2], 600)).toBe(6);
    expect(value(store, 'p100', [1, 2], 599)).toBe(1);
    expect(value(store, 'p100', [1, 2], 600)).toBe(5);
    expect(value(store, 'SampleCount', [1, 2], 599)).toBe(1);
    expect(value(store, 'SampleCount', [1, 2], 600)).toBe(2);
  });

  test('counts as soon as it is put, also if the metric was asked for before', () => {
    const store = storeOf({ minute: 0, values: [1] });
    expect(value(store, 'Sum', [0, 9])).toBe(1);
    store.put({ ...METRIC, minute: 240, values: [2] });
    expect(value(store, 'Sum', [0, 9])).toBe(3);
  });
});

describe('a metric', () => {
  test('is told from others by its namespace, its name and all of its dimensions, in any order', () => {
    const store = new MetricStore();
    const put = (name: string, dimensions: Sample['dimensions'], sum: number): void =>
      store.put({ namespace: 'Shop', name, dimensions, minute: 0, values: [sum] });
    put('A', {}, 1);
    put('A', { Host: 'a' }, 2);
    put('A', { Host: 'a', Release: 'r' }, 4);
    put('A', { Release: 'r', Host: 'a' }, 8);
    put('B', { Host: 'a' }, 16);
    put('A', { Host: { Ref: 'Host' } }, 32);
    const sum = (name: string, dimensions: Sample['dimensions'], namespace = 'Shop'): number | undefined =>
      store.series({ namespace, name, dimensions }).value(parseStatistic('Sum'), { start: 0, end: 60 }, LATER);
    expect(sum('A', {})).toBe(1);
    expect(sum('A', { Host: 'a' })).toBe(2);
    expect(sum('A', { Host: 'a', Release: 'r' })).toBe(12);
    expect(sum('B', { Host: 'a' })).toBe(16);
    expect(sum('A', { Host: '{"Ref":"Host"}' })).toBe(32);
    expect(sum('A', {}, 'Other')).toBeUndefined();
  });

  test.each<[string, Partial<Sample>]>([
    ['61 is not the start of a minute', { minute: 61, values: [1] }],
    ['give either values or a set', {}],
    ['give either values or a set', { values: [1], set: { count: 1, sum: 1, min: 1, max: 1 } }],
    ['there are no samples, or no numbers', { values: [] }],
    ['there are no samples, or no numbers', { values: [1, NaN] }],
    ['there are no samples, or no numbers', { set: { count: 0, sum: 0, min: 0, max: 0 } }],
    ['the least value is above the greatest', { set: { count: 2, sum: 2, min: 2, max: 1 } }],
  ])('fails on what is no sample: %s', (message, sample) => {
    expect(messageOf(() => new MetricStore().put({ ...METRIC, minute: 0, ...sample }))).toBe(message);
  });

  test.each([['TM(10%:90%)'], ['p101'], ['p'], ['TC(0.3:)'], ['TC(1%:2%)'], ['sum'], ['IQM']])(
    'fails on a statistic that is not modelled: %s',
    (statistic) =>
      expect(messageOf(() => parseStatistic(statistic))).toBe(`the statistic ${statistic} is not modelled`),
  );
});

describe('always', () => {
  const samples = fc.array(
    fc.record({
      minute: fc.integer({ min: -20, max: 60 }).map((minute) => minute * 60),
      values: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 4 }),
      lag: fc.integer({ min: 0, max: 900 }),
    }),
    { minLength: 1, maxLength: 40 },
  );
  const window = fc.tuple(fc.integer({ min: -30, max: 70 }), fc.integer({ min: 1, max: 50 }));

  /** The same, seen one by one. */
  const plain: { readonly [statistic: string]: (values: number[]) => number } = {
    Sum: (values) => values.reduce((one, other) => one + other, 0),
    SampleCount: (values) => values.length,
    Average: (values) => values.reduce((one, other) => one + other, 0) / values.length,
    Minimum: (values) => Math.min(...values),
    Maximum: (values) => Math.max(...values),
    p70: (values) => values.sort((one, other) => one - other)[Math.ceil(values.length * 0.7 - 1e-9) - 1],
  };

  test('a statistic is what it is of the samples in the window that are there', () => {
    fc.assert(
      fc.property(samples, fc.array(fc.tuple(window, fc.nat(6000)), { minLength: 1 }), (known, questions) => {
        const store = storeOf(
          ...known.map(({ minute, values, lag }) => ({ minute, values, availableAt: minute + 60 + lag })),
        );
        for (const [[from, length], at] of questions) {
          const seen = known.filter(
            ({ minute, lag }) => minute >= from * 60 && minute < (from + length) * 60 && minute + 60 + lag <= at,
          );
          for (const [statistic, reckon] of Object.entries(plain)) {
            const expected = seen.length === 0 ? undefined : reckon(seen.flatMap(({ values }) => values));
            expect(value(store, statistic, [from, from + length], at)).toBe(expected);
          }
        }
      }),
      { seed: 21, numRuns: 300 },
    );
  });
});
