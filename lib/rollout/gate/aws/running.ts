import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  DescribeExecutionCommand,
  ExecutionListItem,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { Account, AccountError } from '../account';
import { LIMITS } from '../limits';
import { LambdaTestAnswer, TestResult } from '../protocol';
import { allPages, call, callUnless, CLIENT } from './call';

/** What the gate asks of its own engine. */
export function engine(
  stateMachineArn: string,
): Pick<Account, 'runningExecutions' | 'isRunning' | 'startExecution' | 'stopExecution'> {
  const client = new SFNClient(CLIENT);
  return {
    async runningExecutions(namePrefix) {
      const executions = await allPages<ExecutionListItem>(async (nextToken) => {
        const command = new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING', nextToken });
        const answer = await call('states:ListExecutions', client.send(command));
        return [answer.executions, answer.nextToken];
      });
      return executions.filter(({ name }) => name!.startsWith(namePrefix)).map(({ executionArn }) => executionArn!);
    },

    async isRunning(executionArn) {
      const command = new DescribeExecutionCommand({ executionArn });
      const { status } = await call('states:DescribeExecution', client.send(command));
      return status === 'RUNNING';
    },

    async startExecution(name, input) {
      const sending = client.send(new StartExecutionCommand({ stateMachineArn, name, input }));
      const answer = await callUnless(
        'states:StartExecution',
        (code) => code === 'ExecutionAlreadyExists',
        undefined,
        sending,
      );
      return answer !== undefined;
    },

    async stopExecution(executionArn, cause) {
      const sending = client.send(new StopExecutionCommand({ executionArn, cause }));
      await callUnless('states:StopExecution', (code) => code === 'ExecutionDoesNotExist', undefined, sending);
    },
  };
}

/** The functions that test a release. */
export function testers(probeFunctionName: string): Pick<Account, 'probe' | 'invokeTest'> {
  const client = new LambdaClient({
    ...CLIENT,
    // One try is one try: the gate counts them.
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: 2_000,
      requestTimeout: (LIMITS.trySeconds + 5) * 1000,
      throwOnRequestTimeout: true,
    },
  });
  const invoke = async <T>(functionName: string, payload: object, timeoutSeconds: number): Promise<T> => {
    const command = new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(payload) });
    const abortSignal = AbortSignal.timeout((timeoutSeconds + 5) * 1000);
    const { FunctionError, Payload } = await call('lambda:InvokeFunction', client.send(command, { abortSignal }));
    const text = Payload ? Buffer.from(Payload).toString() : 'null';
    if (FunctionError) throw new AccountError('other', 'lambda:InvokeFunction', `${FunctionError}: ${errorIn(text)}`);
    return JSON.parse(text) as T;
  };
  return {
    probe: (request) => invoke<TestResult>(probeFunctionName, request, request.test.timeoutSeconds),

    async invokeTest({ name, functionArn, timeoutSeconds }, event) {
      const answer = await invoke<LambdaTestAnswer | null>(functionArn, event, timeoutSeconds);
      const detail = answer?.detail ?? (answer?.passed === true ? 'passed' : 'the function did not say why');
      return { name, passed: answer?.passed === true, detail: oneLine(detail) };
    },
  };
}

/** Sends the answer to where CloudFormation reads it. */
export function answering(): Pick<Account, 'respond'> {
  return {
    async respond(url, body) {
      const request = { method: 'PUT', body, headers: { 'content-type': '' }, signal: AbortSignal.timeout(8_000) };
      // The address is a secret: it stays out of the message.
      const answer = await call('s3:PutObject', fetch(url, request));
      if (!answer.ok)
        throw new AccountError('other', 's3:PutObject', `CloudFormation's bucket answered ${answer.status}`);
    },
  };
}

function errorIn(payload: string): string {
  try {
    const { errorMessage } = JSON.parse(payload) as { errorMessage?: string };
    return oneLine(errorMessage ?? payload);
  } catch {
    return oneLine(payload);
  }
}

function oneLine(text: string): string {
  return String(text).replace(/\s+/g, ' ').slice(0, 300);
}
