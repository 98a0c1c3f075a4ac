import { Resource } from '../../template/resource';
import { Value } from '../../template/template-values';
import { Door } from '../network/door';
import { Launch } from '../network/launch';
import { subnetsIn } from '../network/place';
import { judgePlacement } from '../network/placement';
import { Surroundings } from '../network/surroundings';
import { labelOf, mostOpen, notPublic, Opinion, unknown } from '../opinion';
import { fieldsOf, itemsOf, settingOf, textOfValue } from '../setting';
import { Judges } from './judge';

/** Servers, what starts them, and the addresses that they have. */
export const SERVERS: Judges = {
  'AWS::AutoScaling::AutoScalingGroup': judgeGroup,
  'AWS::AutoScaling::LaunchConfiguration': judgeTemplate,
  'AWS::EC2::EIP': judgeAddress,
  'AWS::EC2::EIPAssociation': judgeAssociation,
  'AWS::EC2::Instance': judgeInstance,
  'AWS::EC2::LaunchTemplate': judgeTemplate,
  'AWS::EC2::NetworkInterface': judgeInterface,
};

function judgeInstance(instance: Resource, around: Surroundings): Opinion {
  const { app, launches } = around;
  const existing = existingInterfaces(instance, around);
  if (existing !== undefined) return existing;
  const templates = launches.namedBy(instance);
  const bases = templates.flatMap((one) => launches.launchesOf(one));
  if (bases.length < templates.length) {
    return unknown(`launch template ${templates.map(textOfValue).join(', ')} is not in the templates`);
  }
  const own = fieldsOf(instance);
  const isAlone = bases.length === 0 || settingOf(app, instance, 'LaunchTemplate').mayBeAbsent;
  const variants = [...bases.map((base) => new Launch(app, own, base)), ...(isAlone ? [new Launch(app, own)] : [])];
  return most(
    variants.map((launch) => judgeServers({ resource: instance, launch, subnets: launch.subnets() }, around)),
  );
}

/** An instance may get network interfaces that are made elsewhere, and stands where they do. */
function existingInterfaces(instance: Resource, { app }: Surroundings): Opinion | undefined {
  const interfaces = itemsOf(app, instance, 'NetworkInterfaces');
  const named = interfaces.flatMap((one) =>
    one.kind === 'object' ? app.values.of(one.fields.NetworkInterfaceId, one.template) : [],
  );
  if (named.length === 0) return undefined;
  const names = named.map(textOfValue).join(', ');
  return named.length === interfaces.length && named.every((one) => one.kind === 'resource')
    ? notPublic(`it stands where its network interface does, which is judged itself: ${names}`)
    : unknown(`network interface ${names} is not made by this app`);
}

function judgeGroup(group: Resource, around: Surroundings): Opinion {
  const { app, launches } = around;
  const named = launches.namedBy(group);
  if (named.length === 0)
    return unknown('what it starts servers from is not in the templates (neither launch template nor configuration)');
  const subnets = subnetsIn(app, fieldsOf(group), 'VPCZoneIdentifier');
  return most(
    named.flatMap((one) => {
      const found = launches.launchesOf(one);
      if (found.length === 0) return [unknown(`launch template ${textOfValue(one)} is not in the templates`)];
      const resource = launches.resourceOf(one);
      const hops = resource === undefined ? [] : [`launch template ${labelOf(resource)}`];
      return found.map((launch) => judgeServers({ resource: group, launch, subnets, hops }, around));
    }),
  );
}

/** Servers that are started the same way. */
interface Servers {
  readonly resource: Resource;
  readonly launch: Launch;
  readonly subnets: ReadonlyArray<Value | undefined>;
  readonly hops?: readonly string[];
}

function judgeServers({ resource, launch, subnets, hops }: Servers, around: Surroundings): Opinion {
  const given = around.addresses.of(resource);
  const elastic: Door | undefined = given && { isOpen: 'yes', why: `${labelOf(given)} gives it a public address` };
  return judgePlacement(
    {
      resource,
      noun: resource.type === 'AWS::EC2::Instance' ? 'server' : 'servers of',
      hops,
      subnets,
      groups: launch.groups(subnets),
      ports: [],
      isTcpOnly: false,
      address: (family, subnet) =>
        family === 'IPv4' && elastic !== undefined ? elastic : launch.address(family, subnet),
    },
    around,
  );
}

/** A template stands nowhere; what it starts does. Only where nobody in the app starts it, its own settings are all there is. */
function judgeTemplate(template: Resource, around: Surroundings): Opinion {
  const starters = around.launches.startersOf(template);
  if (starters.length > 0) {
    return notPublic(`it has no address; what it starts is judged at ${starters.map(labelOf).join(', ')}`);
  }
  const launches = around.launches.launchesIn(template);
  if (launches.length === 0) return unknown('its data is not in the templates');
  const anywhere: Value = { kind: 'unknown', text: 'of whoever starts it' };
  return most(
    launches.map((launch) => {
      const subnets = launch.subnets().map((one) => one ?? anywhere);
      return judgeServers({ resource: template, launch, subnets }, around);
    }),
  );
}

function judgeInterface(resource: Resource, around: Surroundings): Opinion {
  const given = around.addresses.of(resource);
  const launch = new Launch(around.app, fieldsOf(resource));
  const subnets = launch.subnets();
  const address: Door = given
    ? { isOpen: 'yes', why: `${labelOf(given)} gives it a public address` }
    : { isOpen: 'no', why: 'no address of the internet is associated with it' };
  return judgePlacement(
    {
      resource,
      noun: 'network interface',
      subnets,
      groups: launch.groups(subnets),
      ports: [],
      isTcpOnly: false,
      address: (family, subnet) => (family === 'IPv4' ? address : launch.address(family, subnet)),
    },
    around,
  );
}

function judgeAddress(address: Resource, { addresses }: Surroundings): Opinion {
  const users = [...addresses.usersOf(address), ...addresses.targetsOf(address).flatMap(resourceOf)];
  return users.length > 0
    ? notPublic(
        `an address answers nobody; what has it is judged itself: ${[...new Set(users.map(labelOf))].join(', ')}`,
      )
    : unknown('a public address, and what will have it is not in the templates');
}

function judgeAssociation(association: Resource, { app, addresses }: Surroundings): Opinion {
  const targets = addresses.targetsOf(association);
  const foreign = targets.filter((one) => one.kind !== 'resource');
  if (targets.length > 0 && foreign.length === 0) {
    return notPublic(`an association answers nobody; ${targets.map(textOfValue).join(', ')} is judged itself`);
  }
  const what = [...foreign, ...settingOf(app, association, 'PrivateIpAddress').values].map(textOfValue);
  return unknown(`it gives a public address to ${what.join(', ') || 'something'}, which is not made by this app`);
}

function resourceOf(value: Value): Resource[] {
  return value.kind === 'resource' ? [value.resource] : [];
}

function most(opinions: readonly Opinion[]): Opinion {
  return mostOpen(opinions) ?? unknown('it is not in the templates');
}
