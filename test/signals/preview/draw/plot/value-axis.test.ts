import { heightOf, valueAxis } from '../../../../../lib/signals/preview/draw/plot/value-axis';
import { FRAME } from './frame';

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
