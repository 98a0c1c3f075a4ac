import { deedOf, deployOf, ending, endOf, line, notSeen, Observed, rollbackOf, seconds, Verdict } from '../records';
import { Fact } from './fact';

/** Documents say what happens when a trigger goes to ALARM, not when it is there already. */
export const triggerInAlarm: Fact = {
  number: 7,
  claim: 'A rollback trigger that is in ALARM when an update begins makes CloudFormation roll it back.',
  matters:
    'If so, a fix cannot be deployed with triggers while users suffer: it needs --rollback-trigger-alarm-arns none.',
  provoked:
    'SetAlarmState puts the alarm into ALARM, then an update that adds an empty target group is deployed with it as rollback trigger and two minutes of monitoring.',
  observed: 'DescribeAlarms before and after, DescribeStackEvents.',
  needs: ['trigger-in-alarm'],
  judge(observed: Observed): Verdict {
    const deploy = deployOf(observed, 'trigger-in-alarm');
    if (deploy === undefined) return notSeen('the deploy did not take place');
    const set = deedOf(deploy, 'alarm set');
    const began = deploy.events.find(
      ({ logicalId, status }) => logicalId === deploy.stack && status === 'UPDATE_IN_PROGRESS',
    );
    if (set === undefined || began === undefined || set.at > began.at) {
      return notSeen('no update began with the alarm in ALARM', ending(deploy));
    }
    const begins = [line(set.at, set.detail), line(began.at, 'the update began')];
    const rollback = rollbackOf(deploy);
    if (rollback !== undefined) {
      const text = `${rollback.status}, ${seconds(began.at, rollback.at)} after it began: ${rollback.reason ?? ''}`;
      return { answer: 'confirmed', evidence: [...begins, line(rollback.at, text)] };
    }
    return endOf(deploy) === 'UPDATE_COMPLETE'
      ? { answer: 'refuted', evidence: [...begins, ending(deploy)] }
      : notSeen(...begins, ending(deploy));
  },
};
