import { html, NOTHING, when } from '../../lib/page/markup';

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
