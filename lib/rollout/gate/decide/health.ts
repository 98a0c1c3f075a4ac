import { GroupView, TargetView } from '../account';

/** The healthy servers of one release, zone by zone. */
export interface Health {
  /** Healthy targets that are in service, by zone. */
  readonly healthy: { readonly [zone: string]: number };
  /** Why the others are not healthy, each reason once. */
  readonly reasons: string[];
}

/**
 * Counts what can take traffic. Never by the load balancer's word alone: a target group without any healthy target gets
 * traffic on all of them, and a target that a zonal shift keeps traffic from is of no use.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
export function healthOf(zones: string[], group: GroupView, targets: TargetView[]): Health {
  const zoneOf = new Map(group.servers.filter(({ inService }) => inService).map(({ id, zone }) => [id, zone]));
  const usable = targets.filter(({ id, state, shiftedAway }) => state === 'healthy' && !shiftedAway && zoneOf.has(id));
  const healthy = Object.fromEntries(
    zones.map((zone) => [zone, usable.filter(({ id }) => zoneOf.get(id) === zone).length]),
  );
  const reasons = targets
    .filter((target) => !usable.includes(target))
    .map(({ state, shiftedAway, reason }) => (shiftedAway ? 'a zonal shift is active' : (reason ?? state)));
  return { healthy, reasons: [...new Set(reasons)] };
}

/** Enough in each zone to be given more traffic: an even share of the size, one at least. */
export function enoughToAdvance(size: number, zones: number): number {
  return Math.max(1, Math.floor(size / zones));
}

/** Enough in each zone to keep what traffic there is: half of that. A single server may be replaced meanwhile. */
export function enoughToStay(size: number, zones: number): number {
  return Math.ceil(enoughToAdvance(size, zones) / 2);
}

/** The zones that have too few, in words; undefined if none has. */
export function shortage({ healthy, reasons }: Health, required: number): string | undefined {
  const short = Object.entries(healthy).filter(([, count]) => count < required);
  if (short.length === 0) return undefined;
  const zones = short.map(([zone, count]) => `${count} of ${required} in ${zone}`).join(', ');
  return `healthy servers: ${zones}${reasons.length > 0 ? ` (${reasons.slice(0, 3).join('; ')})` : ''}`;
}

/** Whether anything could answer at all. */
export function anyHealthy(targets: TargetView[]): boolean {
  return targets.some(({ state, shiftedAway }) => state === 'healthy' && !shiftedAway);
}
