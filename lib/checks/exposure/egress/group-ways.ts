import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { EgressWay } from '../exposure-model';
import { crowdOf } from '../network/address-ranges';
import { joined, Peer, peerOf } from '../network/peer';
import { Surroundings } from '../network/surroundings';
import { distinct, labelOf } from '../opinion';
import { Fields, fieldsOf, groupBy, itemsOf, keyOf, keyOfResource, settingOf, textOfValue } from '../setting';

const GROUP = 'AWS::EC2::SecurityGroup';
const RULE = 'AWS::EC2::SecurityGroupEgress';

const DESTINATIONS = {
  blocks: ['CidrIp', 'CidrIpv6'],
  lists: ['DestinationPrefixListId'],
  groups: ['DestinationSecurityGroupId'],
};

/** Where security groups let what stands behind them connect to. How far that gets, the network decides. */
export function groupWays({ app, routes }: Surroundings): EgressWay[] {
  const rules = groupBy(app.ofType(RULE), (rule) => settingOf(app, rule, 'GroupId').values.map(keyOf));
  const own = app.ofType(GROUP).flatMap((group) => wayOf(group, rules.get(keyOfResource(group)) ?? [], app));
  const foreign = app
    .ofType(RULE)
    .filter((rule) => settingOf(app, rule, 'GroupId').values.some((value) => value.kind !== 'resource'));
  const all = [...own, ...foreign.flatMap((rule) => describe(rule, peerOf(app, fieldsOf(rule), DESTINATIONS)))];
  return all.map((way) => (way.verdict === 'open' ? withinNetwork(way, { app, routes }) : way));
}

/** Where the network itself has no way to the internet, a security group opens none. */
function withinNetwork(way: EgressWay, { app, routes }: Pick<Surroundings, 'app' | 'routes'>): EgressWay {
  const vpcs = settingOf(app, way.resource, 'VpcId').values;
  const isClosed = vpcs.length > 0 && vpcs.every((vpc) => vpc.kind === 'resource' && !routes.leavesVpc(vpc.resource));
  return isClosed
    ? { ...way, reason: `${way.reason}, but no route of its VPC leads to the internet`, verdict: 'limited' }
    : way;
}

function wayOf(group: Resource, added: readonly Resource[], app: AppTemplates): EgressWay[] {
  const inline = itemsOf(app, group, 'SecurityGroupEgress');
  if (inline.length + added.length === 0) {
    const reason = 'it has no SecurityGroupEgress, and EC2 adds rules for everything then';
    return [{ resource: group, to: 'anywhere its network reaches', reason, verdict: 'open' }];
  }
  const peers = inline.map((rule): Peer =>
    rule.kind === 'object' ? peerIn(rule, app) : { ranges: [], labels: [], unknown: [textOfValue(rule)] },
  );
  return describe(group, joined([...peers, ...added.map((rule) => peerIn(fieldsOf(rule), app))]));
}

/** The CDK writes a rule for an address that nobody has where nothing is to get out. */
function peerIn(rule: Fields, app: AppTemplates): Peer {
  const peer = peerOf(app, rule, DESTINATIONS);
  return { ...peer, labels: peer.labels.filter((label) => label !== '255.255.255.255/32' && label !== '::1/128') };
}

function describe(resource: Resource, { ranges, labels, unknown }: Peer): EgressWay[] {
  const named = distinct(labels).join(', ');
  if (crowdOf(ranges) === 'everybody') {
    return [
      {
        resource,
        to: 'anywhere its network reaches',
        reason: `${labelOf(resource)} lets out to ${named}`,
        verdict: 'open',
      },
    ];
  }
  if (unknown.length > 0) {
    const to = distinct([...labels, ...unknown]).join(', ');
    return [
      { resource, to, reason: `what ${distinct(unknown).join(', ')} is, is not in the templates`, verdict: 'unknown' },
    ];
  }
  return named === '' ? [] : [{ resource, to: named, reason: `it lets out to ${named}`, verdict: 'limited' }];
}
