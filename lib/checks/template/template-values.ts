import { isObject, JsonObject, listOf, objectOf, textOf } from '../../private/json';
import { StackTemplate } from '../assembly/assembly';
import type { AppTemplates } from './app-templates';
import type { Resource } from './resource';

/** What a value of a template may turn out to be when it is deployed. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  /** A `Ref` of a resource (its attribute is ''), or an attribute of one. */
  | { readonly kind: 'resource'; readonly resource: Resource; readonly attribute: string }
  | { readonly kind: 'list'; readonly items: readonly unknown[]; readonly template: StackTemplate }
  | { readonly kind: 'object'; readonly fields: JsonObject; readonly template: StackTemplate }
  /** Only CloudFormation will know: a parameter, an export of another app, what a service answers. */
  | { readonly kind: 'unknown'; readonly text: string };

/** What leads from value to value could lead in a circle; no template that works goes as deep. */
const DEEPEST = 50;

/**
 * The values of templates, followed across stacks to the literal or the resource that they come from.
 *
 * A condition may go either way, so a value is a list of alternatives; one that is left out (`AWS::NoValue`) is the empty list.
 */
export class TemplateValues {
  private exported?: ReadonlyMap<string, Place>;

  constructor(private readonly app: AppTemplates) {}

  /** What a value may be. */
  public of(value: unknown, template: StackTemplate): Value[] {
    return this.follow({ value, template, depth: 0 });
  }

  /** The items of a list, each with all it may be; a list that nobody knows is one unknown item. */
  public items(value: unknown, template: StackTemplate): Value[] {
    return this.of(value, template).flatMap((one) => this.itemsOf(one));
  }

  private itemsOf(one: Value): Value[] {
    if (one.kind !== 'list') return [one];
    return one.items.flatMap((item) => this.items(item, one.template));
  }

  private follow(place: Place): Value[] {
    const { value, template, depth } = place;
    if (depth > DEEPEST) return [this.unknown(place)];
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return [{ kind: 'list', items: value as unknown[], template }];
    if (!isObject(value)) return [{ kind: 'text', text: String(value) }];
    const [entry, ...others] = Object.entries(value);
    const isCall = entry !== undefined && others.length === 0 && /^(Ref$|Fn::)/.test(entry[0]);
    return isCall ? this.call(entry[0], entry[1], place) : [{ kind: 'object', fields: value, template }];
  }

  private call(name: string, argument: unknown, place: Place): Value[] {
    const items = listOf(argument);
    switch (name) {
      case 'Ref':
        return this.reference(String(argument), '', place);
      case 'Fn::GetAtt': {
        const [logicalId, ...attribute] = textOf(argument)?.split('.') ?? items.map(String);
        return this.reference(logicalId, attribute.join('.'), place);
      }
      case 'Fn::If':
        return [...this.follow(inside(place, items[1])), ...this.follow(inside(place, items[2]))];
      case 'Fn::Sub':
      case 'Fn::Join':
        return this.text(place);
      case 'Fn::Select':
        return this.select(Number(items[0]), inside(place, items[1]));
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

  private reference(logicalId: string, attribute: string, place: Place): Value[] {
    if (logicalId === 'AWS::NoValue') return [];
    const resource = this.app.find(place.template, logicalId);
    if (resource === undefined) return this.parameter(logicalId, place);
    const output = /^Outputs\.(.+)$/.exec(attribute)?.[1];
    const nested = output === undefined ? undefined : this.app.nestedIn(resource);
    if (nested === undefined || output === undefined) return [{ kind: 'resource', resource, attribute }];
    return this.follow({ value: this.app.output(nested, output), template: nested, depth: place.depth + 1 });
  }

  /** The parameters of a nested stack are in its parent; those of any other stack are the deployer's. */
  private parameter(name: string, place: Place): Value[] {
    const nested = this.app.nestedBy(place.template);
    const given = nested && objectOf(nested.properties.Parameters)[name];
    if (nested === undefined || given === undefined) return [this.unknown(place)];
    return this.follow({ value: given, template: nested.template, depth: place.depth + 1 });
  }

  private text(place: Place): Value[] {
    const text = this.app.texts.of(place.value, place.template);
    return [text.includes('${') ? { kind: 'unknown', text } : { kind: 'text', text }];
  }

  private select(index: number, list: Place): Value[] {
    return this.follow(list).flatMap((one) => {
      if (one.kind !== 'list' || !Number.isInteger(index)) return [this.unknown(list)];
      return this.follow({ value: one.items[index], template: one.template, depth: list.depth + 1 });
    });
  }

  /** A list that is passed between stacks is joined in the one and split in the other. */
  private split(separator: string, place: Place): Value[] {
    return this.origins(place).flatMap((origin): Value[] => {
      const [joiner, parts] = listOf(objectOf(origin.value)['Fn::Join']);
      if (joiner === separator) return this.follow({ ...origin, value: parts });
      if (typeof origin.value !== 'string') return [this.unknown(place)];
      return [{ kind: 'list', items: origin.value.split(separator), template: origin.template }];
    });
  }

  /** Where a value comes from, unread. */
  private origins(place: Place): Place[] {
    const { 'Fn::ImportValue': imported, 'Fn::GetStackOutput': output, Ref: ref } = objectOf(place.value);
    const nested = this.app.nestedBy(place.template);
    const given = nested && typeof ref === 'string' ? objectOf(nested.properties.Parameters)[ref] : undefined;
    if (place.depth > DEEPEST) return [place];
    if (nested && given !== undefined)
      return this.origins({ value: given, template: nested.template, depth: place.depth + 1 });
    const from = imported === undefined ? undefined : this.imported(imported, place);
    const read = output === undefined ? undefined : this.stackOutput(objectOf(output), place);
    const next = from ?? read;
    return next === undefined ? [place] : this.origins({ ...next, depth: place.depth + 1 });
  }

  private mapped(keys: readonly unknown[], place: Place): Value[] {
    const [map, top, second] = keys.map((key) => this.app.texts.of(key, place.template));
    const found = objectOf(objectOf(objectOf(place.template.template.Mappings)[map])[top])[second];
    return found === undefined ? [this.unknown(place)] : this.follow(inside(place, found));
  }

  private elsewhere(origin: Place | undefined, place: Place): Value[] {
    return origin === undefined ? [this.unknown(place)] : this.follow({ ...origin, depth: place.depth + 1 });
  }

  private imported(name: unknown, { template }: Place): Place | undefined {
    return this.exports().get(`${template.environment} ${this.app.texts.of(name, template)}`);
  }

  private stackOutput({ StackName, OutputName }: JsonObject, place: Place): Place | undefined {
    const [stack, output] = [StackName, OutputName].map((one) => this.app.texts.of(one, place.template));
    const template = this.app.templates.find((one) => one.stack === stack);
    const value = template && this.app.output(template, output);
    return template && value !== undefined ? { value, template, depth: place.depth } : undefined;
  }

  /** Exports are known within an account and region. */
  private exports(): ReadonlyMap<string, Place> {
    this.exported ??= new Map(
      this.app.templates.flatMap((template) =>
        Object.values(objectOf(template.template.Outputs)).flatMap((output): Array<[string, Place]> => {
          const { Export, Value: value } = objectOf(output);
          const name = objectOf(Export).Name;
          if (name === undefined) return [];
          return [[`${template.environment} ${this.app.texts.of(name, template)}`, { value, template, depth: 0 }]];
        }),
      ),
    );
    return this.exported;
  }

  private unknown({ value, template }: Place): Value {
    return { kind: 'unknown', text: this.app.texts.of(value, template) };
  }
}

/** A value, where it stands, and how far it was followed. */
interface Place {
  readonly value: unknown;
  readonly template: StackTemplate;
  readonly depth: number;
}

function inside(place: Place, value: unknown): Place {
  return { value, template: place.template, depth: place.depth + 1 };
}
