import { html, Markup } from './markup';

/** A path or an address, escaped, that a browser breaks after a slash rather than in the middle of a name. */
export function breakable(text: string): Markup {
  // What escaping makes of a character has no slash.
  return new Markup(html`${text}`.text.replace(/\/(?=.)/g, '/<wbr>'));
}
