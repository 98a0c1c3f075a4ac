import { LIMITS } from '../../gate/limits';
import { Group } from '../account/auto-scaling';
import { Simulation } from '../simulation';
import { Watcher } from './watcher';

/** What a look takes when every call is quick, with the test in it. */
const LOOK_SECONDS = 4;

/** How long a condition has held, not counting the time in which calls themselves went wrong. */
class Stopwatch {
  private since: number | undefined;

  constructor(private readonly simulation: Simulation) {}

  /** Seconds that it has held so far. */
  public read(holds: boolean): number {
    const { clock, cloud } = this.simulation;
    if (!holds) {
      this.since = undefined;
      return 0;
    }
    this.since ??= clock.now;
    return (clock.now - Math.max(this.since, cloud.disturbedUntil)) / 1000;
  }
}

/** (forward) Each raise of the new release's share needs enough healthy servers, as seen in the look that it came from. */
export function onlyToHealthy(simulation: Simulation): Watcher {
  const { cloud, clock } = simulation;
  let share = 0;
  let shiftedAt: number | undefined;
  let enoughAt = 0;
  return {
    step: () => {
      const group = newest(simulation);
      const problem = group ? shortage(simulation, group, simulation.liveServers) : undefined;
      if (group && problem === undefined) enoughAt = clock.now;
      const raised = simulation.exposed > share;
      share = simulation.exposed;
      const byGate = cloud.lastShift !== undefined && cloud.lastShift.at !== shiftedAt;
      shiftedAt = cloud.lastShift?.at;
      if (!raised || !byGate || problem === undefined || enoughAt >= cloud.lastShift!.lookedAt) return undefined;
      return `users were led to the new release (${percent(share)}) although ${problem}`;
    },
  };
}

export function staysOnlyWhereHealthy(simulation: Simulation): Watcher {
  const bad = new Stopwatch(simulation);
  const { pollSeconds } = simulation.service.order.rollout;
  return {
    step: () => {
      const group = newest(simulation);
      const problem = group && isAtStake(simulation) ? shortage(simulation, group, 1) : undefined;
      const seconds = bad.read(problem !== undefined && formerIsHealthy(simulation));
      return seconds > pollSeconds + LOOK_SECONDS
        ? `users stayed on the new release (${percent(simulation.exposed)}) for ${seconds} s although ${problem}`
        : undefined;
    },
  };
}

/** A release that dies at once takes its users with it, until the next look. */
export function usersHaveRelease(simulation: Simulation): Watcher {
  const bad = new Stopwatch(simulation);
  const { pollSeconds } = simulation.service.order.rollout;
  const { balancer } = simulation.cloud;
  return {
    step: () => {
      const rule = balancer.rules.get(simulation.service.productionRule.arn);
      const weights = Object.entries(rule?.weights ?? {});
      const served = weights.some(
        ([arn, weight]) => weight > 0 && (simulation.cloud.groupBehind(arn)?.healthy ?? 0) > 0,
      );
      const byHand = simulation.cloud.handMade.size > 0;
      const seconds = bad.read(rule !== undefined && !served && !byHand && formerIsHealthy(simulation));
      return seconds > pollSeconds + LOOK_SECONDS
        ? `users had no healthy release for ${seconds} s, while the former one was healthy`
        : undefined;
    },
  };
}

export function backAtOnce(simulation: Simulation): Watcher {
  const waiting = new Stopwatch(simulation);
  const { pollSeconds } = simulation.service.order.rollout;
  return {
    step: () => {
      const sign = isAtStake(simulation) ? signOfTrouble(simulation) : undefined;
      const seconds = waiting.read(sign !== undefined && formerIsHealthy(simulation));
      return seconds > pollSeconds + LOOK_SECONDS
        ? `users were still on the new release (${percent(simulation.exposed)}) ${seconds} s after ${sign}`
        : undefined;
    },
  };
}

export function lateWritesUndone(simulation: Simulation): Watcher {
  const late = new Stopwatch(simulation);
  const { pollSeconds } = simulation.service.order.rollout;
  let wasBack = false;
  return {
    step: () => {
      const isBack = simulation.exposed === 0 && simulation.deployment.stack.status.includes('ROLLBACK');
      wasBack ||= isBack;
      const seconds = late.read(wasBack && simulation.exposed > 0);
      return seconds > LIMITS.writerSeconds + pollSeconds + LOOK_SECONDS
        ? `a late write kept users on the new release (${percent(simulation.exposed)}) for ${seconds} s`
        : undefined;
    },
  };
}

/** What anyone could see of a release that should not go on. */
export function signOfTrouble(simulation: Simulation): string | undefined {
  const { cloud, to } = simulation;
  if (isRollingBack(simulation)) return 'CloudFormation asked for the way back';
  const group = newest(simulation);
  if (group) {
    const problem = shortage(simulation, group, 1);
    if (problem !== undefined) return `there was trouble with its health: ${problem}`;
  }
  for (const name of to?.order.alarms ?? []) {
    const alarm = cloud.alarms.byName.get(name);
    if (!alarm) return `the alarm ${name} was gone`;
    if (alarm.state === 'ALARM') return `the alarm ${name} fired`;
  }
  return undefined;
}

/** Whether users are on a release that the gate still answers for. */
function isAtStake(simulation: Simulation): boolean {
  if (simulation.exposed === 0 || simulation.from === undefined || simulation.cloud.handMade.size > 0) return false;
  const gate = simulation.service.gate.logicalId;
  const requests = simulation.deployment.custom.requests.filter(({ event }) => event.LogicalResourceId === gate);
  const last = requests[requests.length - 1];
  return last !== undefined && last.end === undefined;
}

function isRollingBack({ deployment, service }: Simulation): boolean {
  const { requests } = deployment.custom;
  return (
    deployment.stack.status.includes('ROLLBACK') &&
    requests.some(({ event, end }) => event.LogicalResourceId === service.gate.logicalId && end === undefined)
  );
}

function newest({ cloud, from, to }: Simulation): Group | undefined {
  if (to === undefined || from?.targetGroup.arn === to.targetGroup.arn) return undefined;
  return cloud.groups.get(to.group.name);
}

function formerIsHealthy({ cloud, from }: Simulation): boolean {
  return from !== undefined && (cloud.groups.get(from.group.name)?.healthy ?? 0) > 0;
}

/** The zones that have less than an even share of so many servers, one at least; in words. */
function shortage({ cloud }: Simulation, group: Group, size: number): string | undefined {
  const { zones } = group.plan;
  const required = Math.max(1, Math.floor(size / zones.length));
  const short = zones
    .map((zone) => ({ zone, healthy: cloud.shiftedZones.has(zone) ? 0 : group.healthyIn(zone) }))
    .filter(({ healthy }) => healthy < required)
    .map(({ zone, healthy }) => `${zone} had ${healthy} of ${required} healthy servers`);
  return short.length > 0 ? short.join(', ') : undefined;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
