import type { Message, MultiformatMessageString } from 'sarif';
import { shorten } from '../../../../page/text';
import { fileText } from '../file-text';

/** So long a description of a rule may be on GitHub. */
const MAX_LENGTH = 1024;

/** GitHub does not take an empty text. */
const NO_TEXT = '(no text)';

/**
 * A message that means what it says: in SARIF `[text](target)` makes a link and `{0}` a placeholder, unless they are escaped.
 *
 * Nothing is escaped where neither stands: findings are full of brackets and braces, and some readers show the escapes.
 */
export function messageOf(text: string): Message & MultiformatMessageString {
  const plain = fileText(text) || NO_TEXT;
  const withoutLinks = plain.includes('](') ? plain.replace(/[\\[\]]/g, '\\$&') : plain;
  return { text: /\{\d+\}/.test(plain) ? withoutLinks.replace(/[{}]/g, '$&$&') : withoutLinks };
}

/** The same, cut to what GitHub takes. */
export function shortMessageOf(text: string): MultiformatMessageString {
  const cut = (length: number): MultiformatMessageString => messageOf(shorten(fileText(text), length));
  const message = cut(MAX_LENGTH);
  // Escaping at most doubles a text.
  return message.text.length <= MAX_LENGTH ? message : cut(MAX_LENGTH / 2);
}
