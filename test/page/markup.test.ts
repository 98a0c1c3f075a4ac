import { html, NOTHING, when } from '../../lib/page/markup';
import { page } from '../../lib/page/page';
import { STYLE } from '../../lib/page/style';

const HOSTILE = `<img src=x onerror="alert('1')"> & \u202eco`;

describe('a template of a page', () => {
  test('escapes text, in content and in attributes', () => {
    expect(html`<p title="${HOSTILE}">${HOSTILE}</p>`.text).toBe(
      '<p title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; co">' +
        '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; co</p>',
    );
  });

  test('does not escape markup again, nor lists of it', () => {
    const items = ['a', '<b>'].map((text) => html`<li>${text}</li>`);
    expect(html`${items}${NOTHING}${html`<p>${7}</p>`}`.text).toBe('<li>a</li><li>&lt;b&gt;</li><p>7</p>');
  });

  test('shows what there is and nothing for what is not', () => {
    expect(when('text', (text) => html`<b>${text}</b>`).text).toBe('<b>text</b>');
    expect(when(undefined, () => html`<b></b>`).text).toBe('');
    expect(when(null, () => html`<b></b>`).text).toBe('');
  });
});

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
