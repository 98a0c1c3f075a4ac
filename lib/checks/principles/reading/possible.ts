import { isObject, JsonObject, listOf } from '../../../private/json';
import { StackTemplate } from '../../assembly/assembly';
import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { Value } from '../../template/template-values';
import { mappedValues } from './mapping';

/** A value that a property may have when it is deployed, or that it may be left out. */
export type Possible = Value | { readonly kind: 'absent' };

const ABSENT: Possible = { kind: 'absent' };

/** No template that works nests as deep. */
const DEEPEST = 50;

/** A list may come as an item of another one, from a parameter or a condition. */
const DEEPEST_LIST = 4;

/** All that a value may be. Unlike `AppTemplates.values`, this tells where a condition may leave it out. */
export function possibleValues(app: AppTemplates, value: unknown, template: StackTemplate, depth = 0): Possible[] {
  if (value === undefined || value === null) return [ABSENT];
  const [name, argument] = callOf(value);
  if (name === 'Fn::If' && depth <= DEEPEST) {
    return [1, 2].flatMap((branch) => possibleValues(app, listOf(argument)[branch], template, depth + 1));
  }
  // Stays as it is: who wants the text must look inside.
  if (name === 'Fn::Base64') return [{ kind: 'object', fields: { [name]: argument }, template }];
  const mapped = name === 'Fn::FindInMap' ? mappedValues(app, argument, template) : [];
  return (mapped.length === 0 ? [value] : mapped).flatMap((one) => followed(app, one, template));
}

function followed(app: AppTemplates, value: unknown, template: StackTemplate): Possible[] {
  const values = app.values.of(value, template);
  return app.values.mayBeAbsent(value, template) ? [...values, ABSENT] : values;
}

/** The function that a value calls, and what with. */
function callOf(value: unknown): readonly [name?: string, argument?: unknown] {
  const [call = [], ...others] = isObject(value) ? Object.entries(value) : [];
  return others.length === 0 ? call : [];
}

/** All that a property of a resource may be. */
export function propertyOf(app: AppTemplates, { properties, template }: Resource, ...path: string[]): Possible[] {
  return possibleValues(app, properties, template).flatMap((one) => fieldOf(app, one, ...path));
}

/** All that an attribute of a resource beside its properties may be: `UpdatePolicy`, `Metadata`. */
export function attributeOf(app: AppTemplates, { template, logicalId }: Resource, ...path: string[]): Possible[] {
  const { Resources } = template.template;
  const fields = isObject(Resources) && isObject(Resources[logicalId]) ? Resources[logicalId] : {};
  return fieldOf(app, { kind: 'object', fields, template }, ...path);
}

/** All that a field inside a value may be. */
export function fieldOf(app: AppTemplates, holder: Possible, ...path: string[]): Possible[] {
  const [name, ...rest] = path;
  if (name === undefined || holder.kind === 'absent') return [holder];
  if (holder.kind !== 'object') return [unknown(`${show(holder)}`)];
  const { fields, template } = holder;
  if (fields[name] === undefined && isTransformed(fields)) return [unknown('what a macro makes of it')];
  return possibleValues(app, fields[name], template).flatMap((one) => fieldOf(app, one, ...rest));
}

/** The items of lists, each with all it may be. What is no list is an item itself; what is left out is none. */
export function itemsOf(app: AppTemplates, lists: readonly Possible[], depth = 0): Possible[] {
  return lists.flatMap((one) => {
    if (one.kind === 'absent') return [];
    if (one.kind !== 'list') return [one];
    if (depth > DEEPEST_LIST) return [unknown('a list of lists')];
    const items = one.items.map((item) => possibleValues(app, item, one.template));
    return items.flatMap((item) => itemsOf(app, item, depth + 1));
  });
}

/** The literals among values. */
export function textsOf(values: readonly Possible[]): string[] {
  return values.flatMap((one) => (one.kind === 'text' ? [one.text] : []));
}

/** The resource that a value refers to, if it is of one of these types. */
export function resourceOf(value: Possible, ...types: string[]): Resource | undefined {
  return value.kind === 'resource' && types.includes(value.resource.type) ? value.resource : undefined;
}

/** So much of a value is enough to recognize it by. */
const SHOWN = 80;

/** A value for people. */
export function show(value: Possible): string {
  switch (value.kind) {
    case 'text':
    case 'unknown':
      return value.text.length > SHOWN ? `${value.text.slice(0, SHOWN)}...` : value.text;
    case 'resource':
      return [value.resource.logicalId, value.attribute].filter((part) => part !== '').join('.');
    case 'absent':
      return 'nothing';
    default:
      return `a${value.kind === 'object' ? 'n' : ''} ${value.kind}`;
  }
}

function unknown(text: string): Possible {
  return { kind: 'unknown', text };
}

function isTransformed(fields: JsonObject): boolean {
  return Object.keys(fields).some((key) => key.startsWith('Fn::'));
}
