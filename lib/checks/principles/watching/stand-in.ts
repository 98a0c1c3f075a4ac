import { Resource } from '../../template/resource';

/** What stands in texts for a resource: for its attributes, or for its name where none is given. */
export function standInOf({ template, logicalId }: Resource): string {
  return `${template.path}/${logicalId}`;
}

/** The resources that a text refers to, as {@link standInOf} has them. */
export function standInsIn(text: string): string[] {
  return [...text.matchAll(/\$\{([^{}.]+)(?:\.[^{}]*)?\}/g)].map(([, name]) => name);
}
