import * as fc from 'fast-check';
import { count, firstLineWithoutPaths, oneLine, withoutFolders } from '../../../lib/checks/report/plain-text';

describe('text on one line', () => {
  test.each([
    ['a newline', 'a\nb'],
    ['a carriage return', 'a\r\nb'],
    ['a line separator', 'a\u2028b'],
    ['a paragraph separator', 'a\u2029b'],
    ['a next-line character', 'a\u0085b'],
    ['an escape', 'a\u001bb'],
    ['a bell and a backspace', 'a\u0007\bb'],
    ['a bidirectional override', 'a\u202eb'],
    ['spaces around', '  a   b\t'],
  ])('has a space instead of %s', (_, text) => {
    expect(oneLine(text)).toBe('a b');
  });

  test('keeps letters of any script', () => {
    expect(oneLine('Größe 数据 naïve 🚀')).toBe('Größe 数据 naïve 🚀');
  });

  test('never has a character that a terminal acts on', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(oneLine(text)).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u);
      }),
    );
  });
});

describe('text without folders', () => {
  test.each([
    ['a path inside', 'see /srv/shop/lib/a.ts.', 'see lib/a.ts.'],
    ['the longest folder', '/srv/shop/cdk.out/a.json', 'a.json'],
    ['a quoted path', "in '/srv/shop/a'", "in 'a'"],
    ['every place', '/srv/shop/a /srv/shop/b', 'a b'],
  ])('loses %s', (_, text, expected) => {
    expect(withoutFolders(text, ['/', '/srv/shop', '/srv/shop/cdk.out'])).toBe(expected);
  });

  test.each([
    'https://example.com/srv/shop/guide',
    '/srv/srv/shop/a',
    '/srv/shopping/a',
    'health check on /healthz',
    'arn:aws:iam::1:role/srv/shop',
  ])('keeps %s', (text) => {
    expect(withoutFolders(text, ['/', '/srv/shop'])).toBe(text);
  });

  test('takes a folder by its letters, not as a pattern', () => {
    expect(withoutFolders('/a.b+(c)/x /aXb+(c)/x', ['/a.b+(c)'])).toBe('x /aXb+(c)/x');
  });
});

describe('the first line of an error', () => {
  test.each([
    ['a path', 'no /home/me/shop/rules.js here', 'no .../rules.js here'],
    ['a quoted path', "open '/home/me/rules.json'", "open '.../rules.json'"],
    ['a path with a line number', 'at (/home/me/a.js:3:4)', 'at (.../a.js:3:4)'],
    ['a file address', 'import file:///home/me/a.mjs', 'import .../a.mjs'],
    ['a Windows path', 'no C:\\Users\\me\\a.js', 'no .../a.js'],
    ['what follows', 'broken\n    at /home/me/a.js', 'broken'],
  ])('is cut of %s', (_, text, expected) => {
    expect(firstLineWithoutPaths(text)).toBe(expected);
  });

  test.each(['rule AwsSolutions-S1 on Shop/Bucket/Resource', 'GET /healthz failed', 'https://example.com/a/b'])(
    'keeps %s',
    (text) => {
      expect(firstLineWithoutPaths(text)).toBe(text);
    },
  );
});

test.each([
  [0, '0 stacks'],
  [1, '1 stack'],
  [2, '2 stacks'],
])('%i is counted as %s', (number, expected) => {
  expect(count(number, 'stack')).toBe(expected);
});
