import { App } from 'aws-cdk-lib';
import { EdgeEntranceProps } from '../../../lib';
import { onlyOf, templateOf } from '../../stacks';
import { edgeIn } from './edge';

const webAclOf = (overrides: Partial<EdgeEntranceProps> = {}) =>
  onlyOf(templateOf(edgeIn(new App(), overrides)), 'AWS::WAFv2::WebACL').Properties;

const ruleOf = (webAcl: ReturnType<typeof webAclOf>, name: string) =>
  webAcl.Rules.find((rule: { Name: string }) => rule.Name === name);

describe('the web ACL', () => {
  const webAcl = webAclOf();

  test('is one for CloudFront that lets through what no rule blocks', () => {
    expect(webAcl).toMatchObject({ Scope: 'CLOUDFRONT', DefaultAction: { Allow: {} } });
  });

  test('blocks bad addresses and floods before it looks at what a request says', () => {
    const order = webAcl.Rules.map(({ Name, Priority }: { Name: string; Priority: number }) => [Priority, Name]);
    expect(order).toEqual([
      [0, 'AmazonIpReputationList'],
      [1, 'RateLimit'],
      [2, 'CommonRuleSet'],
      [3, 'KnownBadInputsRuleSet'],
    ]);
  });

  test.each(['AmazonIpReputationList', 'CommonRuleSet', 'KnownBadInputsRuleSet'])(
    'blocks what %s of AWS blocks',
    (name) => {
      expect(ruleOf(webAcl, name)).toMatchObject({
        OverrideAction: { None: {} },
        Statement: { ManagedRuleGroupStatement: { Name: `AWSManagedRules${name}`, VendorName: 'AWS' } },
      });
      expect(ruleOf(webAcl, name).Statement.ManagedRuleGroupStatement.RuleActionOverrides).toBeUndefined();
    },
  );

  test('blocks an address that sends more than 2000 requests in five minutes', () => {
    expect(ruleOf(webAcl, 'RateLimit')).toMatchObject({
      Action: { Block: {} },
      Statement: { RateBasedStatement: { AggregateKeyType: 'IP', EvaluationWindowSec: 300, Limit: 2000 } },
    });
  });

  test.each([10, 2_000_000_000])('takes a limit of %d', (requestsPerAddress) => {
    const { Limit } = ruleOf(webAclOf({ requestsPerAddress }), 'RateLimit').Statement.RateBasedStatement;
    expect(Limit).toBe(requestsPerAddress);
  });

  test('counts large bodies where the service takes them, and blocks all else that the group blocks', () => {
    const { ManagedRuleGroupStatement } = ruleOf(webAclOf({ largeBodies: true }), 'CommonRuleSet').Statement;
    expect(ManagedRuleGroupStatement.RuleActionOverrides).toEqual([
      { ActionToUse: { Count: {} }, Name: 'SizeRestrictions_BODY' },
    ]);
  });

  test('is measured and sampled, rule by rule', () => {
    for (const { VisibilityConfig } of [webAcl, ...webAcl.Rules]) {
      expect(VisibilityConfig).toMatchObject({ CloudWatchMetricsEnabled: true, SampledRequestsEnabled: true });
    }
    const metrics = [webAcl, ...webAcl.Rules].map(({ VisibilityConfig }) => VisibilityConfig.MetricName);
    expect(new Set(metrics).size).toBe(metrics.length);
  });

  test('keeps sessions and credentials out of logs and samples', () => {
    expect(webAcl.DataProtectionConfig.DataProtections).toEqual([
      { Action: 'SUBSTITUTION', Field: { FieldKeys: ['authorization', 'cookie'], FieldType: 'SINGLE_HEADER' } },
    ]);
  });
});
