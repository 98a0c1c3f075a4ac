import { html, Markup } from './markup';

/** One thing to choose rows by: rows have it among their marks. */
export interface FilterChoice {
  /** As in `marks`: a small word. */
  readonly key: string;
  readonly name: string;
  readonly values: readonly string[];
}

/** The controls that `TABLE_SCRIPT` brings to life. They are hidden until it does, because without it they would do nothing. */
export function filterBar(choices: readonly FilterChoice[]): Markup {
  return html`<div class="filter" role="search" aria-label="Filter the tables" hidden>
    <label>Filter <input type="search" id="filter-text" autocomplete="off" spellcheck="false" /></label>
    ${choices.filter(({ values }) => values.length > 1).map(choiceOf)}
    <button type="button" id="filter-reset">Show all</button>
    <output id="filter-count" role="status"></output>
  </div>`;
}

function choiceOf({ key, name, values }: FilterChoice): Markup {
  return html`<label
    >${name}
    <select data-choice="${key}">
      <option value="">all</option>
      ${values.map((value) => html`<option value="${value}">${value}</option>`)}
    </select></label
  >`;
}
