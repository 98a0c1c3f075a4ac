import { Resource } from '../../template/resource';
import { Value } from '../../template/template-values';
import { FAMILIES } from '../network/address-ranges';
import { doorOf, flag } from '../network/option';
import { groupsIn, subnetsIn } from '../network/place';
import { judgePlacement } from '../network/placement';
import { Admission } from '../network/security-groups';
import { Surroundings } from '../network/surroundings';
import { distinct, labelOf, notPublic, Opinion, unknown } from '../opinion';
import { fieldsOf, itemsOf, settingOf, textOfValue } from '../setting';
import { judgeEndpoint } from './endpoints';
import { Judges } from './judge';

/** Security groups, and what services put between networks. */
export const NETWORKS: Judges = {
  'AWS::EC2::Route': judgeRoute,
  'AWS::EC2::SecurityGroup': judgeGroup,
  'AWS::EC2::SecurityGroupIngress': judgeIngress,
  'AWS::EC2::VPCBlockPublicAccessExclusion': judgeExclusion,
  'AWS::EC2::VPCEndpointService': judgeService,
  'AWS::Transfer::Server': judgeTransfer,
  'AWS::VpcLattice::Service': judgeLattice,
  'AWS::VpcLattice::ServiceNetwork': judgeLattice,
};

/** A group lets in, but it is no component. One that nothing in the app uses stands before something that is not shown. */
function judgeGroup(group: Resource, { groups, users }: Surroundings): Opinion {
  const admissions = FAMILIES.map((family) =>
    groups.admission([{ kind: 'resource', resource: group, attribute: '' }], family),
  );
  return judgeAdmissions(admissions, users.of(group));
}

function judgeIngress(rule: Resource, { groups, users }: Surroundings): Opinion {
  const admissions = FAMILIES.map((family) => groups.admissionBy(rule, family));
  const targets = groups.targets(rule).map((one) => (one.kind === 'resource' ? users.of(one.resource) : []));
  return judgeAdmissions(admissions, targets.every((found) => found.length > 0) ? targets.flat() : []);
}

function judgeAdmissions(admissions: readonly Admission[], users: readonly Resource[]): Opinion {
  const open = admissions.filter(({ isOpen }) => isOpen !== 'no');
  const whys = distinct((open.length > 0 ? open : admissions).map(({ why }) => why)).join('; ');
  if (open.length === 0) return notPublic(whys);
  return users.length > 0
    ? notPublic(`${whys}; what stands behind it is judged itself: ${distinct(users.map(labelOf)).sort().join(', ')}`)
    : unknown(`${whys}, and what stands behind it is not in the templates`);
}

/** A route is a way; one in a table of another app opens a way that only that app knows. */
function judgeRoute(route: Resource, { app, routes }: Surroundings): Opinion {
  const tables = settingOf(app, route, 'RouteTableId').values;
  const foreign = tables.filter((one) => one.kind !== 'resource').map(textOfValue);
  const opens = FAMILIES.map((family) => routes.leads(route, family)).filter(({ isOpen }) => isOpen !== 'no');
  if (opens.length === 0) return notPublic('it leads to no internet gateway');
  if (tables.length > 0 && foreign.length === 0)
    return notPublic('a way, not a component; what stands in its subnets is judged itself');
  return unknown(`${opens[0].why}, in route table ${foreign.join(', ')}, whose subnets are not in the templates`);
}

/** An exclusion lifts a block of the account, on which no judgement here relies. */
function judgeExclusion(exclusion: Resource, { app }: Surroundings): Opinion {
  const places = ['VpcId', 'SubnetId'].flatMap((name) => settingOf(app, exclusion, name).values);
  const modes = settingOf(app, exclusion, 'InternetGatewayExclusionMode').values.map(textOfValue);
  if (modes.length > 0 && modes.every((mode) => mode === 'allow-egress'))
    return notPublic('InternetGatewayExclusionMode is allow-egress');
  const foreign = places.filter((one) => one.kind !== 'resource').map(textOfValue);
  if (places.length > 0 && foreign.length === 0) {
    return notPublic(
      `it lifts a block from ${places.map(textOfValue).join(', ')}; what stands there is judged as if there were none`,
    );
  }
  return unknown(
    `it lifts the block of public access from ${foreign.join(', ') || 'something'}, and what stands there is not in the templates`,
  );
}

/** Whom it is open to is said by its permissions, which are judged by principal. */
function judgeService(service: Resource, { app }: Surroundings): Opinion {
  const door = doorOf(app, service, { ...flag(['AcceptanceRequired'], 'no'), opens: ['false'], closes: ['true'] });
  return notPublic(
    door.isOpen === 'no'
      ? `${door.why}: each connection has to be accepted`
      : `${door.why}: whom its permissions name connects from a VPC, without being accepted`,
  );
}

function judgeTransfer(server: Resource, around: Surroundings): Opinion {
  const { app } = around;
  const type = doorOf(app, server, {
    path: ['EndpointType'],
    opens: ['public'],
    closes: ['vpc', 'vpc_endpoint'],
    absent: 'yes',
  });
  if (type.isOpen !== 'no') return judgeEndpoint(server, 'server', type);
  const given = settingOf(app, server, 'EndpointDetails', 'AddressAllocationIds').values;
  if (given.length === 0) return notPublic(`${type.why}, and it has no AddressAllocationIds`);
  const subnets = subnetsIn(app, fieldsOf(server), 'EndpointDetails', 'SubnetIds');
  return judgePlacement(
    {
      resource: server,
      noun: 'server',
      subnets,
      groups: groupsIn(app, fieldsOf(server), ['EndpointDetails', 'SecurityGroupIds'], subnets),
      ports: [],
      isTcpOnly: true,
      isMadeForInternet: true,
      address: (family) =>
        family === 'IPv4'
          ? { isOpen: 'yes', why: 'EndpointDetails.AddressAllocationIds is given' }
          : { isOpen: 'no', why: 'it has no IPv6 address on the internet' },
    },
    around,
  );
}

/** Reached from associated VPCs alone; who those belong to matters where nobody is asked who they are. */
function judgeLattice(resource: Resource, { app }: Surroundings): Opinion {
  const door = doorOf(app, resource, { path: ['AuthType'], opens: ['none'], closes: ['aws_iam'], absent: 'yes' });
  const reached = 'it is reached from associated VPCs alone';
  const isShared = app
    .ofType('AWS::RAM::ResourceShare')
    .some((share) => itemsOf(app, share, 'ResourceArns').some(isLatticeOrUnknown));
  if (door.isOpen === 'no' || !isShared) return notPublic(`${reached}; ${door.why}`);
  return unknown(
    `${door.why}, and the app shares networks or services with others, whose VPCs are not in the templates`,
  );
}

function isLatticeOrUnknown(value: Value): boolean {
  return value.kind !== 'resource' || value.resource.type.startsWith('AWS::VpcLattice::');
}
