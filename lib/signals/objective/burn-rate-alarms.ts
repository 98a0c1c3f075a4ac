import { kebabCase } from '../../private/naming';
import { AlarmPlan, AlarmPlans, asWritten, Severity } from '../alarm/alarm-plan';
import { Signal } from '../metric/signal';
import { BurnRateAlert, burnRateAlerts } from './burn-rate';
import { allowedShare, Objective } from './objective';

/** Alarms that mean something only together, by their ids. */
export interface AlarmPair {
  readonly severity: Severity;
  readonly ids: string[];
}

/** Of fewer bad events in the long window nobody can tell whether the rate is one, or chance. */
export const MIN_BAD_EVENTS = 10;

/** How fast the budget is spent, in times of what the objective allows; none while there are only a few bad events. */
export function burnRate(objective: Objective): Signal {
  const { name, events } = objective;
  return {
    label: `${name}: burn rate`,
    metrics: { bad: { ...events, statistic: 'Sum' }, share: { ...events, statistic: 'Average' } },
    expression: `IF(bad >= ${MIN_BAD_EVENTS}, share / ${allowedShare(objective)}, 0)`,
  };
}

/** The alarms on both windows of each alert. None of them says anything alone. */
export function burnRateAlarms(objective: Objective, service: string): AlarmPlans {
  return Object.fromEntries(
    burnRateAlerts(objective.windowSeconds).flatMap((alert) => [
      [idOf(objective, alert, 'Long'), longAlarm(objective, service, alert)],
      [idOf(objective, alert, 'Short'), shortAlarm(objective, service, alert)],
    ]),
  );
}

/** Which of those alarms must fire together. */
export function burnRatePairs(objective: Objective): AlarmPair[] {
  return burnRateAlerts(objective.windowSeconds).map((alert) => ({
    severity: alert.severity,
    ids: [idOf(objective, alert, 'Long'), idOf(objective, alert, 'Short')],
  }));
}

function longAlarm(objective: Objective, service: string, alert: BurnRateAlert): AlarmPlan {
  return {
    ...inOneWindow(objective, service, alert, alert.longSeconds),
    signal: burnRate(objective),
    threshold: alert.rate,
  };
}

/** The share itself rather than the rate: one metric costs less than two, and the long window has seen to the number of events. */
function shortAlarm(objective: Objective, service: string, alert: BurnRateAlert): AlarmPlan {
  return {
    ...inOneWindow(objective, service, alert, alert.shortSeconds),
    signal: {
      label: `${objective.name}: bad share`,
      metrics: { share: { ...objective.events, statistic: 'Average' } },
    },
    threshold: asWritten(alert.rate * allowedShare(objective)),
  };
}

function inOneWindow(objective: Objective, service: string, alert: BurnRateAlert, periodSeconds: number) {
  const { goalPercent, bad, windowSeconds } = objective;
  return {
    comparison: 'GreaterThanThreshold',
    datapoints: 1,
    periods: 1,
    periodSeconds,
    // No events, none of them bad.
    missingData: 'notBreaching',
    severity: alert.severity,
    runbook: kebabCase(alert.id),
    description: `${service}: over ${timeText(periodSeconds)}, ${bad} ${alert.rate} times as often as the objective of ${goalPercent} % allows: at this rate the error budget of ${timeText(windowSeconds)} lasts ${timeText(windowSeconds / alert.rate)}. Look at the dashboard: since when, and which release?`,
  } as const;
}

function idOf({ name }: Objective, { id }: BurnRateAlert, window: 'Long' | 'Short'): string {
  return `${name === 'availability' ? 'Availability' : 'Latency'}${id}${window}`;
}

/** `56 minutes`, `5.6 hours` or `30 days`: in the largest unit of which there are two. */
export function timeText(seconds: number): string {
  const units: [string, number][] = [
    ['days', 86_400],
    ['hours', 3600],
    ['minutes', 60],
  ];
  const [name, size] = units.find(([, unit]) => seconds >= 2 * unit) ?? ['seconds', 1];
  return `${Number((seconds / size).toFixed(1))} ${name}`;
}
