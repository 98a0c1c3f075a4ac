import { ImageView, MissesView, StackView } from '../../gate/account';
import { LambdaTestOrder, ProbeRequest, TestResult } from '../../gate/protocol';
import { Alarms } from './alarms';
import { Group } from './auto-scaling';
import { Call, CallFault } from './call-faults';
import { Clock } from './clock';
import { LoadBalancer } from './load-balancer';

const MINUTE = 60_000;

/** Minutes of low load after which a group gives servers up. */
const SCALE_IN_MINUTES = 3;

/** A stack in CloudFormation. */
export interface StackState {
  readonly id: string;
  readonly name: string;
  status: string;
  rollbackDisabled: boolean;
  /** The status of each custom resource, by logical id. */
  readonly resources: Map<string, string>;
  /** The names of the alarms in it. */
  readonly alarms: Set<string>;
}

/** A try of a functional test. */
export type Try = ProbeRequest | { readonly test: LambdaTestOrder; readonly release: ProbeRequest['release'] };

/** What users and CloudFormation are to the account: everything of it but the gate. */
export interface CloudProps {
  readonly productionListenerArn: string;
  readonly requestsPerMinute: number;
  /** How many requests a minute one server can serve. */
  readonly requestsPerServer: number;
}

/** The state of a simulated account. Faults change it, invariants look at it, the gate sees it through its calls. */
export class Cloud {
  public readonly balancer: LoadBalancer;
  public readonly alarms: Alarms;
  public readonly groups = new Map<string, Group>();
  public readonly images = new Map<string, ImageView>();
  public readonly parameters = new Map<string, string>();
  public readonly stacks = new Map<string, StackState>();
  /** Zones that a zonal shift keeps traffic away from. */
  public readonly shiftedZones = new Set<string>();
  public readonly callFaults: CallFault[] = [];
  /** How many calls the gate's function made. */
  public calls = 0;
  /** Until when something was wrong with calls themselves, with the time to come back from it. */
  public disturbedUntil = 0;
  /** Who wrote weights last, and when that function began. */
  public lastShift: { readonly at: number; readonly lookedAt: number } | undefined;
  /** How the service has met its objectives over the time that they look back. */
  public misses: MissesView = { requests: 0, missed: 0 };
  /** How long a test takes. */
  public testMilliseconds = 200;
  /** What the last functional test had to complain about. */
  public testTrouble: string | undefined;
  /** What somebody changed by hand, which the gate must leave alone. */
  public readonly handMade = new Set<string>();
  /** Which release a target group holds. */
  public readonly releases = new Map<string, string>();
  private readonly lowMinutes = new Map<string, number>();

  constructor(
    public readonly clock: Clock,
    private readonly props: CloudProps,
  ) {
    this.balancer = new LoadBalancer(clock, props.productionListenerArn, props.requestsPerMinute);
    this.alarms = new Alarms(clock, this.balancer);
    clock.after(MINUTE, () => this.scale());
  }

  /** What a functional test finds; a fault replaces it. */
  public test: (request: Try) => TestResult = (request) => this.honestTest(request);

  /** Takes an answer to CloudFormation. */
  public answer: (url: string, body: string) => void = () => undefined;

  /** Hears of everything that a person would want to see in a timeline. */
  public note: (event: string) => void = () => undefined;

  /** The group behind a target group. */
  public groupBehind(targetGroupArn: string): Group | undefined {
    for (const group of this.groups.values()) if (group.plan.targetGroupArn === targetGroupArn) return group;
    return undefined;
  }

  /** How many servers the whole traffic needs. */
  public serversNeeded(): number {
    return Math.ceil(this.balancer.requestsPerMinute / this.props.requestsPerServer);
  }

  public stackView(id: string, logicalId: string): StackView | undefined {
    const stack = this.stacks.get(id);
    return (
      stack && {
        name: stack.name,
        status: stack.status,
        rollbackDisabled: stack.rollbackDisabled,
        resourceStatus: stack.resources.get(logicalId),
      }
    );
  }

  /** Calls, or who makes them, need so long to come back. */
  public disturb(seconds: number): void {
    this.disturbedUntil = Math.max(this.disturbedUntil, this.clock.now + seconds * 1000);
  }

  /** Runs a functional test. */
  public runTest(request: Try): TestResult {
    const result = this.test(request);
    this.testTrouble = result.passed ? undefined : `the functional test ${result.name} failed`;
    return result;
  }

  /** The fault that strikes a call. */
  public faultOf(call: Call): CallFault | undefined {
    return this.callFaults.find((fault) => fault.strikes(call));
  }

  /** What the probe sees if nothing is wrong with the test itself: whoever the test rule leads to. */
  private honestTest({ test, release }: Try): TestResult {
    const { name } = test;
    for (const { listenerArn, weights } of this.balancer.rules.values()) {
      if (listenerArn === this.props.productionListenerArn) continue;
      const [arn] = Object.keys(weights);
      const answered = this.releases.get(arn);
      if (!this.groupBehind(arn)?.healthy) return { name, passed: false, detail: 'the answer was 503' };
      return answered === release.fingerprint
        ? { name, passed: true, detail: 'the answer was 200' }
        : { name, passed: false, detail: `release ${answered} answered, and not ${release.fingerprint}` };
    }
    return { name, passed: false, detail: 'the answer was 503' };
  }

  /** Target tracking: out at once, in after some minutes. */
  private scale(): void {
    for (const group of this.groups.values()) {
      const share = this.balancer.share(group.plan.targetGroupArn);
      const needed = Math.ceil((this.balancer.requestsPerMinute * share) / this.props.requestsPerServer);
      const wanted = Math.min(group.max, Math.max(group.min, needed));
      const low = wanted < group.desired ? (this.lowMinutes.get(group.plan.name) ?? 0) + 1 : 0;
      this.lowMinutes.set(group.plan.name, low);
      if (wanted > group.desired || low >= SCALE_IN_MINUTES) group.setDesired(wanted);
    }
    this.clock.after(MINUTE, () => this.scale());
  }
}
