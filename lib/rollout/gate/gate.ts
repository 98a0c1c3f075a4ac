import { Account, AccountError } from './account';
import { respond } from './act/answer';
import { execute } from './act/execute';
import { executionName, Job, jobOf } from './act/job';
import { Journal, noteBroken, noteDecision, noteOutcome } from './act/journal';
import { observe, orientationOf, see, seeFacts } from './act/observe';
import { preflight, preflightReason } from './act/preflight';
import { mayBeElsewhere, releases } from './decide/back';
import { valueOf } from './decide/observations';
import { isRollback, Mission } from './decide/orientation';
import { GateState, initialState, Outcome, STATE_VERSION } from './decide/state';
import { tick } from './decide/tick';
import { AnswerCall, Emergency, EngineCall, EngineError, ExecutionInput, TickCall } from './engine';
import { OrderError, parsePreflightOrder } from './orders';
import { CustomResourceEvent, PREFLIGHT_TYPE } from './protocol';

/** Looks without a pause that lead traffic back when no execution can be started. */
const LOOKS_WITHOUT_ENGINE = 10;

/**
 * The release gate: all that its Lambda function does, for whoever has an account and a journal.
 *
 * It is called by CloudFormation with a request, and by the state machine once for every look.
 */
export class Gate {
  constructor(
    private readonly account: Account,
    private readonly journal: Journal,
  ) {}

  public async handle(event: CustomResourceEvent | EngineCall): Promise<unknown> {
    if (!('op' in event)) return this.receive(event);
    return event.op === 'tick' ? this.look(event) : this.answerForMachine(event);
  }

  private async receive(request: CustomResourceEvent): Promise<void> {
    this.journal({
      event: 'request',
      type: request.RequestType,
      resource: request.ResourceType,
      id: request.RequestId,
    });
    try {
      await (request.ResourceType === PREFLIGHT_TYPE ? this.checkBeforeStart(request) : this.start(request));
    } catch (error) {
      if (!(error instanceof OrderError)) throw error;
      // What cannot be read was never begun, so there is nothing to delete or to lead back.
      const status = request.RequestType === 'Delete' ? 'SUCCESS' : 'FAILED';
      await respond(this.account, request, {
        status,
        reason: `The release gate was given an order it cannot read: ${error.message}`,
      });
    }
  }

  /** A release is checked when it is created. An update of the same release starts no server, and a rollback neither. */
  private async checkBeforeStart(request: CustomResourceEvent): Promise<void> {
    if (request.RequestType !== 'Create') {
      return respond(this.account, request, { status: 'SUCCESS', reason: 'No server starts.' });
    }
    const order = parsePreflightOrder(request.ResourceProperties);
    if (await this.isAnswered(request)) return this.journal({ event: 'known already', request: request.RequestId });
    const problems = await preflight(this.account, request, order);
    const outcome: Outcome =
      problems.length === 0
        ? { status: 'SUCCESS', reason: 'The release can start.' }
        : { status: 'FAILED', reason: preflightReason(order, problems) };
    this.journal({ event: 'preflight', service: order.service, host: order.host, fix: order.fix, ...outcome });
    return respond(this.account, request, outcome);
  }

  /** An event may come twice, and the second time long after the answer, when the world is another one. */
  private async isAnswered({ StackId, LogicalResourceId }: CustomResourceEvent): Promise<boolean> {
    const { resourceStatus } = await this.account.stack(StackId, LogicalResourceId);
    return resourceStatus !== undefined && !resourceStatus.endsWith('_IN_PROGRESS');
  }

  /** Hands the request to the state machine. The same request twice finds its execution begun. */
  private async start(request: CustomResourceEvent): Promise<void> {
    const name = executionName(request);
    const job = jobOf({ request }, name);
    const input: ExecutionInput = { request, emergency: await this.emergency(job) };
    try {
      const started = await this.account.startExecution(name, JSON.stringify(input));
      this.journal({ event: started ? 'started' : 'known already', execution: name });
    } catch (error) {
      if (!(error instanceof AccountError)) throw error;
      await this.withoutEngine(job, input, error);
    }
  }

  /** What the machine does if the function breaks before its first look. */
  private async emergency(job: Job): Promise<Emergency | undefined> {
    const { ruleArn, safe, own } = valueOf(orientationOf(job, await seeFacts(this.account, job))) ?? {};
    if (ruleArn === undefined || safe === undefined || own === undefined) return undefined;
    return { ruleArn, safeTargetGroupArn: safe, ownTargetGroupArns: own };
  }

  /** Forward needs the engine; the way back does not, and must not fail for want of it. */
  private async withoutEngine(job: Job, input: ExecutionInput, cause: AccountError): Promise<void> {
    const mission = await this.missionOf(job);
    // Lambda calls again, in one minute and in two: a rollback must not be taken for anything else.
    if (mission === undefined) throw cause;
    if (mission !== 'back' && mission !== 'leave') {
      if (await this.isAnswered(job.request)) return;
      const reason = `The release gate could not start: ${cause.message}. Nothing was changed.`;
      return respond(this.account, job.request, { status: 'FAILED', reason });
    }
    let state: GateState | null = null;
    for (let looks = 0; looks < LOOKS_WITHOUT_ENGINE; looks++) {
      state = await this.look({ op: 'tick', execution: job.execution, input, state });
      if (state.done) return;
    }
    // Lambda calls again in a minute: by then there is no late write to wait for.
    throw cause;
  }

  private async missionOf(job: Job): Promise<Mission | undefined> {
    return (await this.begun(job)).mission;
  }

  /** What a first look would have found out; of a stack that rolls back at least that. */
  private async begun(job: Job): Promise<Pick<GateState, 'mission' | 'own' | 'safe'>> {
    const facts = await seeFacts(this.account, job);
    const orientation = valueOf(orientationOf(job, facts));
    if (orientation !== undefined) return orientation;
    const { order, former, requestType } = job;
    const rollingBack = isRollback(valueOf(facts.stack)?.status ?? '');
    const safe = order.servers.targetGroupArn;
    const own = former === undefined ? [safe] : [safe, former.servers.targetGroupArn];
    return { mission: rollingBack && requestType === 'Update' ? 'back' : undefined, safe, own };
  }

  private async look({ execution, input, state }: TickCall): Promise<GateState> {
    const job = jobOf(input, execution);
    const before = (state as GateState | null) ?? initialState(this.account.now());
    if (before.version !== STATE_VERSION) {
      throw new EngineError(
        `this gate has states of version ${STATE_VERSION}, and was handed one of ${before.version}`,
      );
    }
    const decision = tick(job, before, await observe(this.account, job, before));
    noteDecision(this.journal, job, before, decision);
    const last = await execute(this.account, job, decision.state, decision.commands);
    if (last.answered && !before.last.answered) noteOutcome(this.journal, this.account.now(), job, decision.state);
    return { ...decision.state, last };
  }

  /** The machine has led traffic back by itself, or found that it must not. */
  private async answerForMachine({ execution, input, state, cause }: AnswerCall): Promise<void> {
    const job = jobOf(input, execution);
    const known = state as GateState | null;
    const last = known ?? { ...initialState(this.account.now()), ...(await this.begun(job)) };
    const outcome: Outcome = last.outcome ?? (await this.outcomeAfter(job, last, cause));
    noteBroken(this.journal, this.account.now(), job, cause);
    await this.letGo(job, { ...last, outcome });
    await respond(this.account, job.request, outcome);
  }

  /** A rollback goes on, unless users may still be on the release whose servers would be deleted. */
  private async outcomeAfter({ order, requestType }: Job, last: GateState, cause: string): Promise<Outcome> {
    const reason = `The release gate itself failed: ${cause}`;
    const { listenerArn, priority } = order.entrance;
    const goesBack = last.mission === 'back' || last.mission === 'leave' || requestType === 'Delete';
    if (!goesBack) return { status: 'FAILED', reason };
    const rule = await see(this.account.rule(listenerArn, priority));
    const stranded = last.mission === 'back' && mayBeElsewhere(last, { now: this.account.now(), rule });
    return { status: stranded ? 'FAILED' : 'SUCCESS', reason };
  }

  /** As far as it can be done in one go: the answer is worth more. */
  private async letGo(job: Job, state: GateState): Promise<void> {
    const groups = valueOf(await see(this.account.groups(job.order.host)));
    if (groups !== undefined) await execute(this.account, job, state, releases(job, state, groups));
  }
}
