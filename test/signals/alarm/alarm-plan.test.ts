import { AlarmPlan, AlarmThresholds, GoldenSignals, pagingAlarms, rollbackAlarms } from '../../../lib/signals';

const signals = new GoldenSignals({
  loadBalancer: 'app/shop/1',
  targetGroup: 'targetgroup/a/2',
  autoScalingGroup: 'group',
  zones: ['a', 'b'],
});
const PROMISES: AlarmThresholds = {
  availabilityPercent: 99.9,
  latencyP99Seconds: 0.3,
  minCapacity: 3,
  maxCapacity: 12,
};

const paging = (thresholds: Partial<AlarmThresholds> = {}) =>
  pagingAlarms(signals, 'checkout', { ...PROMISES, ...thresholds });
const rollback = (thresholds: Partial<AlarmThresholds> = {}) =>
  rollbackAlarms(signals, 'checkout', { ...PROMISES, ...thresholds });

/** When an alarm fires, in one line. */
function ruleOf({ comparison, threshold, datapoints, minutes, missingData }: AlarmPlan): string {
  const sign = { GreaterThanThreshold: '>', GreaterThanOrEqualToThreshold: '>=', LessThanThreshold: '<' }[comparison];
  return `${sign} ${threshold} in ${datapoints} of ${minutes}, no data is ${missingData}`;
}
const rulesOf = (plans: { [id: string]: AlarmPlan }) =>
  Object.fromEntries(Object.entries(plans).map(([id, plan]) => [id, ruleOf(plan)]));

describe('the paging alarms', () => {
  test('fire when a promise is broken, a zone is down, or scaling does not keep up', () => {
    expect(rulesOf(paging())).toEqual({
      Latency: '> 0.3 in 3 of 5, no data is notBreaching',
      Errors: '> 1 in 3 of 5, no data is notBreaching',
      Outage: '< 1 in 3 of 3, no data is breaching',
      ZoneDown: '< 1 in 10 of 10, no data is breaching',
      Saturation: '> 85 in 15 of 15, no data is ignore',
      AtMaximum: '>= 12 in 15 of 15, no data is notBreaching',
    });
  });

  test('watch the signals that they are named for', () => {
    expect(Object.entries(paging()).map(([id, { signal }]) => [id, signal])).toEqual([
      ['Latency', signals.latency('p99')],
      ['Errors', signals.errorRate],
      ['Outage', signals.healthyInBestZone],
      ['ZoneDown', signals.healthyInWorstZone],
      ['AtMaximum', signals.inService],
      ['Saturation', signals.cpu],
    ]);
  });

  test.each([
    [99, 10],
    [99.5, 5],
    [99.9, 1],
    [99.95, 0.5],
    [99.99, 0.1],
    [99.999, 0.01],
    [99.99999, 0.0001],
  ])('page at ten times the errors that an objective of %d %% allows', (availabilityPercent, threshold) => {
    expect(paging({ availabilityPercent }).Errors.threshold).toBe(threshold);
  });

  test('do not page for ever about a group of a fixed size, which is always at its maximum', () => {
    expect(Object.keys(paging({ minCapacity: 12 }))).not.toContain('AtMaximum');
    expect(Object.keys(paging({ minCapacity: 11 }))).toContain('AtMaximum');
  });

  test('say of which service they are, what is promised, and where to look', () => {
    const { Errors, AtMaximum, ...others } = paging();
    expect(Errors.description).toBe(
      "checkout: requests fail 10 times as often as the objective of 99.9 % allows. Look at the application's log for the answers of 5xx.",
    );
    expect(AtMaximum.description).toBe(
      'checkout: the group has had all the 12 servers it may have for 15 minutes. More load meets no more servers: raise maxCapacity or find out what asks for so much.',
    );
    for (const { description } of Object.values(others)) expect(description).toMatch(/^checkout: .+\. Look at .+[.?]$/);
  });
});

describe('the rollback alarms', () => {
  test('are the paging alarms that a release can be at fault for, more sensitive and sooner', () => {
    expect(rulesOf(rollback())).toEqual({
      Latency: '> 0.24 in 2 of 3, no data is notBreaching',
      Errors: '> 0.8 in 2 of 3, no data is notBreaching',
    });
  });

  test.each<Partial<AlarmThresholds>>([
    { availabilityPercent: 99.99, latencyP99Seconds: 0.7 },
    { availabilityPercent: 99, latencyP99Seconds: 2.5 },
    { availabilityPercent: 95.5, latencyP99Seconds: 0.001 },
  ])('follow from the paging alarms for %j', (thresholds) => {
    const pages = paging(thresholds);
    const judges = rollback(thresholds);
    for (const id of ['Latency', 'Errors']) {
      expect(judges[id].threshold).toBeCloseTo(0.8 * pages[id].threshold, 9);
      expect(String(judges[id].threshold).length).toBeLessThan(8);
      expect(judges[id].signal).toEqual(pages[id].signal);
      expect(judges[id].comparison).toBe(pages[id].comparison);
      expect(judges[id].missingData).toBe(pages[id].missingData);
    }
  });

  test('say what they do, and what the paging alarms say', () => {
    const pages = paging();
    for (const [id, { description }] of Object.entries(rollback())) {
      expect(description).toBe(`Judges one release: it is rolled back while this fires. ${pages[id].description}`);
    }
  });
});
