import { breakable } from '../../lib/page/breakable';

describe('a text that can be broken', () => {
  test('is so after slashes, but not at its end', () => {
    expect(breakable('Shop/Checkout/').text).toBe('Shop/<wbr>Checkout/');
  });

  test('is escaped', () => {
    expect(breakable(`<a href="/x">'</a>\u202e`).text).toBe('&lt;a href=&quot;/<wbr>x&quot;&gt;&#39;&lt;/<wbr>a&gt;');
  });
});
