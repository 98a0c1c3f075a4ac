import { html, Markup } from './markup';
import { STYLE } from './style';

/** What is particular to one page. */
export interface PageContent {
  readonly title: string;
  /** The command that made it. */
  readonly generator: string;
  /** Beside what all pages have in common. */
  readonly style: Markup;
  readonly body: Markup;
}

/**
 * A page that stands alone and can be sent to anyone: it loads nothing and runs nothing, and a browser sees to it, should
 * a text ever find its way around the escaping.
 */
export function page({ title, generator, style, body }: PageContent): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="generator" content="${generator}" />
        <title>${title}</title>
        <style>
          ${STYLE} ${style}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html> `.text;
}
