import { Weights } from '../../gate/account';
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

/** As much of a cause as the machine hands on. */
const SHOWN_CHARACTERS = 700;

/** The load balancer's API, in the names of its errors. */
const API = 'ElasticLoadBalancingV2';

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
  /** The arguments of a task; each try of it has an entry. */
  readonly input?: unknown;
  /** What a try came to; neither this nor an error if the execution was over before. */
  result?: unknown;
  error?: { readonly Error: string; readonly Cause: string };
  /** How long it waited in this state, or until the next try. */
  seconds?: number;
}

/** What can be wrong with the machine itself. */
export interface MachineTroubles {
  /** How often EventBridge tells of a dead execution. */
  backstops: number;
  /** Why the machine may not write to the load balancer; undefined if it may. */
  denied?: string;
}

/** A rule in the words of the load balancer's API. */
interface DescribedRule {
  readonly Actions: {
    readonly Type: 'forward';
    readonly ForwardConfig: { readonly TargetGroups: { TargetGroupArn: string; Weight: number }[] };
  }[];
}

type Failure = Extract<InvocationResult, { readonly ok: false }>;

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
    this.enter(execution, { state: 'Begin' });
    for (;;) {
      const ticked = await this.call(execution, 'Tick', {
        op: 'tick',
        execution: ARN_PREFIX + execution.name,
        input: execution.input,
        state: variables.state,
      });
      if (execution.status !== 'RUNNING') return;
      if (!ticked.ok) {
        variables.cause = `The gate failed (${shown(ticked)}).`;
        return this.rescue(execution, variables);
      }
      variables.state = ticked.value as EngineView;
      this.enter(execution, { state: 'Done?' });
      if (variables.state.done) return this.finish(execution, 'Done', 'SUCCEEDED');
      const pause = this.enter(execution, { state: 'Pause' });
      await this.wait(pause, Math.max(1, Math.ceil(variables.state.wait)));
      if (execution.status !== 'RUNNING' || this.hung.has(execution)) return;
    }
  }

  /** Traffic first, then the answer. */
  private async rescue(execution: Execution, variables: Variables): Promise<void> {
    const { state } = variables;
    this.enter(execution, { state: 'Emergency?' });
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
    if (execution.status !== 'RUNNING') return;
    if (answered.ok) return this.finish(execution, 'Answered', 'SUCCEEDED');
    const Cause = `${variables.cause} CloudFormation could not be answered (${shown(answered)}).`;
    this.finish(execution, 'Dead', 'FAILED', { Error: 'GateBroken', Cause });
  }

  /** By the machine's own calls, without the function, and only in a rule that nobody else has a target group in. */
  private async restore(execution: Execution, emergency: Emergency, variables: Variables): Promise<void> {
    const { ruleArn, safeTargetGroupArn, ownTargetGroupArns } = emergency;
    const found = await this.findRule(execution, ruleArn);
    if (execution.status !== 'RUNNING') return;
    if (!found.ok) {
      variables.cause += ` The rule could not be read (${shown(found)}), so it was left as it is.`;
      return;
    }
    this.enter(execution, { state: 'OwnRule?' });
    const [{ Actions }] = (found.value as { Rules: DescribedRule[] }).Rules;
    const targetGroups = Actions[0].ForwardConfig.TargetGroups;
    if (targetGroups.length === 0 || !targetGroups.every((one) => ownTargetGroupArns.includes(one.TargetGroupArn))) {
      variables.cause += ' The rule leads to what is not of this release, so it was left as it is.';
      return;
    }
    const restored = await this.restoreRule(execution, ruleArn, { [safeTargetGroupArn]: 100 });
    variables.cause += restored.ok
      ? ' All traffic was led back to the former release.'
      : ` Traffic could not be led back (${shown(restored)}).`;
  }

  private findRule(execution: Execution, ruleArn: string): Promise<InvocationResult> {
    return this.task(execution, 'FindRule', { RuleArns: [ruleArn] }, async () => {
      await this.cloud.clock.sleep(CALL_MILLISECONDS);
      const rule = this.cloud.balancer.rules.get(ruleArn);
      return rule
        ? { ok: true, value: { Rules: [{ Actions: forwardTo(rule.weights) }] } }
        : { ok: false, error: `${API}.RuleNotFoundException`, cause: 'One or more rules not found' };
    });
  }

  private restoreRule(execution: Execution, ruleArn: string, weights: Weights): Promise<InvocationResult> {
    return this.task(execution, 'RestoreRule', { RuleArn: ruleArn, Actions: forwardTo(weights) }, async () => {
      await this.cloud.clock.sleep(CALL_MILLISECONDS);
      const { denied } = this.troubles;
      if (denied !== undefined) return { ok: false, error: `${API}.${API}Exception`, cause: denied };
      if (execution.status === 'RUNNING') this.cloud.balancer.setWeights(ruleArn, weights);
      return { ok: true, value: {} };
    });
  }

  private call(execution: Execution, state: string, input: EngineCall): Promise<InvocationResult> {
    return this.task(execution, state, input, () => this.inTime(input));
  }

  /** Tries as often as the definition does, until the execution is over. */
  private async task(
    execution: Execution,
    state: string,
    input: unknown,
    attempt: () => Promise<InvocationResult>,
  ): Promise<InvocationResult> {
    const retry = pauses();
    for (;;) {
      const entry = this.enter(execution, { state, input });
      const result = await attempt();
      if (execution.status !== 'RUNNING') return result;
      if (result.ok) entry.result = result.value;
      else entry.error = { Error: result.error, Cause: result.cause };
      const pause = result.ok ? undefined : retry(result.error);
      if (pause === undefined) return result;
      await this.wait(entry, pause);
      if (execution.status !== 'RUNNING') return result;
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

  private finish(execution: Execution, state: string, status: Execution['status'], error?: TraceEntry['error']): void {
    this.enter(execution, { state, error });
    this.end(execution, status);
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

  private async wait(entry: TraceEntry, seconds: number): Promise<void> {
    const { clock } = this.cloud;
    const since = clock.now;
    await clock.sleep(seconds * 1000);
    entry.seconds = (clock.now - since) / 1000;
  }

  private enter(execution: Execution, entry: TraceEntry): TraceEntry {
    if (this.traces) execution.trace.push(entry);
    return entry;
  }
}

/** An action in the words of the load balancer's API. */
function forwardTo(weights: Weights): DescribedRule['Actions'] {
  const TargetGroups = Object.entries(weights).map(([TargetGroupArn, Weight]) => ({ TargetGroupArn, Weight }));
  return [{ Type: 'forward', ForwardConfig: { TargetGroups } }];
}

function shown({ error, cause }: Failure): string {
  return `${error}: ${cause.slice(0, SHOWN_CHARACTERS)}`;
}
