import { DeadExecution, Emergency, EngineCall, EngineView, EXECUTION_PREFIX, ExecutionInput } from '../../gate/engine';
import { LIMITS } from '../../gate/limits';
import { arn } from '../account/arn';
import { Cloud } from '../account/cloud';
import { Executions } from '../account/simulated-account';
import { GateFunction, InvocationResult } from './gate-function';
import { pauses } from './retry';

/** What EventBridge takes to start a rescue. */
const BACKSTOP_SECONDS = 5;

/** How long a rescue waits for an answer that may be on its way, and for its first look. */
const TAKE_OVER_SECONDS = 65;

/** What a call of the machine's own takes. */
const CALL_MILLISECONDS = 100;

const ARN_PREFIX = arn('states', 'execution:release-gate:');

export interface Execution {
  readonly name: string;
  readonly input: ExecutionInput;
  readonly startedAt: number;
  readonly trace: TraceEntry[];
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
}

/** A state that an execution was in, with what went into it and came out of it, to compare with the real definition. */
export interface TraceEntry {
  readonly state: string;
  readonly input?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly Error: string; readonly Cause: string };
}

/** What can be wrong with the machine itself. */
export interface MachineTroubles {
  /** How often EventBridge tells of a dead execution. */
  backstops: number;
  /** Why the machine may not write to the load balancer; undefined if it may. */
  denied?: string;
}

/** What an execution carries along. */
interface Variables {
  state: (EngineView & { readonly phase?: string }) | null;
  cause: string;
}

/**
 * Step Functions in miniature, with the states of the gate's machine by their names: the loop of `Tick`, `Done?` and
 * `Pause`, and the way out when the function is broken, `Emergency?`, `FindRule`, `OwnRule?`, `RestoreRule`, `Answer`.
 *
 * A stopped execution makes no more transitions, but the run of the function that it waited for goes on.
 */
export class StateMachine implements Executions {
  public readonly executions = new Map<string, Execution>();
  public readonly troubles: MachineTroubles = { backstops: 1 };
  /** Set once, because function and machine know each other. */
  public gateFunction!: GateFunction;
  private readonly hung = new Set<Execution>();
  private rescues = 0;

  /** @param traces whether executions keep what went through their states. */
  constructor(
    private readonly cloud: Cloud,
    private readonly traces = false,
  ) {}

  public start(name: string, input: string): boolean {
    if (this.executions.has(name)) return false;
    const { clock } = this.cloud;
    const parsed = JSON.parse(input) as ExecutionInput;
    const execution: Execution = { name, input: parsed, startedAt: clock.now, trace: [], status: 'RUNNING' };
    this.executions.set(name, execution);
    clock.start(() => this.run(execution));
    clock.after(LIMITS.engineSeconds * 1000, () => this.end(execution, 'TIMED_OUT'));
    return true;
  }

  public stop(executionArn: string): void {
    const execution = this.executions.get(executionArn.slice(ARN_PREFIX.length));
    if (execution) this.end(execution, 'ABORTED');
  }

  /** Somebody stops everything that runs, and nobody goes on until the backstop does. */
  public stopByHand(): void {
    this.cloud.disturb(this.troubles.backstops * BACKSTOP_SECONDS + TAKE_OVER_SECONDS);
    for (const execution of this.running(EXECUTION_PREFIX)) this.stop(execution);
  }

  public running(namePrefix: string): string[] {
    return [...this.executions.values()]
      .filter(({ name, status }) => status === 'RUNNING' && name.startsWith(namePrefix))
      .map(({ name }) => ARN_PREFIX + name);
  }

  public isRunning(executionArn: string): boolean {
    return this.executions.get(executionArn.slice(ARN_PREFIX.length))?.status === 'RUNNING';
  }

  /** What runs now stays in its next pause until its time is over. */
  public hang(): void {
    for (const execution of this.executions.values()) if (execution.status === 'RUNNING') this.hung.add(execution);
  }

  private async run(execution: Execution): Promise<void> {
    const variables: Variables = { state: null, cause: '' };
    for (;;) {
      const ticked = await this.call(execution, 'Tick', {
        op: 'tick',
        execution: ARN_PREFIX + execution.name,
        input: execution.input,
        state: variables.state,
      });
      if (execution.status !== 'RUNNING') return;
      if (!ticked.ok) {
        variables.cause = `The gate failed (${ticked.error}: ${ticked.cause}).`;
        return this.rescue(execution, variables);
      }
      variables.state = ticked.value as EngineView;
      this.note(execution, { state: 'Done?' });
      if (variables.state.done) return this.end(execution, 'SUCCEEDED');
      this.note(execution, { state: 'Pause' });
      await this.cloud.clock.sleep(Math.max(1, Math.ceil(variables.state.wait)) * 1000);
      if (execution.status !== 'RUNNING' || this.hung.has(execution)) return;
    }
  }

  /** Traffic first, then the answer. */
  private async rescue(execution: Execution, variables: Variables): Promise<void> {
    const { state } = variables;
    this.note(execution, { state: 'Emergency?' });
    const emergency = state?.phase === undefined ? execution.input.emergency : state.emergency;
    if (emergency) await this.restore(execution, emergency, variables);
    else variables.cause += ' No traffic had to be led back.';
    if (execution.status !== 'RUNNING') return;
    const answered = await this.call(execution, 'Answer', {
      op: 'answer',
      execution: ARN_PREFIX + execution.name,
      input: execution.input,
      state,
      cause: variables.cause,
    });
    this.end(execution, answered.ok ? 'SUCCEEDED' : 'FAILED');
  }

  /** By the machine's own calls, without the function, and only in a rule that nobody else has a target group in. */
  private async restore(execution: Execution, emergency: Emergency, variables: Variables): Promise<void> {
    const { ruleArn, safeTargetGroupArn, ownTargetGroupArns } = emergency;
    const { balancer, clock } = this.cloud;
    await clock.sleep(CALL_MILLISECONDS);
    const rule = balancer.rules.get(ruleArn);
    const targetGroups = Object.entries(rule?.weights ?? {});
    this.note(execution, { state: 'FindRule', input: { RuleArns: [ruleArn] }, result: describe(targetGroups) });
    this.note(execution, { state: 'OwnRule?' });
    const isOwn = targetGroups.length > 0 && targetGroups.every(([one]) => ownTargetGroupArns.includes(one));
    if (!isOwn || execution.status !== 'RUNNING') {
      variables.cause += ' The rule leads to what is not of this release, so it was left as it is.';
      return;
    }
    await clock.sleep(CALL_MILLISECONDS);
    if (execution.status !== 'RUNNING') return;
    const { denied } = this.troubles;
    this.note(execution, { state: 'RestoreRule', input: { RuleArn: ruleArn, safeTargetGroupArn } });
    if (denied === undefined) balancer.setWeights(ruleArn, { [safeTargetGroupArn]: 100 });
    variables.cause +=
      denied === undefined
        ? ' All traffic was led back to the former release.'
        : ` Traffic could not be led back (${denied}).`;
  }

  private async call(execution: Execution, state: string, input: EngineCall): Promise<InvocationResult> {
    const retry = pauses();
    for (;;) {
      const result = await this.inTime(input);
      const pause = result.ok ? undefined : retry(result.error);
      if (pause !== undefined) await this.cloud.clock.sleep(pause * 1000);
      if (pause !== undefined && execution.status === 'RUNNING') continue;
      const outcome = result.ok ? { result: result.value } : { error: { Error: result.error, Cause: result.cause } };
      this.note(execution, { state, input, ...outcome });
      return result;
    }
  }

  private inTime(input: EngineCall): Promise<InvocationResult> {
    return new Promise((resolve) => {
      const timer = this.cloud.clock.after(LIMITS.callSeconds * 1000, () =>
        resolve({ ok: false, error: 'States.Timeout', cause: `no answer in ${LIMITS.callSeconds} seconds` }),
      );
      void this.gateFunction.invoke(input).then((result) => {
        timer.cancel();
        resolve(result);
      });
    });
  }

  private end(execution: Execution, status: Execution['status']): void {
    if (execution.status !== 'RUNNING') return;
    execution.status = status;
    const { name, input } = execution;
    if (status === 'SUCCEEDED' || !name.startsWith(EXECUTION_PREFIX)) return;
    for (let told = 0; told < this.troubles.backstops; told++) {
      const dead: DeadExecution = { name, status, input: JSON.stringify(input) };
      const rescue = `rescue-${++this.rescues}`;
      this.cloud.clock.after((told + 1) * BACKSTOP_SECONDS * 1000, () => this.start(rescue, JSON.stringify({ dead })));
    }
  }

  private note(execution: Execution, entry: TraceEntry): void {
    if (this.traces) execution.trace.push(entry);
  }
}

/** A rule in the words of the load balancer's API. */
function describe(targetGroups: ReadonlyArray<readonly [string, number]>): unknown {
  const weighted = targetGroups.map(([TargetGroupArn, Weight]) => ({ TargetGroupArn, Weight }));
  return { Rules: [{ Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups: weighted } }] }] };
}
