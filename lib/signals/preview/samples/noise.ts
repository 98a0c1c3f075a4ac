/**
 * A number from 0 to 1 that looks like chance and is not: the same words and the same place always give the same one.
 *
 * (FNV-1a, and the last steps of MurmurHash 3, which spread what is nearly alike.)
 */
export function chance(words: string, place = 0): number {
  let hash = 0x811c9dc5;
  const text = `${words} ${place}`;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x100000000;
}

/** A number from `low` to `high` that belongs to the words. */
export function between(low: number, high: number, words: string): number {
  return low + (high - low) * chance(words);
}

/** A curve from -1 to 1 that wanders, and turns about every `length` seconds. */
export function wander(words: string, seconds: number, length: number): number {
  const knot = Math.floor(seconds / length);
  const share = seconds / length - knot;
  const eased = share * share * (3 - 2 * share);
  const [from, to] = [chance(words, knot), chance(words, knot + 1)];
  return 2 * (from + (to - from) * eased) - 1;
}

/** Hexadecimal digits that belong to the words, as ids have them. */
export function hex(words: string, digits: number): string {
  return Array.from({ length: digits }, (_, index) => Math.floor(chance(words, index) * 16).toString(16)).join('');
}
