import { html, Markup } from '../../../page/markup';
import { Column, Row, table } from '../../../page/table';
import { count } from '../../../page/text';
import { STANDARD_TITLES } from '../../standards/control';
import { coverage, CoverageRow } from '../../standards/coverage';
import { Report } from '../report-model';
import { describeCovered } from '../standards-markdown';
import { badge, listKind, Section } from './words';

/** How the app stands towards other standards, with the controls that nothing here speaks to. */
export function standardsSection(report: Report): Section {
  const rows = coverage(report);
  const standards = [...new Set(rows.map(({ standard }) => standard))];
  const broken = rows.filter(isBroken).length;
  return {
    id: 'standards',
    title: 'Standards',
    note:
      broken > 0 ? `${count(broken, 'control')} broken` : `${count(rows.filter(isChecked).length, 'control')} checked`,
    body: html`<p class="note">
        A control of which nothing here was checked is not kept by that: the account, or people, must show it.
      </p>
      ${standards.map((standard) => standardPart(standard, rows))}`,
  };
}

const COLUMNS: readonly Column[] = [
  { name: 'Control', width: 10 },
  { name: 'About', width: 30 },
  { name: 'Covered', width: 18 },
  { name: 'Kept', isNumber: true, width: 6 },
  { name: 'Broken', isNumber: true, width: 7 },
  { name: 'Acknowledged', isNumber: true, width: 9 },
  { name: 'Rules', width: 20 },
];

function standardPart(standard: string, rows: readonly CoverageRow[]): Markup {
  const own = rows.filter((row) => row.standard === standard);
  const counts = `${own.filter(isChecked).length} of ${own.length} controls checked, ${own.filter(isBroken).length} of them broken`;
  const title = STANDARD_TITLES[standard] ?? standard;
  return html`<details class="${listKind(own.length)}">
    <summary>${title}: ${counts}</summary>
    ${table({ caption: `${title}: in how many resources each control is kept`, columns: COLUMNS, rows: own.map(rowOf) })}
  </details>`;
}

function rowOf(row: CoverageRow): Row {
  const { control, title, compliant, nonCompliant, acknowledged, rules } = row;
  return {
    cells: [
      control,
      title || '–',
      coveredCell(row),
      compliant,
      { content: nonCompliant > 0 ? html`<b class="bad">${nonCompliant}</b>` : html`0`, sort: nonCompliant },
      acknowledged,
      rules.join(', ') || '–',
    ],
  };
}

function coveredCell(row: CoverageRow): Markup {
  const words = describeCovered(row);
  if (row.covered === 'checked') return badge('good', words);
  return row.covered === 'partly' ? html`${words}` : html`<span class="aside">${words}</span>`;
}

function isChecked({ covered }: CoverageRow): boolean {
  return covered === 'checked' || covered === 'partly';
}

function isBroken({ nonCompliant }: CoverageRow): boolean {
  return nonCompliant > 0;
}
