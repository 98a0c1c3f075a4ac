import { breakable } from '../../../page/breakable';
import { html, Markup, NOTHING } from '../../../page/markup';
import { count, shorten } from '../../../page/text';
import { Finding, SourceLocation } from '../report-model';

/** A construct, by its path; the app as a whole has none. */
export function placeOf(construct: string): Markup {
  return construct === '' ? html`(app)` : html`<code>${breakable(construct)}</code>`;
}

/** Where it stands in the user's code. */
export function locationOf(location: SourceLocation | undefined): Markup {
  return location === undefined ? NOTHING : html`<div class="aside">${location.file}:${location.line}</div>`;
}

/** The word for how bad a finding is: the pack's own, if it has one. */
export function severityOf({ severity, customSeverity }: Pick<Finding, 'severity' | 'customSeverity'>): string {
  return customSeverity === undefined ? severity : shorten(customSeverity, LONGEST_WORD);
}

/** A word that is never broken must not be wider than a column. */
const LONGEST_WORD = 16;

/** A severity that cannot be placed stands among the errors. */
const RANKS: { readonly [severity in Finding['severity']]: number } = {
  fatal: 0,
  error: 1,
  custom: 2,
  warning: 3,
  info: 4,
};

/** The worst is the smallest. */
export function rankOf({ severity }: Pick<Finding, 'severity'>): number {
  return RANKS[severity];
}

/** Controls of other standards, with the name of each standard once. */
export function standardsOf(standards: readonly string[]): string {
  const groups = new Map<string, string[]>();
  for (const one of standards) {
    const [, standard, control] = /^([^:]*):(.*)$/.exec(one) ?? [undefined, '', one];
    groups.set(standard, [...(groups.get(standard) ?? []), control]);
  }
  return [...groups].map(([standard, controls]) => [standard, controls.join(', ')].join(' ').trim()).join('; ');
}

/** By what a row is found with the filter. A row about the app as a whole is in no stack, and stays whatever stack is chosen. */
export function marksOf({ stack, pack }: { readonly stack?: string; readonly pack?: string }): {
  [choice: string]: string;
} {
  return { ...(stack ? { stack } : {}), ...(pack ? { pack } : {}) };
}

/** A word that stands out. */
export function badge(kind: 'good' | 'bad' | 'warn' | 'plain', text: string): Markup {
  return html`<span class="badge ${kind}">${text}</span>`;
}

/** A part of the page, with its place in the contents. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** What stands behind the title in the contents. */
  readonly note: string;
  readonly body: Markup;
}

export function sectionOf({ id, title, body }: Section): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${body}
  </section>`;
}

/** "none", or "1 service", "2 services". */
export function noneOr(number: number, noun: string): string {
  return number === 0 ? 'none' : count(number, noun);
}

/** How many rows have each value, the most first. */
export function tally(values: readonly string[]): Array<[value: string, number: number]> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
}

/** On paper, a list that is longer stays folded if nobody unfolded it: how long it is stands above it. */
const MAX_PRINTED = 60;

/** The class of a folded list. */
export function listKind(rows: number): 'long' | 'short' {
  return rows > MAX_PRINTED ? 'long' : 'short';
}
