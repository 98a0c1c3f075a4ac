import { Markup } from './markup';

/**
 * Lets a reader sort and filter the tables of a page, and opens what is folded before it is printed.
 *
 * It makes no markup of any text: it moves and hides what is there. As text, because the types of a browser's globals would else
 * be known in all of the library; it is in the browser's language as it stands, so that the same report gives the same bytes
 * however the library was compiled.
 */
export const TABLE_SCRIPT = new Markup(`
(() => {
  'use strict';
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const find = (id) => document.getElementById(id);

  // Sorting: a button in each head. Numbers begin with the greatest, texts with the first.
  const keyOf = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.sort === undefined ? cell.textContent.trim() : cell.dataset.sort;
  };
  const isNumber = (text) => text !== '' && Number.isFinite(Number(text));
  const compare = (a, b) => isNumber(a) && isNumber(b) ? Number(a) - Number(b) : a.localeCompare(b, 'en', { numeric: true });
  const sort = (table, head, column) => {
    const greatestFirst = head.classList.contains('number');
    const before = head.getAttribute('aria-sort');
    const order = before === null ? (greatestFirst ? 'descending' : 'ascending') : before === 'ascending' ? 'descending' : 'ascending';
    const sign = order === 'ascending' ? 1 : -1;
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row) => ({ row, key: keyOf(row, column) }));
    rows.sort((a, b) => sign * compare(a.key, b.key));
    body.append(...rows.map(({ row }) => row));
    for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', order);
  };
  for (const table of all('table.data')) {
    if (table.tBodies[0].rows.length < 2) continue;
    table.classList.add('sortable');
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      button.addEventListener('click', () => sort(table, head, column));
      head.append(button);
    });
  }

  // Filtering: a row stays if it has the text and all that was chosen. What has no such mark, no choice concerns.
  const bar = document.querySelector('.filter');
  if (bar !== null) {
    const text = find('filter-text');
    const choices = all('select[data-choice]', bar);
    const items = all('table.data > tbody > tr, .filtered').map((element) => ({ element }));
    const textOf = (element) => (element.cells ? [...element.cells] : [element]).map((part) => part.textContent).join(' ');
    const has = (item, wanted) => {
      if (item.text === undefined) item.text = textOf(item.element).toLowerCase().replace(/\\s+/g, ' ');
      return item.text.includes(wanted);
    };
    const filter = () => {
      const wanted = text.value.trim().toLowerCase().replace(/\\s+/g, ' ');
      const chosen = choices.filter(({ value }) => value !== '').map(({ dataset, value }) => [dataset.choice, value]);
      let shown = 0;
      for (const item of items) {
        const { dataset } = item.element;
        const fits = chosen.every(([key, value]) => dataset[key] === undefined || dataset[key] === value);
        item.element.hidden = !(fits && (wanted === '' || has(item, wanted)));
        if (!item.element.hidden) shown += 1;
      }
      const isOn = wanted !== '' || chosen.length > 0;
      find('filter-count').textContent = isOn ? shown + ' of ' + items.length + ' rows' : '';
      for (const table of all('table.data'))
        table.classList.toggle('empty', isOn && [...table.tBodies[0].rows].every((row) => row.hidden));
    };
    const reset = () => {
      text.value = '';
      for (const choice of choices) choice.value = '';
      filter();
    };
    text.addEventListener('input', filter);
    text.addEventListener('keydown', (event) => event.key === 'Escape' && reset());
    for (const choice of choices) choice.addEventListener('change', filter);
    find('filter-reset').addEventListener('click', reset);
    bar.hidden = false;
    // A browser that comes back to the page fills in what was typed there before.
    filter();
  }

  // Paper cannot be unfolded.
  const isFolded = 'details:not([open]):not(.long)';
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = all(isFolded);
    for (const details of opened) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of opened) details.open = false;
    opened = [];
  });
})();
`);
