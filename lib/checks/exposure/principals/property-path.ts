import { isObject } from '../../../private/json';
import { StackTemplate } from '../../assembly/assembly';
import { AppTemplates } from '../../template/app-templates';

/** A value of a template, unread, and the template that it stands in. */
export interface Placed {
  readonly value: unknown;
  readonly template: StackTemplate;
}

/**
 * The values at the end of a path of properties: through lists, through JSON in texts, by whichever case of letters, and through
 * all that conditions of the template make of it. What cannot be followed is itself the end of the path.
 */
export function valuesAt(value: unknown, path: string, template: StackTemplate, app: AppTemplates): Placed[] {
  const [name, ...others] = path.split('.');
  return app.values.items(value, template).flatMap((one): Placed[] => {
    const json = one.kind === 'text' ? parse(one.text) : undefined;
    if (Array.isArray(json)) return valuesAt(json, path, template, app);
    const found = isObject(json) ? { fields: json, template } : one;
    if (!('fields' in found)) return [{ value, template }];
    return Object.entries(found.fields)
      .filter(([key]) => key.toLowerCase() === name.toLowerCase())
      .flatMap(([, inner]) =>
        others.length === 0
          ? [{ value: inner, template: found.template }]
          : valuesAt(inner, others.join('.'), found.template, app),
      );
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
