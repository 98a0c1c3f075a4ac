import { Content, html, Markup } from './markup';

/** A column of a table. */
export interface Column {
  readonly name: string;
  /** Numbers stand to the right, and are sorted with the greatest first. */
  readonly isNumber?: true;
  /** What names the row; else the first column does. */
  readonly isHead?: true;
  /** Its share of the width, in percent, where the browser's own idea is a bad one. */
  readonly width?: number;
}

/** What stands in a cell, and what it is sorted by, where that is not its text. */
export type Cell = Content | { readonly content: Content; readonly sort: string | number };

/** A row, and by which choices of the filter it is found. */
export interface Row {
  readonly cells: readonly Cell[];
  readonly marks?: { readonly [choice: string]: string };
}

export interface TableContent {
  readonly caption: Content;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/**
 * A table that is read on every screen: on a narrow one the cells of a row stand below each other, each with the name of its
 * column. With roles, because some browsers then forget that they are cells. `TABLE_SCRIPT` lets a reader sort and filter it.
 */
export function table({ caption, columns, rows }: TableContent): Markup {
  const head = Math.max(
    0,
    columns.findIndex(({ isHead }) => isHead),
  );
  return html`<table class="data" role="table">
    <caption>
      ${caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map(headOf)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map((row) => rowOf(row, columns, head))}
    </tbody>
  </table>`;
}

function headOf({ name, isNumber, width }: Column): Markup {
  const attributes = new Markup(
    (isNumber ? ' class="number"' : '') + (width === undefined ? '' : ` style="width:${width}%"`),
  );
  return html`<th scope="col" role="columnheader" ${attributes}>${name}</th>`;
}

function rowOf({ cells, marks = {} }: Row, columns: readonly Column[], head: number): Markup {
  const data = Object.entries(marks).map(([choice, value]) => html` data-${choice}="${value}"`);
  return html`<tr role="row" ${data}>
    ${cells.map((cell, index) => cellOf(cell, columns[index], index === head))}
  </tr>`;
}

function cellOf(cell: Cell, { name, isNumber }: Column, isHead: boolean): Markup {
  const { content, sort } = isSorted(cell) ? cell : { content: cell, sort: undefined };
  const number = isNumber ? html` class="number"` : html``;
  const key = sort === undefined ? html`` : html` data-sort="${sort}"`;
  return isHead
    ? html`<th scope="row" role="rowheader" data-name="${name}" ${number}${key}>${content}</th>`
    : html`<td role="cell" data-name="${name}" ${number}${key}>${content}</td>`;
}

function isSorted(cell: Cell): cell is Exclude<Cell, Content> {
  return typeof cell === 'object' && 'sort' in cell && 'content' in cell;
}
