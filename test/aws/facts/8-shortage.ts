import { IDS } from '../names';
import { deployOf, ending, line, notSeen, Observed, seconds, Verdict } from '../records';
import { Fact } from './fact';

/** How long the script waits. A deploy has an hour from the gate, too. */
export const SHORTAGE_LIMIT_MINUTES = 60;

/** What EC2 says when it has no room, on demand or in a reservation. */
const NO_ROOM = /InsufficientInstanceCapacity|ReservationCapacityExceeded|insufficient|not have sufficient|capacity/i;

/** The gate's own limits begin when the group is complete. */
export const shortage: Fact = {
  number: 8,
  claim: `CloudFormation gives a new group up by itself, within ${SHORTAGE_LIMIT_MINUTES} minutes, when EC2 has no room for its servers.`,
  matters: 'If not, a deploy in a shortage hangs until a person cancels it, because the gate comes after the group.',
  provoked:
    'A group of one server that may only start in a capacity reservation, of which there is none. It stands in for InsufficientInstanceCapacity, which nobody can order; the message of EC2 is in the evidence.',
  observed: 'DescribeStackEvents, DescribeScalingActivities.',
  needs: ['shortage'],
  judge(observed: Observed): Verdict {
    const deploy = deployOf(observed, 'shortage');
    if (deploy === undefined) return notSeen('the deploy did not take place');
    const own = deploy.events.filter(({ logicalId }) => logicalId === IDS.group);
    const began = own.find(({ status }) => status === 'CREATE_IN_PROGRESS');
    const launch = deploy.failedLaunches.find(({ message }) => NO_ROOM.test(message));
    if (began === undefined || launch === undefined) {
      const others = deploy.failedLaunches.slice(0, 3).map(({ at, message }) => line(at, message));
      return notSeen('no launch failed for want of room', ...others, ending(deploy));
    }
    const begins = [line(began.at, 'CloudFormation begins to make the group'), line(launch.at, launch.message)];
    const failed = own.find(({ status }) => status === 'CREATE_FAILED');
    if (failed !== undefined && !/cancel/i.test(failed.reason ?? '')) {
      const text = `CREATE_FAILED after ${seconds(began.at, failed.at)}: ${failed.reason ?? ''}`;
      return { answer: 'confirmed', evidence: [...begins, line(failed.at, text)] };
    }
    const complete = own.find(({ status }) => status === 'CREATE_COMPLETE');
    if (complete !== undefined) {
      return notSeen(...begins, line(complete.at, 'and yet the group was complete: there was room after all'));
    }
    const waited = deploy.to - began.at;
    const waiting = line(deploy.to, `still CREATE_IN_PROGRESS after ${seconds(began.at, deploy.to)}`);
    return waited >= SHORTAGE_LIMIT_MINUTES * 60_000
      ? { answer: 'refuted', evidence: [...begins, waiting] }
      : notSeen(...begins, `${waiting}: not waited long enough`);
  },
};
