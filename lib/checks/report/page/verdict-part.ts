import { html, Markup, NOTHING, when } from '../../../page/markup';
import { table } from '../../../page/table';
import { count } from '../../../page/text';
import { countFindings } from '../plain-text';
import { BaselineComparison, Report } from '../report-model';
import { failing, verdictOf } from '../verdict';
import { marksOf, placeOf } from './words';

/** What a reader must know before anything else, in one line, and with the class of its colour. */
export function verdictLine(report: Report): { readonly kind: 'good' | 'bad' | 'warn'; readonly text: string } {
  const { summary, rules } = report;
  const verdict = verdictOf(report);
  if (verdict === 'could not judge') return { kind: 'bad', text: '✗ Could not judge' };
  if (verdict === 'findings') {
    const fresh = report.baseline === undefined ? '' : `${count(failing(report).length, 'new finding')} to mend, of `;
    return { kind: 'bad', text: `✗ ${fresh}${countFindings(summary)}` };
  }
  const known = report.findings.filter(({ status }) => status === 'unchanged').length;
  if (known > 0)
    return { kind: 'warn', text: `✓ Nothing new to mend; ${count(known, 'finding')} of the baseline remain` };
  if (rules.length === 0) return { kind: 'warn', text: 'Nothing was found, but no rule applied to anything' };
  const notes = summary.infos > 0 ? `; ${count(summary.infos, 'note')}` : '';
  return { kind: 'good', text: `✓ Clean: nothing to mend in ${count(summary.resources, 'resource')}${notes}` };
}

/** The verdict, why there is none, the counts, and what changed. */
export function verdictPart(report: Report): Markup {
  const { kind, text } = verdictLine(report);
  return html`<p class="verdict ${kind}">${text}</p>
    ${problemsPart(report.problems)} ${countsPart(report)} ${when(report.baseline, baselinePart)}`;
}

function problemsPart(problems: readonly string[]): Markup {
  if (problems.length === 0) return NOTHING;
  return html`<div class="problems">
    <p>Until this is mended, nothing below means that all is well:</p>
    <ul>
      ${problems.map((problem) => html`<li>${problem}</li>`)}
    </ul>
  </div>`;
}

type Tile = readonly [number: string, name: string, kind: 'good' | 'bad' | 'warn' | 'plain'];

function countsPart({ summary, exposure }: Report): Markup {
  const bad = (number: number, kind: 'bad' | 'warn' = 'bad'): Tile[2] => (number > 0 ? kind : 'good');
  const tiles: Tile[] = [
    [String(summary.errors), 'errors', bad(summary.errors)],
    [String(summary.warnings), 'warnings', bad(summary.warnings, 'warn')],
    [String(summary.infos), 'notes', 'plain'],
    [String(summary.acknowledgements), 'acknowledged', 'plain'],
    [
      `${exposure.public} of ${exposure.budget}`,
      'public of declared',
      exposure.public > exposure.budget ? 'bad' : bad(exposure.public, 'warn'),
    ],
    [String(exposure.unknown), 'of unknown exposure', bad(exposure.unknown)],
    [String(summary.missingSignals), 'missing signals', bad(summary.missingSignals, 'warn')],
    [String(summary.alarmGaps), 'alarm gaps', bad(summary.alarmGaps, 'warn')],
    [String(summary.compliant), 'times in order', 'plain'],
    [String(summary.resources), 'resources', 'plain'],
    [String(summary.stacks), 'stacks', 'plain'],
    [String(summary.services), 'services', 'plain'],
  ];
  return html`<dl class="counts">
    ${tiles.map(
      ([number, name, kind]) =>
        html`<div>
          <dt>${name}</dt>
          <dd class="${kind}">${number}</dd>
        </div>`,
    )}
  </dl>`;
}

function baselinePart({ new: fresh, unchanged, fixed }: BaselineComparison): Markup {
  const fixes = fixed.map((one) => ({
    cells: [one.rule, one.pack, placeOf(one.construct), one.description],
    marks: marksOf(one),
  }));
  return html`<p>
      Since the baseline: <b>${fresh} new</b>, <b>${unchanged} unchanged</b>, <b>${fixed.length} fixed</b>. What is
      unchanged does not fail a check again.
    </p>
    ${
      fixes.length === 0
        ? NOTHING
        : html`<details>
            <summary>What was fixed</summary>
            ${table({
              caption: `${count(fixes.length, 'finding')} of the baseline that there is no more`,
              columns: [{ name: 'Rule' }, { name: 'Pack' }, { name: 'Construct' }, { name: 'What was wrong' }],
              rows: fixes,
            })}
          </details>`
    }`;
}
