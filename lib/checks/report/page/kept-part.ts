import { html, Markup, NOTHING } from '../../../page/markup';
import { count } from '../../../page/text';
import { CompliantRow } from '../report-model';
import { KeptResource, KeptSet, keptSets } from './kept-sets';
import { listKind, tally } from './words';

/** So many names are written out on the page, in all; what is beyond is counted by stack. */
const MAX_NAMES = 30_000;

/** Which resources keep which rules. */
export interface KeptPart {
  readonly body: Markup;
  /** The number of resources that keep a rule, leading to their names. */
  linkTo(pack: string, rule: string, number: number): Markup;
}

export function keptPart(rows: readonly CompliantRow[]): KeptPart {
  const sets = keptSets(rows);
  const places = new Map(sets.flatMap(({ rules }, index) => rules.map((rule) => [keyOf(rule), index + 1] as const)));
  let names = 0;
  const drawn = sets.map((set, index) => {
    names += set.resources.length;
    return setPart(set, index + 1, names <= MAX_NAMES);
  });
  return {
    body: html`${drawn}`,
    linkTo: (pack, rule, number) => {
      const place = places.get(keyOf({ pack, rule }));
      return place === undefined ? html`${number}` : html`<a href="#kept-${place}">${number}</a>`;
    },
  };
}

function setPart({ rules, resources }: KeptSet, number: number, isWritten: boolean): Markup {
  const names = rules.map(({ rule }) => rule);
  const shown = names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  const stacks = groupsOf(resources);
  return html`<details class="filtered ${listKind(resources.length)}">
    <summary>${count(resources.length, 'resource')} ${resources.length === 1 ? 'keeps' : 'keep'} ${shown}</summary>
    <div id="kept-${number}">
      ${names.length > 3 ? html`<p class="aside">${names.join(', ')}</p>` : NOTHING}
      ${
        isWritten
          ? html`<dl class="kept">
              ${stacks.map(
                ([stack, own]) =>
                  html`<dt>${stack || '(app)'}</dt>
                    <dd>${typesOf(own)}</dd>`,
              )}
            </dl>`
          : html`<p>
              In ${stacks.map(([stack, own]) => `${stack || '(app)'} (${own.length})`).join(', ')}. The names are in the
              JSON report.
            </p>`
      }
    </div>
  </details>`;
}

function typesOf(resources: readonly KeptResource[]): Markup[] {
  return tally(resources.map(({ type }) => type)).map(
    ([type]) =>
      html`${type}:
        <ul>
          ${resources.filter((one) => one.type === type).map(({ construct }) => html`<li>${construct || '(app)'}</li>`)}
        </ul>`,
  );
}

function groupsOf(resources: readonly KeptResource[]): Array<[stack: string, own: readonly KeptResource[]]> {
  const groups = new Map<string, KeptResource[]>();
  for (const one of resources) {
    const group = groups.get(one.stack);
    if (group === undefined) groups.set(one.stack, [one]);
    else group.push(one);
  }
  return [...groups];
}

function keyOf({ pack, rule }: { readonly pack: string; readonly rule: string }): string {
  return JSON.stringify([pack, rule]);
}
