import { App } from 'aws-cdk-lib';
import { serviceIn, templateOf } from '../../stacks';
import { Band } from '../cloudwatch/metrics';
import { firingsOf, replay, Timelines } from '../cloudwatch/replay';
import { HOUR, MINUTE, minutesOf, Numbers, ServiceMetrics } from '../service-metrics';
import { alarmsOf } from '../watched-alarms';

const watched = alarmsOf(templateOf(serviceIn(new App(), { maxCapacity: 9 })));

/** What is reported of the live release in one minute; what is not given is not reported. */
interface Minute {
  /** What the load balancer counted of the live target group... */
  readonly counts?: Numbers;
  /** ...and the 5xx that it gave by itself. */
  readonly balancer5xx?: number;
  /** So many answers took so many seconds. */
  readonly answers?: readonly [count: number, seconds: number];
  /** Healthy servers in each zone. */
  readonly healthy?: ReadonlyArray<number | undefined>;
  readonly cpu?: number;
  readonly memory?: number;
  readonly disk?: number;
  readonly inService?: number;
  /** Requests to the service, over all releases, by the signal recorder. */
  readonly arrived?: number;
}

const answered = (requests: number, failed = 0): Numbers => ({
  RequestCount: requests,
  ...(failed < requests ? { HTTPCode_Target_2XX_Count: requests - failed } : {}),
  ...(failed > 0 ? { HTTPCode_Target_5XX_Count: failed } : {}),
});

/** All is well: no agent in the image, and so no memory and no disk. */
const WELL: Minute = {
  counts: answered(1000),
  answers: [1000, 0.1],
  healthy: [1, 1, 1],
  cpu: 40,
  inService: 3,
  arrived: 1000,
};

function put(metrics: ServiceMetrics, at: number, minute: Minute): void {
  const { counts = {}, balancer5xx, answers, healthy = [], cpu, memory, disk, inService, arrived } = minute;
  metrics.targets(at, counts);
  if (balancer5xx !== undefined) metrics.balancer(at, { HTTPCode_ELB_5XX_Count: balancer5xx });
  if (answers !== undefined) metrics.latency(at, ...answers);
  metrics.healthy(at, ...healthy);
  if (cpu !== undefined) metrics.servers(at, 'AWS/EC2', { CPUUtilization: cpu });
  if (memory !== undefined) metrics.servers(at, 'CWAgent', { mem_used_percent: memory });
  if (disk !== undefined) metrics.servers(at, 'CWAgent', { disk_used_percent: disk });
  if (inService !== undefined) metrics.servers(at, 'AWS/AutoScaling', { GroupInServiceInstances: inService });
  if (arrived !== undefined) metrics.recorded(at, { requests: arrived, failures: 0, answers: arrived, slowAnswers: 0 });
}

interface Story {
  /** What is not well, in the first minute, in the second one, and so on. */
  readonly then: (index: number) => Minute;
  /** How long, in minutes. All is well before it, and after it for half an hour. */
  readonly minutes: number;
  /**
   * What is usual of the requests.
   *
   * @default - nobody knows yet
   */
  readonly usual?: Band;
}

const BEGIN = Date.UTC(2026, 0, 5, 12) / 1000;

/** Which alarms fire, page and ticket among them: from when to when, in minutes after the beginning. */
function fired({ then, minutes, usual }: Story): { [name: string]: string[] } {
  const end = BEGIN + minutes * MINUTE;
  const metrics = new ServiceMetrics(usual);
  for (const at of minutesOf(BEGIN - HOUR, end + HOUR / 2)) {
    const isOver = at < BEGIN || at >= end;
    put(metrics, at, { ...WELL, ...(isOver ? {} : then((at - BEGIN) / MINUTE)) });
  }
  const span = { from: BEGIN - HOUR / 2, to: end + HOUR / 2 };
  // Whatever CloudWatch makes of a minute in which one of several metrics is missing.
  const [documented, withGaps] = (['zero', 'noValue'] as const).map((missing) =>
    firings(replay({ ...watched, store: metrics.store, ...span, missing })),
  );
  expect(withGaps).toEqual(documented);
  return documented;
}

function firings(timelines: Timelines): { [name: string]: string[] } {
  const minute = (time: number) => (time - BEGIN) / MINUTE;
  const found = Object.entries(timelines).map(([name, changes]) => [
    name,
    firingsOf(changes).map(({ fires, over }) =>
      over === undefined ? `from ${minute(fires)} on` : `${minute(fires)} to ${minute(over)}`,
    ),
  ]);
  return Object.fromEntries(found.filter(([, times]) => times.length > 0));
}

describe('errors', () => {
  test('of 2 % page after three minutes, two minutes late as they are reported, and roll back a minute sooner', () => {
    expect(fired({ minutes: 20, then: () => ({ counts: answered(1000, 20) }) })).toEqual({
      RollbackErrors: ['4 to 24'],
      Errors: ['5 to 25'],
      page: ['5 to 25'],
    });
  });

  test('of 0.9 % roll a release back, and page nobody', () => {
    expect(fired({ minutes: 20, then: () => ({ counts: answered(1000, 9) }) })).toEqual({
      RollbackErrors: ['4 to 24'],
    });
  });

  test('of 0.8 % are left to the objectives', () => {
    expect(fired({ minutes: 20, then: () => ({ counts: answered(1000, 8) }) })).toEqual({});
  });

  test.each<[number[], string[]]>([
    [[0, 3], []],
    [[0, 4], []],
    [[0, 3, 4], ['7 to 8']],
    [[0, 2, 4], ['7 to 8']],
    [[0, 1, 2], ['5 to 8']],
  ])('in the minutes %j page: %j', (bad, times) => {
    const { page = [] } = fired({
      minutes: 5,
      then: (index) => ({ counts: answered(1000, bad.includes(index) ? 20 : 0) }),
    });
    expect(page).toEqual(times);
  });

  test('are connections that servers refuse, whether they were counted as requests or not', () => {
    const refused = { ...answered(980), TargetConnectionErrorCount: 20 };
    const expected = { RollbackErrors: ['4 to 24'], Errors: ['5 to 25'], page: ['5 to 25'] };
    expect(fired({ minutes: 20, then: () => ({ counts: refused }) })).toEqual(expected);
    expect(fired({ minutes: 20, then: () => ({ counts: { ...refused, RequestCount: 1000 } }) })).toEqual(expected);
  });

  test('are requests that get no answer while the load balancer answers 5xx: a hang', () => {
    const hang: Minute = { counts: { RequestCount: 1000 }, balancer5xx: 1000, answers: undefined };
    expect(fired({ minutes: 20, then: () => hang })).toEqual({
      RollbackErrors: ['4 to 24'],
      Errors: ['5 to 25'],
      page: ['5 to 25'],
    });
  });

  test('are neither upgrades to WebSocket, which nobody answers with 5xx, nor the 5xx of other services', () => {
    const upgrades = { RequestCount: 1000, HTTPCode_Target_2XX_Count: 400 };
    expect(fired({ minutes: 20, then: () => ({ counts: upgrades, answers: [400, 0.1] }) })).toEqual({});
    expect(fired({ minutes: 20, then: () => ({ balancer5xx: 1000 }) })).toEqual({});
  });
});

describe('latency', () => {
  test('of the slowest hundredth pages like errors do', () => {
    expect(fired({ minutes: 20, then: () => ({ answers: [1000, 1.2] }) })).toEqual({
      RollbackLatency: ['4 to 24'],
      Latency: ['5 to 25'],
      page: ['5 to 25'],
    });
  });

  test('above four fifths of what is promised rolls a release back, and pages nobody', () => {
    expect(fired({ minutes: 20, then: () => ({ answers: [1000, 0.9] }) })).toEqual({ RollbackLatency: ['4 to 24'] });
    expect(fired({ minutes: 20, then: () => ({ answers: [1000, 0.8] }) })).toEqual({});
  });

  test('of fewer than a hundred answers says nothing: the hundredth is the slowest one', () => {
    expect(fired({ minutes: 20, then: () => ({ answers: [99, 1.2] }) })).toEqual({});
    expect(fired({ minutes: 20, then: () => ({ answers: [100, 1.2] }) }).page).toEqual(['5 to 25']);
  });

  test('is over with the traffic, however little of it is left', () => {
    const fewAfterwards = (index: number): Minute => ({ answers: index < 20 ? [1000, 1.2] : [50, 0.1] });
    expect(fired({ minutes: 40, then: fewAfterwards }).page).toEqual(['5 to 25']);
  });

  test('of no answers is none', () => {
    const noneAfterwards = (index: number): Minute => ({ answers: index < 20 ? [1000, 1.2] : undefined });
    expect(fired({ minutes: 40, then: noneAfterwards })).toEqual({
      RollbackLatency: ['4 to 24'],
      Latency: ['5 to 25'],
      page: ['5 to 25'],
    });
  });
});

describe('little traffic', () => {
  const SILENT: Minute = { counts: {}, answers: undefined, arrived: 0 };

  test('of none at all for a day is no trouble while servers are healthy', () => {
    expect(fired({ minutes: 24 * 60, then: () => SILENT })).toEqual({});
  });

  test('of five requests a minute, one of which fails and all of which are slow, is no trouble now', () => {
    expect(fired({ minutes: 60, then: () => ({ counts: answered(5, 1), answers: [5, 3], arrived: 5 }) })).toEqual({});
  });

  test.each<[number, number, string[]]>([
    [19, 19, []],
    [20, 2, []],
    [20, 3, ['5 to 25']],
    [200, 2, []],
    [200, 3, ['5 to 25']],
  ])('of %d requests a minute, %d of which fail, pages: %j', (requests, failed, times) => {
    const then = (): Minute => ({ counts: answered(requests, failed), answers: [requests, 0.1] });
    expect(fired({ minutes: 20, then }).page ?? []).toEqual(times);
  });
});

describe('data that is missing for a while', () => {
  const NOTHING: Minute = { ...Object.fromEntries(Object.keys(WELL).map((key) => [key, undefined])) };

  test('is no trouble for two minutes', () => {
    expect(fired({ minutes: 2, then: () => NOTHING })).toEqual({});
  });

  test.each([1, 2])('ends no page about errors if it is for %d min', (length) => {
    const isGap = (index: number): boolean => index >= 10 && index < 10 + length;
    const then = (index: number): Minute => ({ counts: isGap(index) ? {} : answered(1000, 20) });
    expect(fired({ minutes: 20, then }).page).toEqual(['5 to 25']);
  });

  test('ends a page about errors if it lasts: without requests nothing fails', () => {
    const then = (index: number): Minute => ({ counts: index < 20 ? answered(1000, 20) : {} });
    expect(fired({ minutes: 40, then })).toEqual({
      RollbackErrors: ['4 to 24'],
      Errors: ['5 to 25'],
      page: ['5 to 25'],
    });
  });
});

describe('servers', () => {
  test('that are all gone page: nothing is reported of them', () => {
    expect(fired({ minutes: 20, then: () => ({ healthy: [] }) })).toEqual({
      Outage: ['5 to 23'],
      ZoneDown: ['10 to 23'],
      page: ['5 to 23'],
      ticket: ['10 to 23'],
    });
  });

  test('that are all sick page after three minutes, and two more until that is reported', () => {
    expect(fired({ minutes: 20, then: () => ({ healthy: [0, 0, 0] }) })).toEqual({
      Outage: ['5 to 23'],
      ZoneDown: ['10 to 23'],
      page: ['5 to 23'],
      ticket: ['10 to 23'],
    });
  });

  // The newest two minutes are not reported yet, and count as ones without servers.
  test.each<[string, Minute['healthy']]>([
    ['are sick', [2, 0, 2]],
    ['are gone', [2, undefined, 2]],
  ])('that %s in one zone are a ticket ten minutes later, if they are for eight', (_, healthy) => {
    expect(fired({ minutes: 20, then: () => ({ healthy }) })).toEqual({ ZoneDown: ['10 to 23'], ticket: ['10 to 23'] });
    expect(fired({ minutes: 8, then: () => ({ healthy }) })).toEqual({ ZoneDown: ['10 to 11'], ticket: ['10 to 11'] });
    expect(fired({ minutes: 7, then: () => ({ healthy }) })).toEqual({});
  });

  test('that are healthy in one zone alone are no outage', () => {
    expect(Object.keys(fired({ minutes: 20, then: () => ({ healthy: [undefined, 0, 1] }) }))).toEqual([
      'ZoneDown',
      'ticket',
    ]);
  });
});

describe('what fills up', () => {
  test.each<[string, Minute, string]>([
    ['the memory', { memory: 95 }, 'Memory'],
    ['a volume', { disk: 95 }, 'Disk'],
  ])('is %s: a ticket after four minutes, and a way back for a release after two', (_, full, name) => {
    expect(fired({ minutes: 20, then: () => full })).toEqual({
      [`Rollback${name}`]: ['4 to 24'],
      [name]: ['6 to 24'],
      ticket: ['6 to 24'],
    });
  });

  test('is neither 90 % of memory or of a volume, nor what no agent in the image tells', () => {
    expect(fired({ minutes: 60, then: () => ({ memory: 90, disk: 90 }) })).toEqual({});
    expect(fired({ minutes: 60, then: () => ({ memory: undefined, disk: undefined }) })).toEqual({});
  });

  test.each<[string, Minute, string]>([
    ['the processors', { cpu: 90 }, 'Saturation'],
    ['the group', { inService: 9 }, 'AtMaximum'],
  ])('is %s: a ticket after most of a quarter of an hour', (_, full, name) => {
    expect(fired({ minutes: 30, then: () => full })).toEqual({ [name]: ['14 to 36'], ticket: ['14 to 36'] });
    expect(fired({ minutes: 11, then: () => full })).toEqual({});
  });

  test('stays as it was while nothing is known of the processors', () => {
    const unknownFrom = (from: number, cpu: number) =>
      fired({ minutes: 60, then: (index) => ({ cpu: index < from ? cpu : undefined }) });
    expect(unknownFrom(20, 90)).toEqual({ Saturation: ['14 to 63'], ticket: ['14 to 63'] });
    expect(unknownFrom(20, 40)).toEqual({});
  });
});

describe('traffic', () => {
  const usual = { lower: 500, upper: 2000 };

  test('far under what is usual for most of a quarter of an hour is a ticket, three minutes late as it is recorded', () => {
    const few: Minute = { counts: answered(400), answers: [400, 0.1], arrived: 400 };
    expect(fired({ usual, minutes: 40, then: () => few })).toEqual({ TrafficLost: ['15 to 46'], ticket: ['15 to 46'] });
    expect(fired({ usual, minutes: 11, then: () => few })).toEqual({});
  });

  test('is lost when there is none, for that is recorded, too', () => {
    const none: Minute = { counts: {}, answers: undefined, arrived: 0 };
    expect(fired({ usual, minutes: 40, then: () => none })).toEqual({
      TrafficLost: ['15 to 46'],
      ticket: ['15 to 46'],
    });
  });

  test('within what is usual is none to look at', () => {
    expect(fired({ usual, minutes: 40, then: () => ({ arrived: 500 }) })).toEqual({});
    expect(fired({ usual, minutes: 40, then: () => ({ arrived: 5000 }) })).toEqual({});
  });

  test('is not missed while nobody knows what is usual, or nothing is recorded', () => {
    expect(fired({ minutes: 40, then: () => ({ arrived: 0 }) })).toEqual({});
    expect(fired({ usual, minutes: 40, then: () => ({ arrived: undefined }) })).toEqual({});
  });
});
