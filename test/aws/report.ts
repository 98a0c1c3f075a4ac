import * as Table from 'cli-table3';
import { Fact } from './facts/fact';
import { Observed, Verdict } from './records';

/** What the script writes to test/aws/results/. */
export interface Result {
  readonly schema: 'golden-path/aws-verification/1';
  readonly account: string;
  readonly region: string;
  readonly commit: string;
  readonly from: string;
  readonly to: string;
  readonly verdicts: FactVerdict[];
  /** What went wrong on the way. */
  readonly problems: string[];
  /** What could not be deleted. */
  readonly left: string[];
  readonly observed: Observed;
}

export interface FactVerdict extends Verdict {
  readonly number: number;
  readonly claim: string;
  readonly matters: string;
  readonly provoked: string;
  readonly lookedAt: string;
}

export function verdictOf(fact: Fact, observed: Observed): FactVerdict {
  const { number, claim, matters, provoked, observed: lookedAt } = fact;
  return { number, claim, matters, provoked, lookedAt, ...fact.judge(observed) };
}

/** A table for people, and what else they should know. */
export function reportText({ verdicts, problems, left }: Pick<Result, 'verdicts' | 'problems' | 'left'>): string {
  const table = new Table({
    head: ['', 'fact', 'verdict', 'evidence'],
    colWidths: [4, 36, 12, 66],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  for (const { number, claim, answer, evidence } of verdicts) {
    table.push([number, claim, answer, evidence.join('\n')]);
  }
  return [table.toString(), ...listed('What went wrong:', problems), ...listed('What was not deleted:', left), ''].join(
    '\n',
  );
}

function listed(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((text) => `  - ${text}`)];
}

/** 0 if each claim was confirmed and nothing is left; 1 if not. */
export function exitCodeOf({ verdicts, left }: Pick<Result, 'verdicts' | 'left'>): number {
  return verdicts.every(({ answer }) => answer === 'confirmed') && left.length === 0 ? 0 : 1;
}
