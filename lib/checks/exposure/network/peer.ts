import { AppTemplates } from '../../template/app-templates';
import { Value } from '../../template/template-values';
import { labelOf } from '../opinion';
import { Fields, itemsOf, settingIn, settingOf, textOfValue } from '../setting';
import { AddressRange, parseBlock } from './address-ranges';

/** The other end of a rule of a security group, a route or a network ACL. */
export interface Peer {
  readonly ranges: readonly AddressRange[];
  /** What it is, as the template has it: `0.0.0.0/0`. */
  readonly labels: readonly string[];
  /** What of it the template does not tell; it may be the internet. */
  readonly unknown: readonly string[];
}

/** The properties that may hold a peer. */
export interface PeerProperties {
  readonly blocks: readonly string[];
  readonly lists: readonly string[];
  readonly groups: readonly string[];
}

const NOBODY: Peer = { ranges: [], labels: [], unknown: [] };

/** Lists that AWS keeps, which nobody on the internet is in. */
const CLOSED_LISTS =
  /^com\.amazonaws\.[^.]+\.(s3|dynamodb|s3express|vpc-lattice|ipv6\.vpc-lattice|ec2-instance-connect|ipv6\.ec2-instance-connect)$/;

/** The peer that some properties name. One that they may leave out is not counted: another property names it then. */
export function peerOf(app: AppTemplates, fields: Fields, { blocks, lists, groups }: PeerProperties): Peer {
  const peers = [
    ...blocks.flatMap((name) => settingIn(app, fields, name).values.map(blockOf)),
    ...lists.flatMap((name) => settingIn(app, fields, name).values.map((one) => listOfAddresses(app, one))),
    ...groups.flatMap((name) => settingIn(app, fields, name).values.map(groupOf)),
  ];
  return peers.length === 0 ? { ...NOBODY, unknown: ['no source that this version knows'] } : joined(peers);
}

export function joined(peers: readonly Peer[]): Peer {
  return {
    ranges: peers.flatMap(({ ranges }) => ranges),
    labels: peers.flatMap(({ labels }) => labels),
    unknown: peers.flatMap(({ unknown }) => unknown),
  };
}

export function blockOf(value: Value): Peer {
  const text = textOfValue(value);
  if (value.kind === 'resource' && isOwnNetwork(value)) return { ...NOBODY, labels: [text] };
  const range = value.kind === 'text' ? parseBlock(value.text) : undefined;
  return range === undefined ? { ...NOBODY, unknown: [text] } : { ...NOBODY, ranges: [range], labels: [text] };
}

/** The addresses of a network are its own, whatever they are. */
function isOwnNetwork({ resource: { type }, attribute }: Extract<Value, { kind: 'resource' }>): boolean {
  return /^AWS::EC2::(VPC|Subnet)$/.test(type) && /^(CidrBlock|Ipv6CidrBlock)/.test(attribute);
}

function groupOf(value: Value): Peer {
  const name = value.kind === 'resource' ? labelOf(value.resource) : textOfValue(value);
  return { ...NOBODY, labels: [`security group ${name}`] };
}

function listOfAddresses(app: AppTemplates, value: Value): Peer {
  const text = textOfValue(value);
  if (value.kind !== 'resource') return { ...NOBODY, unknown: [`prefix list ${text}`] };
  const { resource } = value;
  if (resource.type === 'AWS::EC2::PrefixList') {
    const entries = itemsOf(app, resource, 'Entries');
    return joined(
      entries.map((entry) =>
        entry.kind === 'object'
          ? joined(settingIn(app, entry, 'Cidr').values.map(blockOf))
          : { ...NOBODY, unknown: [`an entry of prefix list ${resource.name}`] },
      ),
    );
  }
  const name = lookedUp(app, value);
  if (name === undefined) return { ...NOBODY, unknown: [`prefix list ${text}`] };
  return CLOSED_LISTS.test(name) ? { ...NOBODY, labels: [name] } : { ...NOBODY, unknown: [`prefix list ${name}`] };
}

/** The name of a list that AWS keeps, where the CDK's `AwsCustomResource` asks for its id. */
function lookedUp(app: AppTemplates, { resource }: Extract<Value, { kind: 'resource' }>): string | undefined {
  if (resource.type !== 'Custom::AWS') return undefined;
  const texts = settingOf(app, resource, 'Create').values.map(textOfValue);
  const names = texts.flatMap((text) => text.match(/com\.amazonaws\.[a-z0-9.$\-{}: ]+/gi) ?? []);
  const [name, ...others] = [...new Set(names.map((one) => one.replace('${AWS::Region}', 'region')))];
  return others.length === 0 ? name : undefined;
}
