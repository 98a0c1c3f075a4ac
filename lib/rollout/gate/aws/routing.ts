import {
  DescribeRulesCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  ModifyRuleCommand,
  Rule,
  TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { Account, RuleView, TargetView } from '../account';
import { allPages, call, CLIENT } from './call';

/** What the gate asks of Elastic Load Balancing. */
export function routing(): Pick<Account, 'rule' | 'targets' | 'setWeights'> {
  const client = new ElasticLoadBalancingV2Client(CLIENT);
  return {
    async rule(listenerArn, priority) {
      const rules = await allPages<Rule>(async (Marker) => {
        const command = new DescribeRulesCommand({ ListenerArn: listenerArn, Marker });
        const { Rules, NextMarker } = await call('elasticloadbalancing:DescribeRules', client.send(command));
        return [Rules, NextMarker];
      });
      const rule = rules.find(({ Priority }) => Priority === String(priority));
      return rule && viewOfRule(rule);
    },

    async targets(targetGroupArn) {
      const command = new DescribeTargetHealthCommand({ TargetGroupArn: targetGroupArn });
      const answer = await call('elasticloadbalancing:DescribeTargetHealth', client.send(command));
      return (answer.TargetHealthDescriptions ?? []).map(viewOfTarget);
    },

    async setWeights(ruleArn, weights) {
      const TargetGroups = Object.entries(weights).map(([TargetGroupArn, Weight]) => ({ TargetGroupArn, Weight }));
      const command = new ModifyRuleCommand({
        RuleArn: ruleArn,
        Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups } }],
      });
      await call('elasticloadbalancing:ModifyRule', client.send(command));
    },
  };
}

function viewOfRule({ RuleArn, Actions = [], Conditions = [] }: Rule): RuleView {
  const weights: Record<string, number> = {};
  for (const { ForwardConfig, TargetGroupArn } of Actions) {
    const targets = ForwardConfig?.TargetGroups ?? (TargetGroupArn ? [{ TargetGroupArn, Weight: 1 }] : []);
    for (const target of targets) weights[target.TargetGroupArn!] = target.Weight ?? 1;
  }
  const hosts = Conditions.filter(({ Field }) => Field === 'host-header').flatMap(
    ({ HostHeaderConfig, Values }) => HostHeaderConfig?.Values ?? Values ?? [],
  );
  return { arn: RuleArn!, hosts, weights };
}

function viewOfTarget({ Target, TargetHealth, AdministrativeOverride }: TargetHealthDescription): TargetView {
  const reason = [TargetHealth?.Reason, TargetHealth?.Description].filter(Boolean).join(': ');
  return {
    id: Target!.Id!,
    state: TargetHealth?.State ?? 'unknown',
    shiftedAway: AdministrativeOverride?.State === 'zonal_shift_active',
    reason: reason === '' ? undefined : reason,
  };
}
