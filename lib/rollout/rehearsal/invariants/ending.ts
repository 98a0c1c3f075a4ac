import { alarmNames, ServicePlan } from '../deployment/service-plan';
import { Simulation } from '../simulation';
import { Watcher } from './watcher';

/** What somebody led elsewhere by hand is that person's; the gate must have left it so. */
export function formerRelease(simulation: Simulation): Watcher {
  const { from, to, cloud, deployment } = simulation;
  return {
    end: () => {
      if (!from || !to || deployment.succeeded || cloud.handMade.size > 0) return undefined;
      const rule = cloud.balancer.rules.get(from.productionRule.arn);
      const weights = rule?.weights ?? {};
      const isBack = weights[from.targetGroup.arn] > 0 && Object.keys(weights).length === 1;
      return isBack ? undefined : `the production rule leads to ${JSON.stringify(weights)}`;
    },
  };
}

export function limitsAndSize(simulation: Simulation): Watcher {
  const { from, to, cloud, deployment, liveServers } = simulation;
  return {
    // Whoever may have to take all users back at any moment must not shrink meanwhile.
    step: () => {
      const group = simulation.exposed > 0 && from && !isLetThrough(simulation) && cloud.groups.get(from.group.name);
      return group && group.desired < liveServers
        ? `the former group scaled in to ${group.desired} servers, and had ${liveServers}`
        : undefined;
    },
    end: () => {
      if (!from || !to || deployment.succeeded) return undefined;
      const group = cloud.groups.get(from.group.name);
      if (!group) return 'the former group is gone';
      // Without users, whom somebody led away by hand, it may become smaller.
      if (group.size < liveServers && cloud.handMade.size === 0)
        return `the former group has ${group.size} servers, and had ${liveServers}`;
      const own = group.min === from.group.min && group.max === from.group.max;
      return own ? undefined : `the former group has limits ${group.min} to ${group.max}`;
    },
  };
}

/** CloudFormation has the gate's word for the new release. */
function isLetThrough({ deployment, to }: Simulation): boolean {
  return deployment.custom.requests.some(
    ({ event, end }) => event.LogicalResourceId === to?.gate.logicalId && end === 'SUCCESS',
  );
}

export function nothingLeftBehind(simulation: Simulation): Watcher {
  const { cloud, machine, deployment } = simulation;
  return {
    end: () => {
      const running = machine.running('');
      if (running.length > 0) return `still running: ${running.join(', ')}`;
      const held = [...cloud.groups.values()].find(({ priorMinimum }) => priorMinimum !== undefined);
      if (held) return `the minimum of ${held.plan.name} is still held`;
      const { leftBehind } = deployment.sets;
      if (leftBehind.length > 0) return `could not be deleted: ${leftBehind.join(', ')}`;
      const { live, gone } = outcomeOf(simulation);
      const left = gone && leftoverOf(simulation, gone, live);
      if (left !== undefined) return left;
      const group = live && cloud.groups.get(live.group.name);
      return group && (group.min !== live.group.min || group.max !== live.group.max)
        ? `the live group has limits ${group.min} to ${group.max}`
        : undefined;
    },
  };
}

/** Which release should be there in the end, and which should not. */
function outcomeOf({ from, to, deployment }: Simulation): { live?: ServicePlan; gone?: ServicePlan } {
  if (to === undefined) return { gone: from };
  return deployment.succeeded ? { live: to, gone: from } : { live: from, gone: to };
}

function leftoverOf({ cloud, deployment }: Simulation, gone: ServicePlan, live?: ServicePlan): string | undefined {
  if (gone.targetGroup.arn === live?.targetGroup.arn) return undefined;
  if (cloud.balancer.targetGroups.has(gone.targetGroup.arn)) return `the target group ${gone.targetGroup.arn} is left`;
  if (cloud.groups.has(gone.group.name)) return `the group ${gone.group.name} is left`;
  const kept = live === undefined ? [] : alarmNames(live);
  const alarm = alarmNames(gone).find((name) => !kept.includes(name) && deployment.stack.alarms.has(name));
  return alarm && `the alarm ${alarm} is left`;
}
