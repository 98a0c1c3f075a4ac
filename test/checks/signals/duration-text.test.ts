import { durationText } from '../../../lib/checks/signals/duration-text';

test.each([
  [10, '10 s'],
  [60, '1 min'],
  [90, '90 s'],
  [300, '5 min'],
  [3600, '1 h'],
  [5400, '90 min'],
  [21_600, '6 h'],
  [86_400, '1 d'],
  [259_200, '3 d'],
  [0, '0 s'],
])('%d seconds are %s', (seconds, expected) => {
  expect(durationText(seconds)).toBe(expected);
});
