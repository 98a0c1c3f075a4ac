import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { Value } from '../../template/template-values';
import { groupBy, keyOf, keyOfResource, settingOf } from '../setting';

const EIP = 'AWS::EC2::EIP';
const ASSOCIATION = 'AWS::EC2::EIPAssociation';

/** The public addresses that an app holds, and what they are given to. */
export class PublicAddresses {
  private readonly byTarget: ReadonlyMap<string, readonly Resource[]>;
  private readonly users: ReadonlyMap<string, readonly Resource[]>;

  constructor(private readonly app: AppTemplates) {
    this.byTarget = groupBy(app.ofType(EIP, ASSOCIATION), (one) => this.targetsOf(one).map(keyOf));
    const named = app.ofType(...USERS.map(({ type }) => type));
    this.users = groupBy([...named, ...app.ofType(ASSOCIATION)], (one) => this.allocationsOf(one).map(keyOf));
  }

  /** The address, or its association, that gives a public address to an instance or a network interface. */
  public of(target: Resource): Resource | undefined {
    return this.byTarget.get(keyOfResource(target))?.[0];
  }

  /** What an address or an association gives a public address to. */
  public targetsOf(one: Resource): Value[] {
    return ['InstanceId', 'NetworkInterfaceId'].flatMap((name) => settingOf(this.app, one, name).values);
  }

  /** What uses an address: a gateway, a load balancer, an association. */
  public usersOf(address: Resource): readonly Resource[] {
    return this.users.get(keyOfResource(address)) ?? [];
  }

  private allocationsOf(user: Resource): Value[] {
    const paths =
      user.type === ASSOCIATION
        ? [['AllocationId'], ['EIP']]
        : USERS.flatMap(({ type, path }) => (type === user.type ? [path] : []));
    return paths.flatMap((path) => valuesAt(this.app, user, path));
  }
}

/** What takes public addresses by their allocation. */
const USERS = [
  { type: 'AWS::EC2::NatGateway', path: ['AllocationId'] },
  { type: 'AWS::EC2::NatGateway', path: ['SecondaryAllocationIds'] },
  { type: 'AWS::EC2::NatGateway', path: ['AvailabilityZoneAddresses', 'AllocationIds'] },
  { type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', path: ['SubnetMappings', 'AllocationId'] },
  { type: 'AWS::Transfer::Server', path: ['EndpointDetails', 'AddressAllocationIds'] },
  { type: 'AWS::Redshift::Cluster', path: ['ElasticIp'] },
];

/** The values at the end of a path that leads through objects and lists. */
function valuesAt(app: AppTemplates, { properties, template }: Resource, path: readonly string[]): Value[] {
  let found: Value[] = [{ kind: 'object', fields: properties, template }];
  for (const name of path) {
    found = found.flatMap((one) => (one.kind === 'object' ? app.values.items(one.fields[name], one.template) : []));
  }
  return found;
}
