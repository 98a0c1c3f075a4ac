import { createHash } from 'crypto';
import { html, Markup, NOTHING } from './markup';
import { STYLE } from './style';

/** What is particular to one page. */
export interface PageContent {
  readonly title: string;
  /** The command that made it. */
  readonly generator: string;
  /** Beside what all pages have in common. */
  readonly style: Markup;
  readonly body: Markup;
  /** Makes the page handier; whoever does not run it must miss nothing. */
  readonly script?: Markup;
}

/**
 * A page that stands alone and can be sent to anyone: it loads nothing and runs nothing but its own script, if it has one, and a
 * browser sees to it, should a text ever find its way around the escaping.
 */
export function page({ title, generator, style, body, script }: PageContent): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${new Markup(policyOf(script))}" />
        <meta name="generator" content="${generator}" />
        <title>${title}</title>
        <style>
          ${STYLE} ${style}
        </style>
      </head>
      <body>
        ${body} ${script === undefined ? NOTHING : scriptElement(script)}
      </body>
    </html> `.text;
}

/** The hash is that of every character, so nothing may be laid out nicely here. */
function scriptElement(script: Markup): Markup {
  return new Markup(`<script>${script.text}</script>`);
}

/** The script is let run by its hash: no other one can have it, not even on the same page. */
function policyOf(script: Markup | undefined): string {
  const strict = `default-src 'none'; style-src 'unsafe-inline'`;
  if (script === undefined) return strict;
  const hash = createHash('sha256').update(script.text).digest('base64');
  return `${strict}; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}
