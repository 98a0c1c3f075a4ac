/** The rule without the finding in brackets: `AwsSolutions-IAM5` of `AwsSolutions-IAM5[Resource::*]`. */
export function baseRule(rule: string): string {
  return rule.replace(/\[.*$/s, '');
}

/** The finding in brackets, without them: `Resource::*`; empty where there is none. */
export function findingInRule(rule: string): string {
  return /\[(.*)\]$/s.exec(rule)?.[1] ?? '';
}
