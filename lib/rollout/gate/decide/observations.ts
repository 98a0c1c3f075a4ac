import { ActivityView, AlarmView, FiringView, GroupView, RuleView, StackView, TargetView } from '../account';
import { Orientation } from './orientation';

/** Something the gate looked at: seen, or not to be seen right now. Unknown is never taken for good. */
export type Seen<T> = { readonly known: true; readonly value: T } | { readonly known: false; readonly why: Blindness };

export interface Blindness {
  readonly kind: 'throttled' | 'denied' | 'not-found' | 'other';
  readonly message: string;
}

/** What one look saw. Each phase looks at what it needs. */
export interface Observations {
  readonly now: number;
  readonly orientation?: Seen<Orientation>;
  readonly others?: Seen<string[]>;
  readonly stack?: Seen<StackView>;
  readonly rule?: Seen<RuleView | undefined>;
  readonly testRule?: Seen<RuleView | undefined>;
  readonly groups?: Seen<GroupView[]>;
  /** The targets of the new release. */
  readonly targets?: Seen<TargetView[]>;
  /** The targets of the release to go back to. */
  readonly safeTargets?: Seen<TargetView[]>;
  readonly activities?: Seen<ActivityView[]>;
  readonly alarms?: Seen<AlarmView[]>;
  readonly firings?: Seen<FiringView[]>;
  /** Requests that the new release got since the step began. */
  readonly requests?: Seen<number>;
}

/** The first thing in a look that was looked at and not seen. */
export function blindness(seen: Observations): Blindness | undefined {
  for (const one of Object.values(seen)) {
    if (isSeen(one) && !one.known) return one.why;
  }
  return undefined;
}

/** The value if it was seen. */
export function valueOf<T>(seen: Seen<T> | undefined): T | undefined {
  return seen?.known ? seen.value : undefined;
}

function isSeen(value: unknown): value is Seen<unknown> {
  return typeof value === 'object' && value !== null && 'known' in value;
}
