import { Names } from 'aws-cdk-lib';
import { CfnWebACL, CfnWebACLProps } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';

/** What a service wants of its web ACL. */
export interface WebAclOptions {
  readonly requestsPerAddress: number;
  readonly largeBodies: boolean;
}

/** The rule that blocks bodies of more than 8 KB. */
const BODY_SIZE_RULE = 'SizeRestrictions_BODY';

const SECRET_HEADERS = ['authorization', 'cookie'];

/**
 * What stands between the internet and a service: addresses that AWS knows as bad, one address that sends too much, and
 * requests that look like an attack. 927 capacity units of the 1500 that a web ACL costs no more for.
 */
export function webAclProps(scope: Construct, options: WebAclOptions): CfnWebACLProps {
  const rules = [
    managed('AmazonIpReputationList'),
    rateLimit(options.requestsPerAddress),
    managed('CommonRuleSet', options.largeBodies ? [BODY_SIZE_RULE] : []),
    managed('KnownBadInputsRuleSet'),
  ];
  return {
    scope: 'CLOUDFRONT',
    description: `Requests from the internet to ${scope.node.path}`,
    defaultAction: { allow: {} },
    visibilityConfig: visible(Names.uniqueResourceName(scope, { maxLength: 128, separator: '-' })),
    rules: rules.map((rule, priority) => ({ ...rule, priority })),
    // In logs and in samples. What a rule found in such a header stays readable, or nobody could tell a false alarm.
    dataProtectionConfig: {
      dataProtections: [{ field: { fieldType: 'SINGLE_HEADER', fieldKeys: SECRET_HEADERS }, action: 'SUBSTITUTION' }],
    },
  };
}

type Rule = Omit<CfnWebACL.RuleProperty, 'priority'>;

function managed(group: string, countedRules: string[] = []): Rule {
  return {
    name: group,
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name: `AWSManagedRules${group}`,
        ...(countedRules.length > 0 && {
          ruleActionOverrides: countedRules.map((name) => ({ name, actionToUse: { count: {} } })),
        }),
      },
    },
    overrideAction: { none: {} },
    visibilityConfig: visible(group),
  };
}

function rateLimit(limit: number): Rule {
  return {
    name: 'RateLimit',
    statement: { rateBasedStatement: { limit, aggregateKeyType: 'IP', evaluationWindowSec: 300 } },
    action: { block: {} },
    visibilityConfig: visible('RateLimit'),
  };
}

function visible(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: true };
}
