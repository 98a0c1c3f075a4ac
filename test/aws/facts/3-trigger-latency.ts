import {
  deedOf,
  deployOf,
  ending,
  line,
  lookAt,
  notSeen,
  Observed,
  percent,
  rollbackOf,
  seconds,
  shareOfNew,
  Verdict,
} from '../records';
import { Fact } from './fact';

/** What a user would still call at once. */
const SOON_SECONDS = 120;

/** A rollback trigger belongs to CloudFormation; the gate hears of it only by the rollback. */
export const triggerLatency: Fact = {
  number: 3,
  claim: `When a rollback trigger fires while the gate bakes, all traffic is on the former release within ${SOON_SECONDS} seconds.`,
  matters: 'If not, rollback triggers are no way to end a bad release while the gate is at work.',
  provoked:
    'cdk deploy --rollback-trigger-alarm-arns with --monitoring-time-minutes; when the new release has all the traffic, SetAlarmState puts the alarm, which nothing else watches, into ALARM.',
  observed:
    'DescribeRules and DescribeStacks every second, from SetAlarmState until the rule has the former release alone.',
  needs: ['triggered-release'],
  judge(observed: Observed): Verdict {
    const deploy = deployOf(observed, 'triggered-release');
    if (deploy === undefined) return notSeen('the deploy did not take place');
    const { former } = deploy;
    const fired = deedOf(deploy, 'alarm set');
    if (fired === undefined || former === undefined) return notSeen('the alarm was never set', ending(deploy));
    const then = lookAt(deploy, fired.at);
    if (then === undefined || shareOfNew(then, former) !== 1) {
      return notSeen('the new release had not all the traffic when the alarm was set', ending(deploy));
    }
    const rollback = rollbackOf(deploy);
    const back = deploy.looks.find((look) => look.at > fired.at && shareOfNew(look, former) === 0);
    const evidence = [
      line(fired.at, `${fired.detail}, with ${percent(1)} of the traffic on the new release`),
      rollback === undefined
        ? ending(deploy)
        : line(
            rollback.at,
            `${rollback.status}, ${seconds(fired.at, rollback.at)} after that: ${rollback.reason ?? ''}`,
          ),
      back === undefined
        ? line(deploy.to, 'the traffic never went back')
        : line(back.at, `all traffic on the former release, ${seconds(fired.at, back.at)} after the alarm`),
    ];
    const soon = back !== undefined && back.at - fired.at <= SOON_SECONDS * 1000;
    return { answer: soon ? 'confirmed' : 'refuted', evidence };
  },
};
