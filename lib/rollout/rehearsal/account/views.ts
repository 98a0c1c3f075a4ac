import { GroupView, TargetView } from '../../gate/account';
import { Group, Server } from './auto-scaling';
import { Cloud } from './cloud';

/** What AWS says when it refuses. */
export const MESSAGES = {
  throttled: 'Rate exceeded',
  denied: 'User is not authorized to perform this action',
  'not-found': 'not found',
  other: 'Internal failure',
};

/** A group as EC2 Auto Scaling describes it. */
export function groupView(group: Group): GroupView {
  const { plan, createdAt, min, max, desired, priorMinimum, servers } = group;
  return {
    name: plan.name,
    createdAt,
    targetGroupArns: [plan.targetGroupArn],
    min,
    max,
    desired,
    priorMinimum,
    servers: servers.map(({ id, zone, state }) => ({ id, zone, inService: state === 'in service' })),
  };
}

/** A server as Elastic Load Balancing describes it. One whose target group is in no rule is never checked. */
export function targetView(cloud: Cloud, { id, zone, target }: Server, targetGroupArn: string): TargetView {
  const state = cloud.balancer.isInUse(targetGroupArn) ? target : 'unused';
  const shiftedAway = cloud.shiftedZones.has(zone);
  return state === 'unhealthy'
    ? { id, state, shiftedAway, reason: 'Target.FailedHealthChecks: Health checks failed' }
    : { id, state, shiftedAway };
}
