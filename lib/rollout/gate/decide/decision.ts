import { GateOrder } from '../protocol';
import { Command } from './commands';
import { GateState, Outcome, Phase } from './state';

/** What the gate works on. */
export interface Assignment {
  readonly order: GateOrder;
  readonly requestType: 'Create' | 'Update' | 'Delete';
  /** How the execution died that worked on it before, if one did. */
  readonly died?: string;
}

/** What one look comes to. */
export interface Decision {
  readonly state: GateState;
  readonly commands: Command[];
  /** For the log: what was seen, and what follows. */
  readonly why: string;
}

/** How long a write may take to be seen. */
const EFFECT_SECONDS = 1;

/** Goes into another phase. */
export function enter(state: GateState, phase: Phase, now: number): GateState {
  return { ...state, phase, since: now };
}

/** Goes on at once. */
export function to(state: GateState, why: string, commands: Command[] = []): Decision {
  return { state: { ...state, wait: 0 }, commands, why };
}

/** Looks whether a write has taken effect. */
export function soon(state: GateState, why: string, commands: Command[]): Decision {
  return { state: { ...state, wait: EFFECT_SECONDS }, commands, why };
}

/** Looks again after a pause. */
export function stay({ order }: Assignment, state: GateState, why: string, commands: Command[] = []): Decision {
  return { state: { ...state, wait: order.rollout.pollSeconds }, commands, why };
}

/** Decides the end, of which CloudFormation is told next. */
export function conclude(state: GateState, now: number, outcome: Outcome, why = outcome.reason): Decision {
  return to(enter({ ...state, outcome }, 'answer', now), why);
}

/** Something that a person must look after. */
export function withAttention(state: GateState, problem: string): GateState {
  return state.attention.includes(problem) ? state : { ...state, attention: [...state.attention, problem] };
}
