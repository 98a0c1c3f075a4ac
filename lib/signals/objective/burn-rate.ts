import { asWritten, Severity } from '../alarm/alarm-plan';

/**
 * An alert on how fast an error budget is spent: it fires while the budget has burned fast over a long window, so that it
 * matters, and burns fast over a short one, so that it is still going on.
 */
export interface BurnRateAlert {
  readonly id: 'FastBurn' | 'SlowBurn' | 'Leak';
  readonly severity: Severity;
  /** How many times faster than the objective allows. */
  readonly rate: number;
  readonly longSeconds: number;
  readonly shortSeconds: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The window that the workbook's windows are for. */
const REFERENCE_WINDOW = 30 * DAY;

/**
 * The windows of the SRE workbook for an objective over 30 days, each with the share of the budget that is gone when the
 * alert fires.
 *
 * @see https://sre.google/workbook/alerting-on-slos/
 */
const ALERTS = [
  { id: 'FastBurn', severity: 'page', budgetShare: 0.02, longSeconds: HOUR },
  { id: 'SlowBurn', severity: 'page', budgetShare: 0.05, longSeconds: 6 * HOUR },
  { id: 'Leak', severity: 'ticket', budgetShare: 0.1, longSeconds: 3 * DAY },
] as const;

/** The short window is a twelfth of the long one... */
const SHORT_PART = 12;

/** ...and no shorter than this: signals are recorded three minutes late, so in less there would be nothing to see. */
const SHORTEST_SECONDS = 5 * MINUTE;

/**
 * The windows that CloudWatch can watch: its longest is seven days, which is the long window of the slowest alert for an
 * objective over 70 days.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export const OBJECTIVE_WINDOW_DAYS = { min: 7, max: 70 };

/** The alerts for an objective over a window: the workbook's, scaled with it, so that the same shares of the budget count. */
export function burnRateAlerts(windowSeconds: number): BurnRateAlert[] {
  return ALERTS.map(({ id, severity, budgetShare, longSeconds: reference }) => {
    const longSeconds = rounded((reference * windowSeconds) / REFERENCE_WINDOW);
    return {
      id,
      severity,
      rate: asWritten((budgetShare * REFERENCE_WINDOW) / reference),
      longSeconds,
      shortSeconds: Math.max(SHORTEST_SECONDS, rounded(longSeconds / SHORT_PART)),
    };
  });
}

/**
 * To what people read and CloudWatch keeps: whole minutes, from an hour on five of them, from a day on whole hours. Data older
 * than 15 days is there for periods of whole five minutes alone.
 */
function rounded(seconds: number): number {
  const step = seconds < HOUR ? MINUTE : seconds < DAY ? 5 * MINUTE : HOUR;
  return Math.round(seconds / step) * step;
}
