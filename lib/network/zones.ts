import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { InvalidInputError } from '../private/errors';

/** Zones that were named lie in the region of the stack, as far as both are known. */
export function requireZonesOfRegion(scope: Construct, zones: string[]): void {
  const { region } = Stack.of(scope);
  const ofRegion = new RegExp(`^${region}(-[a-z0-9-]+)?[a-z]$`);
  const foreign = zones.filter((zone) => !Token.isUnresolved(zone) && !ofRegion.test(zone));
  if (Token.isUnresolved(region) || foreign.length === 0) return;
  throw new InvalidInputError(scope, {
    property: 'zones',
    got: foreign,
    must: `be zones of the region of the stack, ${region}`,
    fix: `write them like '${region}a'`,
  });
}

/**
 * `Vpc` compares the zones that it is given with those of the stack, and to read those is to look them up: with
 * credentials, in the account. Zones that were named are known, so for as long as the VPC is made, the stack says so.
 */
export function withoutZoneLookup<T>(stack: Stack, zones: string[], make: () => T): T {
  const own = Object.getOwnPropertyDescriptor(stack, 'availabilityZones');
  Object.defineProperty(stack, 'availabilityZones', { value: zones, configurable: true });
  try {
    return make();
  } finally {
    if (own) Object.defineProperty(stack, 'availabilityZones', own);
    else delete (stack as { availabilityZones?: string[] }).availabilityZones;
  }
}

/** At least two zones, each named once, in order. */
export function requireTwoZones(scope: Construct, property: string, all: string[]): string[] {
  const zones = [...new Set(all)].sort();
  if (zones.length >= 2) return zones;
  throw new InvalidInputError(scope, {
    property,
    got: zones,
    must: 'span at least two zones, so that a service outlives the loss of one',
    fix: 'add a zone',
  });
}
