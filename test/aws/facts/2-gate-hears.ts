import {
  Deploy,
  DeployName,
  deployOf,
  ending,
  line,
  lookAt,
  notSeen,
  Observed,
  rollbackOf,
  seconds,
  shareOfNew,
  Verdict,
} from '../records';
import { Fact } from './fact';

const DEPLOYS: DeployName[] = ['failing-release', 'cancelled-release', 'triggered-release'];

/** The gate's resource has a stable logical id, so a rollback is an update of it. */
export const gateHears: Fact = {
  number: 2,
  claim:
    'On a rollback the gate is sent an update with its old order before anything is deleted, while the stack is in UPDATE_ROLLBACK_IN_PROGRESS.',
  matters: 'If not, the gate does not know a rollback from a release, or hears of it when servers are going already.',
  provoked:
    'Three deploys of the demo that turn back with users on the new release: its servers begin to answer 500, the update is cancelled, a rollback trigger fires.',
  observed:
    "DescribeStackEvents for the order, ListExecutions of the gate's state machine for the arrival, DescribeStacks every second for the status then.",
  needs: ['failing-release', 'cancelled-release'],
  judge(observed: Observed): Verdict {
    const found = DEPLOYS.map((name) => deployOf(observed, name)).filter((deploy) => deploy !== undefined);
    const heard = found.map(hear);
    const evidence = heard.flatMap((one) => one.evidence);
    if (heard.some(({ answer }) => answer === 'refuted')) return { answer: 'refuted', evidence };
    const confirmed = heard.filter(({ answer }) => answer === 'confirmed');
    if (confirmed.length > 0) return { answer: 'confirmed', evidence };
    return notSeen(...(evidence.length > 0 ? evidence : ['no deploy of the demo turned back']));
  },
};

function hear(deploy: Deploy): Verdict {
  const { former, looks, events, executions, name } = deploy;
  const rollback = rollbackOf(deploy);
  const shifted = former !== undefined && looks.some((look) => (shareOfNew(look, former) ?? 0) > 0);
  if (rollback === undefined || !shifted) return notSeen(`${name}: did not turn back in mid-shift`, ending(deploy));
  const after = events.filter(({ at }) => at >= rollback.at);
  const update = after.find(({ type, status }) => type === 'Custom::ReleaseGate' && status === 'UPDATE_IN_PROGRESS');
  const firstDelete = after.find(({ status }) => status === 'DELETE_IN_PROGRESS');
  const arrival = executions.find(({ startedAt, request }) => startedAt >= rollback.at && request === 'Update');
  const turned = line(rollback.at, `${name}: ${rollback.status}`);
  if (update === undefined || arrival === undefined) {
    const missing = line(
      deploy.to,
      `${name}: the gate was sent no update until ${deploy.to > rollback.at ? seconds(rollback.at, deploy.to) : ''} later`,
    );
    return { answer: 'refuted', evidence: [turned, missing] };
  }
  // The clock of this machine and those of AWS differ a little, so the status is that of a look around the arrival.
  const status = lookAt(deploy, arrival.startedAt + CLOCKS_MS)?.stack ?? 'unknown';
  const inTime = firstDelete === undefined || arrival.startedAt <= firstDelete.at;
  const evidence = [
    turned,
    line(update.at, `${name}: update of the gate begins, ${seconds(rollback.at, update.at)} after that`),
    line(arrival.startedAt, `${name}: it arrives (${arrival.name}); the stack is in ${status}`),
    firstDelete === undefined
      ? `${name}: nothing was deleted`
      : line(firstDelete.at, `${name}: the first deletion, of ${firstDelete.logicalId}`),
  ];
  return { answer: inTime && status === 'UPDATE_ROLLBACK_IN_PROGRESS' ? 'confirmed' : 'refuted', evidence };
}

const CLOCKS_MS = 2000;
