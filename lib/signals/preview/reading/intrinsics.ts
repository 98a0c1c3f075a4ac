import { isObject, JsonObject, listOf, objectOf, textOf } from '../../../private/json';
import { accountOf, PreviewStack, regionOf } from './stacks';

/** What leads from stack to stack could lead in a circle. */
const DEEPEST = 30;

/**
 * The values of templates as text.
 *
 * What only CloudFormation will know has a stand-in that can be read: the logical id for a `Ref`, `LogicalId.Attribute` for
 * a `Fn::GetAtt`, and the name of the other stack and a slash before it if it comes from there.
 */
export class Intrinsics {
  private readonly exports: ReadonlyMap<string, Origin>;

  constructor(private readonly stacks: readonly PreviewStack[]) {
    this.exports = new Map(
      stacks.flatMap((stack) =>
        Object.values(objectOf(stack.template.Outputs)).map((output): [string, Origin] => {
          const { Export, Value } = objectOf(output);
          return [this.text(objectOf(Export).Name, stack), { stack, value: Value }];
        }),
      ),
    );
  }

  public text(value: unknown, stack: PreviewStack): string {
    return this.resolve(value, { stack, depth: 0, prefix: '' });
  }

  private resolve(value: unknown, at: Place): string {
    if (Array.isArray(value)) return this.list(value, at).join(',');
    if (!isObject(value)) return value === undefined || value === null ? '' : String(value);
    const [name, argument] = Object.entries(value)[0] ?? [];
    if (name === undefined || at.depth > DEEPEST) return '';
    return this.call(name, argument, { ...at, depth: at.depth + 1 });
  }

  private call(name: string, argument: unknown, at: Place): string {
    const items = listOf(argument);
    switch (name) {
      case 'Ref':
        return this.ref(String(argument), at);
      case 'Fn::GetAtt':
        return at.prefix + (textOf(argument) ?? this.list(items, at).join('.'));
      case 'Fn::Sub':
        return this.sub(textOf(argument) ?? String(items[0]), objectOf(items[1]), at);
      case 'Fn::Join':
        return this.list(items[1], at).join(String(items[0]));
      case 'Fn::Select':
        return this.list(items[1], at)[Number(items[0])] ?? 'Fn::Select';
      case 'Fn::If':
        // Nobody knows the condition before a deploy; the first branch is as good as the other.
        return this.resolve(items[1], at);
      case 'Fn::ImportValue':
        return this.from(this.exports.get(this.resolve(argument, at)), at) ?? this.resolve(argument, at);
      case 'Fn::GetStackOutput':
        return this.output(objectOf(argument), at);
      default:
        return name;
    }
  }

  private list(value: unknown, at: Place): string[] {
    if (Array.isArray(value)) return value.map((item) => this.resolve(item, at));
    const split = listOf(objectOf(value)['Fn::Split']);
    if (split.length === 2) return this.resolve(split[1], at).split(String(split[0]));
    return isObject(value) && 'Fn::GetAZs' in value
      ? ['a', 'b', 'c'].map((zone) => `${regionOf(at.stack)}${zone}`)
      : [];
  }

  private ref(id: string, { stack, prefix }: Place): string {
    const pseudo = new Map([
      ['AWS::Region', regionOf(stack)],
      ['AWS::AccountId', accountOf(stack)],
      ['AWS::Partition', 'aws'],
      ['AWS::StackName', stack.stack],
      ['AWS::URLSuffix', 'amazonaws.com'],
      ['AWS::NoValue', ''],
    ]);
    const fallback = objectOf(objectOf(stack.template.Parameters)[id]).Default;
    return pseudo.get(id) ?? (fallback === undefined ? `${prefix}${id}` : String(fallback));
  }

  private sub(text: string, variables: JsonObject, at: Place): string {
    return text.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
      // That is how one writes what CloudFormation shall leave as it is.
      if (name.startsWith('!')) return `\${${name.slice(1)}}`;
      if (Object.prototype.hasOwnProperty.call(variables, name)) return this.resolve(variables[name], at);
      return name.includes('.') ? `${at.prefix}${name}` : this.ref(name.trim(), at);
    });
  }

  private from(origin: Origin | undefined, at: Place): string | undefined {
    if (origin === undefined) return undefined;
    const { stack, value } = origin;
    return this.resolve(value, { ...at, stack, prefix: stack === at.stack ? '' : `${stack.stack}/` });
  }

  private output({ StackName, OutputName }: JsonObject, at: Place): string {
    const name = this.resolve(StackName, at);
    const stack = this.stacks.find((one) => one.stack === name);
    const output = this.resolve(OutputName, at);
    const value = stack && objectOf(objectOf(stack.template.Outputs)[output]).Value;
    return this.from(stack && value !== undefined ? { stack, value } : undefined, at) ?? `${name}/${output}`;
  }
}

/** A value, and the stack in whose template it stands. */
interface Origin {
  readonly stack: PreviewStack;
  readonly value: unknown;
}

/** Where a value is looked at. */
interface Place {
  readonly stack: PreviewStack;
  readonly depth: number;
  /** Before stand-ins of another stack. */
  readonly prefix: string;
}
