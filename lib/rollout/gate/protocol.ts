/**
 * What a service's stack and the release gate say to each other: two custom resources and their orders.
 *
 * The two sides are deployed at different times, by different people, and perhaps with different versions of this
 * library. So the words are versioned, and a gate refuses what is newer than itself before it touches anything.
 */
export const PROTOCOL = 2;

/**
 * The protocol that each order is written in: the oldest that can say all of it. So an upgrade of this library leaves the
 * gates of all services as they are, and a platform that is set back by a version still reads their orders.
 *
 * - 1: the first one
 * - 2: the preflight says which alarms must be quiet, and which error budgets must not be spent
 */
export const WRITTEN_IN = { preflight: 2, gate: 1 } as const;

/** The custom resource that checks a release before any server starts. One per release. */
export const PREFLIGHT_TYPE = 'Custom::ReleasePreflight';

/** The custom resource that lets a release pass, or does not. One per service, for its whole life. */
export const GATE_TYPE = 'Custom::ReleaseGate';

/** Tags of a server group that the gate finds it by, and keeps its memory in. */
export const GROUP_TAGS = {
  /** The domain of the platform: the gate's rights on groups go by it. */
  platform: 'golden-path:platform',
  /** The host name of the service. */
  host: 'golden-path:host',
  /** The minimum that the group had before the gate raised it for the time of a rollout. */
  priorMinimum: 'golden-path:prior-minimum',
} as const;

/** A request of CloudFormation, as it arrives. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html */
export interface CustomResourceEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly ResourceType: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: OrderProperties;
  readonly OldResourceProperties?: OrderProperties;
}

/** The properties of both custom resources. CloudFormation sends every number and boolean as text. */
export interface OrderProperties {
  readonly ServiceToken: string;
  /** The protocol that the order is written in. */
  readonly Protocol: string;
  readonly Order: unknown;
}

/** What happens to a release. */
export interface ReleaseName {
  readonly fingerprint: string;
  readonly commit: string;
}

/** Where requests come in. */
export interface EntranceOrder {
  readonly listenerArn: string;
  readonly testListenerArn: string;
  /** The priority of both of the service's rules. */
  readonly priority: number;
}

/** The order to {@link PREFLIGHT_TYPE}. */
export interface PreflightOrder {
  readonly service: string;
  readonly host: string;
  readonly release: ReleaseName;
  readonly image: string;
  readonly architecture: string;
  readonly entrance: EntranceOrder;
  /**
   * The names of the alarms that must not fire. Where it is empty, as in protocol 1, or names an alarm that does not exist
   * yet, it is every alarm of the stack.
   */
  readonly watch: string[];
  /** The error budgets that must not be spent. */
  readonly budgets: BudgetOrder[];
  /** Why the release may start all the same: it is meant to end what is wrong. Empty if it is no such release. */
  readonly fix: string;
}

/** An objective of a service, and where CloudWatch keeps how well it is met. */
export interface BudgetOrder {
  /** For people: `availability`. */
  readonly objective: string;
  readonly namespace: string;
  /** It has one sample for each request: 1 if the request missed the objective, 0 if not. */
  readonly metric: string;
  /** The host name that is the metric's only dimension, `Host`. */
  readonly host: string;
  /** The share of requests that must meet the objective. The rest is the budget. */
  readonly goalPercent: number;
  /** How far it looks back. */
  readonly windowSeconds: number;
}

/** The order to {@link GATE_TYPE}. */
export interface GateOrder {
  readonly service: string;
  readonly host: string;
  /** Where the service keeps its parameters, such as `/golden-path/shop.internal/checkout`. */
  readonly path: string;
  readonly release: ReleaseName;
  readonly entrance: EntranceOrder;
  readonly servers: ServersOrder;
  /** The names of the alarms that judge the release. */
  readonly alarms: string[];
  readonly rollout: RolloutOrder;
  /** One at least. */
  readonly tests: TestOrder[];
  /** What a person should look at when the release is refused. */
  readonly lookAt: { readonly dashboard: string; readonly logGroup: string };
  /** Empty, or why the release may start while alarms fire. */
  readonly fix: string;
}

export interface ServersOrder {
  readonly targetGroupArn: string;
  readonly groupName: string;
  /** The zones that the group spans. */
  readonly zones: string[];
}

/** How traffic moves, in seconds. */
export interface RolloutOrder {
  /** For people: `canary, 10 % for 5 minutes`. */
  readonly name: string;
  /** The shares that the release gets, one after the other; the last one is 100 %, and its time is the bake. */
  readonly steps: StepOrder[];
  /** How long the servers may take until they are healthy. */
  readonly launchSeconds: number;
  /** How long they must have been healthy without a break. */
  readonly healthySeconds: number;
  /** How long all of it may take; then the release is refused. */
  readonly deadlineSeconds: number;
  /** The pause between two looks. */
  readonly pollSeconds: number;
}

export interface StepOrder {
  readonly percent: number;
  readonly seconds: number;
}

/** A functional test of the new release. */
export type TestOrder = HttpTestOrder | LambdaTestOrder;

interface AnyTestOrder {
  readonly name: string;
  /** How long one try may take. */
  readonly timeoutSeconds: number;
  readonly tries: number;
}

/** A request that the probe sends through the test listener, with the service's host name as SNI and Host. */
export interface HttpTestOrder extends AnyTestOrder {
  readonly kind: 'http';
  /** The DNS name of the load balancer. */
  readonly address: string;
  readonly port: number;
  readonly tls: boolean;
  /** Certificates, as PEM, of the authority that signed the load balancer's. Empty: those that Node.js trusts. */
  readonly certificateAuthority: string;
  readonly method: string;
  readonly path: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
  readonly expect: HttpExpectation;
}

/** What the answer must be like. Empty text and zero expect nothing. */
export interface HttpExpectation {
  readonly statuses: number[];
  /** A text that the body must contain. */
  readonly bodyContains: string;
  /** A regular expression that the body must match. */
  readonly bodyMatches: string;
  /** Headers that the answer must have, with their values. */
  readonly headers: { readonly [name: string]: string };
  /** The longest that the answer may take, in milliseconds. */
  readonly latencyMillis: number;
  /** A header in which the service says its release, by commit or by fingerprint. */
  readonly releaseHeader: string;
}

/** A function of the user's, which passes by returning `{ "passed": true }`. */
export interface LambdaTestOrder extends AnyTestOrder {
  readonly kind: 'lambda';
  readonly functionArn: string;
}

/** What a test function is called with. */
export interface LambdaTestEvent {
  readonly service: string;
  readonly host: string;
  readonly commit: string;
  readonly release: string;
  /** Where the new release answers, as the test listener shows it; reachable in the VPC with the probe's security group. */
  readonly testListenerArn: string;
}

/** What a test function returns. */
export interface LambdaTestAnswer {
  readonly passed: boolean;
  readonly detail?: string;
}

/** What the probe is called with: one try of one test. */
export interface ProbeRequest {
  readonly host: string;
  readonly release: ReleaseName;
  readonly test: HttpTestOrder;
}

/** What came of one try. */
export interface TestResult {
  readonly name: string;
  readonly passed: boolean;
  /** For people: what was seen. No secrets, one line. */
  readonly detail: string;
}
