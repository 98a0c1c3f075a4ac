import { filterBar } from '../../lib/page/filter-bar';
import { html, Markup } from '../../lib/page/markup';
import { table } from '../../lib/page/table';

const HOSTILE = `"><img src=x onerror="alert(1)">`;

describe('a table', () => {
  const { text } = table({
    caption: 'Two things',
    columns: [{ name: 'Number', isNumber: true, width: 20 }, { name: 'Name', isHead: true }, { name: 'Level' }],
    rows: [
      { cells: [7, html`<b>first</b>`, { content: 'high', sort: 1 }], marks: { stack: 'prod' } },
      { cells: [8, 'second', { content: html`<i>low</i>`, sort: 2 }] },
    ],
  });

  test('names its columns and rows for who hears it', () => {
    expect(tagsOf(text, 'caption')).toEqual(['<caption>']);
    expect(tagsOf(text, 'th')).toEqual([
      '<th scope="col" role="columnheader" class="number" style="width:20%">',
      '<th scope="col" role="columnheader">',
      '<th scope="col" role="columnheader">',
      '<th scope="row" role="rowheader" data-name="Name">',
      '<th scope="row" role="rowheader" data-name="Name">',
    ]);
  });

  test('says what its cells are sorted by, where it is not their text', () => {
    expect(tagsOf(text, 'td')).toEqual([
      '<td role="cell" data-name="Number" class="number">',
      '<td role="cell" data-name="Level" data-sort="1">',
      '<td role="cell" data-name="Number" class="number">',
      '<td role="cell" data-name="Level" data-sort="2">',
    ]);
  });

  test('marks rows for the filter', () => {
    expect(tagsOf(text, 'tr')).toEqual(['<tr role="row">', '<tr role="row" data-stack="prod">', '<tr role="row">']);
  });

  test('names each row by its first cell if no column is said to', () => {
    const made = table({ caption: '', columns: [{ name: 'A' }, { name: 'B' }], rows: [{ cells: ['a', 'b'] }] });
    expect(tagsOf(made.text, 'th').slice(2)).toEqual(['<th scope="row" role="rowheader" data-name="A">']);
  });

  test('escapes whatever is put into it', () => {
    const made = table({
      caption: HOSTILE,
      columns: [{ name: HOSTILE }, { name: HOSTILE }],
      rows: [{ cells: [HOSTILE, { content: HOSTILE, sort: HOSTILE }], marks: { stack: HOSTILE } }],
    });
    expect(made.text).not.toContain('<img');
    expect(made.text.match(/&quot;&gt;&lt;img/g)).toHaveLength(9);
  });
});

describe('the bar of filters', () => {
  test('is hidden as long as nothing makes it work', () => {
    expect(filterBar([]).text).toMatch(/^<div [^>]*hidden/);
  });

  test('offers what there is to choose from, escaped', () => {
    const { text } = filterBar([
      { key: 'stack', name: 'Stack', values: ['prod', HOSTILE] },
      { key: 'pack', name: 'Pack', values: ['only one'] },
    ]);
    expect(tagsOf(text, 'select')).toEqual(['<select data-choice="stack">']);
    expect(tagsOf(text, 'option').slice(0, 2)).toEqual(['<option value="">', '<option value="prod">']);
    expect(text).not.toContain('<img');
  });
});

/** The opening tags, without what only lays them out. */
function tagsOf(text: Markup['text'], name: string): string[] {
  const tags = text.match(new RegExp(`<${name}(?:\\s[^>]*)?>`, 'g')) ?? [];
  return tags.map((tag) => tag.replace(/\s+/g, ' ').replace(' >', '>'));
}
