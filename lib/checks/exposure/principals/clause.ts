import { objectOf } from '../../../private/json';
import { StackTemplate } from '../../assembly/assembly';
import { AppTemplates } from '../../template/app-templates';
import { Value } from '../../template/template-values';
import { Reader } from './holder';

/** One line of a condition: a key is compared with values, any of which will do. */
export interface Clause {
  /** Without prefix and suffix, in lower case: `stringequals`. */
  readonly operator: string;
  /** As it is written. */
  readonly name: string;
  /** The name in lower case, as AWS does not tell the cases apart. */
  readonly key: string;
  readonly values: readonly string[];
  readonly quantifier?: 'any' | 'all';
  readonly ifExists: boolean;
}

/** A condition, or `undefined` where the template does not show it. */
export type Clauses = readonly Clause[] | undefined;

/** What a policy is read with; `template` is that of the stack that the policy belongs to. */
export interface PolicySource extends Reader {
  readonly app: AppTemplates;
}

/** All that a condition may be; none at all is a condition without lines. */
export function conditionsOf(value: unknown, template: StackTemplate, source: PolicySource): Clauses[] {
  const found = source.app.values.of(value, template).map((one) => clausesOf(one, source));
  return source.app.values.mayBeAbsent(value, template) ? [[], ...found] : found;
}

/**
 * The lines of a condition, or `undefined`.
 *
 * A line that a condition of the template may leave out is not counted on.
 */
function clausesOf(value: Value, source: PolicySource): Clauses {
  const condition = objectIn(value, source);
  if (condition === undefined) return undefined;
  const mayBeAbsent = (part: unknown, template: StackTemplate) => source.app.values.mayBeAbsent(part, template);
  const clauses: Clause[] = [];
  for (const [operator, block] of Object.entries(condition.fields)) {
    if (mayBeAbsent(block, condition.template)) continue;
    const [lines, ...others] = source.app.values.of(block, condition.template);
    const read = lines === undefined || others.length > 0 ? undefined : objectIn(lines, source);
    if (read === undefined) return undefined;
    for (const [key, values] of Object.entries(read.fields)) {
      if (mayBeAbsent(values, read.template)) continue;
      clauses.push(clauseOf(operator, key, source.texts.of(values, read.template)));
    }
  }
  return clauses;
}

/** An object; or the JSON that the CDK's `CfnJson` has made where keys are not known before deployment. */
export function objectIn(value: Value, { texts }: PolicySource): Extract<Value, { kind: 'object' }> | undefined {
  if (value.kind === 'object') return value;
  if (value.kind !== 'resource' || value.resource.type !== 'Custom::AWSCDKCfnJson') return undefined;
  const { properties, template } = value.resource;
  const [json, ...others] = texts.of(properties.Value, template);
  const parsed = json === undefined || others.length > 0 ? undefined : parseObject(json);
  return parsed && { kind: 'object', fields: parsed, template };
}

export function parseObject(text: string) {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? objectOf(parsed) : undefined;
  } catch {
    return undefined;
  }
}

export function clauseOf(text: string, name: string, values: readonly string[]): Clause {
  const [, quantifier, operator, ifExists] = /^(?:For(AnyValue|AllValues):)?(.*?)(IfExists)?$/i.exec(text) ?? [];
  return {
    operator: operator.toLowerCase(),
    name,
    key: name.toLowerCase(),
    values,
    ifExists: ifExists !== undefined,
    ...(quantifier === undefined ? {} : { quantifier: /any/i.test(quantifier) ? 'any' : 'all' }),
  };
}
