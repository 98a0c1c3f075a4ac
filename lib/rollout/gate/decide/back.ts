import { GroupView, RuleView } from '../account';
import { LIMITS } from '../limits';
import { Command } from './commands';
import { Assignment, conclude, Decision, enter, soon, stay, to, withAttention } from './decision';
import { anyHealthy } from './health';
import { blindness, Observations, valueOf } from './observations';
import { nameOf } from './orientation';
import { refusal, releaseName } from './reasons';
import { GateState, Outcome } from './state';

/** Gives the release up: the decision, and at once the way back. */
export function fail(assignment: Assignment, state: GateState, seen: Observations, problem: string): Decision {
  const failed = enter({ ...state, outcome: { status: 'FAILED', reason: problem } }, 'restore', seen.now);
  const { state: next, commands, why } = restore(assignment, failed, seen);
  const leftAlone = next.phase === 'letGo' && next.attention.length > state.attention.length;
  const reason = refusal(assignment, state, { problem, leftAlone, now: seen.now });
  return { commands, why: `${problem}; ${why}`, state: { ...next, outcome: { status: 'FAILED', reason } } };
}

/** All traffic back to where it belongs, and everything else out of the rule. */
export function restore(assignment: Assignment, state: GateState, seen: Observations): Decision {
  const { ruleArn, safe } = state;
  if (ruleArn === undefined || safe === undefined)
    return to(enter(state, 'letGo', seen.now), 'no traffic to lead back');
  if (!seen.rule?.known) return late(assignment, state, seen, 'the production rule could not be seen');
  const rule = seen.rule.value;
  if (rule === undefined) return giveUp(assignment, state, seen, 'the production rule is gone');
  const strangers = Object.keys(rule.weights).filter((arn) => !state.own.includes(arn));
  if (strangers.length > 0) {
    return giveUp(
      assignment,
      state,
      seen,
      `somebody led the production rule to ${strangers.map(nameOf).join(', ')}; it was left so`,
    );
  }
  if (isBack(rule, safe)) {
    return to({ ...enter(state, 'settle', seen.now), restoredAt: seen.now }, 'all traffic is on the safe release');
  }
  const [failure] = state.last.failures;
  if (failure && isLate(state, seen))
    return giveUp(assignment, state, seen, `traffic cannot be led back: ${failure.message}`);
  return (
    mayReturn(assignment, state, seen, rule) ??
    stay(assignment, state, 'the safe release has no healthy server: Auto Scaling replaces them')
  );
}

/** At once if somebody is there to answer, or if waiting helps nobody. */
function mayReturn(assignment: Assignment, state: GateState, seen: Observations, rule: RuleView): Decision | undefined {
  const safe = state.safe!;
  const back: Command = { do: 'restore', ruleArn: rule.arn, safe };
  const ready = seen.safeTargets?.known ? anyHealthy(seen.safeTargets.value) : undefined;
  const otherIsBetter = valueOf(seen.targets) !== undefined && anyHealthy(valueOf(seen.targets)!);
  if (ready === true) return again(assignment, state, 'lead all traffic back', back);
  if (ready === false && otherIsBetter && secondsIn(state, seen) <= LIMITS.rescueSeconds) return undefined;
  const problem = `all traffic was led back to ${nameOf(safe)}, where no server was healthy`;
  const attention = ready === false ? withAttention(state, problem).attention : state.attention;
  return again(assignment, { ...state, attention }, 'lead all traffic back: nobody else can answer', back);
}

/** Repeats a write that has failed before only after a pause. */
function again(assignment: Assignment, state: GateState, why: string, command: Command): Decision {
  return state.last.failures.length > 0 ? stay(assignment, state, why, [command]) : soon(state, why, [command]);
}

/** It stays back: a call must not have the last word that was on its way when its execution was stopped, or that failed. */
export function settle(assignment: Assignment, state: GateState, seen: Observations): Decision {
  if (!seen.rule?.known) return late(assignment, state, seen, 'the production rule could not be seen again');
  const rule = seen.rule.value;
  if (rule !== undefined && !isBack(rule, state.safe!)) {
    return restore(assignment, enter(state, 'restore', seen.now), seen);
  }
  const lastCall = Math.max(state.stopped ? state.restoredAt! : 0, state.unclearAt ?? 0);
  const quiet = LIMITS.writerSeconds + assignment.order.rollout.pollSeconds;
  if (seen.now - lastCall < quiet * 1000) return stay(assignment, state, 'a late write may still arrive');
  return to(enter(state, 'letGo', seen.now), 'all traffic stays on the safe release');
}

/** Groups get their own minimums back: of a release that is let through, the former one is on its way out. */
export function letGo(assignment: Assignment, state: GateState, seen: Observations): Decision {
  const outcome = state.outcome ?? outcomeOf(assignment, state);
  const end = (ended: GateState) => conclude(ended, seen.now, outcome);
  const groups = valueOf(seen.groups);
  const held = releases(assignment, state, groups ?? []);
  if (groups !== undefined && held.length === 0) return end(state);
  return secondsIn(state, seen) > LIMITS.letGoSeconds
    ? end(withAttention(state, 'a server group kept a raised minimum'))
    : soon(state, 'give the minimums back', held);
}

/** Whose minimums are to be given back. */
export function releases({ order }: Assignment, { outcome, mission }: GateState, groups: GroupView[]): Command[] {
  const live = order.servers.groupName;
  // The former release keeps its size until CloudFormation deletes it: there may be a way back to it yet.
  const onlyLive = outcome?.status === 'SUCCESS' && mission !== 'back' && mission !== 'leave';
  return groups
    .filter(({ name, priorMinimum }) => priorMinimum !== undefined && (!onlyLive || name === live))
    .map(({ name, priorMinimum }) => ({ do: 'letGo', group: name, minimum: priorMinimum! }));
}

/** What CloudFormation is told of a rollback or a deletion: it goes on, whatever there was. */
function outcomeOf({ order }: Assignment, { mission, attention }: GateState): Outcome {
  const back = attention.length === 0 ? 'is live again' : `is what CloudFormation returns to; ${attention.join('; ')}`;
  const reason = mission === 'back' ? `${releaseName(order)} ${back}.` : `The gate of ${order.service} is gone.`;
  return { status: 'SUCCESS', reason };
}

/** Tells CloudFormation, until it has been told. */
export function answer(assignment: Assignment, state: GateState): Decision {
  if (state.last.answered) return { state: { ...state, phase: 'done', done: true }, commands: [], why: 'answered' };
  const leaving = state.mission === 'leave';
  const unchanged = state.mission === 'unchanged' || state.mission === 'stale';
  const keep: Command[] = leaving ? [{ do: 'forget' }] : unchanged ? [] : [{ do: 'record' }];
  const commands: Command[] = [...keep, { do: 'answer' }];
  const why = `${state.outcome!.status}: ${state.outcome!.reason}`;
  return state.last.failures.length > 0 ? stay(assignment, state, why, commands) : to(state, why, commands);
}

/**
 * Nothing more can be done about the traffic: a person must know.
 *
 * A rollback that left users on the other release says so to CloudFormation, which would delete its servers otherwise.
 */
function giveUp({ order }: Assignment, state: GateState, seen: Observations, problem: string): Decision {
  const told = withAttention(state, problem);
  const left =
    state.mission === 'back' && mayBeElsewhere(state, seen)
      ? {
          outcome: {
            status: 'FAILED',
            reason: `${releaseName(order)} did not get its traffic back: ${problem}. The servers of both releases are kept. Lead the traffic back, then: aws cloudformation continue-update-rollback`,
          } as const,
        }
      : {};
  return to(enter({ ...told, ...left }, 'letGo', seen.now), problem);
}

/** Whether users may still be on another release of this service. */
export function mayBeElsewhere({ own, safe }: GateState, { rule }: Observations): boolean {
  if (!rule?.known) return true;
  const weights = rule.value?.weights ?? {};
  return Object.keys(weights).some((arn) => arn !== safe && own.includes(arn) && weights[arn] > 0);
}

function late(assignment: Assignment, state: GateState, seen: Observations, problem: string): Decision {
  return isLate(state, seen)
    ? giveUp(assignment, state, seen, problem)
    : stay(assignment, state, `${problem}: ${blindness(seen)?.message}`);
}

/** Forward, CloudFormation's own rollback comes next; back, nobody comes after. */
function isLate(state: GateState, seen: Observations): boolean {
  return state.mission === 'back'
    ? seen.now - state.startedAt > LIMITS.returnSeconds * 1000
    : secondsIn(state, seen) > LIMITS.rescueSeconds;
}

function secondsIn({ since }: GateState, { now }: Observations): number {
  return (now - since) / 1000;
}

/** The safe release alone stands in the rule. A target group of weight 0 would still be in use, and could not be deleted. */
function isBack({ weights }: RuleView, safe: string): boolean {
  return weights[safe] > 0 && Object.keys(weights).length === 1;
}
