import * as fc from 'fast-check';
import { layOut, Place } from '../../../lib/signals/preview/layout';

const widget = (place: Partial<Place>) => ({ type: 'metric', properties: {}, ...place });

function places(...widgets: Partial<Place>[]): string[] {
  return layOut(widgets.map(widget)).map(
    ({ number, place: { x, y, width, height } }) => `${number}: ${x},${y} ${width}x${height}`,
  );
}

function problems(place: Partial<Place>): readonly string[] {
  return layOut([widget(place)])[0].problems;
}

describe('widgets lie on the grid', () => {
  test('where they want to be, in the order in which they are read', () => {
    expect(
      places(
        { x: 12, y: 2, width: 12, height: 6 },
        { x: 0, y: 0, width: 24, height: 2 },
        { x: 0, y: 2, width: 12, height: 6 },
      ),
    ).toEqual(['2: 0,0 24x2', '3: 0,2 12x6', '1: 12,2 12x6']);
  });

  test('six wide and high, at the first free place, if they say nothing', () => {
    expect(places({}, {}, {}, {}, {}, { width: 24, height: 1 }, { x: 6, y: 0 })).toEqual([
      '1: 0,0 6x6',
      '7: 6,0 6x6',
      '2: 12,0 6x6',
      '3: 18,0 6x6',
      '4: 0,6 6x6',
      '5: 6,6 6x6',
      '6: 0,12 24x1',
    ]);
  });

  test('below what they would lie on', () => {
    expect(
      places(
        { x: 0, y: 0, width: 12, height: 4 },
        { x: 6, y: 2, width: 12, height: 4 },
        { x: 12, y: 0, width: 12, height: 2 },
        { x: 0, y: 3, width: 6, height: 1 },
      ),
    ).toEqual(['1: 0,0 12x4', '3: 12,0 12x2', '4: 0,4 6x1', '2: 6,4 12x4']);
  });

  test('and never on each other, whatever they want', () => {
    const place = fc.record(
      {
        x: fc.integer({ min: -3, max: 30 }),
        y: fc.integer({ min: -3, max: 12 }),
        width: fc.integer({ min: 0, max: 30 }),
        height: fc.integer({ min: 0, max: 9 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(place, { maxLength: 14 }), (wishes) => {
        const laid = layOut(wishes.map(widget));
        expect(laid.map(({ number }) => number).sort((a, b) => a - b)).toEqual(wishes.map((_, index) => index + 1));
        const cells = laid.flatMap(({ place: { x, y, width, height } }) =>
          Array.from({ length: width * height }, (_, cell) => [x + (cell % width), y + Math.floor(cell / width)]),
        );
        expect(cells.every(([x, y]) => x >= 0 && x < 24 && y >= 0)).toBe(true);
        expect(new Set(cells.map(String)).size).toBe(cells.length);
      }),
    );
  });
});

describe('what CloudWatch refuses', () => {
  test.each([
    [{ width: 25 }, ['`width` must be a whole number from 1 to 24, got 25']],
    [
      { width: 0, height: 1001 },
      [
        '`width` must be a whole number from 1 to 24, got 0',
        '`height` must be a whole number from 1 to 1000, got 1001',
      ],
    ],
    [{ x: 24, y: 0 }, ['`x` must be a whole number from 0 to 23, got 24']],
    [{ x: 0, y: -1 }, ['`y` must be a whole number from 0 on, got -1']],
    [{ x: 0.5, y: 0 }, ['`x` must be a whole number from 0 to 23, got 0.5']],
    [{ x: 20, y: 0, width: 6 }, ['reaches beyond the 24 columns of the grid: x 20 and width 6']],
  ])('is said of %j', (place, said) => {
    expect(problems(place)).toEqual(said);
  });

  test.each([
    [{}],
    [{ x: 0, y: 0, width: 1, height: 1 }],
    [{ x: 0, y: 5000, width: 24, height: 1000 }],
    [{ x: 23, y: 0, width: 1 }],
  ])('is not %j', (place) => {
    expect(problems(place)).toEqual([]);
  });
});
