import { createHash } from 'crypto';
import { CustomResourceEvent, OrderProperties } from '../../gate/protocol';
import { Cloud, StackState } from '../account/cloud';
import { GateFunction } from '../engine/gate-function';
import { CustomResourcePlan } from './service-plan';

/** An answer, as it arrived. */
export interface Answer {
  readonly at: number;
  readonly body: string;
}

/** A request to a custom resource, and what became of it. */
export interface CustomRequest {
  readonly event: CustomResourceEvent;
  readonly sentAt: number;
  readonly timeoutAt: number;
  /** Everything that was put to its address, in order. */
  readonly answers: Answer[];
  end?: 'SUCCESS' | 'FAILED' | 'TIMED OUT' | 'GIVEN UP';
  reason?: string;
}

/** What is asked of a custom resource. */
export interface Ask {
  readonly plan: CustomResourcePlan;
  readonly type: CustomResourceEvent['RequestType'];
  readonly old?: OrderProperties;
}

/** CloudFormation never takes more. */
const LARGEST_ANSWER_BYTES = 4096;

/** How custom resources are asked, and how they answer: with a time-out, and without caring who still works on what. */
export class CustomResources {
  public readonly requests: CustomRequest[] = [];
  /** After how many seconds each event is delivered; more than one is a duplicate. */
  public deliveries: readonly number[] = [0];
  private readonly physicalIds = new Map<string, string>();
  private readonly waiting = new Map<string, (answer: string) => void>();

  constructor(
    private readonly cloud: Cloud,
    private readonly gateFunction: GateFunction,
    private readonly stack: StackState,
  ) {
    cloud.answer = (url, body) => this.take(url, body);
  }

  /**
   * Asks and waits for the end: an answer, the time-out, or that nobody cares any more.
   *
   * @param givenUp settles when the operation is over for another reason.
   */
  public async ask({ plan, type, old }: Ask, givenUp: Promise<void>): Promise<CustomRequest> {
    const { clock } = this.cloud;
    const event = this.event(plan, type, old);
    const timeoutAt = clock.now + plan.timeoutSeconds * 1000;
    const request: CustomRequest = { event, sentAt: clock.now, timeoutAt, answers: [] };
    this.requests.push(request);
    const verb = type.toUpperCase();
    this.stack.resources.set(plan.logicalId, `${verb}_IN_PROGRESS`);
    for (const seconds of this.deliveries) clock.after(seconds * 1000, () => this.gateFunction.deliver(event));
    await this.end(request, givenUp);
    this.stack.resources.set(plan.logicalId, `${verb}_${request.end === 'SUCCESS' ? 'COMPLETE' : 'FAILED'}`);
    return request;
  }

  private async end(request: CustomRequest, givenUp: Promise<void>): Promise<void> {
    const answered = new Promise<string>((resolve) => this.waiting.set(request.event.ResponseURL, resolve));
    const timer = new Promise<undefined>((resolve) => {
      this.cloud.clock.after(request.timeoutAt - this.cloud.clock.now, () => resolve(undefined));
    });
    const first = await Promise.race([answered, timer, givenUp.then(() => null)]);
    this.waiting.delete(request.event.ResponseURL);
    if (first === null) request.end = 'GIVEN UP';
    else if (first === undefined) {
      request.end = 'TIMED OUT';
      request.reason = 'CloudFormation did not receive a response from your Custom Resource.';
    } else this.read(request, first);
  }

  /** An answer that fits no request is thrown away, as S3 keeps it and nobody looks. */
  private take(url: string, body: string): void {
    this.requests.find(({ event }) => event.ResponseURL === url)?.answers.push({ at: this.cloud.clock.now, body });
    this.waiting.get(url)?.(body);
  }

  private read(request: CustomRequest, body: string): void {
    const { event } = request;
    const answer = JSON.parse(body) as { [field: string]: unknown };
    const fits =
      Buffer.byteLength(body) <= LARGEST_ANSWER_BYTES &&
      (answer.Status === 'SUCCESS' || answer.Status === 'FAILED') &&
      typeof answer.PhysicalResourceId === 'string' &&
      answer.StackId === event.StackId &&
      answer.RequestId === event.RequestId &&
      answer.LogicalResourceId === event.LogicalResourceId;
    request.end = fits && answer.Status === 'SUCCESS' ? 'SUCCESS' : 'FAILED';
    request.reason = fits ? String(answer.Reason ?? '') : 'Invalid response';
    if (fits) this.physicalIds.set(event.LogicalResourceId, String(answer.PhysicalResourceId));
  }

  private event(plan: CustomResourcePlan, type: Ask['type'], old?: OrderProperties): CustomResourceEvent {
    const { logicalId } = plan;
    const seed = `${this.stack.id}/${logicalId}/${this.requests.length}`;
    const requestId = createHash('sha256').update(seed).digest('hex').slice(0, 32);
    const physicalId = this.physicalIds.get(logicalId) ?? `${this.stack.name}-${logicalId}-1A2B3C4D5E6F`;
    return {
      RequestType: type,
      ResponseURL: `https://cloudformation-custom-resource-response-euwest1.s3.eu-west-1.amazonaws.com/${requestId}`,
      StackId: this.stack.id,
      RequestId: requestId,
      ResourceType: plan.type,
      LogicalResourceId: logicalId,
      ...(type === 'Create' ? {} : { PhysicalResourceId: physicalId }),
      ResourceProperties: plan.properties,
      ...(old === undefined ? {} : { OldResourceProperties: old }),
    };
  }
}
