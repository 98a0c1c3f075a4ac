/** A retrier of the machine's definition, as far as time goes. Jitter only makes pauses shorter. */
interface Retrier {
  readonly errors: readonly string[];
  readonly attempts: number;
  readonly intervalSeconds: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number;
}

/** The retriers of every call, as in the definition of the machine. */
export const RETRIERS: readonly Retrier[] = [
  {
    errors: ['States.Timeout', 'Sandbox.Timedout', 'Lambda.Unknown'],
    attempts: 1,
    intervalSeconds: 1,
    backoffRate: 2,
    maxDelaySeconds: 20,
  },
  { errors: ['States.ALL'], attempts: 5, intervalSeconds: 2, backoffRate: 2, maxDelaySeconds: 20 },
];

/** The pauses of one call: for each error how long to wait until the next attempt, undefined if there is none. */
export function pauses(): (error: string) => number | undefined {
  const used = RETRIERS.map(() => 0);
  return (error) => {
    const index = RETRIERS.findIndex(({ errors }) => errors.includes(error) || errors.includes('States.ALL'));
    const { attempts, intervalSeconds, backoffRate, maxDelaySeconds } = RETRIERS[index];
    if (used[index] === attempts) return undefined;
    return Math.min(maxDelaySeconds, intervalSeconds * backoffRate ** used[index]++);
  };
}
