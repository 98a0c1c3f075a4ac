import { isObject, JsonObject, listOf, objectOf, textOf } from '../../private/json';
import { StackTemplate } from '../assembly/assembly';
import type { AppTemplates } from './app-templates';
import type { Resource } from './resource';
import type { Origin } from './template-texts';

/** What a value of a template may turn out to be when it is deployed. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  /** A `Ref` of a resource (its attribute is ''), or an attribute of one. */
  | { readonly kind: 'resource'; readonly resource: Resource; readonly attribute: string }
  | { readonly kind: 'list'; readonly items: readonly unknown[]; readonly template: StackTemplate }
  | { readonly kind: 'object'; readonly fields: JsonObject; readonly template: StackTemplate }
  /** Only CloudFormation will know: a parameter, an export of another app, what a service answers. */
  | { readonly kind: 'unknown'; readonly text: string };

/** No template that works nests values as deep. */
const DEEPEST = 50;

/** What leads from stack to stack could lead in a circle, or fan out without end; no app that works goes as far. */
const FARTHEST = 8;

/**
 * The values of templates, followed across stacks to the literal or the resource that they come from.
 *
 * A condition may go either way, so a value is a list of alternatives; one that is left out (`AWS::NoValue`) is none of them,
 * and `mayBeAbsent` tells of it.
 */
export class TemplateValues {
  constructor(private readonly app: AppTemplates) {}

  /** What a value may be. */
  public of(value: unknown, template: StackTemplate): Value[] {
    return this.follow(start(value, template)).flatMap(({ found }) => found ?? []);
  }

  /** Whether a value may be left out, so that what the service takes instead counts. */
  public mayBeAbsent(value: unknown, template: StackTemplate): boolean {
    return this.follow(start(value, template)).some(({ found }) => found === undefined);
  }

  /** The items of a list, each with all it may be; a list that nobody knows is one unknown item. */
  public items(value: unknown, template: StackTemplate): Value[] {
    return this.itemsAt(start(value, template));
  }

  private itemsAt(place: Place): Value[] {
    return this.follow(place).flatMap(({ found, at }) => {
      if (found?.kind !== 'list') return found ?? [];
      return found.items.flatMap((item) => this.itemsAt(inside(at, item)));
    });
  }

  private follow(place: Place): Found[] {
    const { value, template, depth, hops } = place;
    if (depth > DEEPEST || hops > FARTHEST) return [this.unknown(place)];
    if (value === undefined || value === null) return [{ found: undefined, at: place }];
    if (Array.isArray(value)) return [{ found: { kind: 'list', items: value as unknown[], template }, at: place }];
    if (!isObject(value)) return [{ found: { kind: 'text', text: String(value) }, at: place }];
    const [entry, ...others] = Object.entries(value);
    const isCall = entry !== undefined && others.length === 0 && /^(Ref$|Fn::)/.test(entry[0]);
    if (isCall) return this.call(entry[0], entry[1], place);
    return [{ found: { kind: 'object', fields: value, template }, at: place }];
  }

  private call(name: string, argument: unknown, place: Place): Found[] {
    const items = listOf(argument);
    switch (name) {
      case 'Ref':
        return this.reference(String(argument), '', place);
      case 'Fn::GetAtt':
        return this.reference(...attributeOf(argument), place);
      case 'Fn::If':
        return [...this.follow(inside(place, items[1])), ...this.follow(inside(place, items[2]))];
      case 'Fn::Sub':
        return this.substitute(textOf(argument) ?? String(items[0]), objectOf(items[1]), place);
      case 'Fn::Join':
        return this.text(place);
      case 'Fn::Select':
        return this.select(items[0], inside(place, items[1]));
      case 'Fn::Split':
        return this.split(String(items[0]), inside(place, items[1]));
      case 'Fn::FindInMap':
        return this.mapped(items, place);
      case 'Fn::ImportValue':
        return this.elsewhere(this.imported(argument, place), place);
      case 'Fn::GetStackOutput':
        return this.elsewhere(this.stackOutput(objectOf(argument), place), place);
      default:
        return [this.unknown(place)];
    }
  }

  private reference(logicalId: string, attribute: string, place: Place): Found[] {
    if (logicalId === 'AWS::NoValue') return [{ found: undefined, at: place }];
    const resource = this.app.find(place.template, logicalId);
    if (resource === undefined) return this.elsewhere(this.given(logicalId, place), place);
    const nested = this.nestedOutput(resource, attribute);
    if (nested !== undefined) return this.elsewhere(nested, place);
    return [{ found: { kind: 'resource', resource, attribute }, at: place }];
  }

  private nestedOutput(resource: Resource, attribute: string): Origin | undefined {
    const output = /^Outputs\.(.+)$/.exec(attribute)?.[1];
    const template = output === undefined ? undefined : this.app.nestedIn(resource);
    return template && output !== undefined ? { value: this.app.output(template, output), template } : undefined;
  }

  /** The parameters of a nested stack are in its parent, or have their default; those of any other stack are the deployer's. */
  private given(name: string, { template }: Place): Origin | undefined {
    const nested = this.app.nestedBy(template);
    if (nested === undefined) return undefined;
    const value = objectOf(nested.properties.Parameters)[name];
    if (value !== undefined) return { value, template: nested.template };
    const { Default } = objectOf(objectOf(template.template.Parameters)[name]);
    return Default === undefined ? undefined : { value: Default, template };
  }

  /** A text that is one variable and nothing else is that variable. */
  private substitute(text: string, variables: JsonObject, place: Place): Found[] {
    const only = /^\$\{\s*([^!${}\s][^${}\s]*)\s*\}$/.exec(text)?.[1];
    if (only === undefined) return this.text(place);
    if (Object.prototype.hasOwnProperty.call(variables, only)) return this.follow(inside(place, variables[only]));
    return this.reference(...attributeOf(only), place);
  }

  private text(place: Place): Found[] {
    const text = this.app.texts.of(place.value, place.template);
    return [{ found: { kind: text.includes('${') ? 'unknown' : 'text', text }, at: place }];
  }

  private select(index: unknown, list: Place): Found[] {
    const position = typeof index === 'number' || /^\d+$/.test(String(index)) ? Number(index) : NaN;
    return this.follow(list).flatMap(({ found, at }) => {
      if (found?.kind !== 'list' || found.items[position] === undefined) return [this.unknown(list)];
      return this.follow(inside(at, found.items[position]));
    });
  }

  /** A list that is passed between stacks is joined in the one and split in the other. */
  private split(separator: string, place: Place): Found[] {
    const origin = this.origin(place);
    const [joiner, parts] = listOf(objectOf(origin.value)['Fn::Join']);
    if (joiner === separator) return this.follow(inside(origin, parts));
    if (typeof origin.value !== 'string') return [this.unknown(place)];
    return [{ found: { kind: 'list', items: origin.value.split(separator), template: origin.template }, at: origin }];
  }

  /** Where a value comes from, unread. */
  private origin(place: Place): Place {
    const next = place.hops > FARTHEST ? undefined : this.leadsTo(objectOf(place.value), place);
    return next === undefined ? place : this.origin(hopped(place, next));
  }

  private leadsTo(call: JsonObject, place: Place): Origin | undefined {
    const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::ImportValue': imported, 'Fn::GetStackOutput': output } = call;
    if (imported !== undefined) return this.imported(imported, place);
    if (output !== undefined) return this.stackOutput(objectOf(output), place);
    if (ref !== undefined) return this.given(String(ref), place);
    if (attribute === undefined) return undefined;
    const [logicalId, name] = attributeOf(attribute);
    const resource = this.app.find(place.template, logicalId);
    return resource && this.nestedOutput(resource, name);
  }

  private mapped(keys: readonly unknown[], place: Place): Found[] {
    const [map, top, second] = keys.map((key) => this.app.texts.of(key, place.template));
    const found = objectOf(objectOf(objectOf(place.template.template.Mappings)[map])[top])[second];
    return found === undefined ? [this.unknown(place)] : this.follow(inside(place, found));
  }

  private elsewhere(origin: Origin | undefined, place: Place): Found[] {
    if (origin === undefined || origin.value === undefined) return [this.unknown(place)];
    return this.follow(hopped(place, origin));
  }

  private imported(name: unknown, { template }: Place): Origin | undefined {
    return this.app.texts.exportedAs(name, template);
  }

  private stackOutput({ StackName, OutputName }: JsonObject, { template: reader }: Place): Origin | undefined {
    const [stack, output] = [StackName, OutputName].map((one) => this.app.texts.of(one, reader));
    const template = this.app.templates.find((one) => one.stack === stack);
    return template && { value: this.app.output(template, output), template };
  }

  private unknown(place: Place): Found {
    return { found: { kind: 'unknown', text: this.app.texts.of(place.value, place.template) }, at: place };
  }
}

/** How far a value was followed: into what it consists of, and from stack to stack. */
interface Place extends Origin {
  readonly depth: number;
  readonly hops: number;
}

/** What a value turned out to be, if anything, and where. */
interface Found {
  readonly found: Value | undefined;
  readonly at: Place;
}

/** A resource, and an attribute of it. */
function attributeOf(argument: unknown): [string, string] {
  const [logicalId, ...attribute] = textOf(argument)?.split('.') ?? listOf(argument).map(String);
  return [logicalId, attribute.join('.')];
}

function start(value: unknown, template: StackTemplate): Place {
  return { value, template, depth: 0, hops: 0 };
}

function inside(place: Place, value: unknown): Place {
  return { ...place, value, depth: place.depth + 1 };
}

function hopped({ depth, hops }: Place, { value, template }: Origin): Place {
  return { value, template, depth: depth + 1, hops: hops + 1 };
}
