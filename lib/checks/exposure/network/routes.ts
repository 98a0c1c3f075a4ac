import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { Value } from '../../template/template-values';
import { labelOf, Way } from '../opinion';
import { Fields, fieldsOf, groupBy, keyOf, keyOfResource, settingIn, settingOf, textOfValue } from '../setting';
import { crowdOf, Family } from './address-ranges';
import { Door, narrowest, widest } from './door';
import { NetworkAcls } from './network-acls';
import { peerOf } from './peer';

/** The way from an internet gateway to a subnet, and back. */
export interface Route extends Door {
  /** `gateway Vpc/IGW`, `route 0.0.0.0/0`, `subnet Vpc/PublicSubnet1`. */
  readonly hops: Way;
  /** Whether packets get in though no answer gets out. */
  readonly isOneWay?: true;
}

/** The subnets, route tables and gateways of an app. */
export class Routes {
  private readonly acls: NetworkAcls;
  private readonly tables: ReadonlyMap<string, readonly Resource[]>;
  private readonly routes: ReadonlyMap<string, readonly Resource[]>;
  private readonly attachments: ReadonlyMap<string, readonly Resource[]>;
  private readonly straying: readonly Resource[];
  private leaving?: ReadonlySet<string>;

  constructor(private readonly app: AppTemplates) {
    const keysOf = (name: string) => (one: Resource) => settingOf(app, one, name).values.map(keyOf);
    this.acls = new NetworkAcls(app);
    this.tables = groupBy(app.ofType('AWS::EC2::SubnetRouteTableAssociation'), keysOf('SubnetId'));
    this.routes = groupBy(app.ofType('AWS::EC2::Route'), keysOf('RouteTableId'));
    const attachments = app
      .ofType('AWS::EC2::VPCGatewayAttachment')
      .filter((one) => settingOf(app, one, 'InternetGatewayId').values.length > 0);
    this.attachments = groupBy(attachments, keysOf('VpcId'));
    this.straying = attachments.filter((one) =>
      settingOf(app, one, 'VpcId').values.some((value) => value.kind === 'unknown'),
    );
  }

  /** Whether packets of the internet get to a subnet; without one, the service takes one of the default VPC. */
  public to(subnet: Value | undefined, family: Family): Route {
    if (subnet === undefined) {
      return {
        isOpen: 'unknown',
        why: 'it stands in the default VPC, whose subnets are public unless somebody changed them',
        hops: ['default VPC'],
      };
    }
    const hop = `subnet ${subnet.kind === 'resource' ? labelOf(subnet.resource) : textOfValue(subnet)}`;
    if (subnet.kind !== 'resource' || subnet.resource.type !== 'AWS::EC2::Subnet') {
      return { isOpen: 'unknown', why: `${hop} is not made by this app`, hops: [hop] };
    }
    const { resource } = subnet;
    const gateway = this.gatewayOf(resource);
    if (gateway.isOpen === 'no') return { ...gateway, hops: [] };
    const route = this.routeOf(resource, gateway, family);
    const way = { ...route, hops: [...route.hops, hop] };
    const acl = this.acls.admission(resource, family);
    return acl.isOpen === 'no' ? { ...acl, hops: way.hops } : way;
  }

  /** Whether some route of a VPC that the app makes leads to everybody: through a gateway, an appliance or another network. */
  public leavesVpc(vpc: Resource): boolean {
    this.leaving ??= new Set(
      this.app
        .ofType('AWS::EC2::Route')
        .filter((route) => this.isForEverybody(route))
        .flatMap((route) => this.vpcsOf(route)),
    );
    return this.leaving.has(keyOfResource(vpc)) || vpc.type !== 'AWS::EC2::VPC';
  }

  private isForEverybody(route: Resource): boolean {
    const { ranges, unknown } = peerOf(this.app, fieldsOf(route), DESTINATIONS);
    return unknown.length > 0 || crowdOf(ranges) !== 'nobody';
  }

  private vpcsOf(route: Resource): string[] {
    const tables = settingOf(this.app, route, 'RouteTableId').values;
    return tables
      .flatMap((one) => (one.kind === 'resource' ? settingOf(this.app, one.resource, 'VpcId').values : []))
      .map(keyOf);
  }

  /** The internet gateway of the VPC of a subnet. */
  private gatewayOf(subnet: Resource): Door {
    const vpcs = settingOf(this.app, subnet, 'VpcId').values;
    if (vpcs.length === 0)
      return { isOpen: 'unknown', why: `the VPC of subnet ${labelOf(subnet)} is not in the templates` };
    const [first, ...others] = vpcs.map((vpc) => this.gatewayOfVpc(vpc));
    return widest([first, ...others]);
  }

  private gatewayOfVpc(vpc: Value): Door {
    const attachments = this.attachments.get(keyOf(vpc)) ?? [];
    const name = vpc.kind === 'resource' ? labelOf(vpc.resource) : textOfValue(vpc);
    if (attachments.length > 0) return { isOpen: 'yes', why: `VPC ${name} has an internet gateway` };
    if (vpc.kind !== 'resource' || vpc.resource.type !== 'AWS::EC2::VPC') {
      return { isOpen: 'unknown', why: `VPC ${name} is not made by this app` };
    }
    return this.straying.length > 0
      ? {
          isOpen: 'unknown',
          why: `to which VPC ${labelOf(this.straying[0])} attaches a gateway is not in the templates`,
        }
      : { isOpen: 'no', why: `VPC ${name} has no internet gateway` };
  }

  private routeOf(subnet: Resource, gateway: Door, family: Family): Route {
    const label = labelOf(subnet);
    const associations = this.tables.get(keyOfResource(subnet)) ?? [];
    const tables = associations.flatMap((one) => settingOf(this.app, one, 'RouteTableId').values);
    if (tables.length === 0) {
      return gateway.isOpen === 'yes' && this.isOwnVpc(subnet)
        ? noRoute(`subnet ${label} has the main route table, which has no route to the internet`)
        : { isOpen: 'unknown', why: `the route table of subnet ${label} is not in the templates`, hops: [] };
    }
    const ways = tables.flatMap((table) => this.waysOf(table, family));
    const none = noRoute(`no ${family} route of subnet ${label} leads to an internet gateway`);
    return widest([none, ...ways]);
  }

  private isOwnVpc(subnet: Resource): boolean {
    return settingOf(this.app, subnet, 'VpcId').values.every(
      (one) => one.kind === 'resource' && one.resource.type === 'AWS::EC2::VPC',
    );
  }

  private waysOf(table: Value, family: Family): Route[] {
    const routes = (this.routes.get(keyOf(table)) ?? []).map((route) => this.leads(route, family));
    if (table.kind === 'resource' && table.resource.type === 'AWS::EC2::RouteTable') return routes;
    return [
      ...routes,
      { isOpen: 'unknown', why: `route table ${textOfValue(table)} is not made by this app`, hops: [] },
    ];
  }

  /** Whether a route leads what the internet sends. */
  public leads(route: Resource, family: Family): Route {
    const fields = fieldsOf(route);
    const { ranges, labels, unknown } = peerOf(this.app, fields, DESTINATIONS);
    const target = this.targetOf(fields);
    const crowd = crowdOf(ranges.filter((range) => range.family === family));
    const hop = `route ${[...labels, ...unknown].join(', ')}`;
    const hops = [`gateway ${target.name}`, hop];
    const leads = { isOpen: target.isOpen, why: `${hop} leads to ${target.why}`, hops };
    if (crowd === 'everybody') return leads;
    const isUnclear = crowd === 'some' || unknown.length > 0;
    return narrowest([
      leads,
      { isOpen: isUnclear ? 'unknown' : 'no', why: `${hop} (${route.name}) covers only some of the internet`, hops },
    ]);
  }

  private targetOf(fields: Fields): Door & { readonly name: string } {
    const named = (name: string) => settingIn(this.app, fields, name).values;
    const gateways = named('GatewayId').map(gatewayDoor);
    const middle = IN_THE_MIDDLE.flatMap((name) => named(name)).map((value) => ({
      isOpen: 'unknown' as const,
      why: `${textOfValue(value)}, which may pass on what comes from the internet`,
      name: textOfValue(value),
    }));
    return widest([{ isOpen: 'no', why: 'no internet gateway', name: '' }, ...gateways, ...middle]);
  }
}

const DESTINATIONS = {
  blocks: ['DestinationCidrBlock', 'DestinationIpv6CidrBlock'],
  lists: ['DestinationPrefixListId'],
  groups: [],
};

/** A firewall or an appliance can stand between the internet gateway and a subnet. */
const IN_THE_MIDDLE = ['VpcEndpointId', 'InstanceId', 'NetworkInterfaceId', 'CarrierGatewayId', 'LocalGatewayId'];

function gatewayDoor(value: Value): Door & { readonly name: string } {
  const text = value.kind === 'resource' ? labelOf(value.resource) : textOfValue(value);
  const type = value.kind === 'resource' ? value.resource.type : '';
  if (type === 'AWS::EC2::InternetGateway' || text.startsWith('igw-'))
    return { isOpen: 'yes', why: `internet gateway ${text}`, name: text };
  const isPrivate = type === 'AWS::EC2::VPNGateway' || /^(vgw-|local$)/.test(text);
  return { isOpen: isPrivate ? 'no' : 'unknown', why: `gateway ${text}, whatever it is`, name: text };
}

function noRoute(why: string): Route {
  return { isOpen: 'no', why, hops: [], isOneWay: true };
}
