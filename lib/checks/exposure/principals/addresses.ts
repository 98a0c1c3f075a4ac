import { crowdOf, parseBlock } from '../network/address-ranges';

/** Whom a list of addresses lets in: everybody, some on the internet, nobody there; or it has something else in it. */
export type Reach = 'everybody' | 'named' | 'private' | 'unknown';

/** How far the addresses of a policy reach, all of them together; a single address is a block of one. */
export function reachOfRanges(texts: readonly string[]): Reach {
  const blocks = texts.map((text) =>
    parseBlock(text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`),
  );
  const crowd = crowdOf(blocks.flatMap((block) => block ?? []));
  if (crowd === 'everybody') return 'everybody';
  if (blocks.includes(undefined)) return 'unknown';
  return crowd === 'some' ? 'named' : 'private';
}
