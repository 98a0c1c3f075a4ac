import { LambdaTestEvent, LambdaTestOrder, ProbeRequest, TestResult } from './protocol';

/**
 * What the gate asks of AWS, in its own words. The Lambda function has the real one, the rehearsal a simulated one.
 *
 * Every method may reject with an {@link AccountError}. Reads are repeated by the next look; writes are absolute, so
 * that doing one twice does no harm.
 */
export interface Account {
  /** Milliseconds since 1970. */
  now(): number;

  /** The stack, and the status that CloudFormation gives one of its resources. */
  stack(stackId: string, logicalId: string): Promise<StackView>;
  /** The names of all the alarms in a stack that are on metrics. */
  alarmsOfStack(stackId: string): Promise<string[]>;

  /** The rule of a listener at a priority. */
  rule(listenerArn: string, priority: number): Promise<RuleView | undefined>;
  targets(targetGroupArn: string): Promise<TargetView[]>;
  /** The server groups of a service, of every release that there is. */
  groups(host: string): Promise<GroupView[]>;
  /** What a group did lately and could not, the newest first. */
  failedActivities(groupName: string): Promise<ActivityView[]>;
  /** The alarms that exist among those asked for. */
  alarms(names: string[]): Promise<AlarmView[]>;
  /** Each time since a moment that one of the alarms began to fire. */
  firings(names: string[], since: number): Promise<FiringView[]>;
  /** Requests that a target group got, from one moment to another. */
  requests(query: RequestsQuery): Promise<number>;
  /** How many requests a service got, and how many of them missed an objective. */
  misses(query: MissesQuery): Promise<MissesView>;
  image(imageId: string): Promise<ImageView | undefined>;

  /** The executions of the gate's state machine that run and whose names begin with a text. */
  runningExecutions(namePrefix: string): Promise<string[]>;
  isRunning(executionArn: string): Promise<boolean>;

  /** Leads all traffic of a rule to target groups, by weight; what is not named leaves the rule. */
  setWeights(ruleArn: string, weights: Weights): Promise<void>;
  /** Writes down a group's minimum, then raises it. */
  hold(groupName: string, hold: Hold): Promise<void>;
  /** Gives a group its own minimum back, then forgets that it was raised. */
  letGo(groupName: string, minimum: number): Promise<void>;
  /** False if an execution of that name exists already. */
  startExecution(name: string, input: string): Promise<boolean>;
  stopExecution(executionArn: string, cause: string): Promise<void>;

  probe(request: ProbeRequest): Promise<TestResult>;
  invokeTest(test: LambdaTestOrder, event: LambdaTestEvent): Promise<TestResult>;

  putParameter(name: string, value: string): Promise<void>;
  /** No error if there is none. */
  deleteParameter(name: string): Promise<void>;
  /** Answers CloudFormation. */
  respond(url: string, body: string): Promise<void>;
}

export interface StackView {
  readonly name: string;
  /** Such as `UPDATE_IN_PROGRESS`. */
  readonly status: string;
  readonly rollbackDisabled: boolean;
  /** The status of the resource that was asked for; undefined if the stack has none of that id. */
  readonly resourceStatus?: string;
}

/** Target groups, by ARN, with their weights. */
export interface Weights {
  readonly [targetGroupArn: string]: number;
}

export interface RuleView {
  readonly arn: string;
  /** The host names of its condition. */
  readonly hosts: string[];
  readonly weights: Weights;
}

export interface TargetView {
  /** The id of the server. */
  readonly id: string;
  /** The state by Elastic Load Balancing, such as `healthy`, `initial`, `unhealthy`, `draining`. */
  readonly state: string;
  /** Whether a zonal shift keeps traffic away from it. */
  readonly shiftedAway: boolean;
  /** Such as `Target.Timeout: Request timed out`. */
  readonly reason?: string;
}

export interface GroupView {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly targetGroupArns: string[];
  readonly min: number;
  readonly max: number;
  readonly desired: number;
  /** What the minimum was before the gate raised it, if it did. */
  readonly priorMinimum?: number;
  readonly servers: ServerView[];
}

export interface ServerView {
  readonly id: string;
  readonly zone: string;
  readonly inService: boolean;
}

export interface ActivityView {
  readonly at: number;
  /** In the words of EC2 Auto Scaling, such as `Could not launch On-Demand Instances. InsufficientInstanceCapacity - ...`. */
  readonly message: string;
}

export interface AlarmView {
  readonly name: string;
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  /** Since when it has been in that state. */
  readonly since: number;
  readonly reason: string;
  readonly actionsEnabled: boolean;
}

export interface FiringView {
  readonly name: string;
  readonly at: number;
}

export interface RequestsQuery {
  readonly listenerArn: string;
  readonly targetGroupArn: string;
  readonly from: number;
  readonly to: number;
}

export interface MissesQuery {
  readonly namespace: string;
  /** A metric with one sample for each request: 1 if it missed the objective, 0 if not. */
  readonly metric: string;
  readonly host: string;
  readonly from: number;
  readonly to: number;
}

export interface MissesView {
  readonly requests: number;
  readonly missed: number;
}

export interface ImageView {
  /** Such as `available`. */
  readonly state: string;
  readonly architecture: string;
}

/** A raised minimum. */
export interface Hold {
  readonly minimum: number;
  /** The minimum to write down: the group's own. */
  readonly priorMinimum: number;
}

export type AccountErrorKind = 'throttled' | 'denied' | 'not-found' | 'other';

/** A call to AWS that failed. */
export class AccountError extends Error {
  /**
   * @param kind whether it is worth another try: a denied call is not.
   * @param call the call as IAM names it, such as `elasticloadbalancing:ModifyRule`.
   */
  constructor(
    public readonly kind: AccountErrorKind,
    public readonly call: string,
    message: string,
  ) {
    super(`${call}: ${message}`);
    this.name = 'AccountError';
  }
}
