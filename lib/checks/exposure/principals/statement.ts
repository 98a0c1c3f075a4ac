import { JsonObject } from '../../../private/json';
import { StackTemplate } from '../../assembly/assembly';
import { Value } from '../../template/template-values';
import { Clauses, conditionsOf, objectIn, parseObject, PolicySource } from './clause';
import { Principal, principalsOf } from './principal';

/** A statement of a policy, with all that conditions of the template may make of it. */
export interface Statement {
  /** `statement AllowPublish`, `statement 2`. */
  readonly label: string;
  /** What is neither is read as an Allow. */
  readonly effect: 'Allow' | 'Deny';
  /** `undefined` for a policy of an identity, which says what that may do and lets in nobody. */
  readonly principals?: readonly Principal[];
  /** All but the principals are meant. */
  readonly isInverted: boolean;
  /** In lower case, and `*` for all but some. */
  readonly actions: readonly string[];
  /** The actions as they are written. */
  readonly doing: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: readonly Clauses[];
  /** Whether it is there and the same in every deployment, and its actions and resources are not all but some. */
  readonly isCertain: boolean;
}

/** The statements of a policy; `unreadable` says what of it the template does not show. */
export interface Statements {
  readonly statements: readonly Statement[];
  readonly unreadable: readonly string[];
}

/**
 * Reads a policy document, which may be an object, or a text of JSON, or one of several by a condition of the template: then each
 * of them is a policy of its own.
 */
export function statementsOf(document: unknown, template: StackTemplate, source: PolicySource): Statements[] {
  return source.app.values.of(document, template).map((one) => {
    const object = documentIn(one, source);
    const { statement, ...others } = object === undefined ? {} : lowerCased(object.fields);
    const isPolicy = object !== undefined && (statement !== undefined || Object.keys(others).length === 0);
    if (!isPolicy) return { statements: [], unreadable: ['The document is not in the template'] };
    return readStatements(statement, object.template, source);
  });
}

/** What a value holds if it is a document. */
export function documentIn(value: Value, source: PolicySource): Extract<Value, { kind: 'object' }> | undefined {
  if (value.kind !== 'text' && value.kind !== 'unknown') return objectIn(value, source);
  const fields = parseObject(source.texts.textOf(value));
  return fields && { kind: 'object', fields, template: source.template };
}

/** Whether an object is a policy document. */
export function isDocument(fields: JsonObject): boolean {
  return lowerCased(fields).statement !== undefined;
}

function readStatements(value: unknown, template: StackTemplate, source: PolicySource): Statements {
  const statements: Statement[] = [];
  const unreadable: string[] = [];
  const list = Array.isArray(value) ? (value as unknown[]) : [value];
  list.forEach((item, index) => {
    for (const one of source.app.values.items(item, template)) {
      if (one.kind === 'object') {
        const { notaction, notresource } = lowerCased(one.fields);
        const isCertain = notaction === undefined && notresource === undefined && isSettled(item, template, source);
        statements.push({ ...readStatement(one, `statement ${index + 1}`, source), isCertain });
      } else unreadable.push(`Statement ${index + 1} is not in the template`);
    }
  });
  return { statements, unreadable };
}

function readStatement(
  { fields, template }: Extract<Value, { kind: 'object' }>,
  number: string,
  source: PolicySource,
): Omit<Statement, 'isCertain'> {
  const { sid, effect, principal, notprincipal, action, notaction, resource, notresource, condition } =
    lowerCased(fields);
  const texts = (value: unknown) => source.texts.of(value, template);
  const [name] = texts(sid);
  const who = notprincipal ?? principal;
  const isDeny = effect !== undefined && texts(effect).every((one) => one === 'Deny');
  return {
    label: name === undefined || name === '' ? number : `statement ${name}`,
    effect: isDeny ? 'Deny' : 'Allow',
    ...(who === undefined ? {} : { principals: principalsOf(who, template, source) }),
    isInverted: notprincipal !== undefined,
    actions: notaction === undefined ? texts(action).map((one) => one.toLowerCase()) : ['*'],
    doing: notaction === undefined ? texts(action) : [`all but ${texts(notaction).join(', ')}`],
    resources: notresource === undefined ? texts(resource) : ['*'],
    conditions: condition === undefined ? [[]] : conditionsOf(condition, template, source),
  };
}

/** Whether no condition of the template chooses anything in a value, at any depth. */
function isSettled(value: unknown, template: StackTemplate, source: PolicySource): boolean {
  const { values } = source.app;
  const [one, ...others] = values.of(value, template);
  if (one === undefined || others.length > 0 || values.mayBeAbsent(value, template)) return false;
  if (one.kind === 'list') return one.items.every((item) => isSettled(item, one.template, source));
  return one.kind !== 'object' || Object.values(one.fields).every((field) => isSettled(field, one.template, source));
}

/** The fields under their names in lower case: who misspells one shall not get away with it. */
function lowerCased(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]));
}
