import { Emergency, EngineView } from '../engine';
import { TestResult } from '../protocol';
import { Mission } from './orientation';

/** The form of the state. An execution keeps the code that it began with, so another version is a fault, not an upgrade. */
export const STATE_VERSION = 1;

/**
 * Where a rollout stands.
 *
 * - `orient`: what is this request about?
 * - `capacity`, `health`, `tests`: before any user
 * - `step`: users are on the release, step by step; the last step is the bake
 * - `restore`: traffic goes back
 * - `settle`: it stays back, whoever else still writes
 * - `letGo`: groups get their own minimums back
 * - `answer`: CloudFormation is told
 * - `done`: it knows
 */
export type Phase =
  'orient' | 'capacity' | 'health' | 'tests' | 'step' | 'restore' | 'settle' | 'letGo' | 'answer' | 'done';

/** All that one look hands to the next. The state machine keeps it. */
export interface GateState extends EngineView {
  readonly version: number;
  readonly phase: Phase;
  /** When the first look was. */
  readonly startedAt: number;
  /** When the phase began. */
  readonly since: number;
  readonly mission?: Mission;
  readonly ruleArn?: string;
  /** Where traffic belongs if this comes to nothing. */
  readonly safe?: string;
  /** The target groups that may stand in the rule. */
  readonly own: string[];
  /** How many servers the new group was asked for. */
  readonly size: number;
  /** The size that was found enough when traffic was last shifted. */
  readonly provenSize?: number;
  /** Since when the new servers have been healthy without a break. */
  readonly healthySince?: number;
  readonly step: number;
  /** When the step's weights were first seen in effect. */
  readonly stepSince?: number;
  /** When the first weight was written: what fires from here on is the release's doing. */
  readonly firstWeightAt?: number;
  readonly testing: Testing;
  /** Looks in a row at which something could not be seen. */
  readonly blind: number;
  /** Looks in a row at which the rule led users otherwise than the gate did. */
  readonly astray: number;
  /** When all traffic was first seen back. */
  readonly restoredAt?: number;
  /** Other executions were stopped, and one of their calls may still be on its way. */
  readonly stopped: boolean;
  /** When a call on the way forward was last found to have failed in such a way that it may be done all the same, later. */
  readonly unclearAt?: number;
  readonly outcome?: Outcome;
  /** What a person must look after, because the gate could not. */
  readonly attention: string[];
  readonly timings: Timing[];
  readonly last: LastCommands;
}

/** How far the functional tests have come. */
export interface Testing {
  /** The test whose turn it is. */
  readonly index: number;
  /** Failed tries of it. */
  readonly failures: number;
  /** When the last complete round passed. */
  readonly passedAt?: number;
}

export interface Outcome {
  readonly status: 'SUCCESS' | 'FAILED';
  readonly reason: string;
}

export interface Timing {
  readonly phase: string;
  readonly seconds: number;
}

/** What came of the commands of the last look. */
export interface LastCommands {
  readonly failures: CommandFailure[];
  readonly test?: TestResult;
  readonly answered: boolean;
}

export interface CommandFailure {
  /** `fenced`: the gate itself found that it must not write any more. */
  readonly kind: 'throttled' | 'denied' | 'not-found' | 'other' | 'fenced';
  readonly message: string;
}

export const NOTHING_DONE: LastCommands = { failures: [], answered: false };

export function initialState(now: number): GateState {
  return {
    version: STATE_VERSION,
    phase: 'orient',
    wait: 0,
    done: false,
    startedAt: now,
    since: now,
    own: [],
    size: 0,
    step: 0,
    testing: { index: 0, failures: 0 },
    blind: 0,
    astray: 0,
    stopped: false,
    attention: [],
    timings: [],
    last: NOTHING_DONE,
  };
}

/** The name of a phase for people and metrics: each step has its own. */
export function phaseName(state: GateState, stepCount: number): string {
  if (state.phase === 'letGo') return 'let go';
  if (state.phase !== 'step') return state.phase;
  return state.step === stepCount - 1 ? 'bake' : `step ${state.step + 1}`;
}

/**
 * What the machine does if there is no next look: lead traffic back, while that is right.
 *
 * Once success is decided it no longer is: CloudFormation may have the answer already, and be deleting what this would
 * lead users to.
 */
export function emergencyOf({ ruleArn, safe, own, outcome }: GateState): Emergency | undefined {
  if (ruleArn === undefined || safe === undefined || outcome?.status === 'SUCCESS') return undefined;
  return { ruleArn, safeTargetGroupArn: safe, ownTargetGroupArns: own };
}
