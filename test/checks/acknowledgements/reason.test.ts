import { isReason } from '../../../lib/checks/acknowledgements/reason';

describe('a reason', () => {
  test.each([
    'It is a test.',
    'Logs go to another account, see OPS-4711.',
    'Nur intern.',
    'Les journaux vont ailleurs.',
    'ログは別のバケットに保存する',
    'Журналы хранятся отдельно',
    'ไม่จำเป็นต้องใช้',
  ])('can be: %s', (text) => {
    expect(isReason(text)).toBe(true);
  });

  test.each([
    ['nothing', ''],
    ['blanks', ' '.repeat(40)],
    ['nine characters', 'It is ok.'],
    ['nine characters and blanks around', '   It is ok.   '],
    ['dots', '..........'],
    ['one word', 'suppressed'],
    ['one word again and again', 'TODO todo Todo'],
    ['single letters', 'n / a / n / a'],
    ['a number', '1234567890123'],
    ['the same sign again and again', 'あああああああああああ'],
    ['six signs that take two units each', '\u{2000b}\u{2000c}\u{2000d}\u{2000e}\u{2000f}\u{20010}'],
  ])('cannot be %s', (_, text) => {
    expect(isReason(text)).toBe(false);
  });
});
