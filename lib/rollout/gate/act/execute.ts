import { Account, AccountError, Weights } from '../account';
import { Command } from '../decide/commands';
import { isAwaited, isRollback } from '../decide/orientation';
import { CommandFailure, GateState, LastCommands, NOTHING_DONE } from '../decide/state';
import { TestOrder, TestResult } from '../protocol';
import { respond } from './answer';
import { Job } from './job';
import { forgetDeployment, recordDeployment } from './record';

/** Somebody else is in charge meanwhile: the write was not made. */
class FencedError extends Error {
  constructor(problem: string) {
    super(`not written, because ${problem}`);
    this.name = 'FencedError';
  }
}

/** Carries commands out, in their order. The first that fails ends it: the next look asks for the rest again. */
export async function execute(
  account: Account,
  job: Job,
  state: GateState,
  commands: Command[],
): Promise<LastCommands> {
  let last = NOTHING_DONE;
  for (const command of commands) {
    try {
      last = { ...last, ...(await carryOut(account, job, state, command)) };
    } catch (error) {
      const failure = failureOf(error);
      last = { ...last, failures: [...last.failures, failure] };
      // What leads users comes first in importance: a record that cannot be written must not keep the answer back.
      if (command.do !== 'record' && command.do !== 'forget' && command.do !== 'stop') return last;
    }
  }
  return last;
}

async function carryOut(
  account: Account,
  job: Job,
  state: GateState,
  command: Command,
): Promise<Partial<LastCommands>> {
  switch (command.do) {
    case 'shift':
      await shift(account, job, command);
      return {};
    case 'restore':
      await restore(account, job, state, command);
      return {};
    case 'hold':
      await account.hold(command.group, command.hold);
      return {};
    case 'letGo':
      await account.letGo(command.group, command.minimum);
      return {};
    case 'stop':
      for (const execution of command.executions) await account.stopExecution(execution, stopCause(job));
      return {};
    case 'test':
      return { test: await runTest(account, job, job.order.tests[command.index]) };
    case 'record':
      await recordDeployment(account, job, state);
      return {};
    case 'forget':
      await forgetDeployment(account, job);
      return {};
    case 'answer':
      await respond(account, job.request, state.outcome!);
      return { answered: true };
  }
}

/**
 * Leads users forward. ModifyRule knows no condition, so what it must not happen without is looked at right before it:
 * a worker that was held up for half a minute may be the last to know that it is over.
 */
async function shift(account: Account, job: Job, { ruleArn, weights }: { ruleArn: string; weights: Weights }) {
  const { request, order, execution } = job;
  const [stack, rule, running] = await Promise.all([
    account.stack(request.StackId, request.LogicalResourceId),
    account.rule(order.entrance.listenerArn, order.entrance.priority),
    account.isRunning(execution),
  ]);
  if (!running) throw new FencedError('this execution was stopped');
  if (isRollback(stack.status)) throw new FencedError(`the stack is ${stack.status}`);
  if (!isAwaited(stack)) throw new FencedError('CloudFormation waits no more');
  if (rule?.arn !== ruleArn) throw new FencedError('the production rule is another one');
  await account.setWeights(ruleArn, weights);
}

/** Leads all users back, unless somebody has led them elsewhere since the look. */
async function restore(
  account: Account,
  { order }: Job,
  { own }: GateState,
  { ruleArn, safe }: { ruleArn: string; safe: string },
) {
  const rule = await account.rule(order.entrance.listenerArn, order.entrance.priority);
  if (rule?.arn !== ruleArn || Object.keys(rule.weights).some((arn) => !own.includes(arn))) {
    throw new FencedError('the production rule is not its own any more');
  }
  await account.setWeights(ruleArn, { [safe]: 100 });
}

/** A test that cannot run is a failed test. */
async function runTest(account: Account, { order }: Job, test: TestOrder): Promise<TestResult> {
  const { host, release, service, entrance } = order;
  try {
    return test.kind === 'http'
      ? await account.probe({ host, release, test })
      : await account.invokeTest(test, {
          service,
          host,
          commit: release.commit,
          release: release.fingerprint,
          testListenerArn: entrance.testListenerArn,
        });
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    return { name: test.name, passed: false, detail: `it could not run: ${error.message}` };
  }
}

function stopCause({ request }: Job): string {
  return `CloudFormation's request ${request.RequestId} takes over`;
}

function failureOf(error: unknown): CommandFailure {
  if (error instanceof AccountError) return { kind: error.kind, message: error.message };
  if (error instanceof FencedError) return { kind: 'fenced', message: error.message };
  throw error;
}
