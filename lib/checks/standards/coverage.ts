import { CompliantRow, Report } from '../report/report-model';
import { Control, splitControl } from './control';
import { baseRule, ruleKey } from './rule-name';
import { KNOWN_CONTROLS } from './standards';

/** How this app stands towards one control of a standard. */
export interface CoverageRow {
  /** As in findings: `FSBP`, `CIS-7.0`, `NIST-800-53-R5`. */
  readonly standard: string;
  readonly control: string;
  /** What it is about; empty for standards of which only the numbers are known. */
  readonly title: string;
  /** The rules that speak to it, as `AwsSolutions-EC26`. */
  readonly rules: readonly string[];
  /** Resources that keep all of these rules. */
  readonly compliant: number;
  /** Resources that break one of them. */
  readonly nonCompliant: number;
  /** Resources of which somebody has accepted that they break one, and that break no other. */
  readonly acknowledged: number;
  readonly covered: Covered;
}

/**
 * `checked`: a rule was applied to something; `partly`: as well, but templates show a part of what is asked; `account`: not covered
 * here, because only the account can show it; `no rule`: not covered here, because no rule that speaks to it applied to anything.
 */
export type Covered = 'checked' | 'partly' | 'account' | 'no rule';

type ResourceState = 'compliant' | 'acknowledged' | 'nonCompliant';

/** A resource is as it is by its worst rule. */
const WORSE: { readonly [state in ResourceState]: number } = { compliant: 0, acknowledged: 1, nonCompliant: 2 };

/** Every control that a rule speaks to, and every known one that none does: a reviewer must see what was not looked at. */
export function coverage(report: Report): CoverageRow[] {
  const found = new CoverageTable(report);
  const known = new Map(KNOWN_CONTROLS.map((control) => [control.id, control]));
  const ids = [...new Set([...known.keys(), ...found.controls()])];
  return ids
    .map((id) => rowOf(id, known.get(id), found))
    .sort((a, b) => compareStandards(a.standard, b.standard) || compareControls(a.control, b.control));
}

function rowOf(id: string, known: Control | undefined, found: CoverageTable): CoverageRow {
  const states = found.statesOf(id);
  const count = (state: ResourceState): number => states.filter((one) => one === state).length;
  return {
    ...splitControl(id),
    title: known?.title ?? '',
    rules: found.rulesOf(id),
    compliant: count('compliant'),
    nonCompliant: count('nonCompliant'),
    acknowledged: count('acknowledged'),
    covered: coveredBy(known, states.length > 0),
  };
}

function coveredBy(known: Control | undefined, isChecked: boolean): Covered {
  if (known?.scope === 'partly' && isChecked) return 'partly';
  if (isChecked) return 'checked';
  return known?.scope === 'account' ? 'account' : 'no rule';
}

/** Which rules speak to which controls, and how the resources stand that they were applied to. */
class CoverageTable {
  private readonly rules = new Map<string, Set<string>>();
  private readonly states = new Map<string, Map<string, ResourceState>>();
  private readonly standards: ReadonlyMap<string, readonly string[]>;

  constructor({ rules, findings, acknowledgements, compliant }: Report) {
    this.standards = new Map(rules.map((rule) => [ruleKey(rule), rule.standards]));
    for (const row of compliant) this.add(row, this.standardsOf(row), 'compliant');
    for (const row of acknowledgements) {
      if (!row.states.includes('unused')) this.add(row, this.standardsOf(row), 'acknowledged');
    }
    for (const row of findings) this.add(row, [...this.standardsOf(row), ...row.standards], 'nonCompliant');
  }

  public controls(): string[] {
    return [...this.rules.keys()];
  }

  public rulesOf(control: string): string[] {
    return [...(this.rules.get(control) ?? [])].sort();
  }

  public statesOf(control: string): ResourceState[] {
    return [...(this.states.get(control)?.values() ?? [])];
  }

  private standardsOf(row: Pick<CompliantRow, 'pack' | 'rule'>): readonly string[] {
    return this.standards.get(ruleKey(row)) ?? [];
  }

  private add(
    { rule, stack, construct }: Pick<CompliantRow, 'rule' | 'stack' | 'construct'>,
    controls: readonly string[],
    state: ResourceState,
  ): void {
    const resource = JSON.stringify([stack, construct]);
    for (const control of controls) {
      const rules = this.rules.get(control) ?? new Set();
      this.rules.set(control, rules.add(baseRule(rule)));
      const states = this.states.get(control) ?? new Map<string, ResourceState>();
      const before = states.get(resource);
      this.states.set(
        control,
        states.set(resource, before === undefined || WORSE[state] > WORSE[before] ? state : before),
      );
    }
  }
}

/** Those with names first: people read them, machines the others. */
function compareStandards(a: string, b: string): number {
  const order = ['FSBP', 'CIS-7.0'];
  const rank = (standard: string): number => (order.includes(standard) ? order.indexOf(standard) : order.length);
  return rank(a) - rank(b) || byCodeUnit(a, b);
}

/** `EC2.8` before `EC2.19`. */
function compareControls(a: string, b: string): number {
  const parts = (text: string): string[] => text.match(/\d+|\D+/g) ?? [];
  const [left, right] = [parts(a), parts(b)];
  const index = left.findIndex((part, i) => part !== right[i]);
  if (index === -1) return left.length - right.length;
  if (right[index] === undefined) return 1;
  const difference = Number(left[index]) - Number(right[index]);
  return Number.isNaN(difference)
    ? byCodeUnit(left[index], right[index])
    : difference || byCodeUnit(left[index], right[index]);
}

function byCodeUnit(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
