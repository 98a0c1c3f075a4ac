import { MissesView } from '../account';
import { BudgetOrder } from '../protocol';

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;

/** Why an error budget keeps a release back, for people; empty if it does not. */
export function budgetProblems(budget: BudgetOrder, view: MissesView): string[] {
  if (spentShare(budget, view) < 1) return [];
  const { objective, goalPercent, windowSeconds } = budget;
  const allowed = allowedPercent(budget);
  // Rounded, it must not look like less than what is allowed.
  const share = Math.max(allowed, Number(missedPercent(view).toPrecision(3)));
  return [
    `The error budget of ${objective} is spent: in the last ${inWords(windowSeconds)} ${share} % of requests missed the objective, and ${goalPercent} % allows ${allowed} %. Until it has recovered only a release marked as a fix may start ("fix" in its manifest).`,
  ];
}

/** How much of an error budget is spent: 1 is all of it. Who got no request has spent nothing. */
export function spentShare(budget: BudgetOrder, { requests, missed }: MissesView): number {
  // Without a request, or with a goal of 100 %, it would be nothing divided by nothing.
  if (missed === 0) return 0;
  return missed / withoutDust((requests * allowedPercent(budget)) / 100);
}

function missedPercent({ requests, missed }: MissesView): number {
  return (100 * missed) / requests;
}

function allowedPercent({ goalPercent }: BudgetOrder): number {
  return withoutDust(100 - goalPercent);
}

/** In binary, 100 - 99.9 is a little less than 0.1. What is just spent must not look as if something were left. */
function withoutDust(value: number): number {
  return Number(value.toFixed(6));
}

/** A time as people say it: `30 days`, `day`, `12 hours`. */
function inWords(seconds: number): string {
  const inDays = seconds % DAY_SECONDS === 0;
  const count = inDays ? seconds / DAY_SECONDS : Math.round((10 * seconds) / HOUR_SECONDS) / 10;
  const unit = inDays ? 'day' : 'hour';
  return count === 1 ? unit : `${count} ${unit}s`;
}
