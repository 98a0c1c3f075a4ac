import { html, Markup } from '../../../../page/markup';
import { JsonObject, objectOf, textsOf } from '../../../../private/json';
import { clock, dateAndTime, shortNumber } from '../../graph/format';
import { Line } from '../../graph/lines';

/** The last so many values show what the table will look like. */
const SHOWN = 6;

const DAY = 86_400;

/** What CloudWatch can sum up in a column of its own. */
const SUMMARIES = new Map<string, (values: readonly number[]) => number>([
  ['MIN', (values) => Math.min(...values)],
  ['MAX', (values) => Math.max(...values)],
  ['SUM', (values) => values.reduce((sum, value) => sum + value, 0)],
  ['AVG', (values) => values.reduce((sum, value) => sum + value, 0) / values.length],
]);

/** A table of text, of which the first row and the first column are headings. */
type Cells = readonly (readonly string[])[];

/** The view `table`: metrics as rows, or as columns if the dashboard says `vertical`. */
export function valueTable(lines: readonly Line[], properties: JsonObject, title: string): Markup {
  const settings = objectOf(properties.table);
  const summaries = textsOf(settings.summaryColumns).flatMap((name) => {
    const sumUp = SUMMARIES.get(name);
    return sumUp ? [{ name: name.toLowerCase(), sumUp }] : [];
  });
  const times = settings.showTimeSeriesData === false ? [] : lastTimes(lines);
  const long = times.length > 0 && times[times.length - 1] - times[0] > DAY;
  const head = ['Metric', ...summaries.map(({ name }) => name), ...times.map(long ? dateAndTime : clock)];
  const rows = lines.map(({ label, values }) => {
    const all = [...values.values()];
    const summed = summaries.map(({ sumUp }) => (all.length > 0 ? shortNumber(sumUp(all)) : '--'));
    return [label, ...summed, ...times.map((time) => shown(values.get(time)))];
  });
  const cells: Cells = settings.layout === 'vertical' ? turned([head, ...rows]) : [head, ...rows];
  return tableOf(cells, title);
}

/** A table that may be larger than its place, so that it can be scrolled, by the keyboard, too. */
export function tableOf([head, ...rows]: Cells, title: string): Markup {
  const classes = head.map((_, column) =>
    column > 0 && rows.every((row) => NUMBER.test(row[column])) ? 'number' : 'text',
  );
  const lines = rows.map(
    ([name, ...values]) =>
      html`<tr>
        <th scope="row">${name}</th>
        ${values.map((value, index) => html`<td class="${classes[index + 1]}">${value}</td>`)}
      </tr>`,
  );
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${title}">
    <table>
      <thead>
        <tr>
          ${head.map((name, column) => html`<th scope="col" class="${classes[column]}">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${lines}
      </tbody>
    </table>
  </div>`;
}

/** What is compared by its digits stands on the right. */
const NUMBER = /^(-?[\d.]+(e-\d+)?[kMGT]?|--)$/;

function lastTimes(lines: readonly Line[]): number[] {
  const times = new Set(lines.flatMap(({ values }) => [...values.keys()]));
  return [...times].sort((a, b) => a - b).slice(-SHOWN);
}

function shown(value: number | undefined): string {
  return value === undefined ? '--' : shortNumber(value);
}

function turned(cells: Cells): string[][] {
  return cells[0].map((_, column) => cells.map((row) => row[column]));
}
