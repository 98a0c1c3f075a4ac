import { objectOf } from '../../../private/json';
import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { labelOf } from '../opinion';
import { groupBy, keyOf, keyOfResource, settingOf, textOfValue } from '../setting';
import { AddressRange, crowdOf, Family, parseBlock, without } from './address-ranges';
import { Door } from './door';

/** The network ACLs of an app. They count only where they prove that nobody comes through. */
export class NetworkAcls {
  private readonly bySubnet: ReadonlyMap<string, readonly Resource[]>;
  private readonly entries: ReadonlyMap<string, readonly Resource[]>;

  constructor(private readonly app: AppTemplates) {
    const keysOf = (name: string) => (one: Resource) => settingOf(app, one, name).values.map(keyOf);
    this.bySubnet = groupBy(app.ofType('AWS::EC2::SubnetNetworkAclAssociation'), keysOf('SubnetId'));
    this.entries = groupBy(app.ofType('AWS::EC2::NetworkAclEntry'), keysOf('NetworkAclId'));
  }

  /** Whether anybody on the internet comes through to a subnet. The ACL that a VPC has from the start lets everybody in. */
  public admission(subnet: Resource, family: Family): Door {
    const associations = this.bySubnet.get(keyOfResource(subnet)) ?? [];
    const acls = associations.flatMap((one) => settingOf(this.app, one, 'NetworkAclId').values);
    const [acl, ...others] = acls;
    const isCertain = associations.length === 1 && others.length === 0 && isAlwaysThere(associations[0]);
    if (!isCertain || acl.kind !== 'resource' || acl.resource.type !== 'AWS::EC2::NetworkAcl') {
      return { isOpen: 'yes', why: 'no network ACL of the app is proven to close it' };
    }
    const name = labelOf(acl.resource);
    const admitted = this.admitted(this.entries.get(keyOfResource(acl.resource)) ?? [], family);
    return admitted !== undefined && crowdOf(admitted) === 'nobody'
      ? { isOpen: 'no', why: `network ACL ${name} admits no ${family} address of the internet` }
      : { isOpen: 'yes', why: `network ACL ${name} admits addresses of the internet` };
  }

  /** The first entry that fits decides; `undefined` where one cannot be read. */
  private admitted(entries: readonly Resource[], family: Family): AddressRange[] | undefined {
    const read = entries.filter((one) => !this.isEgress(one)).map((one) => this.entryOf(one, family));
    const known = read.filter((one): one is Entry => one !== undefined);
    if (known.length < read.length) return undefined;
    const sorted = [...known].sort((a, b) => a.number - b.number);
    return sorted.flatMap(({ allows, ranges }, index) => {
      const denied = sorted.slice(0, index).filter((one) => !one.allows && one.isForAll);
      return allows
        ? without(
            ranges,
            denied.flatMap((one) => one.ranges),
          )
        : [];
    });
  }

  private isEgress(entry: Resource): boolean {
    const { values, mayBeAbsent } = settingOf(this.app, entry, 'Egress');
    return !mayBeAbsent && values.length > 0 && values.every((one) => textOfValue(one) === 'true');
  }

  private entryOf(entry: Resource, family: Family): Entry | undefined {
    const [number, action, protocol, block] = ['RuleNumber', 'RuleAction', 'Protocol', BLOCKS[family]].map((name) => {
      const { values, mayBeAbsent } = settingOf(this.app, entry, name);
      return { texts: values.map(textOfValue), mayBeAbsent };
    });
    const ranges = block.texts.map(parseBlock);
    const range = ranges[0];
    if (ranges.length === 0) return { number: 0, allows: false, isForAll: false, ranges: [] };
    const isRead = [number, action, protocol, block].every(
      ({ texts, mayBeAbsent }) => texts.length === 1 && !mayBeAbsent,
    );
    if (!isRead || range === undefined || !/^(allow|deny)$/i.test(action.texts[0])) return undefined;
    return {
      number: Number(number.texts[0]),
      allows: /^allow$/i.test(action.texts[0]),
      isForAll: protocol.texts[0] === '-1' && isAlwaysThere(entry),
      ranges: [range],
    };
  }
}

const BLOCKS = { IPv4: 'CidrBlock', IPv6: 'Ipv6CidrBlock' } as const;

interface Entry {
  readonly number: number;
  readonly allows: boolean;
  /** Of all protocols, and in every deployment. */
  readonly isForAll: boolean;
  readonly ranges: readonly AddressRange[];
}

/** What stands under a condition may be missing in a deployment. */
export function isAlwaysThere({ template, logicalId }: Resource): boolean {
  return objectOf(objectOf(template.template.Resources)[logicalId]).Condition === undefined;
}
