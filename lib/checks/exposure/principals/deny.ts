import { ExposureVerdict } from '../exposure-model';
import { mostOpen } from './access';
import { Reader } from './holder';
import { letThrough, Narrowing } from './narrowing';
import { Principal } from './principal';
import { Statement } from './statement';

/**
 * Whom the Deny statements of a policy leave in of those whom an Allow lets in; nothing where none of them speaks of it.
 *
 * Only what holds in every deployment counts: a Deny for everybody and for all that the Allow allows.
 */
export function closings(allow: Statement, statements: readonly Statement[], reader: Reader): Narrowing[] {
  return statements
    .filter((deny) => deny.effect === 'Deny' && deny.isCertain && covers(deny, allow))
    .map((deny) => {
      const through = letThrough(deny.conditions[0], reader);
      const spared = sparedBy(deny);
      return {
        verdict: mostOpen([through.verdict, ...spared.map(({ verdict }) => verdict)]),
        outside: [...through.outside, ...spared.flatMap(({ outside }) => outside)],
        why: `${deny.label} denies all others${through.why === '' ? '' : ` by ${through.why}`}`,
      };
    });
}

function covers(deny: Statement, allow: Statement): boolean {
  return (
    coversAll(deny.actions, allow.actions) &&
    (deny.resources.length === 0 || coversAll(deny.resources, allow.resources))
  );
}

/** Whether every pattern of the one list lies within a pattern of the other one. */
function coversAll(wide: readonly string[], narrow: readonly string[]): boolean {
  return narrow.every((one) => wide.some((pattern) => matches(pattern, one)));
}

/**
 * Whether all that a pattern can be lies within another pattern.
 *
 * A star of the inner one is a character like any other, which only a star of the outer one takes in.
 */
export function matches(outer: string, inner: string): boolean {
  let [at, star, retry] = [0, -1, 0];
  for (let next = 0; next < inner.length;) {
    const isSame = outer[at] === inner[next] || (outer[at] === '?' && inner[next] !== '*');
    if (outer[at] === '*') [star, retry, at] = [at, next, at + 1];
    else if (isSame) [at, next] = [at + 1, next + 1];
    else if (star < 0) return false;
    else [at, next, retry] = [star + 1, retry + 1, retry + 1];
  }
  return /^\**$/.test(outer.slice(at));
}

/** Whom a Deny does not speak of at all. */
function sparedBy({ principals = [], isInverted }: Statement): Array<{ verdict: ExposureVerdict; outside: string[] }> {
  const isEverybody = principals.some(({ kind, text }) => kind === 'everybody' && text === '*');
  if (!isInverted) return isEverybody ? [] : [{ verdict: 'public', outside: [] }];
  return principals.map(spared);
}

function spared(principal: Principal): { verdict: ExposureVerdict; outside: string[] } {
  if (principal.kind !== 'named') return { verdict: 'public', outside: [] };
  const { holder } = principal;
  if (holder.kind === 'own') return { verdict: 'not-public', outside: [] };
  return holder.kind === 'other'
    ? { verdict: 'not-public', outside: [holder.name] }
    : { verdict: 'unknown', outside: [] };
}
