import { JsonObject, listOf, objectOf, textOf } from '../../../private/json';

/** A stack of the assembly with its template. */
export interface PreviewStack {
  readonly stack: string;
  /** As in the manifest: `aws://account/region`. */
  readonly environment: string;
  readonly template: JsonObject;
}

/** A resource of a template. */
export interface Resource {
  readonly stack: PreviewStack;
  readonly logicalId: string;
  readonly properties: JsonObject;
}

/** Where a stack goes that does not say it. */
const SOME_REGION = 'eu-west-1';
const SOME_ACCOUNT = '123456789012';

export function regionOf({ environment }: PreviewStack): string {
  const region = environment.split('/')[3];
  return region === undefined || region === '' || region === 'unknown-region' ? SOME_REGION : region;
}

export function accountOf({ environment }: PreviewStack): string {
  const account = environment.split('/')[2];
  return account === undefined || account === '' || account === 'unknown-account' ? SOME_ACCOUNT : account;
}

export function resourcesOf(stack: PreviewStack, type: string): Resource[] {
  return Object.entries(objectOf(stack.template.Resources))
    .map(([logicalId, resource]) => ({ logicalId, resource: objectOf(resource) }))
    .filter(({ resource }) => resource.Type === type)
    .map(({ logicalId, resource }) => ({ stack, logicalId, properties: objectOf(resource.Properties) }));
}

/** The tags of a resource whose values are known. */
export function tagsOf({ properties }: Resource): ReadonlyMap<string, string> {
  const tags = listOf(properties.Tags).map(objectOf);
  return new Map(tags.flatMap(({ Key, Value }) => [[textOf(Key), textOf(Value)]].filter(isPair)));
}

function isPair(pair: ReadonlyArray<string | undefined>): pair is [string, string] {
  return pair.every((part) => part !== undefined);
}
