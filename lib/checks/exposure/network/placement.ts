import { Resource } from '../../template/resource';
import { Value } from '../../template/template-values';
import { distinct, isPublic, labelOf, mostOpen, notPublic, Opinion, unknown, Way } from '../opinion';
import { FAMILIES, Family } from './address-ranges';
import { Door } from './door';
import { Routes } from './routes';
import { Admission, SecurityGroups, takesIn } from './security-groups';

/** Something that stands in a network. */
export interface Placement {
  readonly resource: Resource;
  /** What it is, for people: `load balancer`. */
  readonly noun: string;
  /** What lies between its network and itself: `launch template Shop/Template`. */
  readonly hops?: Way;
  /** `undefined` is one of the default VPC, and so is none. */
  readonly subnets: ReadonlyArray<Value | undefined>;
  /** `undefined` where no security group stands before it. */
  readonly groups: readonly Value[] | undefined;
  /** The ports that it listens on, where the template tells. */
  readonly ports: readonly string[];
  /** Whether it serves nothing but TCP. */
  readonly isTcpOnly: boolean;
  /** What has a public address by its nature stands where that works: only a subnet that is proven to have no way counts against it. */
  readonly isMadeForInternet?: boolean;
  /** Whether it has a public address, which may depend on the subnet. */
  address(family: Family, subnet: Value | undefined): Door;
}

/** The network of an app. */
export interface Network {
  readonly groups: SecurityGroups;
  readonly routes: Routes;
}

const UNGUARDED: Admission = { isOpen: 'yes', why: 'no security group stands before it', ports: [], isTcpOnly: false };

/**
 * Whether anybody on the internet gets to what stands in a network: it needs a public address, security groups that let everybody
 * in, and a route there and back, all of one family of addresses and in one subnet.
 */
export function judgePlacement(placement: Placement, network: Network): Opinion {
  const subnets = placement.subnets.length > 0 ? placement.subnets : [undefined];
  const opinions = FAMILIES.flatMap((family) => {
    const admission = placement.groups === undefined ? UNGUARDED : network.groups.admission(placement.groups, family);
    return subnets.map((subnet) => judgeSpot(placement, network, { family, subnet, admission }));
  });
  const [first, ...others] = opinions
    .filter((one) => one.opinion.verdict !== 'not-public')
    .map(({ opinion }) => opinion);
  return first === undefined ? closed(opinions) : (mostOpen([first, ...others]) ?? first);
}

interface Spot {
  readonly family: Family;
  readonly subnet: Value | undefined;
  readonly admission: Admission;
}

interface Judged {
  readonly opinion: Opinion;
  /** How many doors before the one that is closed are not. */
  readonly passed: number;
}

function judgeSpot(placement: Placement, { routes }: Network, { family, subnet, admission }: Spot): Judged {
  const address = placement.address(family, subnet);
  const way = routes.to(subnet, family);
  const route = placement.isMadeForInternet && way.isOpen === 'unknown' ? { ...way, isOpen: 'yes' as const } : way;
  // Packets come in without a way back, too; only for a connection that is not enough.
  const isProven = route.isOneWay !== true || placement.isTcpOnly || admission.isTcpOnly;
  const back: Door = isProven
    ? route
    : { isOpen: 'unknown', why: `${route.why}, but packets that need no answer come in` };
  const doors = [address, admission, back];
  const closedAt = doors.findIndex(({ isOpen }) => isOpen === 'no');
  if (closedAt >= 0) return { opinion: notPublic(doors[closedAt].why), passed: closedAt };
  const paths = [['internet', ...route.hops, ...ends(placement, admission)]];
  const unclear = doors.filter(({ isOpen }) => isOpen === 'unknown');
  const opinion =
    unclear.length === 0
      ? isPublic(doors.map(({ why }) => why).join('; '), paths)
      : unknown(unclear.map(({ why }) => why).join('; '), paths);
  return { opinion, passed: doors.length };
}

/** What gets farthest is closed by the least, which is what a reader wants to know. */
function closed(judged: readonly Judged[]): Opinion {
  const farthest = Math.max(...judged.map(({ passed }) => passed));
  const reasons = judged.filter(({ passed }) => passed === farthest).map(({ opinion }) => opinion.reason);
  return notPublic(distinct(reasons).join('; '));
}

function ends({ resource, noun, hops = [], ports }: Placement, admission: Admission): Way {
  const open = ports.filter((port) => admission.ports.length === 0 || takesIn(admission.ports, port));
  const shown = open.length > 0 ? open : admission.ports;
  return [...hops, `${noun} ${labelOf(resource)}`, ...(shown.length > 0 ? [shown.join(', ')] : [])];
}
