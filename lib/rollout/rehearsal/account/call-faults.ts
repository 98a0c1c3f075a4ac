import { AccountErrorKind } from '../../gate/account';
import { Invocation } from './invocation';

/** One call to AWS, as it was made. */
export interface Call {
  /** The how manyeth call of the gate's function it is, from 0 on. */
  readonly index: number;
  readonly at: number;
  /** The method of the account, such as `setWeights`. */
  readonly method: string;
  readonly invocation: Invocation;
}

/**
 * What happens to a call.
 *
 * - `refused`: it fails and does nothing
 * - `lost answer`: it does what it should, and is reported as failed
 * - `lost write`: it is reported as done, and does nothing; of a read it is a failure
 * - `halfway`: of its two requests only the first is done, then it fails; as `refused` if it has only one
 * - `slow`: it takes so many seconds longer
 * - `late write`: it fails, and is done so many seconds later all the same, though never after the function's time-out
 * - `killed before`, `killed after`: the function dies at this call
 */
export type CallEffect =
  | { readonly kind: 'refused'; readonly error: AccountErrorKind; readonly message?: string }
  | { readonly kind: 'lost answer' }
  | { readonly kind: 'lost write' }
  | { readonly kind: 'halfway' }
  | { readonly kind: 'slow'; readonly seconds: number }
  | { readonly kind: 'late write'; readonly seconds: number }
  | { readonly kind: 'killed before' }
  | { readonly kind: 'killed after' };

/** An effect on some of the calls. */
export interface CallFault {
  readonly strikes: (call: Call) => boolean;
  readonly effect: CallEffect;
}

/** How long an effect keeps a call from its end, in seconds; the pause until another try comes on top. */
export function delayOf(effect: CallEffect): number {
  return effect.kind === 'slow' || effect.kind === 'late write' ? effect.seconds : 0;
}

/** The methods that change something, which a lost write can be silent about. */
export const WRITES: readonly string[] = [
  'setWeights',
  'hold',
  'letGo',
  'stopExecution',
  'putParameter',
  'deleteParameter',
];
