import { Gate } from '../gate/gate';
import { Clock } from './account/clock';
import { Cloud } from './account/cloud';
import { Deployment } from './deployment/deployment';
import { ServicePlan } from './deployment/service-plan';
import { GateFactory, GateFunction } from './engine/gate-function';
import { StateMachine } from './engine/state-machine';

const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;

/** When every simulation begins: on a Monday morning, a few seconds after the minute. */
const BEGINNING = Date.UTC(2026, 10, 23, 10, 0, 7);

/** How long the live release has been live. */
const AGE_DAYS = 7;

/** What goes on after CloudFormation is done: late events and late writes have arrived by then. */
const AFTERMATH_SECONDS = 150;

/** The longest that anything may go on: two waits for a custom resource, and the way back. */
const LONGEST_SECONDS = 3 * 60 * 60;

export interface SimulationProps {
  /** The live release. @default - none: it is the first deploy */
  readonly from?: ServicePlan;
  /** The release that is deployed. @default - none: the stack is deleted */
  readonly to?: ServicePlan;
  /** @default 1200 */
  readonly requestsPerMinute?: number;
  /** @default - a third more than the fewest that it may have */
  readonly liveServers?: number;
  /** @default - the real gate */
  readonly gate?: GateFactory;
  /** Hears of every line that the gate logs. @default - nobody does */
  readonly journal?: (line: object) => void;
  /** Whether executions keep what went through their states. @default false */
  readonly traces?: boolean;
}

const realGate: GateFactory = (account, journal) => new Gate(account, journal);

/** One deploy of a service in virtual time: the real gate, and around it everything that it deals with. */
export class Simulation {
  public readonly clock = new Clock(BEGINNING);
  public readonly startedAt = BEGINNING;
  public readonly cloud: Cloud;
  public readonly machine: StateMachine;
  public readonly gateFunction: GateFunction;
  public readonly deployment: Deployment;
  public readonly from: ServicePlan | undefined;
  public readonly to: ServicePlan | undefined;
  /** What the service is, of either release. */
  public readonly service: ServicePlan;
  /** The servers that the live release has at the start. */
  public readonly liveServers: number;

  constructor(props: SimulationProps) {
    const { from, to, requestsPerMinute = 1200, gate = realGate, journal = () => undefined } = props;
    this.from = from;
    this.to = to;
    this.service = (to ?? from)!;
    const { min, max } = this.service.group;
    this.liveServers = props.liveServers ?? Math.min(max, Math.ceil((min * 4) / 3));
    this.cloud = new Cloud(this.clock, {
      productionListenerArn: this.service.productionRule.listenerArn,
      requestsPerMinute,
      requestsPerServer: Math.max(1, requestsPerMinute / this.liveServers),
    });
    this.machine = new StateMachine(this.cloud, props.traces);
    this.gateFunction = new GateFunction(this.cloud, this.machine, gate, journal);
    this.machine.gateFunction = this.gateFunction;
    this.deployment = new Deployment(this.cloud, this.gateFunction, this.service.stackName);
    for (const plan of [from, to]) {
      if (plan) this.cloud.images.set(plan.image, { state: 'available', architecture: plan.architecture });
    }
    if (from) this.deployment.sets.startWith(from, this.liveServers, BEGINNING - AGE_DAYS * DAY);
    this.clock.start(() => this.operate());
  }

  /** Seconds since the deploy began. */
  public get seconds(): number {
    return (this.clock.now - this.startedAt) / SECOND;
  }

  /** The share of users on the release that is deployed, from 0 to 1; 0 if it is no other one. */
  public get exposed(): number {
    if (this.to === undefined || this.from?.targetGroup.arn === this.to.targetGroup.arn) return 0;
    return this.cloud.balancer.share(this.to.targetGroup.arn);
  }

  /** Runs to the end, and some time longer. */
  public async run(): Promise<void> {
    const latest = this.startedAt + LONGEST_SECONDS * SECOND;
    await this.clock.run(latest, () => this.deployment.finishedAt !== undefined);
    await this.clock.run(this.clock.now + AFTERMATH_SECONDS * SECOND);
    await this.clock.run(latest, () => this.machine.running('').length === 0);
  }

  private operate(): Promise<void> {
    const { from, to, deployment } = this;
    if (from && to) return deployment.update(from, to);
    return to ? deployment.create(to) : deployment.delete(from!);
  }
}
