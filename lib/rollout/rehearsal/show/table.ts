// It exports one class, which only this form of import can construct, bundled or not.
import CliTable = require('cli-table3'); // eslint-disable-line @typescript-eslint/no-require-imports -- see above

/** The columns of a table, each with its title and, if its text may be long, the width at which it is wrapped. */
export interface Column {
  readonly title: string;
  readonly width?: number;
}

const NO_LINES: readonly CliTable.CharName[] = [
  ...(['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'] as const),
  ...(['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'] as const),
];

/** Text in columns, without lines, as in the other outputs of the command. */
export function tableOf(columns: readonly Column[], rows: ReadonlyArray<readonly string[]>): string[] {
  const table = new CliTable({
    head: columns.map(({ title }) => title),
    colWidths: columns.map(({ width }) => width ?? null),
    wordWrap: true,
    chars: { ...Object.fromEntries(NO_LINES.map((name) => [name, ''])), middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}
