import { createHash } from 'crypto';
import { Assignment } from '../decide/decision';
import { EngineError, EXECUTION_PREFIX, ExecutionInput } from '../engine';
import { parseFormerOrder, parseGateOrder } from '../orders';
import { CustomResourceEvent, GateOrder } from '../protocol';

/** A request of CloudFormation, understood, and who works on it. */
export interface Job extends Assignment {
  readonly request: CustomResourceEvent;
  readonly order: GateOrder;
  /** The order that this one replaces. */
  readonly former?: GateOrder;
  /** The ARN of the execution. */
  readonly execution: string;
}

/** The job of an execution. One that follows a death takes over the dead one's request. */
export function jobOf(input: ExecutionInput, execution: string): Job {
  const { dead } = input;
  const request = dead ? (JSON.parse(dead.input) as ExecutionInput).request : input.request;
  if (request === undefined) throw new EngineError('an execution needs a request of CloudFormation');
  return {
    request,
    requestType: request.RequestType,
    order: parseGateOrder(request.ResourceProperties),
    former: parseFormerOrder(request),
    execution,
    died: dead && `the execution ${dead.name} ended with ${dead.status}`,
  };
}

/** The name of the execution for a request: the same event twice finds it taken. */
export function executionName(request: CustomResourceEvent): string {
  return `${executionPrefix(request)}${request.RequestId}`;
}

/** What the names of all executions for one gate begin with. A name may have 80 characters, 36 of them the request's. */
export function executionPrefix({ StackId, LogicalResourceId }: CustomResourceEvent): string {
  const stack = StackId.split('/')[1] ?? StackId;
  const gate = createHash('sha256').update(`${StackId} ${LogicalResourceId}`).digest('hex').slice(0, 8);
  return `${EXECUTION_PREFIX}${stack.slice(0, 24)}-${gate}-`;
}
