import { dotPath, linePath } from '../../../../../lib/signals/preview/draw/plot/paths';
import { FRAME } from './frame';

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
