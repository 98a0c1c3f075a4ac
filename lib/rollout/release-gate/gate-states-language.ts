/**
 * A state machine in the Amazon States Language with JSONata, as far as the gate uses it.
 *
 * @see https://states-language.net/spec.html
 */
export interface StateMachine {
  readonly Comment: string;
  readonly QueryLanguage: 'JSONata';
  readonly TimeoutSeconds: number;
  readonly StartAt: string;
  readonly States: States;
}

export interface States {
  readonly [name: string]: State;
}

export type State = PassState | TaskState | ChoiceState | WaitState | EndState;

/** Values, in which `{% %}` marks an expression. */
export type Template = string | number | null | object;

export interface Variables {
  readonly [name: string]: Template;
}

export interface PassState {
  readonly Type: 'Pass';
  readonly Assign: Variables;
  readonly Output: Template;
  readonly Next: string;
}

export interface TaskState {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly Arguments: Template;
  readonly TimeoutSeconds: number;
  readonly Assign?: Variables;
  readonly Output: Template;
  readonly Retry: Retrier[];
  readonly Catch: Catcher[];
  readonly Next: string;
}

export interface Retrier {
  readonly ErrorEquals: string[];
  readonly IntervalSeconds: number;
  readonly MaxAttempts: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
}

export interface Catcher {
  readonly ErrorEquals: string[];
  readonly Assign: Variables;
  readonly Output: Template;
  readonly Next: string;
}

export interface ChoiceState {
  readonly Type: 'Choice';
  readonly Choices: { readonly Condition: string; readonly Next: string }[];
  readonly Default: string;
  /** Made only on the way to `Default`. */
  readonly Assign?: Variables;
}

export interface WaitState {
  readonly Type: 'Wait';
  readonly Seconds: Template;
  readonly Next: string;
}

export interface EndState {
  readonly Type: 'Succeed' | 'Fail';
  readonly Error?: string;
  readonly Cause?: string;
}
