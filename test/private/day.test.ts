import * as fc from 'fast-check';
import { dayOf, isDay, yearsLater } from '../../lib/private/day';

describe('a day', () => {
  test.each(['2027-06-30', '2028-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is one', (text) => {
    expect(isDay(text)).toBe(true);
  });

  test.each([
    '2027-02-30',
    '2027-02-29',
    '1900-02-29',
    '2027-13-01',
    '2027-00-10',
    '2027-04-31',
    '2027-1-1',
    '30.06.2027',
    '2027-06-30T00:00:00Z',
    ' 2027-06-30',
    '2027-06-30\n',
    '+02027-06-30',
    '',
    'never',
  ])('%j is none', (text) => {
    expect(isDay(text)).toBe(false);
  });

  test('sorts as text like it does in the calendar', () => {
    const time = fc.date({ min: new Date('1970-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(time, time, (a, b) => {
        expect(isDay(dayOf(a))).toBe(true);
        const inOrder = Math.floor(a.getTime() / 86_400_000) < Math.floor(b.getTime() / 86_400_000);
        expect(dayOf(a) < dayOf(b)).toBe(inOrder);
      }),
    );
  });

  test.each([
    ['2026-11-24', 2, '2028-11-24'],
    ['2024-02-29', 2, '2026-02-29'],
    ['0999-05-01', 1, '1000-05-01'],
    ['0001-05-01', 2, '0003-05-01'],
  ])('%s, %s years later, is %s', (day, years, later) => {
    expect(yearsLater(day, years)).toBe(later);
  });

  test('two years after a leap day lies between the days around it', () => {
    expect('2026-02-28' < yearsLater('2024-02-29', 2)).toBe(true);
    expect(yearsLater('2024-02-29', 2) < '2026-03-01').toBe(true);
  });
});
