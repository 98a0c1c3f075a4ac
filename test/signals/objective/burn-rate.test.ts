import {
  AlarmPlan,
  burnRateAlarms,
  burnRateAlerts,
  burnRatePairs,
  MIN_BAD_EVENTS,
  Objective,
  objectivesOf,
  RecordedSignals,
  timeText,
} from '../../../lib/signals';
import { valueOf } from '../metric/signal-value';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const objectivesOver = (objectiveWindowSeconds: number): Objective[] =>
  objectivesOf(new RecordedSignals('checkout.shop.internal'), {
    availabilityPercent: 99.9,
    latencyP99Seconds: 0.3,
    objectiveWindowSeconds,
  });
const [availability, latency] = objectivesOver(30 * DAY);

describe('objectives', () => {
  test('are on events that were recorded of all releases of the service', () => {
    expect(objectivesOver(28 * DAY)).toEqual([
      {
        name: 'availability',
        goalPercent: 99.9,
        windowSeconds: 28 * DAY,
        events: { namespace: 'GoldenPath/Service', name: 'Failures', dimensions: { Host: 'checkout.shop.internal' } },
        bad: 'requests fail',
      },
      {
        name: 'latency',
        goalPercent: 99,
        windowSeconds: 28 * DAY,
        events: {
          namespace: 'GoldenPath/Service',
          name: 'SlowAnswers',
          dimensions: { Host: 'checkout.shop.internal' },
        },
        bad: 'answers take longer than 0.3 s',
      },
    ]);
  });
});

describe('the alerts on burn rates', () => {
  test("are the workbook's for an objective over 30 days", () => {
    expect(burnRateAlerts(30 * DAY)).toEqual([
      { id: 'FastBurn', severity: 'page', rate: 14.4, longSeconds: HOUR, shortSeconds: 5 * MINUTE },
      { id: 'SlowBurn', severity: 'page', rate: 6, longSeconds: 6 * HOUR, shortSeconds: 30 * MINUTE },
      { id: 'Leak', severity: 'ticket', rate: 1, longSeconds: 3 * DAY, shortSeconds: 6 * HOUR },
    ]);
  });

  test.each([
    [7, [14, 5], [85, 7], [1010, 85]],
    [28, [56, 5], [335, 28], [4020, 335]],
    [60, [120, 10], [720, 60], [8640, 720]],
    [70, [140, 12], [840, 70], [10080, 840]],
  ])('have windows that grow with that of the objective: %d days', (days, ...windows) => {
    const alerts = burnRateAlerts(days * DAY);
    expect(alerts.map(({ longSeconds, shortSeconds }) => [longSeconds / MINUTE, shortSeconds / MINUTE])).toEqual(
      windows,
    );
    expect(alerts.map(({ rate }) => rate)).toEqual([14.4, 6, 1]);
  });

  test.each([7, 8, 13, 29, 30, 45, 70])('stay within what CloudWatch can watch, for %d days', (days) => {
    for (const { longSeconds, shortSeconds } of burnRateAlerts(days * DAY)) {
      for (const seconds of [longSeconds, shortSeconds]) {
        expect(seconds % (seconds < HOUR ? MINUTE : seconds < DAY ? 5 * MINUTE : HOUR)).toBe(0);
        expect(seconds).toBeLessThanOrEqual(7 * DAY);
        // Signals are recorded three minutes late: in a shorter window there would be none.
        expect(seconds).toBeGreaterThanOrEqual(5 * MINUTE);
      }
      expect(shortSeconds).toBeLessThan(longSeconds);
    }
  });
});

describe('the alarms on burn rates', () => {
  const plans = burnRateAlarms(availability, 'checkout');
  const ruleOf = ({ comparison, threshold, datapoints, periods, periodSeconds, missingData, severity }: AlarmPlan) => [
    severity,
    comparison,
    threshold,
    `${datapoints} of ${periods} x ${periodSeconds} s`,
    missingData,
  ];

  test('are two for each alert: of the rate over the long window, and of the share of bad events over the short one', () => {
    expect(Object.fromEntries(Object.entries(plans).map(([id, plan]) => [id, ruleOf(plan)]))).toEqual({
      AvailabilityFastBurnLong: ['page', 'GreaterThanThreshold', 14.4, '1 of 1 x 3600 s', 'notBreaching'],
      AvailabilityFastBurnShort: ['page', 'GreaterThanThreshold', 0.0144, '1 of 1 x 300 s', 'notBreaching'],
      AvailabilitySlowBurnLong: ['page', 'GreaterThanThreshold', 6, '1 of 1 x 21600 s', 'notBreaching'],
      AvailabilitySlowBurnShort: ['page', 'GreaterThanThreshold', 0.006, '1 of 1 x 1800 s', 'notBreaching'],
      AvailabilityLeakLong: ['ticket', 'GreaterThanThreshold', 1, '1 of 1 x 259200 s', 'notBreaching'],
      AvailabilityLeakShort: ['ticket', 'GreaterThanThreshold', 0.001, '1 of 1 x 21600 s', 'notBreaching'],
    });
    expect(burnRateAlarms(latency, 'checkout').LatencyFastBurnShort.threshold).toBe(0.144);
  });

  test('count only together', () => {
    expect(burnRatePairs(latency)).toEqual([
      { severity: 'page', ids: ['LatencyFastBurnLong', 'LatencyFastBurnShort'] },
      { severity: 'page', ids: ['LatencySlowBurnLong', 'LatencySlowBurnShort'] },
      { severity: 'ticket', ids: ['LatencyLeakLong', 'LatencyLeakShort'] },
    ]);
  });

  test('measure the rate in times of what the objective allows, once there are enough bad events to call it a rate', () => {
    const { signal } = plans.AvailabilityFastBurnLong;
    expect(MIN_BAD_EVENTS).toBe(10);
    expect(valueOf(signal, { bad: 20, share: 0.02 })).toBeCloseTo(20, 9);
    expect(valueOf(signal, { bad: 10, share: 0.5 })).toBeCloseTo(500, 9);
    expect(valueOf(signal, { bad: 9, share: 0.5 })).toBe(0);
    expect(valueOf(signal, {})).toBeUndefined();
    expect(valueOf(burnRateAlarms(latency, 'checkout').LatencyLeakLong.signal, { bad: 99, share: 0.02 })).toBe(2);
  });

  test('say over which time, how fast, and how long the budget lasts at that rate', () => {
    expect(plans.AvailabilityFastBurnLong.description).toBe(
      'checkout: over 60 minutes, requests fail 14.4 times as often as the objective of 99.9 % allows: at this rate the error budget of 30 days lasts 2.1 days. Look at the dashboard: since when, and which release?',
    );
    expect(burnRateAlarms(latency, 'checkout').LatencyLeakShort.description).toBe(
      'checkout: over 6 hours, answers take longer than 0.3 s 1 times as often as the objective of 99 % allows: at this rate the error budget of 30 days lasts 30 days. Look at the dashboard: since when, and which release?',
    );
  });
});

test.each([
  [5 * MINUTE, '5 minutes'],
  [56 * MINUTE, '56 minutes'],
  [6 * HOUR, '6 hours'],
  [30 * DAY, '30 days'],
  [(30 * DAY) / 14.4, '2.1 days'],
  [67 * HOUR, '2.8 days'],
  [335 * MINUTE, '5.6 hours'],
  [90, '90 seconds'],
])('%d seconds are %s', (seconds, text) => {
  expect(timeText(seconds)).toBe(text);
});
