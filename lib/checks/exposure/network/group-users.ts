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

  constructor(private readonly app: AppTemplates) {}

  public of(group: Resource): readonly Resource[] {
    this.users ??= groupBy(
      this.app.templates.flatMap((template) => this.app.in(template)).filter(({ type }) => !RULES.test(type)),
      ({ properties, template }) => this.groupsIn(properties, template, false),
    );
    return this.users.get(keyOfResource(group)) ?? [];
  }

  private groupsIn(value: unknown, template: StackTemplate, isNamed: boolean): string[] {
    if (typeof value !== 'object' || value === null) return [];
    const named = isNamed ? this.app.values.items(value, template).filter(({ kind }) => kind === 'resource') : [];
    const inner = Array.isArray(value)
      ? value.flatMap((item) => this.groupsIn(item, template, isNamed))
      : Object.entries(value).flatMap(([name, one]) => this.groupsIn(one, template, NAMES_GROUPS.test(name)));
    return [...named.map(keyOf), ...inner];
  }
}
