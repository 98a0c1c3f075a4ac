import { RuleView, Weights } from '../account';
import { GateOrder } from '../protocol';
import { alarmProblem, undecided } from './alarms';
import { fail } from './back';
import { groupsOf, keepSize } from './capacity';
import { Command } from './commands';
import { Assignment, Decision, enter, soon, stay, to } from './decision';
import { enoughToAdvance, enoughToStay, healthOf, shortage } from './health';
import { Observations, valueOf } from './observations';
import { describeWeights, isAwaited, isRollback, nameOf } from './orientation';
import { GateState } from './state';
import { testOn } from './testing';

/** How much longer than its time a step may take, until alarms and tests have judged it. */
const PATIENCE_SECONDS = 300;

/** What EC2 Auto Scaling says when waiting is no use: a quota, a right or an image is missing. */
const HOPELESS =
  /VcpuLimitExceeded|InstanceLimitExceeded|MaxSpotInstanceCountExceeded|InvalidAMIID|UnauthorizedOperation|AuthFailure|InvalidKMSKey|KMSKey|Client\.InternalError/i;

interface Wait {
  readonly what: string;
  /** When it should have come. */
  readonly until: number;
  /** What is done while it waits. */
  readonly meanwhile: Command[];
}

/** What ends the way forward, whatever the phase. */
export function forwardProblem(order: GateOrder, state: GateState, seen: Observations): string | undefined {
  const denied = state.last.failures.find(({ kind }) => kind === 'denied');
  return (
    rollbackProblem(seen) ??
    ruleProblem(order, state, seen) ??
    (state.astray > 0 ? doubtOf(order, state, seen) : undefined) ??
    (denied && `the gate may not do what it must: ${denied.message}`) ??
    alarmsProblem(order, seen)
  );
}

/** What is believed only at the second look: one may see the world as it was a moment ago. */
export function doubtOf(order: GateOrder, state: GateState, seen: Observations): string | undefined {
  const stack = valueOf(seen.stack);
  if (stack !== undefined && !isAwaited(stack)) {
    return `CloudFormation does not wait for the gate any more (${stack.resourceStatus ?? 'no such resource'})`;
  }
  const rule = valueOf(seen.rule);
  return rule !== undefined && isAstray(order, state, rule)
    ? `somebody changed the weights of the production rule to ${describeWeights(rule)}`
    : undefined;
}

function rollbackProblem(seen: Observations): string | undefined {
  const stack = valueOf(seen.stack);
  return stack && isRollback(stack.status) ? `CloudFormation is undoing the deploy (${stack.status})` : undefined;
}

/** The rule must be where the gate found it: nobody else may lead users. */
function ruleProblem({ entrance }: GateOrder, state: GateState, seen: Observations): string | undefined {
  if (!seen.rule?.known) return undefined;
  const rule = seen.rule.value;
  if (state.ruleArn === undefined) {
    return rule && `a production rule of priority ${entrance.priority} appeared during the first release`;
  }
  if (rule === undefined || rule.arn !== state.ruleArn) return 'the production rule was deleted during the rollout';
  const strangers = Object.keys(rule.weights).filter((arn) => !state.own.includes(arn));
  return strangers.length > 0 ? `somebody led the production rule to ${strangers.map(nameOf).join(', ')}` : undefined;
}

/** Whether the rule leads users otherwise than the gate led them. */
function isAstray(order: GateOrder, state: GateState, rule: RuleView): boolean {
  if (state.firstWeightAt === undefined) return rule.weights[order.servers.targetGroupArn] > 0;
  return state.stepSince !== undefined && !inEffect(rule, weightsOf(order, state));
}

function alarmsProblem(order: GateOrder, seen: Observations): string | undefined {
  const alarms = valueOf(seen.alarms);
  return alarms && alarmProblem(order.alarms, alarms, valueOf(seen.firings));
}

/** Healthy in every zone, for a while and without a break. */
export function health(assignment: Assignment, state: GateState, seen: Observations): Decision {
  const { rollout } = assignment.order;
  const [kept, holds] = keepSize(assignment.order, state, seen);
  const short = lacksToAdvance(assignment.order, kept, seen);
  if (short === undefined) {
    const healthySince = kept.healthySince ?? seen.now;
    const healthy = { ...kept, healthySince };
    if (seen.now - healthySince < rollout.healthySeconds * 1000) return stay(assignment, healthy, 'healthy', holds);
    return to(enter(healthy, 'tests', seen.now), 'healthy in every zone', holds);
  }
  const waiting = { ...kept, healthySince: undefined };
  const [group] = groupsOf(assignment.order, state, seen);
  const activities = (valueOf(seen.activities) ?? []).filter(({ at }) => at >= (group?.createdAt ?? state.startedAt));
  const hopeless = activities.find(({ message }) => HOPELESS.test(message));
  if (hopeless) return fail(assignment, waiting, seen, `servers cannot start: ${hopeless.message}`);
  if (seen.now - state.startedAt > rollout.launchSeconds * 1000) {
    const last = activities.length > 0 ? `. The group says: ${activities[0].message}` : '';
    return fail(assignment, waiting, seen, `after ${Math.round(rollout.launchSeconds / 60)} min ${short}${last}`);
  }
  return stay(assignment, waiting, short, holds);
}

/** Every functional test, before any user. */
export function tests(assignment: Assignment, state: GateState, seen: Observations): Decision {
  const [kept, holds] = keepSize(assignment.order, state, seen);
  const short = lacksToAdvance(assignment.order, kept, seen);
  if (short !== undefined) {
    const again = { ...kept, healthySince: undefined, testing: { index: 0, failures: 0 } };
    return to(enter(again, 'health', seen.now), `not healthy any more: ${short}`, holds);
  }
  const round = testOn(assignment, kept, seen);
  if (typeof round === 'string') return fail(assignment, kept, seen, round);
  if (round.state.testing.passedAt === undefined) return { ...round, commands: [...holds, ...round.commands] };
  if (state.mission === 'first') {
    return to(succeeded(assignment, round.state, seen.now), 'every test passed; nothing was live before', holds);
  }
  // What happens from here on is the release's doing. It is known before the first write, or who dies right after the
  // write would find weights that nobody wrote.
  const armed = { ...round.state, step: 0, firstWeightAt: seen.now };
  return to(enter(armed, 'step', seen.now), 'every test passed', holds);
}

/** One share of the users, until alarms and tests have judged it. */
export function step(assignment: Assignment, state: GateState, seen: Observations): Decision {
  const { order } = assignment;
  const [kept, holds] = keepSize(order, state, seen);
  const hasUsers = valueOf(seen.rule)!.weights[order.servers.targetGroupArn] > 0;
  const collapsed = hasUsers ? lacksToStay(order, kept, seen) : undefined;
  if (collapsed !== undefined) return fail(assignment, kept, seen, collapsed);
  return kept.stepSince === undefined ? lead(assignment, kept, seen, holds) : watch(assignment, kept, seen, holds);
}

/** Writes the step's weights, until they are seen in effect. */
function lead(assignment: Assignment, state: GateState, seen: Observations, holds: Command[]): Decision {
  const { order } = assignment;
  const { percent } = order.rollout.steps[state.step];
  const weights = weightsOf(order, state);
  if (inEffect(valueOf(seen.rule)!, weights)) {
    const led = { ...state, stepSince: seen.now, provenSize: state.provenSize ?? state.size };
    return stay(assignment, led, `${percent} % of the traffic`, holds);
  }
  const blocked = blockedBy(order, state, seen);
  if (blocked !== undefined) {
    return waitFor(assignment, state, seen, { what: blocked, until: state.since, meanwhile: holds });
  }
  if (seen.now - state.since > PATIENCE_SECONDS * 1000) {
    return fail(assignment, state, seen, 'the weights that the gate wrote do not take effect');
  }
  const shifted = { ...state, provenSize: state.size };
  return soon(shifted, `shift to ${percent} %`, [...holds, { do: 'shift', ruleArn: state.ruleArn!, weights }]);
}

function watch(assignment: Assignment, state: GateState, seen: Observations, holds: Command[]): Decision {
  const { order } = assignment;
  const round = testOn(assignment, state, seen);
  if (typeof round === 'string') return fail(assignment, state, seen, round);
  const tested = round.state;
  const seconds = order.rollout.steps[state.step].seconds;
  const elapsed = (seen.now - state.stepSince!) / 1000;
  if (elapsed < seconds) return { ...round, commands: [...holds, ...round.commands] };

  const pending = pendingIn(order, tested, seen, elapsed);
  if (pending !== undefined) {
    return waitFor(assignment, tested, seen, {
      what: pending,
      until: state.stepSince! + seconds * 1000,
      meanwhile: [...holds, ...round.commands],
    });
  }
  if (state.step === order.rollout.steps.length - 1) {
    return to(succeeded(assignment, tested, seen.now), 'the bake is over', holds);
  }
  const next = { ...tested, step: state.step + 1, stepSince: undefined };
  return to(enter(next, 'step', seen.now), `${order.rollout.steps[state.step].percent} % judged good`, holds);
}

/** What the step still waits for. */
function pendingIn(order: GateOrder, state: GateState, seen: Observations, elapsed: number): string | undefined {
  const passedAt = state.testing.passedAt;
  if (passedAt === undefined || passedAt < state.stepSince!) return 'the functional tests have not passed in it yet';
  return (
    lacksToAdvance(order, state, seen) ?? undecided(valueOf(seen.alarms) ?? [], valueOf(seen.requests) ?? 0, elapsed)
  );
}

/** What must not be true when users are led to the release. */
function blockedBy(order: GateOrder, state: GateState, seen: Observations): string | undefined {
  const fenced = state.last.failures.find(({ kind }) => kind === 'fenced');
  return fenced?.message ?? lacksToAdvance(order, state, seen);
}

/** Waits for something, until it is late. */
function waitFor(
  assignment: Assignment,
  state: GateState,
  seen: Observations,
  { what, until, meanwhile }: Wait,
): Decision {
  return seen.now > until + PATIENCE_SECONDS * 1000
    ? fail(assignment, state, seen, what)
    : stay(assignment, state, `waits: ${what}`, meanwhile);
}

function succeeded({ order }: Assignment, state: GateState, now: number): GateState {
  const reason = `${order.release.fingerprint} is live.`;
  return enter({ ...state, outcome: { status: 'SUCCESS', reason } }, 'letGo', now);
}

/** What the release lacks to be given more traffic. */
function lacksToAdvance(order: GateOrder, state: GateState, seen: Observations): string | undefined {
  return lacks(order, state, seen, enoughToAdvance(state.size, order.servers.zones.length));
}

/** What it lacks to keep what it has. The live release may grow meanwhile: enough is measured by what was proven. */
function lacksToStay(order: GateOrder, state: GateState, seen: Observations): string | undefined {
  return lacks(order, state, seen, enoughToStay(state.provenSize ?? state.size, order.servers.zones.length));
}

function lacks(order: GateOrder, state: GateState, seen: Observations, required: number): string | undefined {
  const [candidate] = groupsOf(order, state, seen);
  const targets = valueOf(seen.targets);
  if (candidate === undefined || targets === undefined) return 'the servers of the release are not to be seen';
  return shortage(healthOf(order.servers.zones, candidate, targets), required);
}

/** The weights of the step that the rollout is in. */
function weightsOf({ rollout, servers }: GateOrder, { step: index, safe }: GateState): Weights {
  const { percent } = rollout.steps[index];
  return { [safe!]: 100 - percent, [servers.targetGroupArn]: percent };
}

/** Whether a rule leads users as asked: shares count, not the numbers that they are written in. */
function inEffect({ weights }: RuleView, wanted: Weights): boolean {
  const shareOf = (all: Weights, arn: string) => {
    const sum = Object.values(all).reduce((a, b) => a + b, 0);
    return sum === 0 ? 0 : (all[arn] ?? 0) / sum;
  };
  const arns = new Set([...Object.keys(weights), ...Object.keys(wanted)]);
  return [...arns].every((arn) => shareOf(weights, arn) === shareOf(wanted, arn));
}
