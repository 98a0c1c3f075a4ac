/** The rule without the finding in brackets: `AwsSolutions-IAM5` of `AwsSolutions-IAM5[Resource::*]`. */
export function baseRule(rule: string): string {
  return rule.replace(/\[.*$/s, '');
}

/** The finding in brackets, without them: `Resource::*`; empty where there is none. */
export function findingInRule(rule: string): string {
  return /\[(.*)\]$/s.exec(rule)?.[1] ?? '';
}

/** Tells rules apart, whatever they found: two packs may have rules of one name. */
export function ruleKey({ pack, rule }: { readonly pack: string; readonly rule: string }): string {
  return JSON.stringify([pack, baseRule(rule)]);
}
