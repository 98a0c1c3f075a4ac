import { JsonObject } from '../../private/json';
import { StackTemplate } from '../assembly/assembly';
import { AppTemplates } from '../template/app-templates';
import { Resource } from '../template/resource';
import { Value } from '../template/template-values';

/** Properties, or a part of them, and the template that they stand in. */
export interface Fields {
  readonly fields: JsonObject;
  readonly template: StackTemplate;
}

/** All that a property may be. */
export interface Setting {
  readonly values: readonly Value[];
  /** Whether it, or what it stands in, may be left out, so that the default of the service counts. */
  readonly mayBeAbsent: boolean;
}

/** A property of a resource, by the names that lead to it: `BrokerNodeGroupInfo`, `ConnectivityInfo`, `PublicAccess`, `Type`. */
export function settingOf(app: AppTemplates, resource: Resource, ...path: string[]): Setting {
  return settingIn(app, fieldsOf(resource), ...path);
}

/** The properties of a resource. */
export function fieldsOf({ properties, template }: Resource): Fields {
  return { fields: properties, template };
}

export function settingIn({ values }: AppTemplates, { fields, template }: Fields, ...path: string[]): Setting {
  let found: Setting = { values: [{ kind: 'object', fields, template }], mayBeAbsent: false };
  for (const name of path) {
    const steps = found.values.map((one) => {
      if (one.kind !== 'object')
        return { found: [{ kind: 'unknown' as const, text: textOfValue(one) }], isAbsent: false };
      const value = one.fields[name];
      return { found: values.of(value, one.template), isAbsent: values.mayBeAbsent(value, one.template) };
    });
    found = {
      values: steps.flatMap((step) => step.found),
      mayBeAbsent: found.mayBeAbsent || steps.some(({ isAbsent }) => isAbsent),
    };
  }
  return found;
}

/** The items of a property that is a list. */
export function itemsOf(app: AppTemplates, resource: Resource, ...path: string[]): Value[] {
  return itemsIn(app, fieldsOf(resource), ...path);
}

export function itemsIn(app: AppTemplates, fields: Fields, ...path: string[]): Value[] {
  return settingIn(app, fields, ...path).values.flatMap((one) =>
    one.kind === 'list' ? app.values.items(one.items, one.template) : [one],
  );
}

/** What a value is, in a word for people. */
export function textOfValue(value: Value): string {
  switch (value.kind) {
    case 'resource':
      return value.attribute === '' ? value.resource.name : `${value.resource.name}.${value.attribute}`;
    case 'list':
    case 'object':
      return `a ${value.kind}`;
    default:
      return value.text;
  }
}

/** The same text for the same resource, whether it is named by its `Ref` or by an attribute; or for the same literal. */
export function keyOf(value: Value): string {
  return value.kind === 'resource' ? keyOfResource(value.resource) : textOfValue(value);
}

export function keyOfResource({ template, logicalId }: Resource): string {
  return `${template.path} ${logicalId}`;
}

/** Things by a key, several under one. */
export function groupBy<T>(
  items: readonly T[],
  keysOf: (item: T) => readonly string[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  }
  return groups;
}
