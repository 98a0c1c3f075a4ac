import { App, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { Rollout } from '../../lib';
import { messageOf, propertiesOf, serviceIn, templateOf } from '../stacks';

const { minutes, seconds } = Duration;

/** What the default tests and settings of a service leave time for. */
const SURROUNDINGS = { testSeconds: 15, gracePeriod: minutes(5), deregistrationDelay: seconds(60) };

const orderOf = (rollout: Rollout, surroundings: Partial<typeof SURROUNDINGS> = {}) =>
  rollout._order(new Stack(new App(), 'Checkout'), { ...SURROUNDINGS, ...surroundings });

const stepsOf = (rollout: Rollout) =>
  orderOf(rollout).steps.map(({ percent, seconds: duration }) => `${percent} % ${duration} s`);

describe('a rollout', () => {
  test.each<[string, Rollout, string[], string]>([
    ['all at once', Rollout.allAtOnce(), ['100 % 600 s'], 'all at once; bake 10 minutes'],
    [
      'as a canary',
      Rollout.canary({ percent: 5, interval: minutes(4), bake: minutes(6) }),
      ['5 % 240 s', '100 % 360 s'],
      'canary: 5 % for 4 minutes, then all; bake 6 minutes',
    ],
    [
      'in linear steps',
      Rollout.linear({ percent: 25, interval: seconds(200) }),
      ['25 % 200 s', '50 % 200 s', '75 % 200 s', '100 % 600 s'],
      'linear: 25 % more every 3 minutes 20 seconds; bake 10 minutes',
    ],
    [
      'in linear steps that do not divide the whole',
      Rollout.linear({ percent: 30, interval: minutes(5) }),
      ['30 % 300 s', '60 % 300 s', '90 % 300 s', '100 % 600 s'],
      'linear: 30 % more every 5 minutes; bake 10 minutes',
    ],
    [
      'in two halves',
      Rollout.linear({ percent: 50, interval: minutes(3) }),
      ['50 % 180 s', '100 % 600 s'],
      'linear: 50 % more every 3 minutes; bake 10 minutes',
    ],
  ])('%s goes step by step, and says so', (_, rollout, steps, name) => {
    expect(stepsOf(rollout)).toEqual(steps);
    expect(orderOf(rollout).name).toBe(name);
  });

  test('gives servers a quarter of an hour, and wants them healthy for half a minute', () => {
    const { launchSeconds, healthySeconds } = orderOf(Rollout.allAtOnce());
    expect({ launchSeconds, healthySeconds }).toEqual({ launchSeconds: 900, healthySeconds: 30 });
  });

  test('gives them what was asked for', () => {
    const rollout = Rollout.allAtOnce({ launchTimeout: minutes(20), minimumHealthyTime: minutes(2) });
    const { launchSeconds, healthySeconds } = orderOf(rollout);
    expect({ launchSeconds, healthySeconds }).toEqual({ launchSeconds: 1200, healthySeconds: 120 });
  });

  test('has fifty minutes for everything, whatever the sum, and looks every ten seconds', () => {
    const { deadlineSeconds, pollSeconds } = orderOf(Rollout.allAtOnce({ bake: minutes(3) }));
    expect({ deadlineSeconds, pollSeconds }).toEqual({ deadlineSeconds: 3000, pollSeconds: 10 });
  });

  test('is a canary of a tenth of the users unless a service says otherwise', () => {
    const [{ Order }] = propertiesOf(templateOf(serviceIn(new App())), 'Custom::ReleaseGate');
    expect(Order.rollout).toEqual({
      name: 'canary: 10 % for 5 minutes, then all; bake 10 minutes',
      steps: [
        { percent: 10, seconds: 300 },
        { percent: 100, seconds: 600 },
      ],
      launchSeconds: 900,
      healthySeconds: 30,
      deadlineSeconds: 3000,
      pollSeconds: 10,
    });
  });
});

const canary = (percent: number, interval = minutes(5)) => Rollout.canary({ percent, interval });
const linear = (percent: number, interval = minutes(5)) => Rollout.linear({ percent, interval });
const someday = seconds(Lazy.number({ produce: () => 300 }));

const ALARMS_OF_STEP =
  'be at least 3 minutes, because the alarms that judge the release look back that long and would not have seen a shorter step, and at most 50 minutes, in whole seconds';
const ALARMS_OF_BAKE =
  'be at least 3 minutes, because the alarms that judge the release look back that long, and at most 50 minutes, in whole seconds';
const ONE_LOOK =
  'be at least 10 seconds, because one look does not tell a healthy server from one that comes and goes, and at most 50 minutes, in whole seconds';
const GRACE_PERIOD =
  'be at least 5 minutes, because that is the gracePeriod, which a server may take until it is healthy, and at most 50 minutes, in whole seconds';
const FIFTY_MINUTES =
  'be over in 50 min: CloudFormation waits 3600 seconds for the release gate, and the rest of them is for the way back';

/** What a message says: property, requirement, value as shown, fix. */
type Message = [property: string, must: string, got: string, fix: string];

const shareOfCanary = (got: string): Message => [
  'rollout.percent',
  'be a whole number from 1 to 99, known at synth',
  got,
  'choose one such as 10',
];
const shareOfStep = (got: string): Message => [
  'rollout.percent',
  'be a whole number from 1 to 50, known at synth',
  got,
  'choose one such as 20, or use Rollout.canary',
];
const step = (got: string): Message => ['rollout.interval', ALARMS_OF_STEP, got, 'choose another interval'];
const bake = (got: string): Message => ['rollout.bake', ALARMS_OF_BAKE, got, 'choose another bake'];
const launch = (got: string): Message => ['rollout.launchTimeout', GRACE_PERIOD, got, 'choose another launchTimeout'];
const healthy = (got: string): Message => [
  'rollout.minimumHealthyTime',
  ONE_LOOK,
  got,
  'choose another minimumHealthyTime',
];

describe('a rollout that cannot work fails', () => {
  test.each<[string, () => Rollout, Message]>([
    ['a canary that nobody meets', () => canary(0), shareOfCanary('0')],
    ['a canary that everybody meets', () => canary(100), shareOfCanary('100')],
    ['a canary of a share and a half', () => canary(1.5), shareOfCanary('1.5')],
    ['a canary that is no number', () => canary(NaN), shareOfCanary('NaN')],
    [
      'a canary that is decided at deploy time',
      () => canary(Lazy.number({ produce: () => 10 })),
      shareOfCanary('"a token"'),
    ],
    ['steps of nothing', () => linear(0), shareOfStep('0')],
    ['steps against the direction', () => linear(-10), shareOfStep('-10')],
    ['a step of more than half', () => linear(51), shareOfStep('51')],
    ['a canary that ends before alarms see it', () => canary(10, seconds(179)), step('"2 minutes 59 seconds"')],
    ['linear steps that end before alarms see them', () => linear(20, minutes(1)), step('"1 minute"')],
    ['a step of part of a second', () => canary(10, Duration.millis(180_500)), step('"3 minutes 500 millis"')],
    ['a step that never ends', () => canary(10, minutes(51)), step('"51 minutes"')],
    ['a step that is decided at deploy time', () => canary(10, someday), step('"a token"')],
    ['a bake that ends before alarms see it', () => Rollout.allAtOnce({ bake: minutes(2) }), bake('"2 minutes"')],
    ['a bake that never ends', () => Rollout.allAtOnce({ bake: minutes(51) }), bake('"51 minutes"')],
    ['a bake that is decided at deploy time', () => Rollout.allAtOnce({ bake: someday }), bake('"a token"')],
    [
      'servers that have less time than they may take',
      () => Rollout.allAtOnce({ launchTimeout: seconds(299) }),
      launch('"4 minutes 59 seconds"'),
    ],
    [
      'servers that are healthy for a moment',
      () => Rollout.allAtOnce({ minimumHealthyTime: seconds(9) }),
      healthy('"9 seconds"'),
    ],
    [
      'a canary that bakes too long',
      () => Rollout.canary({ percent: 10, interval: minutes(15), bake: minutes(20) }),
      [
        'rollout',
        FIFTY_MINUTES,
        '"launch 15 min + healthy 30 s + tests 15 s + 10 % 15 min + bake 20 min = 50 min 45 s"',
        'make it shorter by 45 s: lower launchTimeout, interval, bake, or the tries and timeouts of the tests',
      ],
    ],
    [
      'all at once, too late',
      () => Rollout.allAtOnce({ launchTimeout: minutes(30), bake: minutes(30) }),
      [
        'rollout',
        FIFTY_MINUTES,
        '"launch 30 min + healthy 30 s + tests 15 s + bake 30 min = 1 h 45 s"',
        'make it shorter by 10 min 45 s: lower launchTimeout, bake, or the tries and timeouts of the tests',
      ],
    ],
    [
      'more linear steps than there is time for',
      () => linear(1),
      [
        'rollout',
        FIFTY_MINUTES,
        '"launch 15 min + healthy 30 s + tests 15 s + 1 % 5 min + 2 % 5 min + 3 % 5 min + 4 % 5 min + 5 % 5 min + 94 more steps 7 h 50 min + bake 10 min = 8 h 40 min 45 s"',
        'make it shorter by 7 h 50 min 45 s: raise percent, or lower launchTimeout, interval, bake, or the tries and timeouts of the tests',
      ],
    ],
  ])('%s', (_, rollout, [property, must, got, fix]) => {
    expect(messageOf(() => serviceIn(new App(), { rollout: rollout() }))).toBe(
      `[Checkout/Checkout] \`${property}\` must ${must}, got ${got}: ${fix}`,
    );
  });

  test('a bake that is shorter than requests in flight may last', () => {
    const props = { rollout: Rollout.allAtOnce({ bake: minutes(10) }), deregistrationDelay: seconds(601) };
    expect(messageOf(() => serviceIn(new App(), props))).toBe(
      '[Checkout/Checkout] `rollout.bake` must be at least 10 minutes 1 second, because that is the deregistrationDelay, and requests in flight on a former server may last as long, and at most 50 minutes, in whole seconds, got "10 minutes": choose another bake',
    );
  });

  test('tests that take longer than there is time for', () => {
    const rollout = Rollout.canary({ percent: 10, interval: minutes(15), bake: minutes(10) });
    expect(messageOf(() => orderOf(rollout, { testSeconds: 600 }))).toContain(
      'got "launch 15 min + healthy 30 s + tests 10 min + 10 % 15 min + bake 10 min = 50 min 30 s": make it shorter by 30 s',
    );
  });
});

test('no step is shorter than the alarms of its release look back', () => {
  const service = serviceIn(new App());
  const periods = service.rollbackAlarms.map(({ evaluationPeriods, period, metrics }) => {
    const metricPeriods = ((metrics ?? []) as { metricStat?: { period: number } }[]).flatMap(
      ({ metricStat }) => metricStat?.period ?? [],
    );
    return evaluationPeriods! * Math.max(period ?? 0, ...metricPeriods);
  });
  const shortest = orderOf(canary(10, minutes(3))).steps[0].seconds;
  expect(periods).toEqual(Array(4).fill(shortest));
});

describe('a rollout may', () => {
  test.each<[string, Rollout]>([
    ['show the release to one user in a hundred', canary(1)],
    ['keep it from one user in a hundred', canary(99)],
    [
      'take as long as alarms look back, for each step',
      Rollout.canary({ percent: 10, interval: minutes(3), bake: minutes(3) }),
    ],
    ['wait no longer than one server may take', Rollout.allAtOnce({ launchTimeout: minutes(5) })],
    ['be content with one look', Rollout.allAtOnce({ minimumHealthyTime: seconds(10) })],
    [
      'use up the last second',
      Rollout.canary({ percent: 10, interval: minutes(15), bake: seconds(3000 - 900 - 30 - 15 - 900) }),
    ],
    ['go in seven steps of three minutes', Rollout.linear({ percent: 13, interval: minutes(3) })],
  ])('%s', (_, rollout) => {
    expect(orderOf(rollout).steps.slice(-1)[0].percent).toBe(100);
  });

  test('bake exactly as long as requests in flight may last', () => {
    const { steps } = orderOf(Rollout.allAtOnce(), { deregistrationDelay: minutes(10) });
    expect(steps).toEqual([{ percent: 100, seconds: 600 }]);
  });
});
