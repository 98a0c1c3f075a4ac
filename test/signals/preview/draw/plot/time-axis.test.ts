import { percent, timeAxis, timeTicks } from '../../../../../lib/signals/preview/draw/plot/time-axis';
import { NOW } from '../../../../../lib/signals/preview/samples/range';

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
