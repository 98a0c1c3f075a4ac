import { AppTemplates } from '../template/app-templates';
import { Resource } from '../template/resource';
import { Rule, RuleResult } from './rule';
import { RULES } from './rules';

/** A rule, and what it says of every resource that it applies to. */
export interface RuleOutcome {
  readonly rule: Rule;
  readonly results: readonly RuleResult[];
  /** How the rule crashed, if it did: then nobody knows what it would have found. */
  readonly crash?: string;
}

/** What the principles say of an app. A rule that crashes has found something: nobody knows what else it would have. */
export function judgePrinciples(app: AppTemplates, rules: readonly Rule[] = RULES): RuleOutcome[] {
  return rules.map((rule) => {
    try {
      return { rule, results: rule.judge(app) };
    } catch (error) {
      const detail = `The rule crashed: ${firstLine(error)}`;
      // A warning would let the app pass.
      return {
        rule: { ...rule, severity: 'error' },
        results: [{ resource: placeOf(app), verdict: 'unknown', detail }],
        crash: firstLine(error),
      };
    }
  });
}

/** A crash belongs to no resource, so it stands at the first stack. */
function placeOf({ templates }: AppTemplates): Resource {
  const [template = NO_STACK] = templates;
  return { template, logicalId: '', type: 'AWS::CloudFormation::Stack', name: template.path, properties: {} };
}

const NO_STACK = { stack: '', path: '', environment: '', template: {} };

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0];
}
