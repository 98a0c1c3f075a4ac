import { html, Markup } from '../../../page/markup';
import { lines } from '../../../page/text';
import { JsonObject, textOf } from '../../../private/json';
import { dateAndTime } from '../graph/format';
import { chance } from '../samples/noise';
import { NOW } from '../samples/range';
import { tableOf } from './views/table';

const ROWS = 3;

/** What Logs Insights shows if a query does not choose. */
const FIELDS = ['@timestamp', '@message'];

/** A widget with a query of logs: nobody can answer it here, but it can be read. */
export function logTable(properties: JsonObject, title: string): Markup {
  const query = textOf(properties.query) ?? '';
  const columns = columnsOf(query);
  const rows = Array.from({ length: ROWS }, (_, index) => columns.map((column) => sampleOf(column, index)));
  const text = lines(query.replace(/\s*\|\s*/g, '\n| ')).map((line) => html`<span>${line}</span>`);
  return html`<div class="log">
    <p class="sample">Rows made up:</p>
    ${tableOf([columns, ...rows], title)}
    <pre class="query"><code>${text}</code></pre>
  </div>`;
}

/** The columns of the answer: those of the last command that chooses any. */
function columnsOf(query: string): string[] {
  const commands = query.split('|').map((command) => command.trim());
  const chosen = commands.reverse().find((command) => /^(stats|display|fields)\s/i.test(command));
  if (chosen === undefined) return FIELDS;
  const [values, groups = ''] = chosen.replace(/^\w+\s+/, '').split(/\s+by\s+/i);
  return [groups, values].flatMap(splitByComma).map((part) => part.replace(/^.*\s+as\s+/i, '').trim());
}

/** At the commas that are in no parentheses. */
function splitByComma(text: string): string[] {
  return (text.match(/(?:\([^)]*\)|[^,(])+/g) ?? []).map((part) => part.trim()).filter((part) => part !== '');
}

function sampleOf(column: string, index: number): string {
  const seconds = NOW - index * 300;
  if (/timestamp|^bin\(/i.test(column)) return dateAndTime(seconds);
  if (/message/i.test(column)) return `(a line of the log, ${index + 1})`;
  if (/count|sum|avg|min|max|pct|duration|status|bytes|errors/i.test(column)) {
    return String(Math.round(chance(column, index) * 500));
  }
  return `(${column.replace(/^@/, '')} ${index + 1})`;
}
