import { CompliantRow, Finding, RuleRow } from '../report/report-model';
import { baseRule, ruleKey } from '../standards/rule-name';
import { Examined } from './examined';
import { Gathered } from './gather';
import { distinctSorted } from './order';

/** Every rule that was applied to something, and how often it was kept, broken and accepted. */
export function ruleRows(
  examined: readonly Examined[],
  compliant: readonly CompliantRow[],
  { findings, accepted }: Gathered,
): RuleRow[] {
  const counts = {
    compliant: countsOf(compliant),
    broken: countsOf(findings),
    accepted: countsOf(accepted),
  };
  const texts = new Map<string, Omit<RuleRow, 'compliant' | 'nonCompliant' | 'acknowledged'>>();
  for (const one of findings) texts.set(ruleKey(one), textsOfFinding(one));
  for (const one of examined) texts.set(ruleKey(one), textsOfRule(one));
  const rows = [...texts].map(([key, text]) => ({
    ...text,
    compliant: counts.compliant.get(key) ?? 0,
    nonCompliant: counts.broken.get(key) ?? 0,
    acknowledged: counts.accepted.get(key) ?? 0,
  }));
  return distinctSorted(rows, ['pack', 'rule']);
}

/** Every rule and resource that were looked at and found in order. */
export function compliantRows(examined: readonly Examined[]): CompliantRow[] {
  const rows = examined
    .filter(({ isCompliant }) => isCompliant)
    .map(({ pack, rule, resource }) => ({
      pack,
      rule,
      stack: resource.template.stack,
      construct: resource.name,
      type: resource.type,
    }));
  return distinctSorted(rows, ['pack', 'rule', 'stack', 'construct']);
}

function textsOfRule({ pack, rule, severity, requirement, why, fix, principle, standards }: Examined) {
  return {
    pack,
    rule: baseRule(rule),
    severity,
    requirement,
    standards,
    ...(why === undefined ? {} : { why }),
    ...(fix === undefined ? {} : { fix }),
    ...(principle === undefined ? {} : { principle }),
  };
}

function textsOfFinding({ pack, rule, severity, description, standards }: Finding) {
  return { pack, rule: baseRule(rule), severity, requirement: description, standards };
}

function countsOf(rows: ReadonlyArray<{ readonly pack: string; readonly rule: string }>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(ruleKey(row), (counts.get(ruleKey(row)) ?? 0) + 1);
  return counts;
}
