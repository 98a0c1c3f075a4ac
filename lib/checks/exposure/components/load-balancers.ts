import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { Family } from '../network/address-ranges';
import { Door, narrowest } from '../network/door';
import { doorOf, Option } from '../network/option';
import { groupsIn, subnetsIn } from '../network/place';
import { judgePlacement, Placement } from '../network/placement';
import { fieldsOf, itemsOf, settingOf, textOfValue } from '../setting';
import { Judges } from './judge';

const SCHEME: Option = { path: ['Scheme'], opens: ['internet-facing'], closes: ['internal'], absent: 'yes' };

/** Load balancers: Elastic Load Balancing makes one for the internet unless it is told not to. */
export const LOAD_BALANCERS: Judges = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': (balancer, around) =>
    judgePlacement(loadBalancer(balancer, around.app, around.listeners.portsOf(balancer)), around),
  'AWS::ElasticLoadBalancing::LoadBalancer': (balancer, around) =>
    judgePlacement(classicLoadBalancer(balancer, around.app), around),
};

function loadBalancer(resource: Resource, app: AppTemplates, ports: readonly string[]): Placement {
  const types = settingOf(app, resource, 'Type').values.map(textOfValue);
  const isApplication = types.every((type) => type === 'application');
  const fields = fieldsOf(resource);
  const mapped = itemsOf(app, resource, 'SubnetMappings').flatMap((one) =>
    one.kind === 'object' ? app.values.of(one.fields.SubnetId, one.template) : [one],
  );
  const subnets =
    mapped.length > 0 ? [...mapped, ...itemsOf(app, resource, 'Subnets')] : subnetsIn(app, fields, 'Subnets');
  const isUnguarded = !isApplication && settingOf(app, resource, 'SecurityGroups').mayBeAbsent;
  return {
    resource,
    noun: 'load balancer',
    ports,
    subnets,
    groups: isUnguarded ? undefined : groupsIn(app, fields, ['SecurityGroups'], subnets),
    isTcpOnly: isApplication,
    isMadeForInternet: true,
    address: (family) => addressOf(app, resource, family),
  };
}

function classicLoadBalancer(resource: Resource, app: AppTemplates): Placement {
  const listeners = itemsOf(app, resource, 'Listeners');
  const fields = fieldsOf(resource);
  const subnets = subnetsIn(app, fields, 'Subnets');
  return {
    resource,
    noun: 'load balancer',
    ports: listeners.flatMap((one) =>
      one.kind === 'object' ? app.values.of(one.fields.LoadBalancerPort, one.template).map(textOfValue) : [],
    ),
    subnets,
    groups: groupsIn(app, fields, ['SecurityGroups'], subnets),
    isTcpOnly: true,
    isMadeForInternet: true,
    address: (family) => (family === 'IPv4' ? doorOf(app, resource, SCHEME) : NO_IPV6),
  };
}

const NO_IPV6: Door = { isOpen: 'no', why: 'it has no IPv6 address' };

const IP_VERSION: Option = {
  path: ['IpAddressType'],
  opens: ['dualstack', 'dualstack-without-public-ipv4'],
  closes: ['ipv4'],
  absent: 'no',
};

/** An internal load balancer with IPv6 addresses lets no internet gateway in, unless an attribute says that it may. */
function addressOf(app: AppTemplates, resource: Resource, family: Family): Door {
  const scheme = doorOf(app, resource, SCHEME);
  if (family === 'IPv4') return isIpv6Only(app, resource) ? { isOpen: 'no', why: 'it has no IPv4 address' } : scheme;
  const version = doorOf(app, resource, IP_VERSION);
  if (version.isOpen === 'no') return scheme.isOpen === 'no' ? scheme : version;
  if (scheme.isOpen !== 'no') return narrowest([version, scheme]);
  const denies = attributesOf(app, resource).filter(({ key }) => key === 'ipv6.deny_all_igw_traffic');
  const open = denies.find(({ value }) => value !== 'true');
  if (open === undefined) return scheme;
  return { isOpen: open.value === 'false' ? 'yes' : 'unknown', why: `ipv6.deny_all_igw_traffic is ${open.value}` };
}

function isIpv6Only(app: AppTemplates, resource: Resource): boolean {
  const { values, mayBeAbsent } = settingOf(app, resource, 'IpAddressType');
  return !mayBeAbsent && values.every((one) => textOfValue(one) === 'dualstack-without-public-ipv4');
}

function attributesOf(app: AppTemplates, resource: Resource) {
  return itemsOf(app, resource, 'LoadBalancerAttributes').map((one) => {
    if (one.kind !== 'object') return { key: '', value: '' };
    const [key, value] = [one.fields.Key, one.fields.Value].map((field) =>
      app.values.of(field, one.template).map(textOfValue).join(' or '),
    );
    return { key, value };
  });
}
