import { isIPv4, isIPv6 } from 'net';

export type Family = 'IPv4' | 'IPv6';

export const FAMILIES: readonly Family[] = ['IPv4', 'IPv6'];

/** Addresses from the first to the last one. */
export interface AddressRange {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
}

/** Who on the internet has one of some addresses. */
export type Crowd = 'everybody' | 'some' | 'nobody';

const BITS = { IPv4: 32, IPv6: 128 } as const;

/** A block that is not wider than this may belong to one organization; Amazon S3 draws the line between public and not there, too. */
const WIDEST_OF_ONE = { IPv4: 8, IPv6: 32 } as const;

/** Addresses that nobody on the internet has: private networks, this host, this link, multicast, reserved. */
const NOT_ON_INTERNET = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
  '::/127',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
];

/** The addresses of a block such as `10.0.0.0/8` or `2001:db8::/32`, whatever bits it has behind the prefix. */
export function parseBlock(text: string): AddressRange | undefined {
  const [, address, length] = /^([0-9a-fA-F.:]+)\/(\d{1,3})$/.exec(text.trim()) ?? [];
  if (address === undefined) return undefined;
  const family = isIPv4(address) ? 'IPv4' : isIPv6(address) ? 'IPv6' : undefined;
  if (family === undefined || Number(length) > BITS[family]) return undefined;
  const size = 1n << BigInt(BITS[family] - Number(length));
  const first = (numberOf(address, family) / size) * size;
  return { family, first, last: first + size - 1n };
}

/** The same addresses as sorted ranges that neither overlap nor touch, family by family. */
export function union(ranges: readonly AddressRange[]): AddressRange[] {
  return FAMILIES.flatMap((family) => {
    const merged: AddressRange[] = [];
    const sorted = ranges.filter((one) => one.family === family).sort((a, b) => (a.first < b.first ? -1 : 1));
    for (const range of sorted) {
      const before = merged[merged.length - 1];
      if (before === undefined || range.first > before.last + 1n) merged.push(range);
      else if (range.last > before.last) merged[merged.length - 1] = { ...before, last: range.last };
    }
    return merged;
  });
}

/** The addresses of some ranges that are in none of the others. */
export function without(ranges: readonly AddressRange[], others: readonly AddressRange[]): AddressRange[] {
  return subtract(union(ranges), union(others));
}

function subtract(ranges: readonly AddressRange[], others: readonly AddressRange[]): AddressRange[] {
  return ranges.flatMap((range) => {
    let left = [range];
    for (const taken of others) {
      if (taken.family === range.family) left = left.flatMap((one) => cut(one, taken));
    }
    return left;
  });
}

export function sizeOf(ranges: readonly AddressRange[]): bigint {
  return union(ranges).reduce((sum, { first, last }) => sum + last - first + 1n, 0n);
}

/**
 * Who on the internet has one of these addresses.
 *
 * All ranges count together: `0.0.0.0/1` and `128.0.0.0/1` are everybody, and so are enough smaller pieces.
 */
export function crowdOf(ranges: readonly AddressRange[]): Crowd {
  if (ranges.length === 0) return 'nobody';
  const onInternet = subtract(union(ranges), PRIVATE);
  if (onInternet.length === 0) return 'nobody';
  const isWide = FAMILIES.some((family) => {
    const widest = 1n << BigInt(BITS[family] - WIDEST_OF_ONE[family]);
    return sizeOf(onInternet.filter((one) => one.family === family)) > widest;
  });
  return isWide ? 'everybody' : 'some';
}

const PRIVATE = union(NOT_ON_INTERNET.flatMap((text) => parseBlock(text) ?? []));

function cut(range: AddressRange, taken: AddressRange): AddressRange[] {
  if (taken.last < range.first || taken.first > range.last) return [range];
  return [
    { ...range, last: taken.first - 1n },
    { ...range, first: taken.last + 1n },
  ].filter(({ first, last }) => first <= last);
}

function numberOf(address: string, family: Family): bigint {
  if (family === 'IPv4') return address.split('.').reduce((number, part) => number * 256n + BigInt(part), 0n);
  const [head, tail] = address.split('::').map(groupsOf);
  const groups =
    tail === undefined ? head : [...head, ...Array<bigint>(8 - head.length - tail.length).fill(0n), ...tail];
  return groups.reduce((number, group) => number * 65536n + group, 0n);
}

/** The 16-bit groups of a part of an IPv6 address, whose last two may be written as IPv4. */
function groupsOf(text: string): bigint[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [BigInt(`0x${group}`)];
    const number = numberOf(group, 'IPv4');
    return [number / 65536n, number % 65536n];
  });
}
