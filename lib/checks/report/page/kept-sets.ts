import { CompliantRow } from '../report-model';

/** A resource that rules were applied to. */
export type KeptResource = Pick<CompliantRow, 'stack' | 'construct' | 'type'>;

/** Rules that the same resources keep. */
export interface KeptSet {
  readonly rules: ReadonlyArray<Pick<CompliantRow, 'pack' | 'rule'>>;
  readonly resources: readonly KeptResource[];
}

/**
 * The rows with every set of resources once. Rules of all packs that are about buckets apply to the same buckets; so a large app
 * has some hundred thousand rows, but few sets.
 */
export function keptSets(rows: readonly CompliantRow[]): KeptSet[] {
  const numbers = new Map<string, number>();
  const resources: KeptResource[] = [];
  const rules = new Map<string, { readonly rule: KeptSet['rules'][number]; readonly members: Set<number> }>();
  for (const { pack, rule, stack, construct, type } of rows) {
    const resourceKey = JSON.stringify([stack, construct, type]);
    const number = numbers.get(resourceKey) ?? resources.push({ stack, construct, type }) - 1;
    numbers.set(resourceKey, number);
    const ruleKey = JSON.stringify([pack, rule]);
    const entry = rules.get(ruleKey) ?? { rule: { pack, rule }, members: new Set<number>() };
    rules.set(ruleKey, entry);
    entry.members.add(number);
  }
  const sets = new Map<
    string,
    { readonly rules: Array<KeptSet['rules'][number]>; readonly members: readonly number[] }
  >();
  for (const { rule, members } of rules.values()) {
    const sorted = [...members].sort((a, b) => a - b);
    const key = sorted.join();
    const set = sets.get(key) ?? { rules: [], members: sorted };
    sets.set(key, set);
    set.rules.push(rule);
  }
  return [...sets.values()].map((set) => ({
    rules: set.rules,
    resources: set.members.map((member) => resources[member]),
  }));
}
