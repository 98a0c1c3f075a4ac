import { ABANDONED_SHARE } from '../names';
import {
  deedOf,
  Deploy,
  deployOf,
  ending,
  line,
  notSeen,
  Observed,
  percent,
  rollbackOf,
  seconds,
  shareOfNew,
  Verdict,
} from '../records';
import { Fact } from './fact';

/** CloudFormation rolls back what it updated. Weights that somebody else wrote are not among that. */
export const weightsStay: Fact = {
  number: 1,
  claim:
    'CloudFormation leaves weights as they are that it did not write itself, when it rolls a deploy back in mid-shift.',
  matters: 'If so, the gate has to lead traffic back before it answers; nobody else does.',
  provoked: `A rule with two empty target groups; while CloudFormation waits for something that then fails, the script writes ${ABANDONED_SHARE} % to the new one and leaves it at that. No gate takes part.`,
  observed:
    'DescribeRules and DescribeStacks every second, DescribeStackEvents at the end; beside it, the same of the demo.',
  needs: ['abandoned-shift'],
  judge(observed: Observed): Verdict {
    const deploy = deployOf(observed, 'abandoned-shift');
    if (deploy === undefined) return notSeen('the deploy did not take place');
    const withGate = deployOf(observed, 'failing-release');
    const beside = withGate === undefined ? [] : gateEvidence(withGate);
    const deed = deedOf(deploy, 'weights set');
    const rollback = rollbackOf(deploy);
    const { former } = deploy;
    if (deed === undefined || rollback === undefined || former === undefined || rollback.at < deed.at) {
      return notSeen('no weights were in effect when CloudFormation turned back', ending(deploy), ...beside);
    }
    const seen = deploy.looks.filter(({ at }) => at >= deed.at);
    const shifted = seen.find((look) => (shareOfNew(look, former) ?? 0) > 0);
    const last = seen[seen.length - 1];
    const share = last && shareOfNew(last, former);
    if (shifted === undefined || share === undefined || !last.stack.endsWith('ROLLBACK_COMPLETE')) {
      return notSeen('the end of the rollback was not seen', ending(deploy), ...beside);
    }
    const leaks = deploy.events.filter(({ status }) => status === 'DELETE_FAILED');
    const evidence = [
      line(deed.at, deed.detail),
      line(rollback.at, `${rollback.status}: ${rollback.reason ?? 'no reason given'}`),
      line(last.at, `${last.stack}, with ${percent(share)} of the traffic on the target group that was rolled back`),
      ...leaks.map((event) => line(event.at, `${event.logicalId} DELETE_FAILED: ${event.reason ?? ''}`)),
      ...beside,
    ];
    return { answer: share > 0 ? 'confirmed' : 'refuted', evidence };
  },
};

/** What the gate did in the same place: it is no part of the verdict, but of the story. */
function gateEvidence(deploy: Deploy): string[] {
  const { former, looks } = deploy;
  const rollback = rollbackOf(deploy);
  if (former === undefined) return [];
  const shifted = looks.findIndex((look) => (shareOfNew(look, former) ?? 0) > 0);
  const back = looks.find((look, index) => index > shifted && shifted >= 0 && shareOfNew(look, former) === 0);
  if (shifted < 0 || back === undefined || rollback === undefined) return [`with the gate: ${ending(deploy)}`];
  const order = back.at <= rollback.at ? 'before' : 'after';
  return [
    `with the gate: ${line(back.at, `all traffic on the former release, ${seconds(back.at, rollback.at).replace('-', '')} ${order} CloudFormation turned back`)}`,
  ];
}
