import { GoldenSignals } from '../metric/golden-signals';
import { RecordedSignals } from '../metric/recorded-signals';
import { Signal } from '../metric/signal';
import { AlarmPlan, AlarmPlans, asWritten } from './alarm-plan';

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

/** Failing at ten times the pace that the objective allows, now: a month's budget would be gone in three days. */
const BURN_RATE = 10;

/** A CPU above this for a quarter of an hour means that scaling does not keep up. */
const SATURATED_CPU_PERCENT = 85;

/** What is left of memory above this goes fast, and then the kernel ends processes. */
const FULL_MEMORY_PERCENT = 90;

/** A full volume stops whoever writes to it, such as a log. */
const FULL_DISK_PERCENT = 90;

/** Two standard deviations are left one minute in twenty by chance; three are not, for a quarter of an hour. */
const USUAL_TRAFFIC_DEVIATIONS = 3;

/**
 * Most of the last fifteen minutes. Not all of them: the newest ones are often not there yet, and where silence is no breach
 * such an alarm would never fire.
 */
const A_QUARTER_OF_AN_HOUR = { datapoints: 12, periods: 15 } as const;

/** The alarms of a service on what its live release does now. The objectives over weeks have alarms of their own. */
export function serviceAlarms(
  signals: GoldenSignals,
  recorded: RecordedSignals,
  service: string,
  thresholds: AlarmThresholds,
): AlarmPlans {
  return {
    ...judgedAlarms(signals, service, thresholds),
    ...healthAlarms(signals, service),
    ...capacityAlarms(signals, service, thresholds),
    ...serverAlarms(signals, service),
    TrafficLost: {
      signal: recorded.traffic,
      comparison: 'LessThanLowerThreshold',
      threshold: USUAL_TRAFFIC_DEVIATIONS,
      ...A_QUARTER_OF_AN_HOUR,
      missingData: 'notBreaching',
      severity: 'ticket',
      description: `${service}: far fewer requests arrive than is usual at this hour. Look at who calls the service, at its address in DNS, and at the TLS errors of the entrance.`,
    },
  };
}

/** What users feel, and what a release can be at fault for. */
export function judgedAlarms(signals: GoldenSignals, service: string, thresholds: AlarmThresholds): AlarmPlans {
  return {
    Latency: {
      signal: signals.judgedLatency,
      comparison: 'GreaterThanThreshold',
      threshold: thresholds.latencyP99Seconds,
      datapoints: 3,
      periods: 5,
      missingData: 'notBreaching',
      severity: 'page',
      description: `${service}: one request in a hundred takes longer than promised. Look at the dashboard: is traffic up, is the CPU saturated, is something it depends on slow?`,
    },
    Errors: {
      signal: signals.errorRate,
      comparison: 'GreaterThanThreshold',
      threshold: asWritten(BURN_RATE * (100 - thresholds.availabilityPercent)),
      datapoints: 3,
      periods: 5,
      missingData: 'notBreaching',
      severity: 'page',
      description: `${service}: requests fail ${BURN_RATE} times as often as the objective of ${thresholds.availabilityPercent} % allows. Look at the application's log for the answers of 5xx, and at the dashboard for refused and unanswered requests.`,
    },
  };
}

/** What fills up on the servers, which more servers do not mend; by the agent in the image. */
export function serverAlarms(signals: GoldenSignals, service: string): AlarmPlans {
  const full = (signal: Signal, threshold: number, description: string): AlarmPlan => ({
    signal,
    comparison: 'GreaterThanThreshold',
    threshold,
    // Not all five: the newest minutes are often not there yet.
    datapoints: 4,
    periods: 5,
    // An image without the agent is not a full server; the dashboard shows that there is no data.
    missingData: 'notBreaching',
    severity: 'ticket',
    description: `${service}: ${description}`,
  });
  return {
    Memory: full(
      signals.memory,
      FULL_MEMORY_PERCENT,
      `a server has used ${FULL_MEMORY_PERCENT} % of its memory. Look at what grew with this release: a leak ends with the kernel killing the application.`,
    ),
    Disk: full(
      signals.disk,
      FULL_DISK_PERCENT,
      `a volume is ${FULL_DISK_PERCENT} % full. Look at what writes to it: servers keep no state, so logs and temporary files are the usual ones.`,
    ),
  };
}

/** Self-healing has ten minutes for a zone, whose users are served by the others; when no zone is left, nobody waits. */
function healthAlarms(signals: GoldenSignals, service: string): AlarmPlans {
  const noneIn = (signal: Signal, minutes: number, severity: AlarmPlan['severity'], what: string): AlarmPlan => ({
    signal,
    comparison: 'LessThanThreshold',
    threshold: 1,
    datapoints: minutes,
    periods: minutes,
    missingData: 'breaching',
    severity,
    description: `${service}: ${what} Look at the targets' health reasons and at the group's activity.`,
  });
  return {
    Outage: noneIn(signals.healthyInBestZone, 3, 'page', 'no server is healthy in any zone.'),
    ZoneDown: noneIn(signals.healthyInWorstZone, 10, 'ticket', 'a zone has had no healthy server for ten minutes.'),
  };
}

function capacityAlarms(signals: GoldenSignals, service: string, thresholds: AlarmThresholds): AlarmPlans {
  const saturated: AlarmPlans = {
    Saturation: {
      signal: signals.cpu,
      comparison: 'GreaterThanThreshold',
      threshold: SATURATED_CPU_PERCENT,
      ...A_QUARTER_OF_AN_HOUR,
      missingData: 'ignore',
      severity: 'ticket',
      description: `${service}: the processors have been busy for 15 minutes, so scaling does not keep up. Look at the group's activity and at the maximum capacity.`,
    },
  };
  // Only of a group that may grow: one of a fixed size is always at its maximum.
  if (thresholds.minCapacity === thresholds.maxCapacity) return saturated;
  return {
    ...saturated,
    AtMaximum: {
      signal: signals.inService,
      comparison: 'GreaterThanOrEqualToThreshold',
      threshold: thresholds.maxCapacity,
      ...A_QUARTER_OF_AN_HOUR,
      missingData: 'notBreaching',
      severity: 'ticket',
      description: `${service}: the group has had all the ${thresholds.maxCapacity} servers it may have for 15 minutes. More load meets no more servers: raise maxCapacity or find out what asks for so much. Look at the traffic and at the requests for each server.`,
    },
  };
}
