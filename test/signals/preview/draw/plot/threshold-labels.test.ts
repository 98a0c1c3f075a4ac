import * as fc from 'fast-check';
import { LABEL_HEIGHT, placeLabels } from '../../../../../lib/signals/preview/draw/plot/threshold-labels';

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
