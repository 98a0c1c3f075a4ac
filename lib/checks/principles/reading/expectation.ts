import { AppTemplates } from '../../template/app-templates';
import { broken, COMPLIANT, Opinion, unclear, worst } from '../opinion';
import { Possible, possibleValues, show } from './possible';

/** What a property must be. */
export interface Expectation {
  /** The property, as the template calls it: `MetadataOptions.HttpTokens`. */
  readonly property: string;
  /** How it stands if the property is not there; by default it is broken. */
  readonly absent?: Opinion;
  /** Whether a literal is as it must be. */
  accepts(text: string): boolean;
}

/** How all that a property may be stands to what it must be. */
export function expectText(values: readonly Possible[], { property, accepts, absent }: Expectation): Opinion {
  return worst(
    values.map((value) => {
      if (value.kind === 'absent') return absent ?? broken(`${property} is not stated`);
      if (value.kind !== 'text') return unreadable(property, value);
      return accepts(value.text) ? COMPLIANT : broken(`${property} is ${show(value)}`);
    }),
  );
}

/** A property that must be `true`. */
export function expectTrue(values: readonly Possible[], property: string, absent?: Opinion): Opinion {
  return expectText(values, { property, accepts: (text) => text === 'true', absent });
}

/** A property that must not be `true`; it is not where it is left out. */
export function expectNotTrue(values: readonly Possible[], property: string): Opinion {
  return expectText(values, { property, accepts: (text) => text === 'false', absent: COMPLIANT });
}

/** A property that must not be there at all. */
export function expectAbsent(values: readonly Possible[], property: string): Opinion {
  return worst(values.map((value) => (value.kind === 'absent' ? COMPLIANT : broken(`${property} is ${show(value)}`))));
}

/** A whole number that must not be too small. */
export function expectAtLeast(values: readonly Possible[], property: string, least: number): Opinion {
  return expectText(values, { property, accepts: (text) => text.trim() !== '' && Number(text) >= least });
}

/** A list that must have an item. One that a condition may leave out, or empty, is known at the deployment only. */
export function expectItems(
  app: AppTemplates,
  lists: readonly Possible[],
  { property, empty }: { readonly property: string; readonly empty: string },
): Opinion {
  return worst(
    lists.map((list) => {
      if (list.kind === 'absent') return broken(empty);
      if (list.kind === 'unknown') return unreadable(property, list);
      const items =
        list.kind === 'list' ? list.items.map((item) => possibleValues(app, item, list.template)) : [[list]];
      if (items.some((item) => item.length > 0 && item.every(({ kind }) => kind !== 'absent'))) return COMPLIANT;
      return items.flat().some(({ kind }) => kind !== 'absent')
        ? unclear(`Whether ${property} has an item is known at the deployment only`)
        : broken(empty);
    }),
  );
}

/** A value that nobody can read before the deployment. */
export function unreadable(property: string, value: Possible): Opinion {
  return unclear(`${property} is ${show(value)}`);
}
