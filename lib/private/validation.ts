import { Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { InvalidInputError } from './errors';

/** Whole numbers from `min` to `max`; tokens pass, because nothing can be said of them at synth. */
export function requireInteger(
  scope: Construct,
  property: string,
  value: number,
  range: { readonly min: number; readonly max: number },
): void {
  if (Token.isUnresolved(value)) return;
  if (Number.isInteger(value) && value >= range.min && value <= range.max) return;
  throw new InvalidInputError(scope, {
    property,
    got: value,
    must: `be a whole number from ${range.min} to ${range.max}`,
    fix: `choose a ${property} in that range`,
  });
}

/** A string that has the given form; tokens are refused, because names take part in paths and host names at synth. */
export function requireMatch(
  scope: Construct | string,
  property: string,
  value: string,
  form: { readonly pattern: RegExp; readonly must: string; readonly fix: string },
): void {
  if (!Token.isUnresolved(value) && form.pattern.test(value)) return;
  throw new InvalidInputError(scope, { property, got: value, must: form.must, fix: form.fix });
}

/** Two or more lower-case labels; as long as a host-header condition of a listener rule may be. */
export const DNS_NAME = /^(?=.{1,128}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
