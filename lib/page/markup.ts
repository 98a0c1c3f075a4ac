// It exports one function, which only this form of import can call.
import escapeHtml = require('escape-html'); // eslint-disable-line @typescript-eslint/no-require-imports -- see above
import { oneLine } from './text';

/** HTML or SVG that is safe to write: it was made by {@link html}. */
export class Markup {
  constructor(public readonly text: string) {}
}

/** What may stand in a template. Text is escaped; markup, and lists of it, are not escaped again. */
export type Content = string | number | Markup | readonly Markup[];

/** A piece of a page. Whatever is put into it is escaped, so that nobody can forget it. */
export function html(parts: TemplateStringsArray, ...contents: Content[]): Markup {
  // The indentation is for who reads the code; it would be a third of the page.
  const [first, ...rest] = parts.map((part) => part.replace(/\n\s+/g, '\n'));
  return new Markup(first + rest.map((part, index) => render(contents[index]) + part).join(''));
}

export const NOTHING = new Markup('');

/** A piece of a page if there is something to show. */
export function when<T>(value: T | null | undefined, show: (value: T) => Markup): Markup {
  return value === null || value === undefined ? NOTHING : show(value);
}

function render(content: Content): string {
  if (content instanceof Markup) return content.text;
  if (typeof content === 'object') return content.map(({ text }) => text).join('');
  return escapeHtml(oneLine(String(content)));
}
