import { Signal } from '../metric/signal';

/** Who hears of it: a person now, or somebody in working hours. */
export type Severity = 'page' | 'ticket';

/** When one signal is bad enough to act on. */
export interface AlarmPlan {
  readonly signal: Signal;
  readonly comparison:
    'GreaterThanThreshold' | 'GreaterThanOrEqualToThreshold' | 'LessThanThreshold' | 'LessThanLowerThreshold';
  /** What the signal is compared with; with `LessThanLowerThreshold`, the width of the usual band in standard deviations. */
  readonly threshold: number;
  /** So many periods... */
  readonly datapoints: number;
  /** ...out of so many. */
  readonly periods: number;
  /**
   * The length of a period.
   *
   * @default 60
   */
  readonly periodSeconds?: number;
  /** What a period without data means. */
  readonly missingData: 'breaching' | 'notBreaching' | 'ignore';
  readonly severity: Severity;
  /** What it means and what to look at. */
  readonly description: string;
  /**
   * The section of the runbooks that tells what to do.
   *
   * @default - that of the alarm's id, in kebab-case
   */
  readonly runbook?: string;
}

/** Alarms, by construct id. */
export interface AlarmPlans {
  readonly [id: string]: AlarmPlan;
}

/** A number as a person would write it: binary fractions leave dust such as 0.9999999999999432 for 1. */
export function asWritten(value: number): number {
  return Number(value.toPrecision(9));
}
