import { linked } from '../../lib/page/link';

describe('a text with links', () => {
  test.each([
    ['https://example.com/a?b=1&c=2', '<a href="https://example.com/a?b=1&amp;c=2" rel="noopener noreferrer">'],
    ['See https://example.com/a, and more.', 'See <a href="https://example.com/a" rel="noopener noreferrer">'],
    ['(http://example.com/a)', '(<a href="http://example.com/a" rel="noopener noreferrer">'],
  ])('makes the address in %s one', (text, markup) => {
    expect(linked(text).text.replace(/\s+/g, ' ')).toContain(markup);
  });

  test('keeps every letter of the text', () => {
    const text = 'See https://example.com/a, and http://example.com/b.';
    expect(linked(text).text.replace(/<[^>]+>/g, '')).toBe(text);
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'vbscript:x',
    '//example.com/a',
    'example.com/a',
    'https://',
    'https://github.com@evil.example/a',
    'https://user:word@evil.example/a',
  ])('makes no link of %s', (text) => {
    expect(linked(text).text).not.toContain('<a');
  });

  test('lets no address leave its attribute', () => {
    const { text } = linked(`https://example.com/"onmouseover="alert(1) https://example.com/'><img src=x>`);
    expect(text.match(/<[a-z]+/g)).toEqual(['<a', '<a']);
    expect(text.match(/href="[^"]*"/g)).toEqual(['href="https://example.com/"', 'href="https://example.com/"']);
    expect(text.match(/"[a-z]+=/g)).toBeNull();
  });

  test('has no characters that act on the screen', () => {
    expect(linked('https://example.com/\u202egnp.exe').text).not.toMatch(/\u202e/);
  });
});
