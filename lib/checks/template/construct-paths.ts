import { JsonObject, objectOf } from '../../private/json';
import { Assembly, StackTemplate } from '../assembly/assembly';
import { CONSTRUCT_PATH } from './resource';

/**
 * The templates with the construct path at every resource.
 *
 * The CDK's command line has paths written into templates, an app that is run without it has not; the metadata of the assembly
 * tells them in any case.
 */
export function withConstructPaths({ templates, metadata }: Pick<Assembly, 'templates' | 'metadata'>): StackTemplate[] {
  const paths = new Map(templates.map((template) => [template, new Map<unknown, string>()]));
  const innermostFirst = [...templates].sort((a, b) => b.path.length - a.path.length);
  for (const { path, type, data } of metadata) {
    if (type !== 'aws:cdk:logicalId') continue;
    const around = innermostFirst.find((template) => path.startsWith(`${template.path}/`));
    if (around !== undefined) paths.get(around)?.set(data, path);
  }
  return templates.map((template) => withPaths(template, paths.get(template) ?? new Map<unknown, string>()));
}

function withPaths(template: StackTemplate, paths: ReadonlyMap<unknown, string>): StackTemplate {
  const resources = Object.entries(objectOf(template.template.Resources)).map(([logicalId, resource]) => [
    logicalId,
    withPath(objectOf(resource), paths.get(logicalId)),
  ]);
  return { ...template, template: { ...template.template, Resources: Object.fromEntries(resources) as JsonObject } };
}

function withPath(resource: JsonObject, path: string | undefined): JsonObject {
  return path === undefined
    ? resource
    : { ...resource, Metadata: { [CONSTRUCT_PATH]: path, ...objectOf(resource.Metadata) } };
}
