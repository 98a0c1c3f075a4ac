import * as fc from 'fast-check';
import { areaPath, dotPath, linePath } from '../../../../../lib/signals/preview/draw/plot/paths';
import { stack } from '../../../../../lib/signals/preview/draw/plot/stack';
import { LABEL_HEIGHT, placeLabels } from '../../../../../lib/signals/preview/draw/plot/threshold-labels';
import { percent, timeAxis, timeTicks } from '../../../../../lib/signals/preview/draw/plot/time-axis';
import { heightOf, valueAxis } from '../../../../../lib/signals/preview/draw/plot/value-axis';
import { NOW } from '../../../../../lib/signals/preview/samples/range';

const FRAME = { range: { start: 0, end: 1000 }, scale: { from: 0, to: 10, ticks: [] }, period: 100 };

describe('a line', () => {
  test('goes through all values, from the left to the right and from the bottom to the top', () => {
    expect(
      linePath(
        new Map([
          [0, 0],
          [100, 10],
          [200, 2.5],
        ]),
        FRAME,
      ),
    ).toBe('M0 1000L100 0L200 750');
  });

  test('has gaps where periods are missing, and dots for what stands alone', () => {
    const values = new Map([
      [0, 5],
      [100, 5],
      [400, 5],
      [700, 5],
      [800, 5],
    ]);
    expect(linePath(values, FRAME)).toBe('M0 500L100 500M700 500L800 500');
    expect(dotPath(values, FRAME)).toBe('M400 500h0');
  });

  test('is nothing without values', () => {
    expect([linePath(new Map(), FRAME), dotPath(new Map(), FRAME)]).toEqual(['', '']);
  });
});

describe('a stack', () => {
  test('puts what has a value at a time on top of what lies there', () => {
    const [lower, upper] = stack([
      new Map([
        [0, 1],
        [100, 2],
      ]),
      new Map([
        [100, 3],
        [200, 4],
      ]),
    ]);
    expect([...lower.lower]).toEqual([
      [0, 0],
      [100, 0],
    ]);
    expect([...upper.lower]).toEqual([
      [100, 2],
      [200, 0],
    ]);
    expect([...upper.upper]).toEqual([
      [100, 5],
      [200, 4],
    ]);
  });

  test('is drawn as areas between lines', () => {
    const [, { upper, lower }] = stack([
      new Map([
        [0, 1],
        [100, 2],
      ]),
      new Map([
        [0, 3],
        [100, 3],
      ]),
    ]);
    expect(areaPath(upper, lower, FRAME)).toBe('M0 600L100 500L100 800L0 900Z');
  });
});

describe('an axis of time', () => {
  test.each([
    [3 * 3600, 560, ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '12:00']],
    [3 * 3600, 260, ['09:00', '10:00', '11:00', '12:00']],
    [86_400, 560, ['12:00', '15:00', '18:00', '21:00', 'Jan 1', '03:00', '06:00', '09:00', '12:00']],
    [30 * 86_400, 260, ['Dec 4', 'Dec 18', 'Jan 1']],
  ])('of %s seconds in %s pixels has round names', (length, pixels, names) => {
    const ticks = timeTicks({ start: NOW - length, end: NOW }, pixels);
    expect(ticks.map(({ name }) => name)).toEqual(names);
    expect(ticks.every(({ share }) => share >= 0 && share <= 1)).toBe(true);
  });

  test.each([60, 3600, 86_400, 1e6, 1e8, 3e9])('of %s seconds has as many as have room', (length) => {
    for (const pixels of [80, 250, 560, 1170]) {
      const ticks = timeTicks({ start: NOW - length, end: NOW }, pixels);
      expect(ticks.length).toBeLessThanOrEqual(Math.max(2, pixels / 64) + 1);
    }
  });

  test('tells the style which names to leave out where there is little room', () => {
    const text = timeAxis(timeTicks({ start: NOW - 3 * 3600, end: NOW }, 560)).text;
    expect(text.match(/class="[^"]+"/g)).toEqual([
      'class="time lots"',
      ...['first', 'odd', 'second', 'odd', 'first', 'odd', 'second'].map((place) => `class="${place}"`),
    ]);
  });

  test('has shares in percent', () => {
    expect([percent(0), percent(1 / 3), percent(1)]).toEqual(['0%', '33.33%', '100%']);
  });
});

describe('an axis of values', () => {
  test('has ticks in the distance of people’s eyes, and as much room as their names need', () => {
    const axis = valueAxis([0, 95_000], { label: 'requests' }, 200);
    expect(axis).toMatchObject({
      from: 0,
      to: 100_000,
      label: 'requests',
      names: ['0', '20k', '40k', '60k', '80k', '100k'],
    });
    expect(axis?.width).toBeGreaterThan(26);
    expect(valueAxis([0, 95_000], undefined, 90)?.names).toEqual(['0', '50k', '100k']);
  });

  test('keeps the ends that the dashboard gives', () => {
    expect(valueAxis([3, 5], { min: 0, max: 5 }, 80)).toMatchObject({ from: 0, to: 5 });
  });

  test('ends a little above what would else lie on its edge', () => {
    expect(valueAxis([0, 100], {}, 80)).toMatchObject({ from: 0, to: 105, names: ['0', '50', '100'] });
    expect(valueAxis([0, 90], {}, 80)).toMatchObject({ from: 0, to: 100 });
  });

  test('is not there without values', () => {
    expect(valueAxis([], { min: 0, max: 5 }, 80)).toBeUndefined();
  });

  test('has its values from the top', () => {
    expect([10, 5, 0].map((value) => heightOf(value, FRAME.scale))).toEqual([0, 0.5, 1]);
  });
});

describe('labels of thresholds', () => {
  const spots = (...ys: number[]) =>
    placeLabels(
      ys.map((y, index) => ({ text: `${index}`, y })),
      150,
    ).map(({ text, end, side }) => `${text} ${end} ${side}`);

  test('stand above the right end of their lines', () => {
    expect(spots(50, 100)).toEqual(['0 right above', '1 right above']);
  });

  test('stand below if there is no room above', () => {
    expect(spots(5)).toEqual(['0 right below']);
  });

  test('go out of each other’s way', () => {
    expect(spots(50, 50)).toEqual(['0 right above', '1 right below']);
    expect(spots(50, 50, 50)).toEqual(['0 right above', '1 right below', '2 left above']);
  });

  test('go to the side on which no other line crosses them', () => {
    expect(spots(50, 42)).toEqual(['0 right below', '1 right above']);
  });

  test('are left out if there is no room at all', () => {
    expect(spots(50, 50, 50, 50, 50)).toHaveLength(4);
  });

  test('never lie on each other or on another line', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1500 }), { maxLength: 9 }), (tenths) => {
        const ys = tenths.map((y) => y / 10);
        const placed = placeLabels(
          ys.map((y, index) => ({ text: `${index}`, y })),
          150,
        );
        const boxes = placed.map(({ y, end, side }) => ({ y, end, top: side === 'above' ? y - LABEL_HEIGHT : y }));
        boxes.forEach((one, index) => {
          expect(one.top).toBeGreaterThanOrEqual(0);
          expect(one.top + LABEL_HEIGHT).toBeLessThanOrEqual(150);
          for (const other of boxes.slice(index + 1).filter(({ end }) => end === one.end)) {
            expect(Math.abs(other.top - one.top)).toBeGreaterThanOrEqual(LABEL_HEIGHT);
          }
          for (const y of ys.filter((line) => line !== one.y)) {
            expect(y > one.top + 2 && y < one.top + LABEL_HEIGHT - 2).toBe(false);
          }
        });
      }),
    );
  });
});
