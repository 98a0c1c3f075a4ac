import { JsonObject, objectOf, textOf } from '../../private/json';
import { Assembly, StackTemplate } from '../assembly/assembly';
import { CONSTRUCT_PATH } from './resource';

/**
 * The templates with the construct path at every resource.
 *
 * The CDK's command line has paths written into templates, an app that is run without it has not; the metadata of the assembly
 * tells them in any case.
 */
export function withConstructPaths({ templates, metadata }: Pick<Assembly, 'templates' | 'metadata'>): StackTemplate[] {
  const byPath = new Map(templates.map((template) => [template.path, template]));
  const paths = new Map(templates.map((template) => [template, new Map<unknown, string>()]));
  for (const { path, type, data } of metadata) {
    const around = type === 'aws:cdk:logicalId' ? innermost(path, byPath) : undefined;
    if (around !== undefined) paths.get(around)?.set(data, path);
  }
  return templates.map((template) => withPaths(template, paths.get(template) ?? new Map<unknown, string>()));
}

/** The stack around a construct that no other stack around it is in. */
function innermost(path: string, byPath: ReadonlyMap<string, StackTemplate>): StackTemplate | undefined {
  let place = path;
  while (place.includes('/')) {
    place = place.slice(0, place.lastIndexOf('/'));
    const found = byPath.get(place);
    if (found !== undefined) return found;
  }
  return undefined;
}

function withPaths(template: StackTemplate, paths: ReadonlyMap<unknown, string>): StackTemplate {
  const resources = Object.entries(objectOf(template.template.Resources)).map(([logicalId, resource]) => [
    logicalId,
    withPath(objectOf(resource), paths.get(logicalId), template),
  ]);
  return { ...template, template: { ...template.template, Resources: Object.fromEntries(resources) as JsonObject } };
}

/**
 * What the manifest says counts. What a template says of itself may be of another app that it was included from, or a lie: it
 * would take over the acknowledgements of the construct that it names.
 */
function withPath(resource: JsonObject, path: string | undefined, template: StackTemplate): JsonObject {
  const { [CONSTRUCT_PATH]: said, ...metadata } = objectOf(resource.Metadata);
  const own = textOf(said)?.startsWith(`${template.path}/`) ? said : undefined;
  const known = path ?? own;
  return { ...resource, Metadata: known === undefined ? metadata : { [CONSTRUCT_PATH]: known, ...metadata } };
}
