import { Account } from '../../gate/account';
import { EngineCall } from '../../gate/engine';
import { LIMITS } from '../../gate/limits';
import { CustomResourceEvent } from '../../gate/protocol';
import { Cloud } from '../account/cloud';
import { Invocation } from '../account/invocation';
import { Executions, SimulatedAccount } from '../account/simulated-account';

/** The gate, as its function calls it. */
export interface GateHandler {
  handle(event: CustomResourceEvent | EngineCall): Promise<unknown>;
}

/** Makes the gate of one run of the function. */
export type GateFactory = (account: Account, journal: (line: object) => void) => GateHandler;

/** What a run of the function comes to. */
export type InvocationResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: string; readonly cause: string };

/** What a run of a function takes before its code does anything. */
const START_MILLISECONDS = 100;

/** Lambda calls a function that failed twice more if nobody waits for it. */
const ASYNC_RETRIES_SECONDS = [60, 120];

/** The longest pause before the state machine calls it again, with the look that it takes. */
const ENGINE_RETRY_SECONDS = 30;

/**
 * Lambda in miniature, for the gate's function: every run has a gate of its own, a time-out, and may be killed at any
 * call. Whoever waits for a run may give up; the run goes on until its own time is over.
 */
export class GateFunction {
  /** Why no run can begin; undefined if it can. */
  public broken: string | undefined;
  /** Every run, in order. */
  public readonly invocations: Invocation[] = [];
  /** Events that Lambda has given up, after all its tries: they lie in the queue of dead letters, and a person is paged. */
  public readonly deadLetters: CustomResourceEvent[] = [];

  constructor(
    private readonly cloud: Cloud,
    private readonly executions: Executions,
    private readonly factory: GateFactory,
    private readonly journal: (line: object) => void,
  ) {}

  /** Runs it and waits for the end. */
  public async invoke(event: CustomResourceEvent | EngineCall): Promise<InvocationResult> {
    const { clock } = this.cloud;
    await clock.sleep(START_MILLISECONDS);
    const retrySeconds = 'op' in event ? ENGINE_RETRY_SECONDS : ASYNC_RETRIES_SECONDS[1];
    if (this.broken !== undefined) {
      // A function that cannot start is a disturbance for whoever waits for it.
      this.cloud.disturb(retrySeconds + LIMITS.callSeconds);
      return { ok: false, error: 'Runtime.ImportModuleError', cause: this.broken };
    }
    const invocation = new Invocation(clock.now, clock.now + LIMITS.writerSeconds * 1000, retrySeconds);
    this.invocations.push(invocation);
    return new Promise((resolve) => {
      const timer = clock.after(LIMITS.writerSeconds * 1000, () => {
        invocation.dead = true;
        resolve({ ok: false, error: 'Sandbox.Timedout', cause: `timed out after ${LIMITS.writerSeconds} seconds` });
      });
      const end = (result: InvocationResult) => {
        timer.cancel();
        resolve(result);
      };
      invocation.onKill(() => end({ ok: false, error: 'Runtime.ExitError', cause: 'exited before it was done' }));
      const gate = this.factory(new SimulatedAccount(this.cloud, this.executions, invocation), this.journal);
      gate.handle(event).then(
        (value) => end({ ok: true, value: copyOf(value) }),
        (error: Error) => end({ ok: false, error: error.name, cause: error.message }),
      );
    });
  }

  /** Runs it for CloudFormation, which does not wait. */
  public deliver(event: CustomResourceEvent): void {
    this.cloud.clock.start(async () => {
      let result = await this.invoke(event);
      for (const seconds of ASYNC_RETRIES_SECONDS) {
        if (result.ok) return;
        await this.cloud.clock.sleep(seconds * 1000);
        result = await this.invoke(event);
      }
      if (!result.ok) this.deadLetters.push(event);
    });
  }
}

/** What comes out is text; what goes in came out before, or is text of CloudFormation's. */
function copyOf<T>(value: T): T {
  return value === undefined ? (null as T) : (JSON.parse(JSON.stringify(value)) as T);
}
