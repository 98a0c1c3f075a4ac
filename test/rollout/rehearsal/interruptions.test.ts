import { CallEffect } from '../../../lib/rollout/rehearsal/account/call-faults';
import { play, Trouble } from './schedules';

/** Deploys that go well, that are refused in the middle, and that are rolled back by CloudFormation. */
const DEPLOYS: ReadonlyArray<readonly [string, readonly Trouble[], string]> = [
  ['a good deploy', [], 'UPDATE_COMPLETE'],
  ['a deploy that fails', [{ kind: 'errors', at: 150 }], 'UPDATE_ROLLBACK_COMPLETE'],
  ['a deploy that is cancelled', [{ kind: 'cancel', at: 200 }], 'UPDATE_ROLLBACK_COMPLETE'],
];

const DEATHS: readonly CallEffect[] = [{ kind: 'killed before' }, { kind: 'killed after' }];

/** What comes of a deploy if the function dies at one of its calls, for each call and each way to die. */
async function interrupted(base: readonly Trouble[], calls: number, status: string): Promise<string[]> {
  const problems: string[] = [];
  for (let index = 0; index < calls; index++) {
    for (const effect of DEATHS) {
      const { simulation, broken } = await play([...base, { kind: 'call', index, effect }]);
      const ended = simulation.deployment.stack.status;
      const wrong = ended === status ? broken : [`ended with ${ended}: ${simulation.deployment.reason}`, ...broken];
      if (wrong.length > 0) problems.push(`${effect.kind} call ${index}: ${wrong.join('; ')}`);
    }
  }
  return problems;
}

test.each(DEPLOYS)(
  'the function may die at any call of %s',
  async (_, base, status) => {
    const { simulation, broken } = await play(base);
    expect([simulation.deployment.stack.status, ...broken]).toEqual([status]);
    expect(await interrupted(base, simulation.cloud.calls, status)).toEqual([]);
  },
  300_000,
);
