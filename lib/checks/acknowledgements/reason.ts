/** As long as cdk-nag 2 asked for. */
export const MIN_REASON = 10;

/** Scripts without spaces between words: each sign counts as a word. */
const WORDS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{M}]{2,}/gu;

/**
 * Whether a text can be a reason: long enough, and in words.
 *
 * It cannot tell whether the reason is good. It tells a reason from what people type to get past a field that must not be
 * empty: `..........`, `n/a n/a n/a`, `TODO TODO TODO`.
 */
export function isReason(text: string): boolean {
  const words = text.toLowerCase().match(WORDS) ?? [];
  return [...text.trim()].length >= MIN_REASON && new Set(words).size > 1;
}
