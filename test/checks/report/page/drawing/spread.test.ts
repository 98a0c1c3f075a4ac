import * as fc from 'fast-check';
import { spread } from '../../../../../lib/checks/report/page/drawing/spread';

const wishes = fc.array(
  fc.record({ height: fc.integer({ min: 1, max: 50 }), middle: fc.integer({ min: -200, max: 200 }) }),
);
const gap = 5;

describe('things in a column', () => {
  test('keep their order and their distance', () => {
    fc.assert(
      fc.property(wishes, (all) => {
        const middles = spread(all, gap);
        expect(middles).toHaveLength(all.length);
        for (let i = 1; i < all.length; i += 1) {
          const room = middles[i] - all[i].height / 2 - (middles[i - 1] + all[i - 1].height / 2);
          expect(room).toBeGreaterThanOrEqual(gap - 1e-6);
        }
      }),
    );
  });

  test('stand where they want if there is room', () => {
    const all = [0, 100, 250].map((middle) => ({ height: 20, middle }));
    expect(spread(all, gap)).toEqual([0, 100, 250]);
  });

  test('share the want of room', () => {
    expect(
      spread(
        [
          { height: 20, middle: 0 },
          { height: 20, middle: 0 },
        ],
        10,
      ),
    ).toEqual([-15, 15]);
  });

  test('move no further than they must: nobody finds a better place by moving all that stand together', () => {
    fc.assert(
      fc.property(wishes, fc.integer({ min: -20, max: 20 }), (all, shift) => {
        const cost = (middles: readonly number[]): number =>
          middles.reduce((sum, middle, i) => sum + (middle - all[i].middle) ** 2, 0);
        const middles = spread(all, gap);
        expect(cost(middles)).toBeLessThanOrEqual(cost(middles.map((middle) => middle + shift)) + 1e-6);
      }),
    );
  });
});
