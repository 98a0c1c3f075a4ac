import { rounded, scaleOf } from '../../lib/page/scale';

describe('a scale', () => {
  test.each([
    ['begins and ends at round numbers', [12, 87], 5, {}, { from: 0, to: 100, ticks: [0, 20, 40, 60, 80, 100] }],
    ['does not begin at zero by itself', [101, 104], 4, {}, { from: 101, to: 104, ticks: [101, 102, 103, 104] }],
    ['has steps below one', [0, 0.3], 3, {}, { from: 0, to: 0.3, ticks: [0, 0.1, 0.2, 0.3] }],
    ['goes below zero', [-40, 30], 4, {}, { from: -40, to: 40, ticks: [-40, -20, 0, 20, 40] }],
    ['keeps ends that are given', [5, 7], 4, { min: 0, max: 8 }, { from: 0, to: 8, ticks: [0, 2, 4, 6, 8] }],
    ['keeps ends that are not round', [5, 7], 2, { min: 1, max: 8 }, { from: 1, to: 8, ticks: [5] }],
    ['puts one value in the middle', [6], 4, {}, { from: 0, to: 15, ticks: [0, 5, 10, 15] }],
    ['has room for zero alone', [0], 2, {}, { from: 0, to: 1, ticks: [0, 0.5, 1] }],
    ['has room for one negative value', [-3], 3, {}, { from: -6, to: 0, ticks: [-6, -4, -2, 0] }],
    ['has room for one value at the end that is given', [8], 2, { max: 8 }, { from: 0, to: 8, ticks: [0, 5] }],
    ['has room above one that is given', [4], 2, { min: 4 }, { from: 4, to: 8, ticks: [4, 6, 8] }],
    ['can do with ends that leave no room', [], 2, { min: 5, max: 5 }, { from: 5, to: 10, ticks: [5, 7.5, 10] }],
    ['can do without values', [], 2, {}, { from: 0, to: 1, ticks: [0, 0.5, 1] }],
    ['can do with one end that is given', [], 2, { max: 10 }, { from: 0, to: 10, ticks: [0, 5, 10] }],
  ])('%s', (_, values, steps, limits, scale) => {
    expect(scaleOf(values, steps, limits)).toEqual(scale);
  });

  test.each([1e-7, 0.013, 3, 47, 999, 12_345, 8e9])('shows every value up to %s', (most) => {
    const values = Array.from({ length: 20 }, (_, index) => (most * index) / 19);
    for (const steps of [1, 2, 3, 5, 8]) {
      const { from, to, ticks } = scaleOf(values, steps);
      expect(from).toBeLessThanOrEqual(0);
      expect(to).toBeGreaterThanOrEqual(most * (1 - 1e-9));
      expect(ticks.length).toBeLessThanOrEqual(steps + 2);
      expect([ticks[0], ticks[ticks.length - 1]]).toEqual([from, expect.closeTo(to, 12)]);
    }
  });

  test('can do with more values than a function can have arguments', () => {
    const many = Array.from({ length: 1_000_000 }, (_, index) => index);
    expect(scaleOf(many, 2)).toEqual({ from: 0, to: 1_000_000, ticks: [0, 500_000, 1_000_000] });
  });

  test('ignores what is no number', () => {
    expect(scaleOf([NaN, 1, Infinity, 2], 2)).toEqual(scaleOf([1, 2], 2));
  });
});

test('tenths are exact enough', () => {
  expect([rounded(1.25), rounded(-0.04), rounded(7)]).toEqual([1.3, -0, 7]);
});
