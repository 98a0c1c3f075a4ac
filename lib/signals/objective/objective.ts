import { asWritten } from '../alarm/alarm-plan';
import { EventMetric, RecordedSignals } from '../metric/recorded-signals';

/** What a service promises its users over weeks: a service level objective. */
export interface Objective {
  readonly name: 'availability' | 'latency';
  /** The share of events that must be good, in percent. */
  readonly goalPercent: number;
  /** The time that it holds over, in seconds. */
  readonly windowSeconds: number;
  /** The events, bad and good: one sample each. */
  readonly events: EventMetric;
  /** What is bad, as people say it: "requests fail". */
  readonly bad: string;
}

/** What objectives are made of. */
export interface ObjectiveTerms {
  readonly availabilityPercent: number;
  readonly latencyP99Seconds: number;
  readonly objectiveWindowSeconds: number;
}

/** When so much of a budget is left, or less, people should begin to be careful, in percent. */
export const WARNING_PERCENT = 30;

/** A promise about the 99th percentile is one about 99 of 100 answers. */
const LATENCY_GOAL_PERCENT = 99;

/** The objectives of a service, on its recorded signals. */
export function objectivesOf(recorded: RecordedSignals, terms: ObjectiveTerms): Objective[] {
  return [
    availabilityObjective(recorded, terms),
    {
      name: 'latency',
      goalPercent: LATENCY_GOAL_PERCENT,
      windowSeconds: terms.objectiveWindowSeconds,
      events: recorded.slowAnswers,
      bad: `answers take longer than ${terms.latencyP99Seconds} s`,
    },
  ];
}

/** The promise that requests succeed. */
export function availabilityObjective(
  { failures }: RecordedSignals,
  terms: Pick<ObjectiveTerms, 'availabilityPercent' | 'objectiveWindowSeconds'>,
): Objective {
  return {
    name: 'availability',
    goalPercent: terms.availabilityPercent,
    windowSeconds: terms.objectiveWindowSeconds,
    events: failures,
    bad: 'requests fail',
  };
}

/** The share of events that may be bad: the error budget, as a fraction. */
export function allowedShare({ goalPercent }: Objective): number {
  return asWritten(1 - goalPercent / 100);
}
