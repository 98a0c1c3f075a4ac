import { objectOf, textOf } from '../../../private/json';

/** A call of an AWS API that the CDK's `AwsCustomResource` makes. */
export interface AwsCall {
  readonly service: string;
  /** `modifyImageAttribute`; however the command is written, without `Command`. */
  readonly action: string;
  /** As JSON. */
  readonly parameters: string;
}

/** Reads a call from the text that the CDK writes into the template. */
export function readCall(text: string): AwsCall | undefined {
  try {
    const { service, action, parameters } = objectOf(JSON.parse(text));
    const name = textOf(action)?.replace(/Command$/, '');
    if (name === undefined) return undefined;
    return { service: textOf(service) ?? 'a service', action: name, parameters: JSON.stringify(parameters ?? {}) };
  } catch {
    return undefined;
  }
}
