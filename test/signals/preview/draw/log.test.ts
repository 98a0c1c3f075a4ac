import { logTable } from '../../../../lib/signals/preview/draw/log';
import { cellsOf, textsOf } from './texts';

describe('a query of logs', () => {
  test.each([
    ['SOURCE "a" | fields @timestamp, status | filter status > 499', ['@timestamp', 'status']],
    ['SOURCE "a" | fields a, b | display b', ['b']],
    ['SOURCE "a" | stats count(*) as n, pct(took, 99) by bin(5m), path', ['bin(5m)', 'path', 'n', 'pct(took, 99)']],
    ['SOURCE "a" | filter x = 1', ['@timestamp', '@message']],
    ['', ['@timestamp', '@message']],
  ])('%s has columns', (query, columns) => {
    expect(cellsOf(logTable({ query }, 'Title'))[0]).toEqual(columns);
  });

  test('is shown step by step, with rows that are said to be made up', () => {
    const made = logTable({ query: "SOURCE 'a' | fields <b> | limit 5" }, 'Title');
    expect(textsOf(made)[0]).toBe('Rows made up:');
    expect(textsOf(made).slice(-3)).toEqual(['SOURCE &#39;a&#39;', '| fields &lt;b&gt;', '| limit 5']);
    expect(cellsOf(made)).toHaveLength(4);
  });
});
