import * as fc from 'fast-check';
import { decide, evaluationRange, Point, Rule, State } from './rules';

const TREATMENTS = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;

/** Points as the documentation writes them: 0 is good, X breaches, and - is missing; the last one is the newest. */
function pointsOf(text: string): Point[] {
  const points: { readonly [mark: string]: Point } = { '0': false, X: true, '-': undefined };
  return text.split(' ').map((mark) => points[mark]);
}

/** The state by each treatment of missing data; `kept` if it is whatever it was before. */
function statesBy(points: string, datapointsToAlarm: number, evaluationPeriods = 3): string[] {
  return TREATMENTS.map((treatMissingData) => {
    const rule = { datapointsToAlarm, evaluationPeriods, treatMissingData };
    const before: State[] = ['OK', 'ALARM', 'INSUFFICIENT_DATA'];
    const after = before.map((state) => decide(pointsOf(points), rule, state));
    if (after.every((state, index) => state === before[index])) return 'kept';
    expect(new Set(after).size).toBe(1);
    return after[0];
  });
}

test('the evaluation range of the documentation is five for three evaluation periods', () => {
  expect(evaluationRange(3)).toBe(5);
});

describe('the tables of the documentation hold', () => {
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
  test.each<[string, string[]]>([
    ['0 - X - X', ['OK', 'OK', 'OK', 'OK']],
    ['0 - - - -', ['OK', 'OK', 'OK', 'OK']],
    ['- - - - -', ['INSUFFICIENT_DATA', 'kept', 'ALARM', 'OK']],
    ['0 X X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['- - X - -', ['ALARM', 'kept', 'ALARM', 'OK']],
    // An earlier edition of the table had these two rows.
    ['- - - - X', ['INSUFFICIENT_DATA', 'kept', 'ALARM', 'OK']],
    ['X - - - -', ['ALARM', 'kept', 'ALARM', 'OK']],
  ])('3 out of 3: %s', (points, states) => expect(statesBy(points, 3)).toEqual(states));

  test.each<[string, string[]]>([
    ['0 - X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['0 0 X 0 X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['0 - X - -', ['OK', 'OK', 'ALARM', 'OK']],
    ['- - - - 0', ['OK', 'OK', 'ALARM', 'OK']],
    ['- - - X -', ['ALARM', 'kept', 'ALARM', 'OK']],
    // An earlier edition of the table had this row.
    ['- - - - X', ['INSUFFICIENT_DATA', 'kept', 'ALARM', 'OK']],
  ])('2 out of 3: %s', (points, states) => expect(statesBy(points, 2)).toEqual(states));
});

describe('an alarm', () => {
  test('does not fire prematurely: the next point may be good', () => {
    expect(statesBy('- - - X -', 3)[0]).toBe('INSUFFICIENT_DATA');
    expect(statesBy('- - X - 0', 3)[0]).toBe('OK');
  });

  test('fires if enough points breach, even if it needs no more of them', () => {
    expect(statesBy('- - - X X', 2)).toEqual(['ALARM', 'ALARM', 'ALARM', 'ALARM']);
  });

  test('is decided by the newest points alone if there are enough', () => {
    expect(statesBy('X X 0 0 0', 1)).toEqual(['OK', 'OK', 'OK', 'OK']);
    expect(statesBy('X 0 - 0 0', 1)).toEqual(['OK', 'OK', 'OK', 'OK']);
    expect(statesBy('0 X - 0 0', 1)).toEqual(['ALARM', 'ALARM', 'ALARM', 'ALARM']);
  });

  test('of one period looks back at most two further ones', () => {
    expect(statesBy('X - -', 1, 1)).toEqual(['ALARM', 'ALARM', 'ALARM', 'ALARM']);
    expect(statesBy('0 - -', 1, 1)).toEqual(['OK', 'OK', 'OK', 'OK']);
    expect(statesBy('- - -', 1, 1)).toEqual(['INSUFFICIENT_DATA', 'kept', 'ALARM', 'OK']);
  });
});

describe('always', () => {
  const rule: fc.Arbitrary<Rule> = fc
    .tuple(fc.integer({ min: 1, max: 8 }), fc.nat(), fc.constantFrom(...TREATMENTS))
    .map(([evaluationPeriods, seed, treatMissingData]) => ({
      evaluationPeriods,
      datapointsToAlarm: 1 + (seed % evaluationPeriods),
      treatMissingData,
    }));
  const state = fc.constantFrom<State>('OK', 'ALARM', 'INSUFFICIENT_DATA');
  const known = fc.tuple(rule, state).chain(([one, current]) =>
    fc.tuple(
      fc.constant(one),
      fc.constant(current),
      fc.array(fc.constantFrom<Point>(true, false, undefined), {
        minLength: evaluationRange(one.evaluationPeriods),
        maxLength: evaluationRange(one.evaluationPeriods),
      }),
    ),
  );

  test('good points never make it fire, unless missing ones count as bad', () => {
    fc.assert(
      fc.property(known, ([one, current, points]) => {
        fc.pre(one.treatMissingData !== 'breaching' && current !== 'ALARM');
        const good = points.map((point) => (point === undefined ? undefined : false));
        expect(decide(good, one, current)).not.toBe('ALARM');
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  test('one more bad point never ends an alarm', () => {
    fc.assert(
      fc.property(known, fc.nat(), ([one, current, points], place) => {
        fc.pre(points[place % points.length] === false);
        const worse = points.map((point, index) => (index === place % points.length ? true : point));
        fc.pre(decide(points, one, current) === 'ALARM');
        // With `ignore` and `missing` a good point is what makes a verdict possible; an alarm that was one stays one.
        fc.pre(one.treatMissingData !== 'ignore' || current === 'ALARM');
        expect(decide(worse, one, current)).toBe('ALARM');
      }),
      { seed: 12, numRuns: 500 },
    );
  });

  test('how missing data is treated does not matter while enough points are there', () => {
    fc.assert(
      fc.property(known, ([one, current, points]) => {
        fc.pre(points.filter((point) => point !== undefined).length >= one.evaluationPeriods);
        const states = TREATMENTS.map((treatMissingData) => decide(points, { ...one, treatMissingData }, current));
        expect(new Set(states).size).toBe(1);
      }),
      { seed: 13, numRuns: 500 },
    );
  });
});
