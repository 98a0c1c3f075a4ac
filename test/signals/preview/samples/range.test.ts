import { NOW, periodFor, rangeOf, secondsOfDuration, timesOf } from '../../../../lib/signals/preview/samples/range';

const HOUR = 3600;
const DAY = 24 * HOUR;

describe('the time that is shown', () => {
  test.each([
    ['three hours by default', undefined, undefined, NOW - 3 * HOUR, NOW],
    ['so long until now', '-PT1H30M', undefined, NOW - 1.5 * HOUR, NOW],
    ['days', '-P30D', undefined, NOW - 30 * DAY, NOW],
    ['between two dates', '2025-11-01T00:00:00Z', '2025-11-03T00:00:00.000Z', 1_761_955_200, 1_762_128_000],
    ['from a date', '2025-12-31T12:00:00Z', undefined, NOW - DAY, NOW],
    ['from a date that is still to come', '2026-02-01T00:00:00Z', undefined, 1_769_904_000, 1_769_904_000 + 3 * HOUR],
    ['until a date', undefined, '2025-12-31T12:00:00Z', NOW - DAY - 3 * HOUR, NOW - DAY],
  ])('is %s', (_, start, end, from, to) => {
    expect(rangeOf(start, end)).toEqual({ start: from, end: to });
  });

  test.each([
    ['PT3H', undefined],
    ['-PT', undefined],
    ['yesterday', undefined],
    ['-PT3H', 'now'],
  ])('fails on start %s and end %s', (start, end) => {
    expect(rangeOf(start, end)).toBeUndefined();
  });

  test('is on the first of January 2026 at noon, so that a page is the same every day', () => {
    expect(new Date(NOW * 1000).toISOString()).toBe('2026-01-01T12:00:00.000Z');
  });
});

test.each([
  ['PT3H', 3 * HOUR],
  ['P1DT12H', 36 * HOUR],
  ['P2W', 14 * DAY],
  ['P1M', 30 * DAY],
  ['P1Y', 365 * DAY],
  ['PT90S', 90],
  ['P', undefined],
  ['P1DT', undefined],
  ['PT0H', undefined],
  ['3H', undefined],
])('%s is %s seconds', (text, seconds) => {
  expect(secondsOfDuration(text)).toBe(seconds);
});

describe('the period of a graph', () => {
  test.each([
    [3 * HOUR, 60, 60],
    [DAY, 60, 60],
    [2 * DAY, 60, 300],
    [30 * DAY, 60, 3600],
    [30 * DAY, 300, 3600],
    [30 * DAY, 86_400, 86_400],
    [365 * DAY, 60, 86_400],
    [30 * DAY, 420, 2100],
  ])('of %s seconds, in which one of %s was wanted, is %s', (length, wanted, period) => {
    expect(periodFor({ start: NOW - length, end: NOW }, wanted)).toBe(period);
    expect(length / period).toBeLessThanOrEqual(1440);
  });

  test('begins at multiples of itself, within the range', () => {
    expect(timesOf({ start: 130, end: 430 }, 60)).toEqual([180, 240, 300, 360, 420]);
    expect(timesOf({ start: 120, end: 240 }, 60)).toEqual([120, 180]);
  });
});
