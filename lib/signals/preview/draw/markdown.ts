// It exports one class, which only this form of import can construct, bundled or not.
import MarkdownIt = require('markdown-it'); // eslint-disable-line @typescript-eslint/no-require-imports -- see above
import { html, Markup } from '../../../page/markup';
import { lines } from '../../../page/text';

/** Other schemes run something or hide where they lead. */
const ALLOWED_LINK = /^(https?:\/\/|#)/i;

/** CloudWatch's own addition to Markdown: `[button:primary:Text](address)`. */
const BUTTON = /\[button:(?:primary:)?([^\]]*)\]\(/g;

/** The page has its title above these headings. */
const LEVELS: { readonly [tag: string]: string } = { h1: 'h2', h2: 'h3', h3: 'h4', h4: 'h5', h5: 'h6', h6: 'h6' };

/** How the console links from one dashboard to another. */
const DASHBOARD_LINK = /^#dashboards(?:\/dashboard\/|:name=)([^;?]+)/;

/** The page of another dashboard, if there is one of that name. */
export type PageOf = (dashboard: string) => string | undefined;

const renderer = makeRenderer();

/** Markdown as markup. HTML in it is shown as text, and what a link may lead to is limited. */
export function markdown(text: string, pageOf: PageOf): Markup {
  return new Markup(renderer.render(lines(text).join('\n').replace(BUTTON, '[$1]('), { pageOf }));
}

function makeRenderer(): InstanceType<typeof MarkdownIt> {
  const made = new MarkdownIt({ html: false });
  made.validateLink = (url) => ALLOWED_LINK.test(url.trim());
  // A page that loads nothing shows no picture from elsewhere.
  made.renderer.rules.image = (tokens, index) => html`<em>[picture: ${tokens[index].content}]</em>`.text;
  made.core.ruler.push('levels', ({ tokens }) => {
    tokens.forEach((token) => (token.tag = LEVELS[token.tag] ?? token.tag));
  });
  made.core.ruler.push('dashboards', ({ tokens, env }) => {
    const { pageOf } = env as { readonly pageOf: PageOf };
    tokens
      .flatMap((token) => token.children ?? [])
      .filter(({ type }) => type === 'link_open')
      .forEach((link) => {
        const [, name] = DASHBOARD_LINK.exec(String(link.attrGet('href'))) ?? [];
        if (name === undefined) return;
        // A dashboard that is not in the assembly has no page; without an address, the words stay and lead nowhere.
        const page = pageOf(decoded(name));
        link.attrs = page === undefined ? [] : [['href', encodeURI(page)]];
      });
  });
  return made;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
