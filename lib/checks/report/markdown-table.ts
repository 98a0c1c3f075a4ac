import { oneLine } from './plain-text';

/** GitHub refuses a step summary above 1 MiB; 500 rows per table stay well below, and the rest is counted, not hidden. */
export const MAX_ROWS = 500;

/**
 * Makes any text plain in Markdown and HTML: it can end no table cell and no line, and start no markup.
 *
 * Entities, not backslashes: inside a table GitHub looks at backslashes twice.
 */
export function escapeMarkdown(text: string): string {
  return oneLine(text).replace(/[&<>|`*_~[\]\\$]|:(?=\/\/)/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Escapes every cell, so that no caller can forget it. What has no room in `maxRows` is counted. */
export function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>, maxRows = MAX_ROWS): string {
  if (rows.length === 0) return 'None.';
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  const shown = rows.slice(0, maxRows);
  const body = [line(head), `|${' --- |'.repeat(head.length)}`, ...shown.map(line)].join('\n');
  const more = rows.length - shown.length;
  return more > 0 ? `${body}\n\n${more} more rows are in the JSON report.` : body;
}
