import type { CfnResource } from 'aws-cdk-lib';
import type * as nag from 'cdk-nag';
import { IConstruct } from 'constructs';
import { RulePack } from '../rule-packs';

export type PackVerdict = 'compliant' | 'non-compliant' | 'threw';

/** What a rule said of a resource, or one finding of those that it listed. */
export interface PackJudgement {
  readonly pack: string;
  /** As the pack names it, with the finding in brackets where there is one: `AwsSolutions-IAM5[Resource::*]`. */
  readonly rule: string;
  readonly verdict: PackVerdict;
  readonly severity: 'error' | 'warning';
  /** What is wrong where the rule is broken, in the pack's words. */
  readonly info: string;
  /** Why the rule exists, in the pack's words. */
  readonly explanation: string;
  /** What a rule that threw said. */
  readonly error?: string;
  readonly node: CfnResource;
}

type RuleResult = Pick<PackJudgement, 'verdict' | 'error'> & { readonly finding?: string };

/**
 * Runs a pack over a tree of constructs and tells everything that it said, what is in order too.
 *
 * A pack of cdk-nag reports violations that nobody acknowledged, and nothing else; what each rule says goes through `applyRule`,
 * which is taken over here. What does not apply to a resource is left out: that is nearly all.
 */
export function runPack(rulePack: RulePack, modules: typeof nag, tree: IConstruct): PackJudgement[] {
  const { NagRuleCompliance, NagMessageLevel } = modules;
  const pack = rulePack._pack(modules);
  const judgements: PackJudgement[] = [];
  const applyRule = (application: nag.IApplyRule): void => {
    const results = judge(application, NagRuleCompliance);
    // Millions of times in a large app, and nearly always in vain.
    if (results === NOTHING) return;
    const { ruleSuffixOverride, rule, level, info, explanation, node } = application;
    const name = `${pack.readPackName}-${ruleSuffixOverride || rule.name}`;
    const severity = level === NagMessageLevel.ERROR ? 'error' : 'warning';
    for (const { finding, ...result } of results) {
      const full = finding === undefined ? name : `${name}[${finding}]`;
      judgements.push({ pack: rulePack.packName, rule: full, severity, info, explanation, node, ...result });
    }
  };
  Object.defineProperty(pack, 'applyRule', { value: applyRule });
  pack.validateScope(tree);
  return judgements;
}

const NOTHING: readonly RuleResult[] = [];

function judge({ rule, node }: nag.IApplyRule, verdicts: typeof nag.NagRuleCompliance): readonly RuleResult[] {
  try {
    const result = rule(node);
    if (result === verdicts.NOT_APPLICABLE) return NOTHING;
    if (result === verdicts.NON_COMPLIANT) return [{ verdict: 'non-compliant' }];
    if (result === verdicts.COMPLIANT) return [{ verdict: 'compliant' }];
    // What is neither a verdict nor a list fails here, and so ends as a rule that threw.
    if (result.length === 0) return [{ verdict: 'compliant' }];
    return result.map((finding) => ({ verdict: 'non-compliant', finding }));
  } catch (error) {
    return [{ verdict: 'threw', error: error instanceof Error ? error.message : String(error) }];
  }
}
