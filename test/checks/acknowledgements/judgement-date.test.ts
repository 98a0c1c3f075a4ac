import { judgementDate } from '../../../lib/checks/acknowledgements/judgement-date';
import { messageOf } from '../../stacks';

const NOW = new Date('2026-11-24T23:59:59.999Z');

describe('the day of the judgement', () => {
  test('is the one that was asked for, before all else', () => {
    expect(judgementDate('2027-06-30', { SOURCE_DATE_EPOCH: '0' }, NOW)).toBe('2027-06-30');
  });

  test.each([
    ['0', '1970-01-01'],
    ['86399', '1970-01-01'],
    ['86400', '1970-01-02'],
    ['1795564799', '2026-11-24'],
    ['1795564800', '2026-11-25'],
    ['253402300799', '9999-12-31'],
  ])('is that of SOURCE_DATE_EPOCH=%s, %s, in UTC', (seconds, day) => {
    expect(judgementDate(undefined, { SOURCE_DATE_EPOCH: seconds }, NOW)).toBe(day);
  });

  test.each([
    ['nothing says otherwise', {}],
    ['SOURCE_DATE_EPOCH is empty, as shells leave it', { SOURCE_DATE_EPOCH: '' }],
  ])('is today in UTC where %s', (_, environment) => {
    expect(judgementDate(undefined, environment, NOW)).toBe('2026-11-24');
    expect(judgementDate(undefined, environment, new Date('2026-11-25T00:00:00Z'))).toBe('2026-11-25');
  });

  test.each(['2027-02-30', 'tomorrow', '', '24.11.2026'])('fails on --date %j, and does not take today', (option) => {
    expect(messageOf(() => judgementDate(option, {}, NOW))).toBe(
      `--date: '${option}' is not a day: write it as 2027-06-30, or leave it out for today`,
    );
  });

  test.each(['yesterday', '-1', '1.5', ' 1', '1e9', '253402300800', '9'.repeat(30)])(
    'fails on SOURCE_DATE_EPOCH=%s, and does not take today',
    (seconds) => {
      expect(messageOf(() => judgementDate(undefined, { SOURCE_DATE_EPOCH: seconds }, NOW))).toBe(
        `SOURCE_DATE_EPOCH: '${seconds}' is not a number of seconds since 1970 before the year 10000: unset it, or name the day with --date`,
      );
    },
  );
});
