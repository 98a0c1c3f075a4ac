import { html } from '../../lib/page/markup';
import { page } from '../../lib/page/page';
import { STYLE } from '../../lib/page/style';

describe('a page', () => {
  const made = page({
    title: '</title><script>',
    generator: 'golden-path test',
    style: STYLE,
    body: html`<h1>Title</h1>`,
  });

  test('lets a browser load and run nothing', () => {
    expect(made).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(made).not.toMatch(/<script|<link|url\(|@import/);
  });

  test('says what it is', () => {
    expect(made).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(made).toContain('<title>&lt;/title&gt;&lt;script&gt;</title>');
    expect(made).toContain('<meta name="generator" content="golden-path test" />');
    expect(made).toContain('<h1>Title</h1>');
  });
});
