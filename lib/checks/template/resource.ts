import { JsonObject, objectOf, textOf } from '../../private/json';
import { StackTemplate } from '../assembly/assembly';

/** Where the metadata of a resource says which construct it is. */
export const CONSTRUCT_PATH = 'aws:cdk:path';

/** A resource of a template. */
export interface Resource {
  readonly template: StackTemplate;
  readonly logicalId: string;
  readonly type: string;
  /** The construct path, or the logical id where the template does not tell. */
  readonly name: string;
  readonly properties: JsonObject;
}

/** Every check asks for the resources of the same templates, which never change. */
const READ = new WeakMap<StackTemplate, readonly Resource[]>();

/** All resources of a template, sorted by logical id; what does not look like a resource is none. */
export function resourcesIn(template: StackTemplate): readonly Resource[] {
  const known = READ.get(template) ?? readResources(template);
  READ.set(template, known);
  return known;
}

function readResources(template: StackTemplate): Resource[] {
  return Object.entries(objectOf(template.template.Resources))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([logicalId, resource]) => {
      const { type, path, properties } = readResource(resource);
      return type === undefined ? [] : [{ template, logicalId, type, name: path ?? logicalId, properties }];
    });
}

/** The resources of a type, sorted by logical id. */
export function resourcesOf(template: StackTemplate, type: string): Resource[] {
  return resourcesIn(template).filter((resource) => resource.type === type);
}

function readResource(resource: unknown) {
  const { Type, Metadata, Properties } = objectOf(resource);
  return { type: textOf(Type), path: textOf(objectOf(Metadata)[CONSTRUCT_PATH]), properties: objectOf(Properties) };
}
