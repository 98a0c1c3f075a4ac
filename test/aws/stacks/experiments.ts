import { App, CfnOutput, CfnWaitCondition, CfnWaitConditionHandle, Environment, Fn, Stack } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnListenerRule, CfnTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { CfnHostedZone, CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Platform } from '../../../lib';
import { DOMAIN, FALLBACK, IDS, PUBLIC_ZONE, RECORD, STACKS } from '../names';

/**
 * What an update is about.
 *
 * - `none`: the rule leads to the first target group
 * - `shift`: the rule is to lead to a second one, after something that never comes
 * - `addition`: an empty target group more, and nothing else
 */
export const EXPERIMENTS = ['none', 'shift', 'addition'] as const;
export type Experiment = (typeof EXPERIMENTS)[number];

export interface ExperimentsStackProps {
  readonly env: Environment;
  readonly platform: Platform;
  readonly experiment: Experiment;
}

/** The shift fails after so many seconds; the script needs some of them to write weights and to look at them. */
const SHIFT_FAILS_AFTER_SECONDS = 180;

/**
 * Bare resources without servers, for what the gate would get in the way of: facts 1, 5 and 7.
 *
 * The rule answers to a host name that nobody asks for.
 */
export class ExperimentsStack extends Stack {
  constructor(app: App, { env, platform, experiment }: ExperimentsStackProps) {
    super(app, STACKS.experiments, { env, description: 'Verification of the release gate: without the gate' });
    const first = this.emptyTargetGroup(IDS.first, platform);
    const target = experiment === 'shift' ? this.emptyTargetGroup(IDS.second, platform) : first;
    const rule = new CfnListenerRule(this, IDS.rule, {
      listenerArn: platform.entrance.productionListener.listenerArn,
      priority: 49_001,
      conditions: [{ field: 'host-header', hostHeaderConfig: { values: [`weights.${DOMAIN}`] } }],
      actions: [{ type: 'forward', forwardConfig: { targetGroups: [{ targetGroupArn: target.ref, weight: 100 }] } }],
    });
    if (experiment === 'shift') rule.node.addDependency(this.whatNeverComes());
    if (experiment === 'addition') this.emptyTargetGroup('AddedTargetGroup', platform);
    this.trigger();
    this.records(platform);
  }

  /** With `dns_failover` at its default, which counts: fact 5 changes it. */
  private emptyTargetGroup(id: string, { network }: Platform): CfnTargetGroup {
    return new CfnTargetGroup(this, id, {
      vpcId: network.vpc.vpcId,
      targetType: 'instance',
      protocol: 'HTTP',
      port: 8080,
    });
  }

  /** In the place of the gate: CloudFormation waits for it, and then gives up. */
  private whatNeverComes(): CfnWaitCondition {
    const handle = new CfnWaitConditionHandle(this, 'Handle');
    return new CfnWaitCondition(this, 'NeverComes', {
      handle: handle.ref,
      timeout: String(SHIFT_FAILS_AFTER_SECONDS),
      count: 1,
    });
  }

  /** Of a metric that nobody writes, and keeps its state then: it fires when the script says so. */
  private trigger(): void {
    const alarm = new CfnAlarm(this, IDS.trigger, {
      alarmDescription: 'A rollback trigger that the verification sets by hand',
      namespace: 'GoldenPathVerify',
      metricName: 'Nothing',
      statistic: 'Sum',
      period: 60,
      evaluationPeriods: 1,
      threshold: 1,
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      treatMissingData: 'ignore',
    });
    new CfnOutput(this, 'TriggerArn', { value: alarm.attrArn });
  }

  /** A public zone, because only such name servers can be asked from outside; it is delegated to nobody. */
  private records({ entrance }: Platform): void {
    const zone = new CfnHostedZone(this, 'Zone', { name: `${PUBLIC_ZONE}.` });
    const record = { hostedZoneId: zone.ref, name: `${RECORD}.`, type: 'A' };
    new CfnRecordSet(this, 'Primary', {
      ...record,
      setIdentifier: 'load balancer',
      failover: 'PRIMARY',
      aliasTarget: {
        dnsName: entrance.loadBalancer.loadBalancerDnsName,
        hostedZoneId: entrance.loadBalancer.loadBalancerCanonicalHostedZoneId,
        evaluateTargetHealth: true,
      },
    });
    new CfnRecordSet(this, 'Secondary', {
      ...record,
      setIdentifier: 'fallback',
      failover: 'SECONDARY',
      ttl: '10',
      resourceRecords: [FALLBACK],
    });
    new CfnOutput(this, 'NameServers', { value: Fn.join(',', zone.attrNameServers) });
  }
}
