import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { fieldOf, itemsOf, Possible, propertyOf } from './possible';

/** The keys of a resource's tags, as a list of tags or as a map has them. */
export function tagKeys(app: AppTemplates, resource: Resource): Possible[] {
  return itemsOf(app, propertyOf(app, resource, 'Tags')).flatMap((one): Possible[] => {
    if (one.kind !== 'object') return [one];
    const key = fieldOf(app, one, 'Key');
    const isTag = key.some(({ kind }) => kind !== 'absent');
    return isTag ? key : Object.keys(one.fields).map((text) => ({ kind: 'text', text }));
  });
}
