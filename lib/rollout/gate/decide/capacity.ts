import { GroupView } from '../account';
import { GateOrder, GROUP_TAGS } from '../protocol';
import { fail } from './back';
import { Command } from './commands';
import { Assignment, Decision, enter, stay, to } from './decision';
import { Observations, valueOf } from './observations';
import { nameOf } from './orientation';
import { GateState } from './state';

/** How long a server group may take to be listed. */
const MISSING_SECONDS = 60;

/** As many servers as the live release has, before anything else. */
export function capacity(assignment: Assignment, state: GateState, seen: Observations): Decision {
  const [candidate, incumbent] = groupsOf(assignment.order, state, seen);
  if (candidate === undefined) return missing(assignment, state, seen, assignment.order.servers.groupName);
  if (incumbent === undefined && state.safe !== undefined) {
    return missing(assignment, state, seen, `of ${nameOf(state.safe)}, the live release,`);
  }
  const size = Math.max(candidate.min, candidate.desired, incumbent?.desired ?? 0);
  if (size > candidate.max) {
    return fail(
      assignment,
      state,
      seen,
      `the live release has ${incumbent?.desired} servers and this one may have ${candidate.max}: raise maxCapacity, or wait until the load is lower`,
    );
  }
  const sized = { ...state, size };
  const holds = holdsOf(candidate, incumbent, size);
  if (holds.length > 0) return stay(assignment, sized, `hold ${size} servers`, holds);
  return to(enter(sized, 'health', seen.now), `${size} servers are held`);
}

/** A group that was made a moment ago may not be listed yet. */
function missing(assignment: Assignment, state: GateState, seen: Observations, which: string): Decision {
  const problem = `there is no server group ${which} with the tag ${GROUP_TAGS.host} = ${assignment.order.host}`;
  return seen.now - state.since > MISSING_SECONDS * 1000
    ? fail(assignment, state, seen, problem)
    : stay(assignment, state, problem);
}

/** Keeps both groups at the size that the live one has grown to meanwhile. */
export function keepSize(order: GateOrder, state: GateState, seen: Observations): [GateState, Command[]] {
  const [candidate, incumbent] = groupsOf(order, state, seen);
  if (candidate === undefined) return [state, []];
  const size = Math.min(candidate.max, Math.max(state.size, incumbent?.desired ?? 0));
  return [{ ...state, size }, holdsOf(candidate, incumbent, size)];
}

function holdsOf(candidate: GroupView, incumbent: GroupView | undefined, size: number): Command[] {
  const held = [holdOf(candidate, size), incumbent && holdOf(incumbent, Math.min(incumbent.max, incumbent.desired))];
  return held.filter((command): command is Command => command !== undefined);
}

/** None if the group is held already: its minimum is high enough, and its own is written down. */
function holdOf({ name, min, desired, priorMinimum }: GroupView, minimum: number): Command | undefined {
  if (min >= minimum && desired >= minimum && priorMinimum !== undefined) return undefined;
  return { do: 'hold', group: name, hold: { minimum: Math.max(min, minimum), priorMinimum: priorMinimum ?? min } };
}

/** The group of the new release, and that of the live one. */
export function groupsOf(
  { servers }: GateOrder,
  { safe }: GateState,
  seen: Observations,
): [GroupView | undefined, GroupView | undefined] {
  const groups = valueOf(seen.groups) ?? [];
  const incumbent = safe === undefined ? undefined : groups.find((group) => group.targetGroupArns.includes(safe));
  return [groups.find(({ name }) => name === servers.groupName), incumbent];
}
