import * as fc from 'fast-check';
import { messageOf } from '../../stacks';
import { AlarmProperties } from './properties';
import { MetricStore, replay, Timelines } from './replay';

const START = Date.UTC(2026, 0, 1) / 1000;

/** An alarm that fires while its metric, which has the same name, is above 5. */
function onMetric(name: string, more: AlarmProperties = {}): AlarmProperties {
  return {
    Namespace: 'Shop',
    MetricName: name,
    Statistic: 'Maximum',
    Period: 60,
    EvaluationPeriods: 1,
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 5,
    TreatMissingData: 'notBreaching',
    ...more,
  };
}

/** Puts one value a minute, which is there at once; null is a missing one. */
function put(store: MetricStore, name: string, values: ReadonlyArray<number | null>): void {
  values.forEach((value, index) => {
    const minute = START + index * 60;
    const metric = { namespace: 'Shop', name, dimensions: {} };
    if (value !== null) store.put({ ...metric, minute, values: [value], availableAt: minute + 60 });
  });
}

function inMinutes(timelines: Timelines): { [name: string]: string[] } {
  return Object.fromEntries(
    Object.entries(timelines).map(([name, changes]) => [
      name,
      changes.map(({ at, state }) => `${(at - START) / 60} ${state}`),
    ]),
  );
}

/** Alarms a, b and c, and composite alarms over them. */
function compose(rules: { readonly [name: string]: string }, length = 5): { [name: string]: string[] } {
  const store = new MetricStore();
  put(store, 'a', [0, 9, 9, 0, 0]);
  put(store, 'b', [0, 0, 9, 9, 0]);
  const timelines = replay({
    alarms: { a: onMetric('a'), b: onMetric('b'), c: onMetric('c', { TreatMissingData: 'missing' }) },
    composites: Object.fromEntries(Object.entries(rules).map(([name, AlarmRule]) => [name, { AlarmRule }])),
    store,
    from: START,
    to: START + length * 60,
  });
  return inMinutes(timelines);
}

describe('composite alarms', () => {
  test('come with the alarms that they go by', () => {
    expect(compose({ page: 'ALARM(a) AND ALARM(b)' })).toEqual({
      a: ['0 INSUFFICIENT_DATA', '1 OK', '2 ALARM', '4 OK'],
      b: ['0 INSUFFICIENT_DATA', '1 OK', '3 ALARM', '5 OK'],
      c: ['0 INSUFFICIENT_DATA'],
      page: ['0 INSUFFICIENT_DATA', '1 OK', '3 ALARM', '4 OK'],
    });
  });

  test.each<[string, string[]]>([
    ['ALARM("a") OR ALARM("b")', ['1 OK', '2 ALARM', '5 OK']],
    ['ALARM(a) AND NOT ALARM(b)', ['1 OK', '2 ALARM', '3 OK']],
    ['OK(a)', ['1 ALARM', '2 OK', '4 ALARM']],
    ['INSUFFICIENT_DATA(c) AND OK(b)', ['1 ALARM', '3 OK', '5 ALARM']],
    ['ALARM("arn:aws:cloudwatch:eu-west-1:123456789012:alarm:b")', ['1 OK', '3 ALARM', '5 OK']],
    ['AT_LEAST(2, NOT OK, (a, b, c))', ['1 OK', '2 ALARM', '5 OK']],
    ['TRUE', ['1 ALARM']],
  ])('%s', (rule, states) => expect(compose({ page: rule }).page).toEqual(['0 INSUFFICIENT_DATA', ...states]));

  test('follow each other at once, in whatever order they stand', () => {
    const { page, both, any } = compose({
      page: 'ALARM(both) OR INSUFFICIENT_DATA(both)',
      both: 'ALARM(any) AND ALARM(a)',
      any: 'ALARM(a) OR ALARM(b)',
    });
    expect(any).toEqual(['0 INSUFFICIENT_DATA', '1 OK', '2 ALARM', '5 OK']);
    expect(both).toEqual(['0 INSUFFICIENT_DATA', '1 OK', '2 ALARM', '4 OK']);
    expect(page).toEqual(['0 INSUFFICIENT_DATA', '1 OK', '2 ALARM', '4 OK']);
  });

  test('are evaluated with the others for the first time', () => {
    expect(compose({ page: 'TRUE' }, 1).page).toEqual(['0 INSUFFICIENT_DATA', '1 ALARM']);
  });

  test('are not evaluated before anything is', () => {
    expect(compose({ page: 'TRUE' }, 0)).toEqual(
      Object.fromEntries(['a', 'b', 'c', 'page'].map((name) => [name, ['0 INSUFFICIENT_DATA']])),
    );
  });

  test.each<[string, { [name: string]: string }, string]>([
    ['a circle', { x: 'ALARM(y)', y: 'ALARM(x)' }, 'composite alarms go round in a circle: x, y, x'],
    ['an alarm that is not there', { x: 'ALARM(nobody)' }, 'x goes by nobody, which is not there'],
    ['two alarms of one name', { a: 'ALARM(b)' }, 'there are two alarms named a'],
    [
      'more than 100 alarms',
      { x: Array.from({ length: 101 }, (_, index) => `ALARM(a${index})`).join(' OR ') },
      'the rule of x names 101 alarms, more than 100',
    ],
    ['a long rule', { x: `${' '.repeat(10_240)}TRUE` }, 'the rule of x has 10244 characters, more than 10240'],
  ])('fail on %s', (_, rules, message) => expect(messageOf(() => compose(rules))).toBe(message));

  test('may have rules up to the limits', () => {
    expect(compose({ x: 'TRUE'.padStart(10_240) }, 1).x).toEqual(['0 INSUFFICIENT_DATA', '1 ALARM']);
  });

  test('fail on what is no rule', () => {
    expect(() => compose({ x: 'ALARM(a' })).toThrow('[x] `AlarmRule`');
  });
});

describe('a replay', () => {
  test('says which alarm is wrong', () => {
    const alarms = { broken: onMetric('a', { Period: 61 }) };
    const act = (): unknown => replay({ alarms, store: new MetricStore(), from: START, to: START + 60 });
    expect(messageOf(act)).toBe('broken: a period of 61 s is no whole minutes');
  });

  test.each([
    [START + 1, START + 60],
    [START, START + 61],
    [START + 60, START],
  ])('fails on the span from %d to %d', (from, to) => {
    const act = (): unknown => replay({ alarms: {}, store: new MetricStore(), from, to });
    expect(messageOf(act)).toBe('from and to must be whole minutes, in this order');
  });
});

describe('always', () => {
  const shape = fc.record({
    EvaluationPeriods: fc.integer({ min: 1, max: 6 }),
    part: fc.nat(),
    TreatMissingData: fc.constantFrom('missing', 'ignore', 'breaching', 'notBreaching'),
    Period: fc.constantFrom(60, 120, 300),
  });
  const alarmOf = ({ part, EvaluationPeriods, ...more }: typeof shape extends fc.Arbitrary<infer T> ? T : never) =>
    onMetric('m', { ...more, EvaluationPeriods, DatapointsToAlarm: 1 + (part % EvaluationPeriods) });

  test('data that is all good never makes an alarm fire, unless missing data is bad', () => {
    fc.assert(
      fc.property(shape, fc.array(fc.option(fc.integer({ min: -5, max: 5 }), { nil: null })), (given, values) => {
        fc.pre(given.TreatMissingData !== 'breaching');
        const store = new MetricStore();
        put(store, 'm', values);
        const { m } = replay({ alarms: { m: alarmOf(given) }, store, from: START, to: START + 60 * 90 });
        expect(m.map(({ state }) => state)).not.toContain('ALARM');
      }),
      { seed: 31 },
    );
  });

  test('a constant breach makes an alarm fire after as many periods as it takes, and not before', () => {
    fc.assert(
      fc.property(shape, (given) => {
        fc.pre(given.TreatMissingData !== 'breaching');
        const store = new MetricStore();
        const before = 60;
        put(store, 'm', [...new Array<number>(before).fill(0), ...new Array<number>(60).fill(9)]);
        const alarm: AlarmProperties = { ...alarmOf(given), Statistic: 'Minimum' };
        const { m } = replay({ alarms: { m: alarm }, store, from: START, to: START + 60 * 120 });
        const firesAt = START + before * 60 + alarm.DatapointsToAlarm * alarm.Period;
        expect(m).toEqual([
          { at: START, state: 'INSUFFICIENT_DATA' },
          { at: START + 60, state: 'OK' },
          { at: firesAt, state: 'ALARM' },
        ]);
      }),
      { seed: 32 },
    );
  });

  test('without any data, only missing data decides', () => {
    fc.assert(
      fc.property(shape, (given) => {
        const alarms = { m: alarmOf(given) };
        const { m } = replay({ alarms, store: new MetricStore(), from: START, to: START + 60 * 60 });
        const state = { missing: [], ignore: [], breaching: ['ALARM'], notBreaching: ['OK'] }[given.TreatMissingData];
        expect(m.map((change) => change.state)).toEqual(['INSUFFICIENT_DATA', ...state]);
      }),
      { seed: 33 },
    );
  });

  test('an alarm whose data comes late says the same, later, as long as it looks back so far', () => {
    fc.assert(
      fc.property(
        shape,
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 90, maxLength: 90 }),
        (given, values) => {
          const alarm = { ...alarmOf(given), Period: 60, TreatMissingData: 'missing' };
          const [onTime, late] = [0, 120].map((delay) => {
            const store = new MetricStore();
            values.forEach((value, index) => {
              const minute = START + index * 60;
              const metric = { namespace: 'Shop', name: 'm', dimensions: {} };
              store.put({ ...metric, minute, values: [value], availableAt: minute + 60 + delay });
            });
            const from = START + 10 * 60 + delay;
            return replay({ alarms: { m: alarm }, store, from, to: from + 60 * 80 }).m;
          });
          expect(late).toEqual(onTime.map(({ at, state }) => ({ at: at + 120, state })));
        },
      ),
      { seed: 34 },
    );
  });
});
