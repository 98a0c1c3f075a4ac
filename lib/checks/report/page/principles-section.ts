import { breakable } from '../../../page/breakable';
import { html, Markup, NOTHING } from '../../../page/markup';
import { table } from '../../../page/table';
import { PrincipleRow, Report } from '../report-model';
import { badge, Section } from './words';

const KINDS = { kept: 'good', broken: 'bad', acknowledged: 'warn', 'not shown': 'plain' } as const;

/** How the app stands by each principle, with the proof. */
export function principlesSection({ principles }: Report): Section {
  const number = (verdict: PrincipleRow['verdict']): number =>
    principles.filter((one) => one.verdict === verdict).length;
  const counts = (['broken', 'acknowledged', 'kept', 'not shown'] as const)
    .map((verdict) => `${number(verdict)} ${verdict}`)
    .join(', ');
  return {
    id: 'principles',
    title: 'Principles',
    note: number('broken') > 0 ? `${number('broken')} broken` : `${number('kept')} kept`,
    body:
      principles.length === 0
        ? html`<p class="note">No principle was judged.</p>`
        : html`<p class="note">
              Not shown: no rule of the principle applied to anything here, so nothing is known. It is not a pass.
            </p>
            ${table({
              caption: counts,
              columns: [
                { name: 'Principle', width: 8 },
                { name: 'What it asks for', width: 24 },
                { name: 'Verdict', width: 9 },
                { name: 'Broken', isNumber: true, width: 7 },
                { name: 'Acknowledged', isNumber: true, width: 9 },
                { name: 'Kept', isNumber: true, width: 6 },
                { name: 'Evidence', width: 37 },
              ],
              rows: principles.map((row) => ({
                cells: [
                  row.principle,
                  row.title,
                  badge(KINDS[row.verdict], row.verdict),
                  row.findings,
                  row.acknowledged,
                  row.compliant,
                  evidencePart(row),
                ],
              })),
            })}`,
  };
}

function evidencePart({ evidence, compliant }: PrincipleRow): Markup {
  if (evidence.length === 0) return html`–`;
  const more = compliant - evidence.length;
  return html`<ul class="ways">
    ${evidence.map((one) => html`<li>${breakable(one)}</li>`)}${more > 0 ? html`<li>and ${more} more</li>` : NOTHING}
  </ul>`;
}
