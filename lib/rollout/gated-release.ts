import { CfnResource } from 'aws-cdk-lib';
import { Construct, IDependable } from 'constructs';
import { InternalEntrance } from '../network';
import { FunctionalTest } from './functional-test/functional-test';
import { TestSuite } from './functional-test/test-suite';
import { LIMITS } from './gate/limits';
import {
  BudgetOrder,
  EntranceOrder,
  GATE_TYPE,
  GateOrder,
  PREFLIGHT_TYPE,
  PreflightOrder,
  ReleaseName,
  RolloutOrder,
  ServersOrder,
  TestOrder,
  WRITTEN_IN,
} from './gate/protocol';
import { ReleaseGate } from './release-gate/release-gate';

export interface GatedReleaseProps {
  /** Who judges. */
  readonly gate: ReleaseGate;
  readonly entrance: InternalEntrance;
  readonly serviceName: string;
  readonly host: string;
  /** Where the service keeps its parameters, such as `/golden-path/shop.internal/checkout`. */
  readonly path: string;
  /** The priority of the service's listener rules. */
  readonly priority: number;
  readonly release: ReleaseName;
  readonly image: string;
  readonly architecture: string;
  /**
   * The names of the alarms that must not fire when the release starts. They are made after the gate, so a reference to them
   * would close a cycle.
   */
  readonly watch: string[];
  /** The error budgets that must not be spent when the release starts. */
  readonly budgets: BudgetOrder[];
  /** Why the release may start while alarms fire or budgets are spent; empty if it may not. */
  readonly fix: string;
  readonly servers: ServersOrder;
  /** The names of the alarms that judge the release. */
  readonly alarms: string[];
  readonly rollout: RolloutOrder;
  readonly tests: FunctionalTest[];
  /** What a person should look at when the release is refused. */
  readonly lookAt: GateOrder['lookAt'];
}

/** The gate's function answers this one at once; the time is for the calls that Lambda repeats. */
const PREFLIGHT_TIMEOUT_SECONDS = 600;

/**
 * The passage of one release through the platform's release gate: what it is checked for before any server starts, and
 * how it is let through to users.
 *
 * Both are orders to the gate's function. The preflight belongs to the release: its logical id is to carry the
 * fingerprint, so that a new one comes before the servers of every release. The gate belongs to the service: it stays,
 * and an update of it, forward or back, tells the function which release is meant to be live. A gate that came and went
 * would hear of a rollback only when the servers were being deleted.
 */
export class GatedRelease extends Construct {
  /** The check before anything starts. */
  public readonly preflight: CfnResource;

  /** What stands between the servers and the users. */
  public readonly gate: CfnResource;

  constructor(scope: Construct, id: string, props: GatedReleaseProps) {
    super(scope, id);
    const tests = new TestSuite(this, 'Tests', props);
    this.preflight = new CfnResource(this, 'Preflight', {
      type: PREFLIGHT_TYPE,
      properties: {
        ...answeredBy(props.gate, PREFLIGHT_TIMEOUT_SECONDS),
        Protocol: String(WRITTEN_IN.preflight),
        Order: preflightOrder(props),
      },
    });
    this.gate = new CfnResource(this, 'Resource', {
      type: GATE_TYPE,
      properties: {
        ...answeredBy(props.gate, LIMITS.serviceTimeoutSeconds),
        Protocol: String(WRITTEN_IN.gate),
        Order: gateOrder(props, tests.orders),
      },
    });
    this.gate.node.addDependency(tests);
  }

  /** Keeps the release back until what is to be judged, and what judges it, exists. */
  public passAfter(...dependencies: IDependable[]): void {
    this.gate.node.addDependency(...dependencies);
  }
}

function answeredBy(gate: ReleaseGate, timeoutSeconds: number) {
  return { ServiceToken: gate.serviceToken, ServiceTimeout: timeoutSeconds };
}

function preflightOrder(props: GatedReleaseProps): PreflightOrder {
  const { serviceName, host, release, image, architecture, watch, budgets, fix } = props;
  return {
    service: serviceName,
    host,
    release,
    image,
    architecture,
    entrance: entranceOrder(props),
    watch,
    budgets,
    fix,
  };
}

function gateOrder(props: GatedReleaseProps, tests: TestOrder[]): GateOrder {
  const { serviceName, host, path, release, servers, alarms, rollout, lookAt, fix } = props;
  return {
    service: serviceName,
    host,
    path,
    release,
    entrance: entranceOrder(props),
    servers,
    alarms,
    rollout,
    tests,
    lookAt,
    fix,
  };
}

/** Not the rules themselves: the production rule waits for the gate, so the gate finds it when it runs. */
function entranceOrder({ entrance, priority }: GatedReleaseProps): EntranceOrder {
  return {
    listenerArn: entrance.productionListener.listenerArn,
    testListenerArn: entrance.testListener.listenerArn,
    priority,
  };
}
