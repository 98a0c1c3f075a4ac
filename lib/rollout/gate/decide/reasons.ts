import { GateOrder } from '../protocol';
import { Assignment } from './decision';
import { nameOf } from './orientation';
import { GateState, phaseName } from './state';

/** CloudFormation shows little more of a reason, and an answer may have 4096 bytes as a whole. */
const LONGEST_REASON = 1000;

interface Refusal {
  readonly problem: string;
  /** The production rule is somebody else's now. */
  readonly leftAlone?: boolean;
  readonly now: number;
}

const RULE_LEFT_ALONE = 'The production rule was left as it is.';

/** Why a release was refused, for whoever reads the output of `cdk deploy`. */
export function refusal(assignment: Assignment, state: GateState, { problem, leftAlone, now }: Refusal): string {
  const { order } = assignment;
  return cut(
    `${releaseName(order)} was refused ${moment(assignment, state, now)}: ${sentence(problem)} ${leftAlone ? RULE_LEFT_ALONE : whereUsersAre(assignment, state)} ${whatToLookAt(order)}`,
  );
}

/** A release as people find it: by its fingerprint and by its commit. */
export function releaseName({ service, release }: GateOrder): string {
  return `Release ${release.fingerprint} of ${service} (commit ${release.commit.slice(0, 12)})`;
}

function moment({ order, died }: Assignment, state: GateState, now: number): string {
  if (died !== undefined) return 'because its rollout broke off';
  if (state.phase === 'orient') return 'before anything was touched';
  const minutes = Math.round((now - state.startedAt) / 6000) / 10;
  const { steps } = order.rollout;
  const phase = `in phase ${phaseName(state, steps.length)}, after ${minutes} min`;
  return state.firstWeightAt === undefined
    ? `${phase} and before any user`
    : `${phase}, with ${shareOf(order, state)} % of the traffic`;
}

/** The share that users may have met: that of the step before, while the step's own is not in effect. */
function shareOf({ rollout }: GateOrder, { step, stepSince }: GateState): number {
  return rollout.steps[stepSince === undefined && step > 0 ? step - 1 : step].percent;
}

function whereUsersAre({ died }: Assignment, { safe, firstWeightAt }: GateState): string {
  if (safe === undefined) return 'The production rule was not touched.';
  return died !== undefined || firstWeightAt !== undefined
    ? `All traffic goes back to the former release (${nameOf(safe)}).`
    : `Users are on the former release (${nameOf(safe)}), as before.`;
}

function whatToLookAt({ lookAt }: GateOrder): string {
  return `Look at dashboard ${lookAt.dashboard} and log group ${lookAt.logGroup}.`;
}

function sentence(text: string): string {
  const short = text.length > 600 ? `${text.slice(0, 599)}…` : text;
  return /[.!?…]$/.test(short) ? short : `${short}.`;
}

/** Short enough, and on one line. */
export function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_REASON ? `${line.slice(0, LONGEST_REASON - 1)}…` : line;
}
