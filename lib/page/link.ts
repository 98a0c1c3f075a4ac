import { html, Markup } from './markup';

/** What looks like an address, to the end of the word. */
const ADDRESS = /https?:\/\/[^\s<>"'`]+/gi;

/** A full stop or a bracket after an address belongs to the sentence. */
const END_OF_SENTENCE = /[.,;:!?)\]}]+$/;

/**
 * A text whose addresses can be clicked. Only addresses of the web become links: any other scheme could run something or open
 * something on the reader's machine. One that names a user is none: it looks like the address of somebody else.
 */
export function linked(text: string): Markup {
  const parts: Markup[] = [];
  let done = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const address = found[0].replace(END_OF_SENTENCE, '');
    if (!isAnonymous(address)) continue;
    parts.push(
      html`${spaced(text.slice(done, found.index))}<a href="${address}" rel="noopener noreferrer">${address}</a>`,
    );
    done = found.index + address.length;
  }
  return html`${parts}${spaced(text.slice(done))}`;
}

/** Whether it is an address at all, and of nobody in particular. */
function isAnonymous(address: string): boolean {
  try {
    const { username, password } = new URL(address);
    return username === '' && password === '';
  } catch {
    return false;
  }
}

/** Escaped like every text, but with the spaces at its ends, which here stand between it and a link. */
function spaced(text: string): Markup {
  const [start, end] = [/^\s/.test(text) ? ' ' : '', /\S\s+$/.test(text) ? ' ' : ''];
  return new Markup(`${start}${html`${text}`.text}${end}`);
}
