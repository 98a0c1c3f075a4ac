import { isObject, JsonObject, listOf, objectOf, textOf } from '../../private/json';
import { StackTemplate } from '../assembly/assembly';

/** No template that works nests as deep. */
const DEEPEST = 100;

/** What leads from stack to stack could lead in a circle, so such a step counts for many. */
const STEP_TO_STACK = 10;

/**
 * The values of templates as text, the same text wherever the value will be the same.
 *
 * What only CloudFormation will know has a stand-in that names its origin: `${Stack/LogicalId}` for a `Ref` and
 * `${Stack/LogicalId.Attribute}` for a `Fn::GetAtt`, in the stack that exports it as well as in one that imports it.
 * No stand-in has a quote in it, so a text that will be JSON is JSON already.
 */
export class TemplateTexts {
  private readonly exports = new Map<string, Origin>();

  constructor(private readonly templates: readonly StackTemplate[]) {
    for (const template of templates) {
      for (const output of Object.values(objectOf(template.template.Outputs))) {
        const { Export, Value: value } = objectOf(output);
        const name = objectOf(Export).Name;
        if (name !== undefined) this.exports.set(exportKey(template, this.of(name, template)), { template, value });
      }
    }
  }

  /** The value that another stack exports under a name, where this template imports it. */
  public exportedAs(name: unknown, template: StackTemplate): Origin | undefined {
    return this.exports.get(exportKey(template, this.of(name, template)));
  }

  public of(value: unknown, template: StackTemplate): string {
    return this.render(value, { template, depth: 0 });
  }

  private render(value: unknown, at: Place): string {
    if (at.depth > DEEPEST) return '${...}';
    const inside = { ...at, depth: at.depth + 1 };
    if (Array.isArray(value)) return value.map((item: unknown) => this.render(item, inside)).join(',');
    if (!isObject(value)) return value === undefined || value === null ? '' : String(value);
    const [entry, ...others] = Object.entries(value);
    const called = entry !== undefined && others.length === 0 ? this.call(entry[0], entry[1], inside) : undefined;
    return called ?? unknownValue(value);
  }

  private call(name: string, argument: unknown, at: Place): string | undefined {
    const items = listOf(argument);
    switch (name) {
      case 'Ref':
        return standIn(String(argument), at);
      case 'Fn::GetAtt':
        return standIn(textOf(argument) ?? items.map(String).join('.'), at);
      case 'Fn::Sub':
        return this.sub(textOf(argument) ?? String(items[0]), objectOf(items[1]), at);
      case 'Fn::Join':
        return listOf(items[1])
          .map((item) => this.render(item, at))
          .join(String(items[0]));
      case 'Fn::ImportValue':
        return this.from(this.exports.get(exportKey(at.template, this.render(argument, at))), at);
      case 'Fn::GetStackOutput':
        return this.from(this.output(objectOf(argument), at), at);
      default:
        return undefined;
    }
  }

  private sub(text: string, variables: JsonObject, at: Place): string {
    return text.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
      // That is how one writes what CloudFormation shall leave as it is.
      if (name.startsWith('!')) return `\${${name.slice(1)}}`;
      const given = Object.prototype.hasOwnProperty.call(variables, name);
      return given ? this.render(variables[name], at) : standIn(name.trim(), at);
    });
  }

  private output({ StackName, OutputName }: JsonObject, at: Place): Origin | undefined {
    const [name, output] = [this.render(StackName, at), this.render(OutputName, at)];
    const template = this.templates.find(({ stack }) => stack === name);
    const value = template && objectOf(objectOf(template.template.Outputs)[output]).Value;
    return template && value !== undefined ? { template, value } : undefined;
  }

  private from(origin: Origin | undefined, at: Place): string | undefined {
    return origin && this.render(origin.value, { template: origin.template, depth: at.depth + STEP_TO_STACK });
  }
}

/** A value, and the template that it stands in. */
export interface Origin {
  readonly template: StackTemplate;
  readonly value: unknown;
}

/** Where a value is looked at. */
interface Place {
  readonly template: StackTemplate;
  readonly depth: number;
}

/** Pseudo parameters are the same in every stack of an environment. */
function standIn(name: string, { template }: Place): string {
  return `\${${name.startsWith('AWS::') ? '' : `${template.path}/`}${name}}`;
}

/** Exports are known within an account and region. */
function exportKey({ environment }: StackTemplate, name: string): string {
  return `${environment} ${name}`;
}

function unknownValue(value: JsonObject): string {
  return `\${${JSON.stringify(value).replace(/[{}"\\]/g, '')}}`;
}
