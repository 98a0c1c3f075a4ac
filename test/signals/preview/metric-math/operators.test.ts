import * as fc from 'fast-check';
import { evaluate, TimeSeries } from '../../../../lib/signals/preview/metric-math';
import { messageOf } from '../../../stacks';
import { reckon, START } from './reckon';

const TWO = { m1: [10, 20, null, null], m2: [4, null, 5, null] };

describe('arithmetic', () => {
  test.each<[string, Array<number | null>]>([
    ['m1 + m2', [14, null, null, null]],
    ['m1 - m2', [6, null, null, null]],
    ['m1 * m2', [40, null, null, null]],
    ['m1 / m2', [2.5, null, null, null]],
    ['m1 ^ 2', [100, 400, null, null]],
    ['2 ^ m2', [16, null, 32, null]],
    ['1 - m1', [-9, -19, null, null]],
    ['-m1', [-10, -20, null, null]],
  ])('%s has a value only where all its series have one', (expression, points) => {
    expect(reckon(expression, TWO)).toEqual(points);
  });

  test.each<[string, Array<number | null>]>([
    ['m1 + m2', [14, 20, 5, null]],
    ['m1 - m2', [6, 20, -5, null]],
    ['m1 * m2', [40, 0, 0, null]],
    // What is divided by a missing value is divided by zero.
    ['m1 / m2', [2.5, null, 0, null]],
    ['m1 + 1', [11, 21, null, null]],
  ])('%s takes what one series lacks as 0, if it is told to', (expression, points) => {
    expect(reckon(expression, TWO, { missing: 'zero' })).toEqual(points);
  });

  test('has no value where something is divided by zero', () => {
    expect(reckon('m1 / m2', { m1: [1, 1, 0], m2: [2, 0, 0] })).toEqual([0.5, null, null]);
    expect(reckon('1 / 0')).toBeNaN();
    expect(reckon('m1 + 1 / 0', { m1: [1] })).toEqual([null]);
    expect(reckon('1 / 0 > 2')).toBeNaN();
  });

  test('goes with lists one by one', () => {
    const known = { all: [[2, 4], [6]], one: [10, 20] };
    expect(reckon('all / 2', known)).toEqual([
      [1, 2],
      [3, null],
    ]);
    expect(reckon('one - all', known)).toEqual([
      [8, 16],
      [4, null],
    ]);
    expect(reckon('-all', known)).toEqual([
      [-2, -4],
      [-6, null],
    ]);
  });

  test('keeps the label of what comes first', () => {
    const series = (label: string): { kind: 'series'; series: TimeSeries } => ({
      kind: 'series',
      series: { label, values: new Map([[START, 1]]) },
    });
    const variables = { a: series('errors'), b: series('requests') };
    expect(evaluate('100 * a / b', { variables, periodSeconds: 60, times: [START] })).toEqual({
      kind: 'series',
      series: { label: 'errors', values: new Map([[START, 100]]) },
    });
  });

  test.each<[string, string]>([
    [
      'all + all',
      '`+` does not go between a list of time series and a list of time series: a list goes with a number or a time series (at character 5)',
    ],
    [
      `1 + 'a'`,
      '`+` does not go between a number and a text: a list goes with a number or a time series (at character 3)',
    ],
    [
      'all > 1',
      '`>` does not go between a list of time series and a number: it takes numbers and time series (at character 5)',
    ],
    [
      '1 AND all',
      '`AND` does not go between a number and a list of time series: it takes numbers and time series (at character 3)',
    ],
    [`-'a'`, '`-` does not go before a text (at character 1)'],
  ])('fails on %s', (expression, message) => {
    expect(messageOf(() => reckon(expression, { all: [[1]] }))).toBe(message);
  });
});

describe('comparisons and conditions', () => {
  // The two metrics of the documentation's examples.
  const known = { metric1: [30, 20, 0, 0], metric2: [20, null, 20, null] };

  test.each<[string, Array<number | null>]>([
    ['metric1 < metric2', [0, 0, 1, 0]],
    ['metric1 >= 30', [1, 0, 0, 0]],
    ['metric1 > 15 AND metric2 > 15', [1, 0, 0, 0]],
  ])('%s is as in the documentation, where a missing value counts as 0', (expression, points) => {
    expect(reckon(expression, known, { missing: 'zero' })).toEqual(points);
  });

  test.each<[string, Array<number | null>]>([
    ['metric1 < metric2', [0, null, 1, null]],
    ['metric1 > 15 OR metric2 > 15', [1, null, 1, null]],
    ['20 == metric2', [1, null, 1, null]],
  ])('%s has no value where one of them has none, unless it is told otherwise', (expression, points) => {
    expect(reckon(expression, known)).toEqual(points);
  });
});

describe('always', () => {
  const point = fc.option(fc.integer({ min: -50, max: 50 }), { nil: null });
  const points = fc.array(point, { minLength: 6, maxLength: 6 });

  test('both ways to take what is missing agree where nothing is missing on one side alone', () => {
    const both = fc.array(fc.option(fc.tuple(fc.integer(), fc.integer()), { nil: null }), { minLength: 1 });
    fc.assert(
      fc.property(both, fc.constantFrom('+', '-', '*', '/', '<', '==', 'AND', 'OR'), (pairs, operator) => {
        const known = { a: pairs.map((pair) => pair?.[0] ?? null), b: pairs.map((pair) => pair?.[1] ?? null) };
        const expression = `a ${operator} b`;
        expect(reckon(expression, known)).toEqual(reckon(expression, known, { missing: 'zero' }));
      }),
      { seed: 1 },
    );
  });

  test('what is filled before has a value everywhere, however what is missing is taken', () => {
    fc.assert(
      fc.property(points, points, fc.constantFrom<'noValue' | 'zero'>('noValue', 'zero'), (a, b, missing) => {
        const sums = a.map((one, index) => (one ?? 0) + (b[index] ?? 0));
        expect(reckon('FILL(a, 0) + FILL(b, 0)', { a, b }, { missing })).toEqual(sums);
      }),
      { seed: 2 },
    );
  });

  test('no result is infinite or no number', () => {
    fc.assert(
      fc.property(points, points, fc.constantFrom('/', '^', '*'), (a, b, operator) => {
        const result = evaluate(`LOG(a ${operator} b)`, {
          variables: Object.fromEntries(
            Object.entries({ a, b }).map(([id, known]) => [
              id,
              {
                kind: 'series' as const,
                series: { label: id, values: new Map(known.map((value, index) => [index * 60, value ?? 0])) },
              },
            ]),
          ),
          periodSeconds: 60,
          times: a.map((_, index) => index * 60),
        });
        if (result.kind !== 'series') throw new Error('not a series');
        expect([...result.series.values.values()].every(Number.isFinite)).toBe(true);
      }),
      { seed: 3 },
    );
  });
});
