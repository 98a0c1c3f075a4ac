/** Of the addresses of IPv4 and IPv6, ranges of fewer leading bits are as good as the whole internet. */
const NARROW_ENOUGH = { ipv4: 8, ipv6: 16 };

/** Whether a range, as `0.0.0.0/1`, is so wide that it means everybody; unknown for what is no range. */
export function isWide(range: string): boolean | undefined {
  const [address, length] = range.split('/');
  if (length === undefined || !/^\d+$/.test(length)) return undefined;
  return Number(length) < (address.includes(':') ? NARROW_ENOUGH.ipv6 : NARROW_ENOUGH.ipv4);
}
