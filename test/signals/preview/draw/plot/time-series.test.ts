import { colored } from '../../../../../lib/signals/preview/draw/colors';
import { timeSeries } from '../../../../../lib/signals/preview/draw/plot/time-series';
import { NOW } from '../../../../../lib/signals/preview/samples/range';

const RANGE = { start: NOW - 3600, end: NOW };

function line(label: string, value: number, axis: 'left' | 'right' = 'left') {
  return {
    label,
    axis,
    period: 1800,
    values: new Map([
      [RANGE.start, value],
      [RANGE.start + 1800, value],
    ]),
  };
}

function drawn(properties: Record<string, unknown>, lines = [line('one', 5)]): string {
  return timeSeries({
    id: 'w',
    title: 'Title',
    lines: colored(lines),
    properties,
    range: RANGE,
    width: 570,
    height: 240,
  }).text.replace(/\s*\n\s*/g, ' ');
}

const TEN = { yAxis: { left: { min: 0, max: 10 } } };
const annotated = (annotation: unknown) => ({ ...TEN, annotations: { horizontal: [annotation] } });

describe('a graph over time', () => {
  test('has lines at the heights of their values', () => {
    expect(drawn(TEN)).toContain('<path class="line" d="M0 500L500 500" />');
    expect(drawn(TEN)).toContain('<g style="stroke:var(--series-0)"> <title>one</title>');
  });

  test('has a threshold at the height of its value, and its label there', () => {
    const text = drawn(annotated({ value: 2.5, label: 'page' }));
    expect(text).toContain('<path class="guard" style="stroke:var(--threshold)" d="M0 750H1000" />');
    expect(text).toMatch(/<span class="threshold right above alone" style="top:75%" ?>page \(2\.5\)</);
    expect(text).not.toContain('class="swatch threshold"');
  });

  test.each([
    ['above', 'M0 0H1000V750H0Z'],
    ['below', 'M0 750H1000V1000H0Z'],
  ])('is filled %s a threshold', (fill, path) => {
    expect(drawn(annotated({ value: 2.5, fill }))).toContain(
      `<path class="band" style="fill:var(--threshold)" d="${path}" />`,
    );
  });

  test('is filled between two', () => {
    expect(drawn(annotated([{ value: 2 }, { value: 4 }]))).toContain('d="M0 600H1000V800H0Z"');
  });

  test('says in the legend what has no room in the plot, or no place on its axis', () => {
    const text = drawn(annotated({ value: 12, label: 'beyond' }));
    expect(text).not.toContain('class="threshold ');
    expect(text).toMatch(/class="swatch threshold"[^>]*><\/span ?>beyond \(12\)/);
    expect(text).toContain('<svg class="cut"');
    expect(drawn(TEN)).toContain('<svg class="whole"');
  });

  test('makes room on its axis for all that is drawn on it', () => {
    expect(drawn({ annotations: { horizontal: [{ value: 80 }] } })).toContain('>100</span');
    // 5 on top of 6.
    const both = [line('one', 5), line('two', 6)];
    expect(drawn({ stacked: true }, both)).toContain('>10</span');
    expect(drawn({}, both)).not.toContain('>10</span');
  });

  test('stacks areas on top of each other, from zero on', () => {
    const text = drawn({ stacked: true, yAxis: { left: { min: 0, max: 20 } } }, [line('one', 5), line('two', 10)]);
    expect(text).toContain('style="fill:var(--series-0)" d="M0 750L500 750L500 1000L0 1000Z"');
    expect(text).toContain('style="fill:var(--series-1)" d="M0 250L500 250L500 750L0 750Z"');
    expect(text.match(/class="swatch area"/g)).toHaveLength(2);
  });

  test('has an axis of its own for what is measured otherwise', () => {
    const properties = {
      yAxis: { left: { min: 0, max: 10, label: 'seconds' }, right: { min: 0, max: 1000, label: 'requests' } },
    };
    const text = drawn(properties, [line('one', 5), line('two', 750, 'right')]);
    expect(text).toContain('d="M0 500L500 500"');
    expect(text).toContain('d="M0 250L500 250"');
    expect(text).toMatch(/<span>seconds<\/span ?><span>requests<\/span>/);
    expect(text).toMatch(/class="value right" style="top:0%" ?>1000</);
  });

  test('has a threshold on the axis that it belongs to', () => {
    const properties = {
      yAxis: { right: { min: 0, max: 100 } },
      annotations: { horizontal: [{ value: 25, yAxis: 'right' }] },
    };
    expect(drawn(properties, [line('one', 5), line('two', 75, 'right')])).toContain('d="M0 750H1000"');
  });

  test('marks moments, and says which are not in the time that is shown', () => {
    const vertical = [
      { value: '2026-01-01T11:30:00Z', label: 'deploy', fill: 'after' },
      { value: '2025-01-01T00:00:00Z', label: 'old' },
    ];
    const text = drawn({ annotations: { vertical } });
    expect(text).toContain('d="M500 0V1000"');
    expect(text).toContain('d="M500 0H1000V1000H500Z"');
    expect(text.match(/class="guard"/g)).toHaveLength(1);
    expect(text).toContain('deploy, 2026-01-01 11:30<');
    expect(text).toContain('old, 2025-01-01 00:00 (not in the time shown)');
  });

  test('has its legend below, beside or nowhere', () => {
    const at = (position: string) => drawn({ legend: { position } });
    expect(at('bottom')).toMatch(/^<div class="graph "/);
    expect(at('right')).toMatch(/^<div class="graph beside"/);
    expect(at('hidden')).not.toContain('class="legend"');
  });

  test('is told in words', () => {
    const text = drawn(annotated({ value: 2.5, label: 'page' }), [
      line('one', 5),
      { ...line('none', 0), values: new Map() },
    ]);
    expect(text).toContain('<title id="w-title">Title</title>');
    expect(text).toContain('<desc id="w-desc">one: from 5 to 5, at last 5. none: no data. Line at page (2.5).</desc>');
  });

  test('is told in few words if there is much', () => {
    const text = drawn(
      {},
      Array.from({ length: 40 }, (_, index) => line(`line ${index}`, index)),
    );
    expect(text).toContain('line 11: from 11 to 11, at last 11. And 28 more.</desc>');
  });
});
