import { Markup } from '../../../../lib/page/markup';
import { alarmTiles } from '../../../../lib/signals/preview/draw/alarm-tiles';
import { colored } from '../../../../lib/signals/preview/draw/colors';
import { logTable } from '../../../../lib/signals/preview/draw/log';
import { markdown } from '../../../../lib/signals/preview/draw/markdown';
import { bars } from '../../../../lib/signals/preview/draw/views/bars';
import { gaugeProblems, gauges } from '../../../../lib/signals/preview/draw/views/gauge';
import { singleValues } from '../../../../lib/signals/preview/draw/views/numbers';
import { pie } from '../../../../lib/signals/preview/draw/views/pie';
import { valueTable } from '../../../../lib/signals/preview/draw/views/table';
import { NOW } from '../../../../lib/signals/preview/samples/range';

const RANGE = { start: NOW - 3600, end: NOW };

const line = (label: string, ...values: number[]) => ({
  label,
  axis: 'left' as const,
  period: 300,
  values: new Map(values.map((value, index) => [NOW - 300 * (values.length - index), value])),
});

const LINES = colored([line('one', 1, 3), line('two', 4, 9), { ...line('none'), color: '#123456' }]);

/** The text of a piece of a page, with its parts apart. */
function textsOf({ text }: Markup): string[] {
  return text
    .split(/<[^>]+>/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The cells of a table, row by row. */
function cellsOf({ text }: Markup): string[][] {
  return text
    .split('<tr')
    .slice(1)
    .map((row) => [...row.matchAll(/<t[hd][^>]*>([^<]*)</g)].map(([, cell]) => cell));
}

test('numbers are the last values', () => {
  expect(textsOf(singleValues(LINES, {}, RANGE))).toEqual(['one', '3', 'two', '9', 'none', '--']);
});

test('numbers are exact if the dashboard wants them so', () => {
  const third = colored([line('third', 1 / 3)]);
  expect(textsOf(singleValues(third, {}, RANGE))).toEqual(['third', '0.333']);
  expect(textsOf(singleValues(third, { singleValueFullPrecision: true }, RANGE))).toEqual([
    'third',
    '0.3333333333333333',
  ]);
});

test('numbers have a line of how they came to be if the dashboard wants it', () => {
  expect(singleValues(LINES, {}, RANGE).text).not.toContain('<svg');
  // What has no value has no line.
  expect(singleValues(LINES, { sparkline: true }, RANGE).text.match(/<svg/g)).toHaveLength(2);
});

test('gauges fill by where a value lies between its ends, and mark thresholds', () => {
  const properties = { yAxis: { left: { min: 0, max: 18 } }, annotations: { horizontal: [{ value: 9 }] } };
  const { text } = gauges(LINES.slice(1, 2), properties, 'w');
  expect(text).toContain('<title id="w-gauge-0">two: 9, on a scale from 0 to 18</title>');
  // Half of the half circle ends at its top, and there is the mark, too.
  expect(text).toContain('style="stroke:var(--series-1)" d="M16 96A84 84 0 0 1 100 12"');
  expect(text).toContain('class="gauge-mark" d="M100 25L100 1"');
});

test('gauges need both of their ends', () => {
  expect(gaugeProblems({ yAxis: { left: { min: 0, max: 1 } } })).toEqual([]);
  expect(gaugeProblems({ yAxis: { left: { min: 0 } } })).toEqual([
    'a gauge needs `yAxis.left.min` and `yAxis.left.max`',
  ]);
});

test('bars are as long as their values', () => {
  const { text } = bars(LINES, 'Title');
  expect(text.match(/width:[^;]+/g)).toEqual(['width:33.33%', 'width:100%', 'width:0%']);
  expect(textsOf(bars(LINES, 'Title'))).toEqual(['one', '3', 'two', '9', 'none', '--']);
});

test('a pie has the share of each value', () => {
  const made = pie(LINES, 'Title', 'w');
  expect(textsOf(made)).toContain('one: 3 (25 %), two: 9 (75 %), none: -- (0 %)');
  // It begins at the top.
  expect(made.text).toContain('rotate(-90 60 60)');
  const around = 2 * Math.PI * 44;
  expect([...made.text.matchAll(/dasharray:([\d.]+) /g)].map(([, length]) => Number(length) / around)).toEqual([
    expect.closeTo(0.25, 3),
    expect.closeTo(0.75, 3),
    0,
  ]);
});

test('a pie of nothing has no shares', () => {
  expect(textsOf(pie(colored([line('none')]), 'Title', 'w'))).toContain('none: --');
});

describe('a table of values', () => {
  const table = (settings: object) => cellsOf(valueTable(LINES, { table: settings }, 'Title'));

  test('has the last values in columns', () => {
    expect(table({})).toEqual([
      ['Metric', '11:50', '11:55'],
      ['one', '1', '3'],
      ['two', '4', '9'],
      ['none', '--', '--'],
    ]);
  });

  test('sums up', () => {
    expect(
      table({ summaryColumns: ['MIN', 'MAX', 'SUM', 'AVG', 'ELSE', 'constructor'], showTimeSeriesData: false }),
    ).toEqual([
      ['Metric', 'min', 'max', 'sum', 'avg'],
      ['one', '1', '3', '4', '2'],
      ['two', '4', '9', '13', '6.5'],
      ['none', '--', '--', '--', '--'],
    ]);
  });

  test('may have its metrics as columns', () => {
    expect(table({ layout: 'vertical' })).toEqual([
      ['Metric', 'one', 'two', 'none'],
      ['11:50', '1', '4', '--'],
      ['11:55', '3', '9', '--'],
    ]);
  });
});

describe('the tiles of alarms', () => {
  const alarm = (name: string, description = '') => ({ name, description, condition: `${name} > 1`, rows: [] });
  const names = (properties: Record<string, unknown>, ...all: string[]) =>
    [
      ...alarmTiles(
        all.map((name) => alarm(name)),
        properties,
        ({ name }) => name,
      ).text.matchAll(/<a [^>]*>([^<]+)</g),
    ].map(([, name]) => name);

  test('have a name that leads to more, a state, a condition and a description', () => {
    const made = alarmTiles([alarm('Latency', 'Slow.')], { title: 'Paging' }, () => 'alarm-1');
    expect(textsOf(made)).toEqual(['Latency', 'OK', '· Latency &gt; 1', 'Slow.']);
    expect(made.text).toContain('<a href="#alarm-1" title="Latency">');
    expect(made.text).toContain('aria-label="Paging"');
  });

  test('are in the order of their names', () => {
    expect(names({}, 'b', 'c', 'a')).toEqual(['a', 'b', 'c']);
    expect(names({ sortBy: 'default' }, 'b', 'c', 'a')).toEqual(['a', 'b', 'c']);
  });

  test.each(['timestamp', 'stateUpdatedTimestamp'])(
    'have what changed last at the beginning if sorted by %s',
    (sortBy) => {
      const made = alarmTiles(
        ['a', 'b', 'c', 'd'].map((name) => alarm(name)),
        { sortBy },
        ({ name }) => name,
      ).text;
      const times = [...made.matchAll(/since (\d\d:\d\d)/g)].map(([, time]) => time);
      expect(times).toHaveLength(4);
      expect(times).toEqual([...times].sort().reverse());
      expect(new Set(times).size).toBe(4);
    },
  );

  test('have a state that the widget shows', () => {
    const state = (states: string[]) => textsOf(alarmTiles([alarm('a')], { states }, () => 'x'))[1];
    expect([state([]), state(['ALARM', 'OK']), state(['INSUFFICIENT_DATA', 'ALARM'])]).toEqual([
      'OK',
      'OK',
      'In alarm',
    ]);
  });

  test.each([
    ['Latency', 'Latency'],
    ['CheckoutSignalsPagingAlarmsErrorsBEDDCBFF', '…AlarmsErrorsBEDDCBFF'],
    ['CheckoutSignalsRollbackAlarmsErrorsF4E2CB45e9cf7cb15c47', '…AlarmsErrorsF4E2CB45e9cf7cb15c47'],
    ['CheckoutSignalsRollbackAlarmsSaturationF4E2CB45e9cf7cb15c47', '…SaturationF4E2CB45e9cf7cb15c47'],
    ['CheckoutSignalsRollbackAlarmsLatencyA89C175Fe9cf7cb15c47', '…AlarmsLatencyA89C175Fe9cf7cb15c47'],
    ['shop.internal/checkout/page', '…checkout/page'],
    ['abcdefghijklmnopqrstuvwxyz0123456789', 'abcdefghijklmnopqrstuvwxyz0123456789'],
  ])('show the end of a name that is too long: %s', (name, shown) => {
    expect(names({}, name)).toEqual([shown]);
  });
});

describe('Markdown', () => {
  const pageOf = (name: string) => (name === 'fleet of all' ? 'fleet.html' : undefined);

  test.each([
    ['# Title', '<h2>Title</h2>'],
    ['###### Small', '<h6>Small</h6>'],
    ['**b** `c`', '<p><strong>b</strong> <code>c</code></p>'],
    ['[a](https://example.com/?a=1&b=2)', '<p><a href="https://example.com/?a=1&amp;b=2">a</a></p>'],
    ['[a](#widget-2)', '<p><a href="#widget-2">a</a></p>'],
    ['[a](#dashboards:name=fleet%20of%20all)', '<p><a href="fleet.html">a</a></p>'],
    ['[a](#dashboards/dashboard/fleet%20of%20all?start=PT1H)', '<p><a href="fleet.html">a</a></p>'],
    ['[a](#dashboards:name=elsewhere)', '<p><a>a</a></p>'],
    ['[button:primary:Open](https://example.com)', '<p><a href="https://example.com">Open</a></p>'],
    ['[a](javascript:alert(1))', '<p>[a](javascript:alert(1))</p>'],
    ['[a](data:text/html,x)', '<p>[a](data:text/html,x)</p>'],
    ['[a](//example.com)', '<p>[a](//example.com)</p>'],
    ['[a]( JaVaScRiPt:x )', '<p>[a]( JaVaScRiPt:x )</p>'],
    ['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
    ['![alt <b>](https://example.com/x.png)', '<p><em>[picture: alt &lt;b&gt;]</em></p>'],
    ['a\u202eb\u0007', '<p>a b</p>'],
  ])('%s', (text, made) => {
    expect(markdown(text, pageOf).text.trim()).toBe(made);
  });

  test('has tables', () => {
    expect(cellsOf(markdown('| a | b |\n|---|---|\n| 1 | 2 |', pageOf))).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });
});

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
