import {
  AlarmPlan,
  AlarmThresholds,
  GoldenSignals,
  RecordedSignals,
  rollbackAlarms,
  serviceAlarms,
} from '../../../lib/signals';

const signals = new GoldenSignals({
  loadBalancer: 'app/shop/1',
  targetGroup: 'targetgroup/a/2',
  autoScalingGroup: 'group',
  zones: ['a', 'b'],
});
const recorded = new RecordedSignals('checkout.shop.internal');
const PROMISES: AlarmThresholds = {
  availabilityPercent: 99.9,
  latencyP99Seconds: 0.3,
  minCapacity: 3,
  maxCapacity: 12,
};

const service = (thresholds: Partial<AlarmThresholds> = {}) =>
  serviceAlarms(signals, recorded, 'checkout', { ...PROMISES, ...thresholds });
const rollback = (thresholds: Partial<AlarmThresholds> = {}) =>
  rollbackAlarms(signals, 'checkout', { ...PROMISES, ...thresholds });

const SIGNS = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '>=',
  LessThanThreshold: '<',
  LessThanLowerThreshold: 'under the band of',
};

/** When an alarm fires and who hears of it, in one line. */
function ruleOf({ comparison, threshold, datapoints, periods, periodSeconds, missingData, severity }: AlarmPlan) {
  const window = periodSeconds === undefined ? `${datapoints} of ${periods}` : 'another period';
  return `${severity}: ${SIGNS[comparison]} ${threshold} in ${window}, no data is ${missingData}`;
}
const rulesOf = (plans: { [id: string]: AlarmPlan }) =>
  Object.fromEntries(Object.entries(plans).map(([id, plan]) => [id, ruleOf(plan)]));

describe('the alarms of a service', () => {
  test('page when users are hurt, and write a ticket when they will be if nobody looks', () => {
    expect(rulesOf(service())).toEqual({
      Latency: 'page: > 0.3 in 3 of 5, no data is notBreaching',
      Errors: 'page: > 1 in 3 of 5, no data is notBreaching',
      Outage: 'page: < 1 in 3 of 3, no data is breaching',
      ZoneDown: 'ticket: < 1 in 10 of 10, no data is breaching',
      Saturation: 'ticket: > 85 in 12 of 15, no data is ignore',
      AtMaximum: 'ticket: >= 12 in 12 of 15, no data is notBreaching',
      Memory: 'ticket: > 90 in 4 of 5, no data is notBreaching',
      Disk: 'ticket: > 90 in 4 of 5, no data is notBreaching',
      TrafficLost: 'ticket: under the band of 3 in 12 of 15, no data is notBreaching',
    });
  });

  test('watch the signals that they are named for', () => {
    expect(Object.entries(service()).map(([id, { signal }]) => [id, signal])).toEqual([
      ['Latency', signals.judgedLatency],
      ['Errors', signals.errorRate],
      ['Outage', signals.healthyInBestZone],
      ['ZoneDown', signals.healthyInWorstZone],
      ['Saturation', signals.cpu],
      ['AtMaximum', signals.inService],
      ['Memory', signals.memory],
      ['Disk', signals.disk],
      ['TrafficLost', recorded.traffic],
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
    expect(service({ availabilityPercent }).Errors.threshold).toBe(threshold);
  });

  test('do not complain for ever about a group of a fixed size, which is always at its maximum', () => {
    expect(Object.keys(service({ minCapacity: 12 }))).not.toContain('AtMaximum');
    expect(Object.keys(service({ minCapacity: 11 }))).toContain('AtMaximum');
  });

  test('say of which service they are, what is promised, and where to look', () => {
    const { Errors, AtMaximum } = service();
    expect(Errors.description).toBe(
      "checkout: requests fail 10 times as often as the objective of 99.9 % allows. Look at the application's log for the answers of 5xx, and at the dashboard for refused and unanswered requests.",
    );
    expect(AtMaximum.description).toBe(
      'checkout: the group has had all the 12 servers it may have for 15 minutes. More load meets no more servers: raise maxCapacity or find out what asks for so much. Look at the traffic and at the requests for each server.',
    );
    for (const { description } of Object.values(service())) {
      expect(description).toMatch(/^checkout: .+\. (.+ )?Look at .+[.?]$/);
    }
  });
});

describe('the rollback alarms', () => {
  test('are the alarms that a release can be at fault for, more sensitive and sooner, and tell nobody', () => {
    expect(rulesOf(rollback())).toEqual({
      Latency: 'ticket: > 0.24 in 2 of 3, no data is notBreaching',
      Errors: 'ticket: > 0.8 in 2 of 3, no data is notBreaching',
      Memory: 'ticket: > 90 in 2 of 3, no data is notBreaching',
      Disk: 'ticket: > 90 in 2 of 3, no data is notBreaching',
    });
  });

  test.each<Partial<AlarmThresholds>>([
    { availabilityPercent: 99.99, latencyP99Seconds: 0.7 },
    { availabilityPercent: 99, latencyP99Seconds: 2.5 },
    { availabilityPercent: 95.5, latencyP99Seconds: 0.001 },
  ])('follow from the alarms of the service for %j', (thresholds) => {
    const pages = service(thresholds);
    const judges = rollback(thresholds);
    for (const [id, factor] of Object.entries({ Latency: 0.8, Errors: 0.8, Memory: 1, Disk: 1 })) {
      expect(judges[id].threshold).toBeCloseTo(factor * pages[id].threshold, 9);
      expect(String(judges[id].threshold).length).toBeLessThan(8);
      expect(judges[id].signal).toEqual(pages[id].signal);
      expect(judges[id].comparison).toBe(pages[id].comparison);
      expect(judges[id].missingData).toBe(pages[id].missingData);
    }
  });

  test('say what they do, and what the alarms of the service say', () => {
    const pages = service();
    for (const [id, { description }] of Object.entries(rollback())) {
      expect(description).toBe(
        `Judges one release while it takes over: if this fires, the release gate leads traffic back. ${pages[id].description}`,
      );
    }
  });
});
