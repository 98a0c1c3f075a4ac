import * as fc from 'fast-check';
import { printable, printableHeader, printablePath, printableRelease } from '../../../lib/rollout/probe/printable';

describe('a text from outside', () => {
  test.each([
    ['line breaks', 'a\r\nb\u2028c\u2029d', 'a b c d'],
    ['what acts on a screen', '\u001b[2Jx\u0007\u202ey\ufeffz', '[2Jx y z'],
    ['passwords', 'password=hunter2&next=/a', 'password=[hidden]&next=/a'],
    ['passwords in JSON', '{"db_password": "a, b", "a": 1}', '{"db_password": [hidden], "a": 1}'],
    ['passwords that are cut', `{'apiKey': 'a b`, `{'apiKey': [hidden]`],
    ['headers', 'Set-Cookie: sid=1', 'Set-Cookie: [hidden]'],
    ['credentials', 'Authorization: Bearer a.b.c', 'Authorization: [hidden] [hidden]'],
    ['credentials without a name', 'sent Basic dXNlcg==', 'sent Basic [hidden]'],
    ['names in addresses', 'postgres://app:pw@db/x', 'postgres://[hidden]@db/x'],
    ['JSON web tokens', 'got eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.', 'got [hidden]'],
    ['hex', 'id 9fceb02d0ae598e95dc970b74767f19372d61af8', 'id [hidden]'],
    ['base64', 'k wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'k [hidden]'],
    ['access keys', 'AKIAIOSFODNN7EXAMPLE', '[hidden]'],
    ['sessions', '123e4567-e89b-12d3-a456-426614174000 is gone', '[hidden] is gone'],
    ['long runs without a digit', 'a'.repeat(40), '[hidden]'],
  ])('is shown without %s', (_, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test.each([
    'connection to database refused',
    'internal-checkout-service-entrance has no server',
    'java.lang.NullPointerException at checkout',
    'a-very-long-word-with-hyphens-and-no-digits-at-all',
  ])('is shown as it is: %s', (text) => {
    expect(printable(text)).toBe(text);
  });

  test('is short, and ends in no half character', () => {
    expect(printable('\u{1f600} '.repeat(200), 10)).toBe('\u{1f600} \u{1f600} \u{1f600} \u{1f600}...'.slice(0, 14));
    expect(Array.from(printable('word '.repeat(100)))).toHaveLength(120);
  });

  test('never shows a control character or too much, nor takes long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const shown = printable(text);
        return Array.from(shown).length <= 120 && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(shown);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  test.each(['a', '_', 'token', 'password=', 'eyJ.', '"', '://', 'basic '])(
    'does not take long, even if it repeats "%s" for ever',
    (text) => {
      const started = Date.now();
      printable(text.repeat(100_000));
      expect(Date.now() - started).toBeLessThan(500);
    },
  );

  test('hides a secret wherever it stands', () => {
    const filler = fc.string({ unit: fc.constantFrom(' ', 'a', '.', ',', '\n', '<', '{'), maxLength: 200 });
    fc.assert(
      fc.property(filler, filler, (before, after) => {
        const shown = printable(`${before} password=hunter2 eyJhbGciOi.hunter2.x ${'hunter2'.repeat(4)} ${after}`);
        return !shown.includes('hunter2');
      }),
      { seed: 2, numRuns: 1000 },
    );
  });
});

test('a path keeps its segments and loses its secrets', () => {
  expect(printablePath('/api/v2/checkout/health/detailed?token=abc&a=1')).toBe(
    '/api/v2/checkout/health/detailed?token=[hidden]&a=1',
  );
  expect(printablePath(`/users/${'a1'.repeat(12)}/orders`)).toBe('/users/[hidden]/orders');
});

test('the value of a header whose name says that it is a secret is hidden', () => {
  expect(printableHeader('X-Auth-Token', 'a')).toBe('[hidden]');
  expect(printableHeader('Set-Cookie', 'a')).toBe('[hidden]');
  expect(printableHeader('X-Mode', 'a')).toBe('"a"');
});

test('the name of a release is shown, though it looks like a secret', () => {
  const commit = '9fceb02d0ae598e95dc970b74767f19372d61af8';
  expect(printableRelease('X-Release', commit)).toBe(`"${commit}"`);
  expect(printableRelease('Authorization', commit)).toBe('[hidden]');
  expect(printableRelease('X-Release', `${commit} ${commit}`)).toBe('"[hidden] [hidden]"');
});
