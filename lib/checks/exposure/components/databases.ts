import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { Value } from '../../template/template-values';
import { Door } from '../network/door';
import { doorOf, flag, Option } from '../network/option';
import { groupsIn, subnetsIn } from '../network/place';
import { judgePlacement } from '../network/placement';
import { Surroundings } from '../network/surroundings';
import { Opinion } from '../opinion';
import { fieldsOf, itemsOf, settingOf, textOfValue } from '../setting';
import { Judge, Judges } from './judge';

/** A service that stands in a VPC and may get a public address there. */
interface Placed {
  readonly type: string;
  readonly noun: string;
  readonly port?: string;
  readonly option: Option;
  readonly groups: readonly string[];
  /** Where its subnets are; or the group that has them. */
  readonly subnets?: readonly string[];
  readonly subnetGroup?: string;
  /** The property that names the cluster which knows what it does not say itself. */
  readonly cluster?: string;
  /** It has its own way to the internet, whatever the VPC has. */
  readonly isMadeForInternet?: boolean;
}

const ACCESSIBLE = ['PubliclyAccessible'];
const BROKERS = 'BrokerNodeGroupInfo';

const PLACED: readonly Placed[] = [
  {
    type: 'AWS::AmazonMQ::Broker',
    noun: 'broker',
    option: flag(ACCESSIBLE, 'unknown'),
    groups: ['SecurityGroups'],
    subnets: ['SubnetIds'],
    isMadeForInternet: true,
  },
  {
    type: 'AWS::DMS::InstanceProfile',
    noun: 'replication servers of',
    option: flag(ACCESSIBLE, 'yes'),
    groups: ['VpcSecurityGroups'],
    subnetGroup: 'SubnetGroupIdentifier',
  },
  {
    type: 'AWS::DMS::ReplicationInstance',
    noun: 'replication server',
    option: flag(ACCESSIBLE, 'yes'),
    groups: ['VpcSecurityGroupIds'],
    subnetGroup: 'ReplicationSubnetGroupIdentifier',
  },
  {
    type: 'AWS::MSK::Cluster',
    noun: 'brokers of',
    option: {
      path: [BROKERS, 'ConnectivityInfo', 'PublicAccess', 'Type'],
      opens: ['service_provided_eips'],
      closes: ['disabled'],
      absent: 'no',
    },
    groups: [BROKERS, 'SecurityGroups'],
    subnets: [BROKERS, 'ClientSubnets'],
    isMadeForInternet: true,
  },
  {
    type: 'AWS::Neptune::DBInstance',
    noun: 'database',
    port: '8182',
    option: flag(ACCESSIBLE, 'no'),
    groups: ['VpcSecurityGroupIds'],
    subnetGroup: 'DBSubnetGroupName',
    cluster: 'DBClusterIdentifier',
  },
  {
    type: 'AWS::RDS::DBCluster',
    noun: 'database',
    option: flag(ACCESSIBLE, 'no'),
    groups: ['VpcSecurityGroupIds'],
    subnetGroup: 'DBSubnetGroupName',
  },
  {
    type: 'AWS::RDS::DBInstance',
    noun: 'database',
    // Where it is missing, Amazon RDS decides by the subnets.
    option: flag(ACCESSIBLE, 'unknown'),
    groups: ['VPCSecurityGroups'],
    subnetGroup: 'DBSubnetGroupName',
    cluster: 'DBClusterIdentifier',
  },
  {
    type: 'AWS::RDS::DBShardGroup',
    noun: 'database',
    option: flag(ACCESSIBLE, 'unknown'),
    groups: ['VpcSecurityGroupIds'],
    subnetGroup: 'DBSubnetGroupName',
    cluster: 'DBClusterIdentifier',
  },
  {
    type: 'AWS::Redshift::Cluster',
    noun: 'warehouse',
    port: '5439',
    option: flag(ACCESSIBLE, 'no'),
    groups: ['VpcSecurityGroupIds'],
    subnetGroup: 'ClusterSubnetGroupName',
  },
  {
    type: 'AWS::RedshiftServerless::Workgroup',
    noun: 'warehouse',
    port: '5439',
    option: flag(ACCESSIBLE, 'no'),
    groups: ['SecurityGroupIds'],
    subnets: ['SubnetIds'],
  },
  ...['Cluster', 'Instance'].map((kind) => ({
    type: `AWS::Timestream::InfluxDB${kind}`,
    noun: 'database',
    port: '8086',
    option: flag(ACCESSIBLE, 'no'),
    groups: ['VpcSecurityGroupIds'],
    subnets: ['VpcSubnetIds'],
  })),
];

/** Databases, brokers and the like: a public address alone is not enough, security groups and routes count as well. */
export const DATABASES: Judges = Object.fromEntries(
  PLACED.map((placed): [string, Judge] => [placed.type, (resource, around) => judgePlaced(resource, placed, around)]),
);

function judgePlaced(resource: Resource, placed: Placed, around: Surroundings): Opinion {
  const { app } = around;
  const door = doorOf(app, resource, placed.option);
  const owner = ownerOf(resource, placed, app);
  const subnets = subnetsOf(owner, placed, app);
  return judgePlacement(
    {
      resource,
      noun: placed.noun,
      subnets,
      groups: guardsOf(resource, owner, placed, { app, subnets }),
      ports: portsOf(resource, placed, app),
      isTcpOnly: true,
      isMadeForInternet: placed.isMadeForInternet,
      address: (family): Door => (family === 'IPv4' ? door : dualStack(door)),
    },
    around,
  );
}

/** Where it has IPv6 addresses, too, the same switch opens them. */
function dualStack(door: Door): Door {
  return door.isOpen === 'no' ? door : { ...door, why: `${door.why}, for IPv6 as well` };
}

/** What knows the network of a resource: its cluster, if it leaves that to one. */
function ownerOf(resource: Resource, { cluster, subnetGroup }: Placed, app: AppTemplates): Resource {
  if (cluster === undefined || subnetGroup === undefined) return resource;
  if (settingOf(app, resource, subnetGroup).values.length > 0) return resource;
  const [owner] = settingOf(app, resource, cluster).values;
  return owner?.kind === 'resource' ? owner.resource : resource;
}

function subnetsOf(
  owner: Resource,
  { subnets, subnetGroup = '' }: Placed,
  app: AppTemplates,
): Array<Value | undefined> {
  if (subnets !== undefined) return subnetsIn(app, fieldsOf(owner), ...subnets);
  const { values, mayBeAbsent } = settingOf(app, owner, subnetGroup);
  const named = values.flatMap((group): Value[] =>
    group.kind === 'resource'
      ? itemsOf(app, group.resource, 'SubnetIds')
      : [{ kind: 'unknown', text: `of subnet group ${textOfValue(group)}` }],
  );
  return mayBeAbsent ? [...named, undefined] : named;
}

interface Context {
  readonly app: AppTemplates;
  readonly subnets: ReadonlyArray<Value | undefined>;
}

/** A database takes the groups of its cluster, whose property is called a little differently. */
function guardsOf(resource: Resource, owner: Resource, placed: Placed, { app, subnets }: Context): Value[] | undefined {
  // RabbitMQ has none once it is public.
  const engines = settingOf(app, resource, 'EngineType').values.map(textOfValue);
  if (placed.type === 'AWS::AmazonMQ::Broker' && !engines.every((one) => /^activemq$/i.test(one))) return undefined;
  const own = itemsOf(app, resource, ...placed.groups);
  if (own.length === 0 && owner !== resource) return groupsIn(app, fieldsOf(owner), ['VpcSecurityGroupIds'], subnets);
  return groupsIn(app, fieldsOf(resource), placed.groups, subnets);
}

function portsOf(resource: Resource, { port }: Placed, app: AppTemplates): string[] {
  const named = ['Port', 'DBPort'].flatMap((name) => settingOf(app, resource, name).values.map(textOfValue));
  return named.length > 0 ? named : port === undefined ? [] : [port];
}
