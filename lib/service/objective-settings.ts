import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { InvalidInputError } from '../private/errors';
import { requireMatch } from '../private/validation';
import { ErrorBudgetPolicy, OBJECTIVE_WINDOW_DAYS, RUNBOOK_URL } from '../signals';
import { ImmutableServiceProps } from './immutable-service-props';

/** What a service promises, and what follows when it does not keep it. */
export interface ObjectiveSettings {
  readonly availabilityPercent: number;
  readonly latencyP99Seconds: number;
  readonly objectiveWindowSeconds: number;
  readonly objectiveWindowDays: number;
  readonly errorBudgetPolicy: ErrorBudgetPolicy;
  readonly runbookUrl: string;
}

const DAY_SECONDS = 86_400;

/** The longest that a load balancer waits for an answer. */
const LONGEST_LATENCY_MILLIS = 4_000_000;

/** Short enough for two links in the description of an alarm. */
const RUNBOOK = {
  pattern: /^https:\/\/[^\s#"\\]{1,300}$/,
  must: 'be an https address of up to 300 characters, without the section that each alarm adds',
  fix: "write it like 'https://wiki.example.com/runbooks/checkout'",
};

/** Decides the defaults of the objectives, and refuses what no alarm could watch. */
export function resolveObjectives(scope: Construct, props: ImmutableServiceProps): ObjectiveSettings {
  const availabilityPercent = props.availabilityPercent ?? 99.9;
  const latencyP99 = props.latencyP99 ?? Duration.seconds(1);
  const objectiveWindow = props.objectiveWindow ?? Duration.days(30);
  const runbookUrl = props.runbookUrl ?? RUNBOOK_URL;
  validateAvailability(scope, availabilityPercent);
  validateLatency(scope, latencyP99);
  validateWindow(scope, objectiveWindow);
  requireMatch(scope, 'runbookUrl', runbookUrl, RUNBOOK);
  return {
    availabilityPercent,
    latencyP99Seconds: latencyP99.toSeconds({ integral: false }),
    objectiveWindowSeconds: objectiveWindow.toSeconds(),
    objectiveWindowDays: objectiveWindow.toSeconds() / DAY_SECONDS,
    errorBudgetPolicy: props.errorBudgetPolicy ?? ErrorBudgetPolicy.inform(),
    runbookUrl,
  };
}

function validateAvailability(scope: Construct, availabilityPercent: number): void {
  // At 90 % the alarm, ten times as many errors as are allowed, would wait for more than all requests to fail.
  if (availabilityPercent > 90 && availabilityPercent < 100) return;
  throw new InvalidInputError(scope, {
    property: 'availabilityPercent',
    got: availabilityPercent,
    must: 'be above 90 and under 100: the errors that an objective allows, and ten times as many, must be possible',
    fix: 'choose what users need, such as 99.9',
  });
}

function validateLatency(scope: Construct, latencyP99: Duration): void {
  if (!latencyP99.isUnresolved()) {
    const millis = latencyP99.toMilliseconds({ integral: false });
    if (Number.isInteger(millis) && millis >= 1 && millis <= LONGEST_LATENCY_MILLIS) return;
  }
  throw new InvalidInputError(scope, {
    property: 'latencyP99',
    got: latencyP99.toHumanString(),
    must: 'be from a millisecond to 4000 seconds, in whole milliseconds, and known at synth',
    fix: 'choose what users need, such as Duration.millis(300)',
  });
}

function validateWindow(scope: Construct, objectiveWindow: Duration): void {
  const { min, max } = OBJECTIVE_WINDOW_DAYS;
  if (!objectiveWindow.isUnresolved()) {
    const days = objectiveWindow.toSeconds({ integral: false }) / DAY_SECONDS;
    if (Number.isInteger(days) && days >= min && days <= max) return;
  }
  throw new InvalidInputError(scope, {
    property: 'objectiveWindow',
    got: objectiveWindow.toHumanString(),
    must: `be from ${min} to ${max} whole days: a tenth of it is the longest window of an alert, and CloudWatch watches over seven days at most`,
    fix: 'choose four weeks or a month, such as Duration.days(28)',
  });
}
