import { listOf, objectOf } from '../../../private/json';
import { StackTemplate } from '../../assembly/assembly';
import { AppTemplates } from '../../template/app-templates';

/**
 * All that `Fn::FindInMap` may find. Where a key is known at the deployment only (the region, above all), each entry may be it.
 *
 * So an image that is fixed for each region is fixed, though the template does not say in which region it will be deployed.
 */
export function mappedValues(app: AppTemplates, argument: unknown, template: StackTemplate): unknown[] {
  const [map, first, second, options] = listOf(argument);
  const named = (key: unknown) => app.texts.of(key, template);
  const found = entriesOf(objectOf(template.template.Mappings)[named(map)], named(first)).flatMap((entries) =>
    entriesOf(entries, named(second)),
  );
  const { DefaultValue: otherwise } = objectOf(options);
  return otherwise === undefined ? found : [...found, otherwise];
}

function entriesOf(map: unknown, key: string): unknown[] {
  const entries = objectOf(map);
  if (key.includes('${')) return Object.values(entries);
  return Object.prototype.hasOwnProperty.call(entries, key) ? [entries[key]] : [];
}
