import { CfnListenerRule } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct, IDependable } from 'constructs';

export interface TrafficRulesProps {
  /** The host name that the service answers to. */
  readonly host: string;
  /** The place of the rules among those of other services; the same on both listeners. */
  readonly priority: number;
  /** The listener for users' requests. */
  readonly productionListenerArn: string;
  /** The listener for tests of the newest release. */
  readonly testListenerArn: string;
  /** The target group of the newest release. */
  readonly targetGroupArn: string;
}

/**
 * The two listener rules of a service, which stay while releases come and go.
 *
 * The test rule shows the newest release to the probe at once. The production rule shows it to users after all that
 * {@link releaseAfter} names: this is where the release gate stands.
 *
 * They are L1, because the L2 rule registers itself with its target group, and whatever scales by requests would then
 * wait for the production rule, which waits for the servers.
 */
export class TrafficRules extends Construct {
  /** The rule on the test listener. */
  public readonly testRule: CfnListenerRule;

  /** The rule on the production listener. */
  public readonly productionRule: CfnListenerRule;

  constructor(scope: Construct, id: string, props: TrafficRulesProps) {
    super(scope, id);
    this.testRule = this.createRule('TestRule', props.testListenerArn, props);
    this.productionRule = this.createRule('ProductionRule', props.productionListenerArn, props);
  }

  /** Holds users back from the newest release until something exists. */
  public releaseAfter(...dependencies: IDependable[]): void {
    this.productionRule.node.addDependency(...dependencies);
  }

  private createRule(
    id: 'TestRule' | 'ProductionRule',
    listenerArn: string,
    { host, priority, targetGroupArn }: TrafficRulesProps,
  ): CfnListenerRule {
    return new CfnListenerRule(this, id, {
      listenerArn,
      priority,
      conditions: [{ field: 'host-header', hostHeaderConfig: { values: [host] } }],
      // As a weighted list of one, the form in which traffic is shifted.
      actions: [{ type: 'forward', forwardConfig: { targetGroups: [{ targetGroupArn, weight: 100 }] } }],
    });
  }
}
