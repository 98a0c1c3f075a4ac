import { CustomResourceEvent } from './protocol';

/**
 * What the state machine and the gate's function hand to each other. The machine is a loop that understands three things:
 * how long to wait, whether it is over, and what to do in an emergency.
 */

/** Executions begin their names with it if CloudFormation asked for them: the backstop watches those. */
export const EXECUTION_PREFIX = 'gate-';

/** The input of an execution: a request of CloudFormation, or the death of an execution that worked on one. */
export interface ExecutionInput {
  readonly request?: CustomResourceEvent;
  /** What the machine does by itself if the function is broken before its first look. */
  readonly emergency?: Emergency;
  readonly dead?: DeadExecution;
}

/** An execution that ended without an answer, as EventBridge tells of it. */
export interface DeadExecution {
  readonly name: string;
  /** `FAILED`, `TIMED_OUT` or `ABORTED`. */
  readonly status: string;
  /** Its input, as JSON text. */
  readonly input: string;
}

/** How the machine leads traffic back without the function: only if every target group in the rule is one of its own. */
export interface Emergency {
  readonly ruleArn: string;
  readonly safeTargetGroupArn: string;
  readonly ownTargetGroupArns: string[];
}

/** How the machine calls the function. */
export type EngineCall = TickCall | AnswerCall;

export interface TickCall {
  readonly op: 'tick';
  readonly execution: string;
  readonly input: ExecutionInput;
  /** What the last tick returned; null at first. */
  readonly state: unknown;
}

/** After an emergency: CloudFormation still needs its answer. */
export interface AnswerCall {
  readonly op: 'answer';
  readonly execution: string;
  readonly input: ExecutionInput;
  readonly state: unknown;
  readonly cause: string;
}

/** What the machine reads of what a tick returns. */
export interface EngineView {
  /** Seconds until the next tick. */
  readonly wait: number;
  readonly done: boolean;
  readonly emergency?: Emergency;
}

/** The engine handed over what it never should: a fault of the gate, not of a release. */
export class EngineError extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'EngineError';
  }
}
