import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { Value } from '../../template/template-values';
import { distinct, labelOf } from '../opinion';
import { Fields, groupBy, itemsOf, keyOf, settingIn, settingOf, textOfValue } from '../setting';
import { crowdOf, Family } from './address-ranges';
import { Door } from './door';
import { Peer, peerOf } from './peer';

/** Whom a security group, or several together, let in from the internet. */
export interface Admission extends Door {
  /** `443`, `8000-8999`, `all ports`. */
  readonly ports: readonly string[];
  /** Whether only TCP comes in, which needs an answer to come to anything. */
  readonly isTcpOnly: boolean;
}

/** One rule that lets somebody in. */
interface Rule {
  readonly peer: Peer;
  readonly ports: string;
  readonly isTcp: boolean;
}

const SOURCES = {
  blocks: ['CidrIp', 'CidrIpv6'],
  lists: ['SourcePrefixListId'],
  groups: ['SourceSecurityGroupId', 'SourceSecurityGroupName'],
};

/** The security groups of an app, with the rules that other resources add to them. */
export class SecurityGroups {
  private readonly added: ReadonlyMap<string, readonly Resource[]>;

  constructor(private readonly app: AppTemplates) {
    this.added = groupBy(app.ofType('AWS::EC2::SecurityGroupIngress'), (rule) => this.targets(rule).map(keyOf));
  }

  /** The groups that a stand-alone rule belongs to. */
  public targets(rule: Resource): Value[] {
    return ['GroupId', 'GroupName'].flatMap((name) => settingOf(this.app, rule, name).values);
  }

  /** Whom some groups let in together; a rule of any of them is enough. */
  public admission(groups: readonly Value[], family: Family): Admission {
    const foreign = groups
      .filter((group) => !isOurs(group))
      .map((group) => `rules of security group ${textOfValue(group)}`);
    const names = distinct(groups.map(nameOf)).join(', ');
    return admissionOf(
      distinct(groups.map(keyOf)).flatMap((key) => this.rulesOf(key, groups)),
      family,
      { names, foreign },
    );
  }

  /** What one stand-alone rule lets in. */
  public admissionBy(rule: Resource, family: Family): Admission {
    return admissionOf([this.ruleIn({ fields: rule.properties, template: rule.template })], family, {
      names: distinct(this.targets(rule).map(nameOf)).join(', '),
      foreign: [],
    });
  }

  private rulesOf(key: string, groups: readonly Value[]): Rule[] {
    const group = groups.find((one) => keyOf(one) === key);
    const inline = group !== undefined && isOurs(group) && group.kind === 'resource' ? this.inline(group.resource) : [];
    const added = this.added.get(key) ?? [];
    return [...inline, ...added.map(({ properties, template }) => this.ruleIn({ fields: properties, template }))];
  }

  private inline(group: Resource): Rule[] {
    if (group.type !== 'AWS::EC2::SecurityGroup') return [];
    return itemsOf(this.app, group, 'SecurityGroupIngress').map((rule) =>
      rule.kind === 'object'
        ? this.ruleIn(rule)
        : { peer: { ranges: [], labels: [], unknown: [textOfValue(rule)] }, ports: 'unknown ports', isTcp: false },
    );
  }

  private ruleIn(fields: Fields): Rule {
    const protocols = settingIn(this.app, fields, 'IpProtocol').values.map(textOfValue);
    const [from, to] = ['FromPort', 'ToPort'].map((name) =>
      distinct(settingIn(this.app, fields, name).values.map(portOf)).join(' or '),
    );
    return {
      peer: peerOf(this.app, fields, SOURCES),
      ports: portsOf(protocols, from, to),
      isTcp: protocols.length > 0 && protocols.every((one) => /^(tcp|6)$/i.test(one)),
    };
  }
}

/** The default group of a VPC lets in only itself, unless rules are added to it. */
function isOurs(group: Value): boolean {
  if (group.kind !== 'resource') return false;
  const { type } = group.resource;
  return type === 'AWS::EC2::SecurityGroup' || (type === 'AWS::EC2::VPC' && group.attribute === 'DefaultSecurityGroup');
}

function nameOf(group: Value): string {
  return group.kind === 'resource' ? labelOf(group.resource) : textOfValue(group);
}

/** One rule alone may let in everybody, and so may several together. */
function admissionOf(rules: readonly Rule[], family: Family, { names, foreign }: Groups): Admission {
  const rangesOf = ({ peer }: Rule) => peer.ranges.filter((range) => range.family === family);
  const crowd = crowdOf(rules.flatMap(rangesOf));
  const wide = crowd === 'nobody' ? [] : rules.filter((rule) => crowdOf(rangesOf(rule)) !== 'nobody');
  const unknown = rules.filter(({ peer }) => peer.unknown.length > 0);
  const told = {
    ports: distinct(wide.map(({ ports }) => ports)),
    isTcpOnly: foreign.length === 0 && [...wide, ...unknown].every(({ isTcp }) => isTcp),
  };
  const admitted = `security group ${names} admits ${labelsOf(wide)} on ${told.ports.join(', ')}`;
  if (crowd === 'everybody') return { isOpen: 'yes', why: admitted, ...told };
  const unclear = [
    ...foreign,
    ...unknown.flatMap(({ peer, ports }) => peer.unknown.map((one) => `${one} on ${ports}`)),
  ];
  if (unclear.length > 0) {
    return {
      isOpen: 'unknown',
      why: `whom security group ${names} admits is not in the templates (${distinct(unclear).join(', ')})`,
      ports: distinct([...told.ports, ...unknown.map(({ ports }) => ports)]),
      isTcpOnly: told.isTcpOnly,
    };
  }
  if (crowd === 'nobody') {
    return {
      isOpen: 'no',
      why: `security group ${names} admits no ${family} address of the internet`,
      ports: [],
      isTcpOnly: true,
    };
  }
  return { isOpen: 'unknown', why: `${admitted}, and whose addresses these are is not in the templates`, ...told };
}

interface Groups {
  readonly names: string;
  /** What is not known of groups that the app does not make. */
  readonly foreign: readonly string[];
}

function labelsOf(rules: readonly Rule[]): string {
  return distinct(rules.flatMap(({ peer }) => peer.labels)).join(', ');
}

function portsOf(protocols: readonly string[], from: string, to: string): string {
  const protocol = distinct(protocols).join(' or ');
  if (protocol === '-1' || protocol === '') return 'all ports';
  if (/^(icmp|icmpv6|1|58)$/i.test(protocol)) return 'icmp';
  if (from === '' || (from === '0' && to === '65535'))
    return /^(tcp|6)$/i.test(protocol) ? 'all ports' : `all ${protocol} ports`;
  const ports = from === to ? from : `${from}-${to}`;
  return /^(tcp|6)$/i.test(protocol) ? ports : `${protocol} ${ports}`;
}

/** A database tells its port only once it is made. */
function portOf(value: Value): string {
  return value.kind === 'text' ? value.text : 'its port';
}

/** Whether an admission on some ports takes in a port. */
export function takesIn(ports: readonly string[], port: string): boolean {
  return ports.some((one) => {
    const [from, to = from] = one
      .replace(/^(udp|17) /, '')
      .split('-')
      .map(Number);
    return /^all|unknown/.test(one) || (Number(port) >= from && Number(port) <= to);
  });
}
