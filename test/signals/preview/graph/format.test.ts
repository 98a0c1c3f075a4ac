import { clock, dateAndTime, day, shortNumber, span, tickNames } from '../../../../lib/signals/preview/graph/format';

test.each([
  [0, '0'],
  [7, '7'],
  [0.16789, '0.168'],
  [-0.5, '-0.5'],
  [3.14159, '3.14'],
  [1234.56, '1235'],
  [9999, '9999'],
  [12_345, '12.35k'],
  [-12_345, '-12.35k'],
  [2_000_000, '2M'],
  [3.2e9, '3.2G'],
  [4e12, '4T'],
  [0.00001234, '1.2e-5'],
  [99.97, '99.97'],
  [99.9951, '99.9951'],
  [99.99999, '99.99999'],
  [100, '100'],
])('%s is shown as %s', (value, text) => {
  expect(shortNumber(value)).toBe(text);
});

test.each([
  [
    [0, 0.1, 0.2],
    ['0', '0.1', '0.2'],
  ],
  [
    [0, 2.5, 5],
    ['0', '2.5', '5.0'],
  ],
  [
    [0, 5000],
    ['0', '5000'],
  ],
  [
    [0, 10_000, 20_000],
    ['0', '10k', '20k'],
  ],
  [
    [0, 500_000, 1_000_000],
    ['0', '0.5M', '1.0M'],
  ],
  [
    [-1, 0, 1],
    ['-1', '0', '1'],
  ],
  [[], []],
])('the ticks %j are named %j', (ticks, names) => {
  expect(tickNames(ticks)).toEqual(names);
});

test('times are in UTC', () => {
  const seconds = Date.UTC(2026, 2, 9, 4, 5) / 1000;
  expect([clock(seconds), day(seconds), dateAndTime(seconds)]).toEqual(['04:05', 'Mar 9', '2026-03-09 04:05']);
});

test.each([
  [1, '1 second'],
  [300, '5 minutes'],
  [5400, '90 minutes'],
  [10_800, '3 hours'],
  [86_400, '1 day'],
  [2_592_000, '30 days'],
])('%s seconds are %s', (seconds, text) => {
  expect(span(seconds)).toBe(text);
});
