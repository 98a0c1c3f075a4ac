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
      ({ properties, template }) => {
        const found: string[] = [];
        this.collectGroups(properties, { template, isNamed: false, found });
        return found;
      },
    );
    return this.users.get(keyOfResource(group)) ?? [];
  }

  /** Into one list: every property of every resource is looked at, and nearly none names a group. */
  private collectGroups(value: unknown, search: Search): void {
    if (typeof value !== 'object' || value === null) return;
    const { template, isNamed, found } = search;
    if (isNamed) {
      found.push(
        ...this.app.values
          .items(value, template)
          .filter(({ kind }) => kind === 'resource')
          .map(keyOf),
      );
    }
    if (Array.isArray(value)) {
      for (const item of value) this.collectGroups(item, search);
      return;
    }
    for (const [name, one] of Object.entries(value)) {
      if (typeof one !== 'object') continue;
      this.collectGroups(one, { ...search, isNamed: NAMES_GROUPS.test(name) });
    }
  }
}

/** Where a search for groups stands, and what it has found. */
interface Search {
  readonly template: StackTemplate;
  /** Whether the value stands in a property that names groups. */
  readonly isNamed: boolean;
  readonly found: string[];
}
