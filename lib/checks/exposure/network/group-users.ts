import { StackTemplate } from '../../assembly/assembly';
import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { groupBy, keyOf, keyOfResource } from '../setting';

/** Where services name the security groups before them. */
const NAMES_GROUPS = /security_?groups?|^groups?(set)?$/i;

/** What is part of a group itself, and stands nowhere. */
const RULES = /^AWS::EC2::SecurityGroup/;

/** What stands behind the security groups of an app, whatever type it is. */
export class GroupUsers {
  private users?: ReadonlyMap<string, readonly Resource[]>;
  private readonly names = new Map<string, boolean>();

  constructor(private readonly app: AppTemplates) {}

  public of(group: Resource): readonly Resource[] {
    this.users ??= groupBy(
      this.app.templates.flatMap((template) => this.app.in(template)).filter(({ type }) => !RULES.test(type)),
      ({ properties, template }) => {
        const found: string[] = [];
        this.collectGroups(properties, template, false, found);
        return found;
      },
    );
    return this.users.get(keyOfResource(group)) ?? [];
  }

  /** Into one list: every property of every resource is looked at, and nearly none names a group. */
  private collectGroups(value: unknown, template: StackTemplate, isNamed: boolean, found: string[]): void {
    if (typeof value !== 'object' || value === null) return;
    if (isNamed) {
      const named = this.app.values.items(value, template).filter(({ kind }) => kind === 'resource');
      found.push(...named.map(keyOf));
    }
    if (Array.isArray(value)) {
      for (const item of value) this.collectGroups(item, template, isNamed, found);
      return;
    }
    for (const [name, one] of Object.entries(value)) {
      if (typeof one === 'object') this.collectGroups(one, template, this.namesGroups(name), found);
    }
  }

  /** Some hundred names stand millions of times. */
  private namesGroups(name: string): boolean {
    const known = this.names.get(name) ?? NAMES_GROUPS.test(name);
    this.names.set(name, known);
    return known;
  }
}
