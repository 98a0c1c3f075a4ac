import { Account } from '../account';
import { GateState } from '../decide/state';
import { Job } from './job';

/** The schema of the record, for whoever reads it. */
const RECORD_SCHEMA = 'golden-path/deployment/1';

/** Writes down what became of a release: the last deployment, and in the parameter's history those before it. */
export async function recordDeployment(account: Account, { order }: Job, state: GateState): Promise<void> {
  const now = account.now();
  await account.putParameter(
    parameterOf(order.path),
    JSON.stringify({
      schema: RECORD_SCHEMA,
      service: order.service,
      host: order.host,
      release: order.release.fingerprint,
      commit: order.release.commit,
      fix: order.fix === '' ? undefined : order.fix,
      outcome: outcomeName(state),
      reason: state.outcome!.reason,
      attention: state.attention,
      startedAt: new Date(state.startedAt).toISOString(),
      seconds: Math.round((now - state.startedAt) / 1000),
      phases: state.timings,
    }),
  );
}

/** A service that is gone leaves no record. */
export async function forgetDeployment(account: Account, { order }: Job): Promise<void> {
  await account.deleteParameter(parameterOf(order.path));
}

/** What became of it, in a word for records and metrics. */
export function outcomeName({ mission, outcome }: GateState): 'live' | 'returned to' | 'refused' {
  if (outcome?.status !== 'SUCCESS') return 'refused';
  return mission === 'back' ? 'returned to' : 'live';
}

function parameterOf(path: string): string {
  return `${path}/deployment`;
}
