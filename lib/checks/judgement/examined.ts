import { Severity } from '../assembly/validation-report';
import { PackRow } from '../packs/examine-templates';
import { RuleOutcome } from '../principles/judge-principles';
import { PrincipleId } from '../principles/principle';
import { describeResult, GOLDEN_PATH, ruleName } from '../principles/principle-finding';
import { firstLineWithoutPaths } from '../report/plain-text';
import { standardsOf } from '../standards/standards';
import { Resource } from '../template/resource';

/** One rule that was applied to one resource of a template. */
export interface Examined {
  readonly pack: string;
  /** As the pack names it, with the finding in brackets where there is one. */
  readonly rule: string;
  readonly resource: Resource;
  readonly isCompliant: boolean;
  readonly severity: Severity;
  /** What the rule asks for, or, where it is broken, what is wrong. */
  readonly description: string;
  readonly requirement: string;
  readonly why?: string;
  readonly fix?: string;
  readonly principle?: PrincipleId;
  readonly standards: readonly string[];
}

export function examinedByPack({
  pack,
  rule,
  resource,
  verdict,
  severity,
  info,
  explanation,
  error,
}: PackRow): Examined {
  return {
    pack,
    rule,
    resource,
    isCompliant: verdict === 'compliant',
    severity,
    description:
      verdict === 'threw'
        ? `The rule cannot judge this resource (${firstLineWithoutPaths(error ?? '')}): ${info}`
        : info,
    requirement: info,
    why: explanation,
    standards: standardsOf(rule, info),
  };
}

export function examinedByPrinciple({ rule, results }: RuleOutcome): Examined[] {
  const { severity, requirement, why, fix, principle } = rule;
  const name = ruleName(rule);
  const standards = [...new Set([...(rule.standards ?? []), ...standardsOf(name)])].sort();
  return results.map((result) => ({
    pack: GOLDEN_PATH,
    rule: name,
    resource: result.resource,
    isCompliant: result.verdict === 'compliant',
    severity,
    description: describeResult(rule, result),
    requirement,
    why,
    fix,
    principle,
    standards,
  }));
}
