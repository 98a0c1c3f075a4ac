import { GoldenSignals, Signal } from '../metric/golden-signals';

/** When one signal is bad enough to act on. */
export interface AlarmPlan {
  readonly signal: Signal;
  readonly comparison: 'GreaterThanThreshold' | 'GreaterThanOrEqualToThreshold' | 'LessThanThreshold';
  readonly threshold: number;
  /** So many minutes... */
  readonly datapoints: number;
  /** ...out of so many. */
  readonly minutes: number;
  /** What a minute without data means. */
  readonly missingData: 'breaching' | 'notBreaching' | 'ignore';
  /** What it means and what to look at. */
  readonly description: string;
}

/** What a service promises, as far as alarms need it. */
export interface AlarmThresholds {
  /** The share of requests that must succeed, in percent. */
  readonly availabilityPercent: number;
  /** What the 99th percentile of latency must stay under, in seconds. */
  readonly latencyP99Seconds: number;
  /** The fewest servers that the group may have. */
  readonly minCapacity: number;
  /** The most servers that the group may have. */
  readonly maxCapacity: number;
}

/** The alarms of a service, by construct id. */
export interface AlarmPlans {
  readonly [id: string]: AlarmPlan;
}

/** Failing at ten times the pace that the objective allows: a month's budget is gone in three days. */
const BURN_RATE = 10;

/** A CPU above this for a quarter of an hour means that scaling does not keep up. */
const SATURATED_CPU_PERCENT = 85;

/** Judging a release, a false alarm costs one deploy, a missed one an outage: four fifths of the paging threshold... */
const ROLLBACK_THRESHOLD_FACTOR = 0.8;

/** ...and two of three minutes, whatever paging waits for. */
const ROLLBACK_DATAPOINTS = 2;
const ROLLBACK_MINUTES = 3;

/** How far the alarms that judge a release look back: what ends sooner, they have not seen. */
export const ROLLBACK_WINDOW_SECONDS = ROLLBACK_MINUTES * 60;

/** The alarms that page a person about a service. */
export function pagingAlarms(signals: GoldenSignals, service: string, thresholds: AlarmThresholds): AlarmPlans {
  return {
    ...judgedAlarms(signals, service, thresholds),
    ...healthAlarms(signals, service),
    ...(thresholds.minCapacity < thresholds.maxCapacity ? atMaximumAlarm(signals, service, thresholds) : {}),
    Saturation: {
      signal: signals.cpu,
      comparison: 'GreaterThanThreshold',
      threshold: SATURATED_CPU_PERCENT,
      datapoints: 15,
      minutes: 15,
      missingData: 'ignore',
      description: `${service}: the processors have been busy for 15 minutes, so scaling does not keep up. Look at the group's activity and at the maximum capacity.`,
    },
  };
}

/** Only of a group that may grow: one of a fixed size is always at its maximum. */
function atMaximumAlarm(signals: GoldenSignals, service: string, thresholds: AlarmThresholds): AlarmPlans {
  return {
    AtMaximum: {
      signal: signals.inService,
      comparison: 'GreaterThanOrEqualToThreshold',
      threshold: thresholds.maxCapacity,
      datapoints: 15,
      minutes: 15,
      missingData: 'notBreaching',
      description: `${service}: the group has had all the ${thresholds.maxCapacity} servers it may have for 15 minutes. More load meets no more servers: raise maxCapacity or find out what asks for so much.`,
    },
  };
}

/** Self-healing has ten minutes for a zone; when no zone is left, nobody waits. */
function healthAlarms(signals: GoldenSignals, service: string): AlarmPlans {
  const noneIn = (signal: Signal, minutes: number, description: string): AlarmPlan => ({
    signal,
    comparison: 'LessThanThreshold',
    threshold: 1,
    datapoints: minutes,
    minutes,
    missingData: 'breaching',
    description: `${service}: ${description} Look at the targets' health reasons and at the group's activity.`,
  });
  return {
    Outage: noneIn(signals.healthyInBestZone, 3, 'no server is healthy in any zone.'),
    ZoneDown: noneIn(signals.healthyInWorstZone, 10, 'a zone has had no healthy server for ten minutes.'),
  };
}

/**
 * The alarms that roll a release back: those paging alarms that a release can be at fault for, and sooner.
 *
 * They see nothing before users do, so they page, too. Health is not among them: a release that is still booting is not
 * healthy, and the release gate looks at it directly.
 */
export function rollbackAlarms(signals: GoldenSignals, service: string, thresholds: AlarmThresholds): AlarmPlans {
  return Object.fromEntries(
    Object.entries(judgedAlarms(signals, service, thresholds)).map(([id, plan]) => [
      id,
      {
        ...plan,
        threshold: asWritten(plan.threshold * ROLLBACK_THRESHOLD_FACTOR),
        datapoints: ROLLBACK_DATAPOINTS,
        minutes: ROLLBACK_MINUTES,
        description: `Judges one release: it is rolled back while this fires. ${plan.description}`,
      },
    ]),
  );
}

function judgedAlarms(signals: GoldenSignals, service: string, thresholds: AlarmThresholds): AlarmPlans {
  return {
    Latency: {
      signal: signals.latency('p99'),
      comparison: 'GreaterThanThreshold',
      threshold: thresholds.latencyP99Seconds,
      datapoints: 3,
      minutes: 5,
      missingData: 'notBreaching',
      description: `${service}: one request in a hundred takes longer than promised. Look at the dashboard: is traffic up, is the CPU saturated, is something it depends on slow?`,
    },
    Errors: {
      signal: signals.errorRate,
      comparison: 'GreaterThanThreshold',
      threshold: asWritten(BURN_RATE * (100 - thresholds.availabilityPercent)),
      datapoints: 3,
      minutes: 5,
      missingData: 'notBreaching',
      description: `${service}: requests fail ${BURN_RATE} times as often as the objective of ${thresholds.availabilityPercent} % allows. Look at the application's log for the answers of 5xx.`,
    },
  };
}

/** A number as a person would write it: binary fractions leave dust such as 0.9999999999999432 for 1. */
function asWritten(value: number): number {
  return Number(value.toPrecision(9));
}
