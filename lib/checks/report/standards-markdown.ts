import { STANDARD_TITLES } from '../standards/control';
import { coverage, CoverageRow, Covered } from '../standards/coverage';
import { escapeMarkdown, MAX_ROWS, table } from './markdown-table';
import { Report } from './report-model';

const COVERED: { readonly [covered in Covered]: string } = {
  checked: 'checked',
  partly: 'checked in part: templates do not show all of it',
  account: 'not covered here: account level',
  'no rule': 'not covered here: no rule applied to anything',
};

/** In words what {@link CoverageRow.covered} means, for every format that people read. */
export function describeCovered({ covered }: Pick<CoverageRow, 'covered'>): string {
  return COVERED[covered];
}

/** How the app stands towards other standards: a table each, with what is not looked at as well. */
export function renderStandards(report: Report): string[] {
  const rows = coverage(report);
  const standards = [...new Set(rows.map(({ standard }) => standard))];
  return ['## Standards', ...standards.flatMap((standard, index) => renderStandard(standard, index, rows))];
}

/** All tables together have the room of one. */
function renderStandard(standard: string, index: number, rows: readonly CoverageRow[]): string[] {
  const own = rows.filter((row) => row.standard === standard);
  const checked = own.filter(({ covered }) => covered === 'checked' || covered === 'partly');
  const before = index === 0 ? 0 : rows.indexOf(own[0]);
  return [
    `### ${escapeMarkdown(STANDARD_TITLES[standard] ?? standard)}`,
    `${checked.length} of ${own.length} controls were checked, ${own.filter(isBroken).length} of them are broken.`,
    table(
      ['Control', 'About', 'Covered', 'Resources that keep it', 'Break it', 'Acknowledged', 'Rules'],
      own.map(cellsOf),
      Math.max(0, MAX_ROWS - before),
    ),
  ];
}

function isBroken({ nonCompliant }: CoverageRow): boolean {
  return nonCompliant > 0;
}

function cellsOf(row: CoverageRow): string[] {
  const { control, title, compliant, nonCompliant, acknowledged, rules } = row;
  return [
    ...[control, title, describeCovered(row)],
    ...[compliant, nonCompliant, acknowledged].map(String),
    rules.join(', '),
  ];
}
