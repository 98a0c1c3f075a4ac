import * as jsonata from 'jsonata';
import type {
  StateMachine,
  States,
  TaskState,
  Variables,
} from '../../../lib/rollout/release-gate/gate-states-language';

/** A call of a task, as the test sees it. */
export interface TaskCall {
  readonly state: string;
  readonly resource: string;
  readonly arguments: any;
}

/** What a task does instead of AWS: returns a result, or throws a {@link TaskError}. */
export type Tasks = (call: TaskCall) => unknown;

/** An error as Step Functions names it. */
export class TaskError extends Error {
  constructor(
    public readonly error: string,
    public readonly cause?: string,
  ) {
    super(`${error}: ${cause}`);
  }
}

/** How an execution went. */
export interface Execution {
  readonly status: 'SUCCEEDED' | 'FAILED';
  readonly error?: string;
  readonly cause?: string;
  /** The names of the states, in order. */
  readonly path: string[];
  readonly calls: TaskCall[];
  /** Seconds that were waited for between states, and between the tries of tasks at the longest. */
  readonly waits: number[];
  readonly pauses: number[];
}

const EXECUTION_ID = 'arn:aws:states:eu-west-1:111122223333:execution:release-gate:gate-checkout-1';

/** A machine that goes further goes on for ever. */
const LONGEST_PATH = 500;

/** Errors that `States.ALL` does not stand for. */
const TERMINAL = ['States.DataLimitExceeded', 'States.Runtime'];

/** Runs a state machine by the rules of the Amazon States Language with JSONata. @see https://states-language.net/spec.html */
export function run(machine: StateMachine, input: unknown, tasks: Tasks): Promise<Execution> {
  return new Interpreter(machine, input, tasks).run();
}

class Interpreter {
  private readonly path: string[] = [];
  private readonly calls: TaskCall[] = [];
  private readonly waits: number[] = [];
  private readonly pauses: number[] = [];
  private variables: { [name: string]: unknown } = {};

  constructor(
    private readonly machine: StateMachine,
    private readonly input: unknown,
    private readonly tasks: Tasks,
  ) {}

  public async run(): Promise<Execution> {
    const { path, calls, waits, pauses } = this;
    const seen = { path, calls, waits, pauses };
    let [name, input]: [string, unknown] = [this.machine.StartAt, this.input];
    try {
      for (;;) {
        path.push(name);
        if (path.length > LONGEST_PATH) throw new Error(`it does not end: ${path.slice(-6).join(', ')}`);
        const state = this.machine.States[name];
        if (!state) throw new Error(`there is no state ${name}`);
        if (state.Type === 'Succeed') return { status: 'SUCCEEDED', ...seen };
        if (state.Type === 'Fail') {
          const [error, cause] = [await this.text(state.Error, input), await this.text(state.Cause, input)];
          return { status: 'FAILED', error, cause, ...seen };
        }
        [name, input] = await this.step(name, state, input);
      }
    } catch (error) {
      if (!(error instanceof TaskError)) throw error;
      return { status: 'FAILED', error: error.error, cause: error.cause, ...seen };
    }
  }

  private async step(name: string, state: States[string], input: unknown): Promise<[string, unknown]> {
    switch (state.Type) {
      case 'Pass':
        return [state.Next, await this.leave(state, { input })];
      case 'Wait': {
        const seconds = await this.evaluate(state.Seconds, { input });
        if (!Number.isInteger(seconds) || (seconds as number) < 0) throw new TaskError('States.Runtime', 'Seconds');
        this.waits.push(seconds as number);
        return [state.Next, input];
      }
      case 'Choice': {
        for (const { Condition, Next } of state.Choices) {
          const holds = await this.evaluate(Condition, { input });
          if (typeof holds !== 'boolean') throw new TaskError('States.QueryEvaluationError', Condition);
          if (holds) return [Next, input];
        }
        await this.leave({ Assign: state.Assign, Output: null }, { input });
        return [state.Default, input];
      }
      case 'Task':
        return this.task(name, state, input);
      default:
        throw new Error(`${name} is of no type that is known here`);
    }
  }

  private async task(name: string, state: TaskState, input: unknown): Promise<[string, unknown]> {
    const retries = state.Retry.map(() => 0);
    for (;;) {
      try {
        const call = {
          state: name,
          resource: state.Resource,
          arguments: await this.evaluate(state.Arguments, { input }),
        };
        this.calls.push(call);
        const result = await this.tasks(call);
        return [state.Next, await this.leave(state, { input, result })];
      } catch (error) {
        if (!(error instanceof TaskError)) throw error;
        const retrier = state.Retry.findIndex(({ ErrorEquals }) => matches(ErrorEquals, error));
        if (retrier >= 0 && retries[retrier] < state.Retry[retrier].MaxAttempts) {
          const { IntervalSeconds, BackoffRate = 2, MaxDelaySeconds = Infinity } = state.Retry[retrier];
          this.pauses.push(Math.min(IntervalSeconds * BackoffRate ** retries[retrier]++, MaxDelaySeconds));
          continue;
        }
        const catcher = state.Catch.find(({ ErrorEquals }) => matches(ErrorEquals, error));
        if (!catcher) throw error;
        const errorOutput = { Error: error.error, ...(error.cause === undefined ? {} : { Cause: error.cause }) };
        return [catcher.Next, await this.leave(catcher, { input, errorOutput })];
      }
    }
  }

  /** Every expression sees the variables as they were when the state began. */
  private async leave(
    { Assign = {}, Output }: { readonly Assign?: Variables; readonly Output: unknown },
    states: object,
  ): Promise<unknown> {
    const output = await this.evaluate(Output, states);
    this.variables = { ...this.variables, ...((await this.evaluate(Assign, states)) as object) };
    return output;
  }

  private async evaluate(template: unknown, states: object): Promise<unknown> {
    if (typeof template === 'string') return this.expression(template, states);
    if (Array.isArray(template)) return Promise.all(template.map((part) => this.evaluate(part, states)));
    if (template === null || typeof template !== 'object') return template;
    const fields = Object.entries(template).map(async ([key, value]) => [key, await this.evaluate(value, states)]);
    return Object.fromEntries(await Promise.all(fields));
  }

  private async expression(text: string, states: object): Promise<unknown> {
    const expression = /^\{%([\s\S]*)%\}$/.exec(text);
    if (!expression) return text;
    const context = { Execution: { Id: EXECUTION_ID, Name: 'gate-checkout-1', Input: this.input } };
    // What crosses a border is JSON.
    const bindings = JSON.parse(JSON.stringify({ ...this.variables, states: { ...states, context } }));
    const value = await jsonata(expression[1])
      .evaluate({}, bindings)
      .catch((error: Error) => {
        throw new TaskError('States.QueryEvaluationError', error.message);
      });
    if (value === undefined) throw new TaskError('States.QueryEvaluationError', `nothing came of ${text}`);
    return JSON.parse(JSON.stringify(value));
  }

  private async text(template: string | undefined, input: unknown): Promise<string | undefined> {
    return template === undefined ? undefined : ((await this.evaluate(template, { input })) as string);
  }
}

function matches(patterns: string[], { error }: TaskError): boolean {
  return patterns.some((pattern) => pattern === error || (pattern === 'States.ALL' && !TERMINAL.includes(error)));
}
