import { ExposureVerdict } from '../exposure-model';
import { mostOpen, narrowest } from './access';
import { Clause, Clauses } from './clause';
import { ConditionKey, conditionKey, isExact, isNegative, isPositive } from './condition-keys';
import { Holder, opennessOf, Reader } from './holder';

/** Whom a condition leaves in. */
export interface Narrowing {
  readonly verdict: ExposureVerdict;
  /** Those left in who are not of the own account. */
  readonly outside: readonly string[];
  /** What does it, or what only looks as if it did. */
  readonly why: string;
}

/** Nobody is kept out. */
const OPEN = { verdict: 'public', outside: [] } as const;

/**
 * Whom the condition of an Allow leaves in, of all the world or of all whom a service asks for.
 *
 * Several values are alternatives, so the widest one counts; several keys have to be met together, so the narrowest one counts.
 */
export function narrowingOf(clauses: Clauses, isService: boolean, reader: Reader): Narrowing {
  if (clauses === undefined)
    return { verdict: 'unknown', outside: [], why: 'a condition that the template does not show' };
  const present = new Set(clauses.filter(wantsPresence).map(({ key }) => key));
  const found = clauses.map((clause) => {
    const key = conditionKey(clause.key, isService);
    const isMissed = clause.ifExists || clause.quantifier === 'all';
    const counts = key !== undefined && isPositive(clause.operator, key) && (!isMissed || present.has(clause.key));
    return { clause, ...(counts ? whoIsIn(clause, key, reader) : OPEN) };
  });
  const verdict = narrowest(found.map((one) => one.verdict));
  const deciding = found.filter((one) => one.verdict === verdict);
  const inside = deciding.find(({ outside }) => outside.length === 0);
  return {
    verdict,
    outside: verdict === 'not-public' ? (inside ?? deciding[0]).outside : [],
    why: deciding.map(({ clause }) => describe(clause)).join(' and '),
  };
}

/**
 * Whom a Deny for everybody lets through: those for whom one of its lines is not true.
 *
 * Only a line that is true for somebody without the key keeps anybody out: what is not equal, or not in a range.
 */
export function letThrough(clauses: Clauses, reader: Reader): Narrowing {
  if (clauses === undefined) return { ...OPEN, why: 'a condition that the template does not show' };
  const found = clauses.map((clause) => ({ clause, ...escaping(clause, reader) }));
  return {
    verdict: mostOpen(found.map((one) => one.verdict)),
    outside: found.flatMap((one) => one.outside),
    why: found.map(({ clause }) => describe(clause)).join(' and '),
  };
}

function escaping(clause: Clause, reader: Reader): Pick<Narrowing, 'verdict' | 'outside'> {
  const key = conditionKey(clause.key, false);
  if (key === undefined) return OPEN;
  if (isNegative(clause.operator, key)) return clause.quantifier === 'any' ? OPEN : whoIsIn(clause, key, reader);
  const isSwitch = key.comparison === 'switch' && isPositive(clause.operator, key);
  if (!isSwitch || !clause.ifExists || clause.quantifier !== undefined) return OPEN;
  const others = clause.values.map((value) => (/^false$/i.test(value) ? 'true' : 'false'));
  return whoIsIn({ ...clause, values: others }, key, reader);
}

function whoIsIn(clause: Clause, key: ConditionKey, reader: Reader): Pick<Narrowing, 'verdict' | 'outside'> {
  if (clause.values.length === 0) return OPEN;
  const holders = key
    .holders(clause.values, reader)
    .map((one, index) => settled(one, clause.operator, clause.values[index]));
  return {
    verdict: mostOpen(holders.map(opennessOf)),
    outside: holders.flatMap((one) => (one.kind === 'other' ? [one.name] : [])),
  };
}

/** A parameter that is compared letter by letter is somebody in particular, and no pattern, though nobody knows who. */
function settled(holder: Holder, operator: string, value: string): Holder {
  return holder.kind === 'unknown' && isExact(operator) ? { kind: 'other', name: value } : holder;
}

/** `Null: false` makes a key a must, and so makes up for what lets callers through without it. */
function wantsPresence({ operator, values }: Clause): boolean {
  return operator === 'null' && values.length > 0 && values.every((value) => /^false$/i.test(value));
}

function describe({ name, values }: Clause): string {
  const shown = values.slice(0, 3).join(', ');
  return `${name} ${shown}${values.length > 3 ? ` and ${values.length - 3} more` : ''}`;
}
