import { LIMITS } from '../limits';
import { answer, fail, letGo, restore, settle } from './back';
import { capacity } from './capacity';
import { Assignment, conclude, Decision, enter, soon, stay, to, withAttention } from './decision';
import { doubtOf, forwardProblem, health, step, tests } from './forward';
import { blindness, Observations, valueOf } from './observations';
import { isAwaited, isRollback, Orientation } from './orientation';
import { refusal, releaseName } from './reasons';
import { emergencyOf, GateState, NOTHING_DONE, phaseName, Timing } from './state';

/** Looks in a row that may see nothing: a minute and a half, in which throttling usually ends. */
const BLIND_LOOKS = 9;

/** How long an execution that takes over for a dead one waits for an answer that may be on its way. */
const LAST_WORDS_SECONDS = 30;

/**
 * One look: what was, and what is seen, give what shall be and what is to be done for it.
 *
 * It is a pure function, and it goes by what is seen rather than by what was done before: a write that was lost is
 * simply asked for again. So it does not matter where the one who carries it out dies.
 */
export function tick(assignment: Assignment, state: GateState, seen: Observations): Decision {
  const decision = decide(assignment, { ...state, blind: blindness(seen) ? state.blind + 1 : 0, wait: 0 }, seen);
  const next = timed(assignment, state, { ...decision.state, last: NOTHING_DONE }, seen.now);
  return { ...decision, state: { ...next, emergency: emergencyOf(next) } };
}

function decide(assignment: Assignment, state: GateState, seen: Observations): Decision {
  switch (state.phase) {
    case 'orient':
      return orientate(assignment, state, seen);
    case 'restore':
      return restore(assignment, state, seen);
    case 'settle':
      return settle(assignment, state, seen);
    case 'letGo':
      return letGo(assignment, state, seen);
    case 'answer':
    case 'done':
      return answer(assignment, state);
    default:
      return goOn(assignment, state, seen);
  }
}

/** The way forward: first of all, what ends it. */
function goOn(assignment: Assignment, before: GateState, seen: Observations): Decision {
  const { order } = assignment;
  // Whoever heard nothing of a call does not know that it was not made.
  const unclear = before.last.failures.some(({ kind }) => kind === 'other');
  const state = unclear ? { ...before, unclearAt: seen.now } : before;
  if (seen.now - state.startedAt > order.rollout.deadlineSeconds * 1000) {
    const minutes = Math.round(order.rollout.deadlineSeconds / 60);
    return fail(assignment, state, seen, `it did not get through within ${minutes} min`);
  }
  const problem = forwardProblem(order, state, seen);
  if (problem !== undefined) return fail(assignment, state, seen, problem);
  const doubt = doubtOf(order, state, seen);
  if (doubt !== undefined) return soon({ ...state, astray: state.astray + 1 }, `once more: ${doubt}`, []);
  const blind = blindness(seen);
  if (blind) {
    const hopeless = blind.kind === 'denied' || state.blind >= BLIND_LOOKS;
    if (hopeless) return fail(assignment, state, seen, `the gate cannot see what it must: ${blind.message}`);
    return stay(assignment, state, `cannot see: ${blind.message}`);
  }
  const phases = { capacity, health, tests, step } as const;
  return phases[state.phase as keyof typeof phases](assignment, { ...state, astray: 0 }, seen);
}

function orientate(assignment: Assignment, state: GateState, seen: Observations): Decision {
  const waiting = assignment.died === undefined ? undefined : afterDeath(assignment, state, seen);
  if (waiting !== undefined) return waiting;
  const orientation = valueOf(seen.orientation);
  const goesBack = orientation?.mission === 'back' || orientation?.mission === 'leave';
  // The way back does not wait for all to be seen.
  if (orientation === undefined || (blindness(seen) && !goesBack)) return grope(assignment, state, seen);

  const others = valueOf(seen.others) ?? [];
  const { ruleArn, safe, own, mission } = orientation;
  // Somebody may still be at work whose execution has ended.
  const stopped = others.length > 0 || !seen.others?.known || assignment.died !== undefined;
  const oriented: GateState = { ...state, mission, ruleArn, safe, own, stopped };
  const decision = begin(assignment, oriented, seen, orientation);
  return others.length === 0
    ? decision
    : { ...decision, commands: [{ do: 'stop', executions: others }, ...decision.commands] };
}

/** Who follows a dead execution first finds out whether that one has left anything to do. */
function afterDeath(assignment: Assignment, state: GateState, seen: Observations): Decision | undefined {
  const isFresh = seen.now - state.startedAt < LAST_WORDS_SECONDS * 1000;
  if (isFresh && mayHaveSucceeded(assignment, seen)) {
    return stay(assignment, state, `took over: ${assignment.died}. An answer may still be on its way`);
  }
  return isSettled(seen)
    ? to({ ...state, phase: 'done', done: true }, 'CloudFormation has its answer, or somebody else works on it')
    : undefined;
}

/** Whether the dead one can have let the release through: it does so only when all users are on it. */
function mayHaveSucceeded({ order }: Assignment, seen: Observations): boolean {
  const weights = valueOf(seen.rule)?.weights;
  if (weights === undefined) return true;
  const { targetGroupArn } = order.servers;
  return Object.keys(weights).every((arn) => arn === targetGroupArn || weights[arn] === 0);
}

/** Whether somebody else has answered or will: then a second one would only do harm. */
function isSettled(seen: Observations): boolean {
  const stack = valueOf(seen.stack);
  const others = valueOf(seen.others) ?? [];
  return others.length > 0 || (stack !== undefined && !isAwaited(stack));
}

function begin(assignment: Assignment, state: GateState, seen: Observations, { problem }: Orientation): Decision {
  const { order, died } = assignment;
  switch (state.mission) {
    case 'unchanged':
      return conclude(state, seen.now, { status: 'SUCCESS', reason: `${releaseName(order)} is live already.` });
    case 'stale':
      // Nobody waits for an answer any more. One look may see the stack as it was a moment ago.
      if (state.astray === 0) return soon({ ...state, astray: 1 }, 'CloudFormation seems not to wait', []);
      return to({ ...state, phase: 'done', done: true }, 'CloudFormation has given this request up');
    case 'refused': {
      const reason = refusal(assignment, state, { problem: problem ?? '', now: seen.now });
      return conclude(state, seen.now, { status: 'FAILED', reason }, problem);
    }
    case 'back':
    case 'leave':
      return restore(assignment, enter(state, 'restore', seen.now), seen);
    default:
      return died === undefined
        ? to(enter(state, 'capacity', seen.now), `${state.mission} release: ${order.rollout.name}`)
        : fail(assignment, state, seen, died);
  }
}

/** Without sight of where it stands it does nothing, for as long as there is time to do something. */
function grope(assignment: Assignment, state: GateState, seen: Observations): Decision {
  const why = blindness(seen)?.message ?? 'nothing was seen';
  const status = valueOf(seen.stack)?.status;
  const isForward = status !== undefined && !isRollback(status) && assignment.requestType !== 'Delete';
  const patience = isForward ? LIMITS.rescueSeconds : LIMITS.returnSeconds;
  if (seen.now - state.startedAt <= patience * 1000) return stay(assignment, state, `cannot see: ${why}`);
  const problem = `the gate could not see what it was about: ${why}`;
  if (assignment.requestType === 'Delete') {
    return conclude(withAttention(state, problem), seen.now, { status: 'SUCCESS', reason: problem });
  }
  const reason = refusal(assignment, state, { problem, now: seen.now });
  return conclude(state, seen.now, { status: 'FAILED', reason }, problem);
}

/** Adds the time of the phase that ended. */
function timed({ order }: Assignment, before: GateState, after: GateState, now: number): GateState {
  const steps = order.rollout.steps.length;
  const [from, into] = [phaseName(before, steps), phaseName(after, steps)];
  if (from === into) return after;
  const timing: Timing = { phase: from, seconds: Math.round((now - before.since) / 1000) };
  return { ...after, timings: [...after.timings, timing] };
}
