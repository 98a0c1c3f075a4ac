import { AppTemplates } from '../../template/app-templates';
import { Value } from '../../template/template-values';
import { labelOf } from '../opinion';
import { Fields, itemsIn, Setting, settingIn, textOfValue } from '../setting';
import { Family } from './address-ranges';
import { Door, widest } from './door';
import { doorIn, flag } from './option';
import { defaultGroups } from './place';

/** How a server is started, as an instance, a launch template or a launch configuration has it. */
export class Launch {
  private readonly interfaces: readonly Value[];

  /** What another launch adds where this one is silent. */
  constructor(
    private readonly app: AppTemplates,
    private readonly fields: Fields,
    private readonly base?: Launch,
  ) {
    this.interfaces = itemsIn(app, fields, 'NetworkInterfaces');
  }

  /** The subnets that it names; `undefined` stands for the one that somebody else names, or for one of the default VPC. */
  public subnets(): Array<Value | undefined> {
    const named = this.named('SubnetId');
    return named.isCertain ? named.values : [...named.values, ...(this.base?.subnets() ?? [undefined])];
  }

  public groups(subnets: ReadonlyArray<Value | undefined>): Value[] {
    const named = this.named('GroupSet', 'Groups', 'SecurityGroupIds', 'SecurityGroups');
    if (named.isCertain) return named.values;
    return [...named.values, ...(this.base?.groups(subnets) ?? defaultGroups(this.app, subnets))];
  }

  /** Whether a server has a public address in a subnet: by its own settings, or else by those of the subnet. */
  public address(family: Family, subnet: Value | undefined): Door {
    const own = family === 'IPv4' ? this.publicIp() : this.ipv6();
    if (own !== undefined) return own;
    if (subnet === undefined)
      return {
        isOpen: 'unknown',
        why: 'a subnet of the default VPC gives public addresses, unless somebody changed it',
      };
    if (subnet.kind !== 'resource' || subnet.resource.type !== 'AWS::EC2::Subnet') {
      return {
        isOpen: 'unknown',
        why: `whether subnet ${textOfValue(subnet)} gives public addresses is not in the templates`,
      };
    }
    const option = flag([family === 'IPv4' ? 'MapPublicIpOnLaunch' : 'AssignIpv6AddressOnCreation'], 'no');
    const { properties, template } = subnet.resource;
    const door = doorIn(this.app, { fields: properties, template }, option);
    return { ...door, why: `${door.why} at subnet ${labelOf(subnet.resource)}` };
  }

  private publicIp(): Door | undefined {
    return (
      this.chosen(this.settings('AssociatePublicIpAddress'), 'AssociatePublicIpAddress', (text) =>
        text === 'true' ? 'yes' : text === 'false' ? 'no' : 'unknown',
      ) ?? this.base?.publicIp()
    );
  }

  private ipv6(): Door | undefined {
    const settings = ['Ipv6AddressCount', 'Ipv6Addresses'].flatMap((name) => this.settings(name));
    return (
      this.chosen(settings, 'IPv6 addresses', (text) =>
        text === '0' ? 'no' : /^([1-9]\d*|a list)$/.test(text) ? 'yes' : 'unknown',
      ) ?? this.base?.ipv6()
    );
  }

  /** What the settings that are there say; what one of them leaves out, the subnet decides. */
  private chosen(
    settings: readonly Setting[],
    name: string,
    answer: (text: string) => Door['isOpen'],
  ): Door | undefined {
    const doors = settings.flatMap(({ values }) =>
      values.map((value): Door => ({ isOpen: answer(textOfValue(value)), why: `${name} is ${textOfValue(value)}` })),
    );
    const unread = this.interfaces.filter((one) => one.kind !== 'object');
    doors.push(
      ...unread.map((one): Door => ({
        isOpen: 'unknown',
        why: `its network interface ${textOfValue(one)} is not in the templates`,
      })),
    );
    const [first, ...others] = doors;
    if (first === undefined) return undefined;
    const isConditional = settings.some(({ values, mayBeAbsent }) => values.length > 0 && mayBeAbsent);
    const maybe: Door[] = isConditional ? [{ isOpen: 'unknown', why: `${name} may be missing` }] : [];
    return widest([first, ...others, ...maybe]);
  }

  /** What a property says at the interfaces and at the server itself. */
  private settings(name: string): Setting[] {
    return [...this.interfaces, { kind: 'object' as const, ...this.fields }].flatMap((one) =>
      one.kind === 'object' ? [settingIn(this.app, one, name)] : [],
    );
  }

  /** All that some properties name; it is certain if one of them is there in every deployment. */
  private named(...names: string[]): { readonly values: Value[]; readonly isCertain: boolean } {
    const settings = names.flatMap((name) => this.settings(name));
    const values = settings.flatMap((setting) => setting.values);
    return {
      values: values.flatMap((one) => (one.kind === 'list' ? this.app.values.items(one.items, one.template) : [one])),
      isCertain: settings.some((setting) => setting.values.length > 0 && !setting.mayBeAbsent),
    };
  }
}
