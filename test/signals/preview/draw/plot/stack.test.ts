import { areaPath } from '../../../../../lib/signals/preview/draw/plot/paths';
import { stack } from '../../../../../lib/signals/preview/draw/plot/stack';
import { FRAME } from './frame';

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
