import { createHash } from 'crypto';
import { html, Markup } from '../../lib/page/markup';
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

describe('a page with a script', () => {
  const script = new Markup(`\n  const a = '</p> && "b"';\n`);
  const made = page({
    title: 'Title',
    generator: 'golden-path test',
    style: STYLE,
    body: html`<h1>Title</h1>`,
    script,
  });

  test('lets a browser run this one, to the letter, and no other', () => {
    const [, inside] = /<script>([^]*)<\/script>/.exec(made) ?? [];
    const hash = createHash('sha256').update(inside).digest('base64');
    expect(inside).toBe(script.text);
    expect(made).toContain(
      `content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    );
  });
});
