import { createHash } from 'crypto';

/** `CheckoutApi` and `checkout_api` as `checkout-api`: the form of host names and tags. */
export function kebabCase(id: string): string {
  return id
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();
}

/** The last priority that Elastic Load Balancing accepts. */
const LAST_PRIORITY = 50_000;

/**
 * A listener-rule priority that a host name keeps for ever, whatever other services come and go.
 *
 * The order of rules with different hosts does not matter, only that no two share a priority.
 */
export function priorityOf(host: string): number {
  return (createHash('sha256').update(host).digest().readUInt32BE(0) % LAST_PRIORITY) + 1;
}
