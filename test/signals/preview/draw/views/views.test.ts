import { colored } from '../../../../../lib/signals/preview/draw/colors';
import { bars } from '../../../../../lib/signals/preview/draw/views/bars';
import { gaugeProblems, gauges } from '../../../../../lib/signals/preview/draw/views/gauge';
import { singleValues } from '../../../../../lib/signals/preview/draw/views/numbers';
import { pie } from '../../../../../lib/signals/preview/draw/views/pie';
import { valueTable } from '../../../../../lib/signals/preview/draw/views/table';
import { NOW } from '../../../../../lib/signals/preview/samples/range';
import { cellsOf, textsOf } from '../texts';

const RANGE = { start: NOW - 3600, end: NOW };

const line = (label: string, ...values: number[]) => ({
  label,
  axis: 'left' as const,
  period: 300,
  values: new Map(values.map((value, index) => [NOW - 300 * (values.length - index), value])),
});

const LINES = colored([line('one', 1, 3), line('two', 4, 9), { ...line('none'), color: '#123456' }]);

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
