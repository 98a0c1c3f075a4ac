import { isSeen, momentsOf, thresholdsOf } from '../../../../../lib/signals/preview/draw/plot/annotations';
import { NOW } from '../../../../../lib/signals/preview/samples/range';

describe('horizontal annotations', () => {
  test('are thresholds with a label, which says the value, too', () => {
    expect(
      thresholdsOf({
        horizontal: [
          { value: 0.3, label: 'pages', color: '#ff0000', fill: 'above' },
          { value: 5, yAxis: 'right' },
        ],
      }),
    ).toEqual([
      { values: [0.3], labels: ['pages (0.3)'], axis: 'left', fill: 'above', paint: '#ff0000' },
      { values: [5], labels: ['5'], axis: 'right', fill: 'none', paint: 'var(--threshold)' },
    ]);
  });

  test('are bands if there are two', () => {
    expect(
      thresholdsOf({
        horizontal: [
          [
            { value: 1, label: 'low', color: 'red' },
            { value: 2, label: 'high' },
          ],
        ],
      }),
    ).toEqual([
      { values: [1, 2], labels: ['low (1)', 'high (2)'], axis: 'left', fill: 'between', paint: 'var(--threshold)' },
    ]);
  });

  test('are not there if they are hidden or have no value', () => {
    expect(thresholdsOf({ horizontal: [{ value: 1, visible: false }, { label: 'x' }, [], 7] })).toEqual([]);
    expect(thresholdsOf(undefined)).toEqual([]);
  });
});

describe('vertical annotations', () => {
  const at = (time: string, more: object = {}) => ({ value: time, ...more });
  const HOUR_AGO = '2026-01-01T11:00:00Z';

  test('are moments, or bands between two', () => {
    expect(
      momentsOf({
        vertical: [
          at(HOUR_AGO, { label: 'deploy', fill: 'after' }),
          [at('2026-01-01T10:00:00Z'), at(HOUR_AGO)],
          at('once'),
          at(HOUR_AGO, { visible: false }),
        ],
      }),
    ).toEqual([
      { times: [NOW - 3600], label: 'deploy', fill: 'after', paint: 'var(--threshold)' },
      { times: [NOW - 7200, NOW - 3600], label: '2026-01-01 10:00', fill: 'between', paint: 'var(--threshold)' },
    ]);
  });

  test.each([
    ['in it', HOUR_AGO, undefined, true],
    ['before it', '2025-01-01T00:00:00Z', undefined, false],
    ['after it', '2026-05-01T00:00:00Z', undefined, false],
    ['before it, and filled from there on', '2025-01-01T00:00:00Z', 'after', true],
    ['after it, and filled up to there', '2026-05-01T00:00:00Z', 'before', true],
  ])('are seen in a range if they are %s', (_, time, fill, seen) => {
    const [moment] = momentsOf({ vertical: [at(time, { fill })] });
    expect(isSeen(moment, { start: NOW - 10_800, end: NOW })).toBe(seen);
  });
});
