import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { Fields, fieldsOf, Setting, settingIn, textOfValue } from '../setting';
import { Answer, Door, widest } from './door';

/** A property that decides about exposure: which of its values open, and which close. */
export interface Option {
  /** The names that lead to it. */
  readonly path: readonly string[];
  /** In lower case. */
  readonly opens: readonly string[];
  readonly closes: readonly string[];
  /** What its absence means. */
  readonly absent: Answer;
  /** What it means that it is there, whatever it is; default: its value decides. */
  readonly isPresent?: Answer;
}

/** What an option says of a resource; a value that is neither is unknown. */
export function doorOf(app: AppTemplates, resource: Resource, option: Option): Door {
  return doorIn(app, fieldsOf(resource), option);
}

export function doorIn(app: AppTemplates, fields: Fields, { path, opens, closes, absent, isPresent }: Option): Door {
  const setting = settingIn(app, fields, ...path);
  const name = path.join('.');
  const doors = setting.values.map((value): Door => {
    const text = textOfValue(value);
    if (isPresent !== undefined && value.kind !== 'unknown') return { isOpen: isPresent, why: `${name} is given` };
    const word = text.toLowerCase();
    if (value.kind === 'text' && opens.includes(word)) return { isOpen: 'yes', why: `${name} is ${text}` };
    if (value.kind === 'text' && closes.includes(word)) return { isOpen: 'no', why: `${name} is ${text}` };
    if (value.kind === 'text')
      return { isOpen: 'unknown', why: `${name} is ${text}, and who gets in by that is not in the templates` };
    return { isOpen: 'unknown', why: `what ${name} is, is not in the templates (${text})` };
  });
  return widestOf([
    ...doors,
    ...absences(setting, {
      isOpen: absent,
      why: `${name} is missing${isPresent === undefined ? `, ${ABSENT[absent]}` : ''}`,
    }),
  ]);
}

const ABSENT = {
  yes: 'and its default opens',
  no: 'and its default closes',
  unknown: 'and what it is then is not in the templates',
} as const;

function absences({ mayBeAbsent, values }: Setting, door: Door): Door[] {
  return mayBeAbsent || values.length === 0 ? [door] : [];
}

function widestOf(doors: readonly Door[]): Door {
  const [first, ...others] = doors;
  return first === undefined ? { isOpen: 'unknown', why: 'it is not in the templates' } : widest([first, ...others]);
}

/** A switch that is `true` or `false`. */
export function flag(path: readonly string[], absent: Answer): Option {
  return { path, opens: ['true'], closes: ['false'], absent };
}

/** Something that closes, opens or hides a resource by being there, whatever is in it; its absence does the opposite. */
export function presence(path: readonly string[], isPresent: Answer): Option {
  return { path, opens: [], closes: [], absent: isPresent === 'yes' ? 'no' : 'yes', isPresent };
}
