import type * as cdk from 'aws-cdk-lib';
import { isObject, JsonObject } from '../../private/json';
import { UnreadableError } from './unreadable';

/**
 * Properties of a template for the CDK: each function of CloudFormation is a token that resolves to the very same words.
 *
 * That is what a rule sees in a synth too. Nothing is followed, so a circle, a function that is newer than this aws-cdk-lib, or a
 * name that nothing has cannot be in the way.
 */
export function opaqueProperties(properties: unknown, { Lazy }: typeof cdk): JsonObject {
  const opaque = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(opaque);
    if (!isObject(value)) return value;
    const keys = Object.keys(value);
    if (!keys.some(isFunction)) return mapValues(value, opaque);
    if (keys.length > 1) throw new UnreadableError(`mixes ${keys.join(' and ')}, which only a macro can read`);
    return Lazy.any({ produce: () => value });
  };
  if (!isObject(properties)) throw new UnreadableError('has properties that are no object');
  const macro = Object.keys(properties).find((name) => name.startsWith('Fn::'));
  if (macro !== undefined) throw new UnreadableError(`has ${macro} for its properties`);
  return mapValues(properties, opaque);
}

/** `Ref` beside other keys is a name that somebody chose; a function beside others is a macro's. */
function isFunction(key: string, _index: number, keys: readonly string[]): boolean {
  return key.startsWith('Fn::') || (key === 'Ref' && keys.length === 1);
}

/** Sorted by key: rules of cdk-nag look for `"Action":"*","Effect":"Allow"` in texts, in the order in which the CDK writes policies. */
function mapValues(object: JsonObject, map: (value: unknown) => unknown): JsonObject {
  const entries = Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]) => [key, map(value)]));
}
