import { JsonObject, objectOf, textOf } from '../../private/json';
import { StackTemplate } from '../assembly/assembly';

/** Where the metadata of a resource says which construct it is. */
export const CONSTRUCT_PATH = 'aws:cdk:path';

/** A resource of a template. */
export interface Resource {
  readonly template: StackTemplate;
  readonly logicalId: string;
  /** The construct path, or the logical id where the template does not tell. */
  readonly name: string;
  readonly properties: JsonObject;
}

/** The resources of a type, sorted by logical id; what does not look like a resource is none. */
export function resourcesOf(template: StackTemplate, type: string): Resource[] {
  return Object.entries(objectOf(template.template.Resources))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([logicalId, resource]) => ({ logicalId, ...readResource(resource) }))
    .filter((resource) => resource.type === type)
    .map(({ logicalId, path, properties }) => ({ template, logicalId, name: path ?? logicalId, properties }));
}

function readResource(resource: unknown) {
  const { Type, Metadata, Properties } = objectOf(resource);
  return { type: Type, path: textOf(objectOf(Metadata)[CONSTRUCT_PATH]), properties: objectOf(Properties) };
}
