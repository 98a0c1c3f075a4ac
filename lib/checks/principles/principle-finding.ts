import { Rule, RuleResult } from './rule';

/** The name of the pack, in the validation report and in acknowledgements (`GoldenPath::GoldenPath-DIS-3-UserData`). */
export const GOLDEN_PATH = 'GoldenPath';

/** The name of a rule as packs name theirs. */
export function ruleName({ id }: Pick<Rule, 'id'>): string {
  return `${GOLDEN_PATH}-${id}`;
}

/** What is wrong, in one text: what was found, and what must be true instead. */
export function describeResult({ requirement, why }: Rule, { verdict, detail }: RuleResult): string {
  const found = detail === undefined ? '' : `${sentence(detail)} `;
  const unknown = verdict === 'unknown' ? 'Nobody can tell before the deployment whether it is so: ' : '';
  return `${found}${unknown}${sentence(requirement)} ${sentence(why)}`;
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
