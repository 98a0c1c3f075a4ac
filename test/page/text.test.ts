import { count, lines, oneLine, shorten, widthOf } from '../../lib/page/text';

test('one line has no characters that act on the screen', () => {
  expect(oneLine(' a\u001b[31m\r\nb\u2028c\u202ed  e ')).toBe('a [31m b c d e');
});

test('lines keep their order and their indentation', () => {
  expect(lines('a\r\n\tb\u0007\n\u202e  c ')).toEqual(['a', '  b', '   c']);
});

test.each([
  ['short', 5, 'short'],
  ['longer', 5, 'long…'],
  ['a bcdef', 3, 'a…'],
  ['💥💥💥', 2, '💥…'],
])('%s in %s characters is %s', (text, length, short) => {
  expect(shorten(text, length)).toBe(short);
});

test('a number has a noun', () => {
  expect([count(0, 'widget'), count(1, 'widget'), count(2, 'widget')]).toEqual(['0 widgets', '1 widget', '2 widgets']);
});

describe('the width of a text', () => {
  test.each([
    ['i', 'm'],
    ['abc', 'abcd'],
    ['abc', 'ABC'],
    ['aa', '能力'],
  ])('%s is narrower than %s', (narrow, wide) => {
    expect(widthOf(narrow, 13)).toBeLessThan(widthOf(wide, 13));
  });

  test('wide letters take more room than narrow ones', () => {
    expect(widthOf('MMMM', 10)).toBeGreaterThan(widthOf('llll', 10) * 2);
    expect(widthOf('', 10)).toBe(0);
  });
});
