import { oneLine } from '../plain-text';

/**
 * Text on one line that any file can hold: halves of surrogate pairs, which no encoding has, and the two code points that are no
 * characters, which XML does not have even as entities, are left out.
 */
export function fileText(text: string): string {
  return oneLine(text.replace(/[\ud800-\udfff\ufffe\uffff]/gu, ''));
}
