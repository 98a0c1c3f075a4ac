import { Access, closed, Grant, narrowest, unreadable } from './access';
import { Clauses } from './clause';
import { closings } from './deny';
import { federationOf } from './federation';
import { opennessOf, Reader } from './holder';
import { Narrowing, narrowingOf } from './narrowing';
import { Principal } from './principal';
import { deputyOf, isService } from './service-principal';
import { Statement } from './statement';

/** Where a statement stands. */
export interface Policy extends Reader {
  readonly statements: readonly Statement[];
  /** Whether it says who may become a role, rather than who may use a resource. */
  readonly isTrust: boolean;
}

/** What an Allow opens: an access for each of its principals, and for each condition that it may have. */
export function accessesOf(allow: Statement, policy: Policy): Access[] {
  const { principals, isInverted, conditions } = allow;
  if (principals === undefined) return [];
  const doors = closings(allow, policy.statements, policy);
  // All but some are everybody.
  const who: readonly Principal[] = isInverted ? [{ kind: 'everybody', text: 'all but some' }] : principals;
  return conditions.flatMap((clauses) =>
    who.map((principal) =>
      behind(doors, allow, { ...accessOf(principal, { allow, clauses, policy }), who: principal.kind }),
    ),
  );
}

interface Case {
  readonly allow: Statement;
  readonly clauses: Clauses;
  readonly policy: Policy;
}

function accessOf(principal: Principal, one: Case): Access {
  switch (principal.kind) {
    case 'everybody':
      return ofEverybody(principal.text, one);
    case 'named':
      return ofNamed(principal, one);
    case 'service':
      return ofService(principal.text, one);
    case 'federated':
      return ofFederated(principal.text, one);
  }
}

function ofEverybody(text: string, { allow, clauses, policy }: Case): Access {
  const who = text === '*' ? 'anyone (Principal *)' : `anyone (${text})`;
  return narrowed(who, allow, narrowingOf(clauses, false, policy));
}

function ofNamed({ holder, text }: Extract<Principal, { kind: 'named' }>, one: Case): Access {
  const { allow, clauses, policy } = one;
  if (opennessOf(holder) === 'public') return ofEverybody(text, one);
  if (holder.kind === 'own') return closed(`${sentence(allow)} lets in the own account.`);
  if (holder.kind === 'other') {
    return closed(`${sentence(allow)} lets in ${holder.name}.`, [grantOf(holder.name, allow)]);
  }
  const narrowing = narrowingOf(clauses, false, policy);
  const verdict = narrowest(['unknown', narrowing.verdict]);
  return narrowed(`whoever ${text} is`, allow, { ...narrowing, verdict });
}

function ofService(service: string, { allow, clauses, policy }: Case): Access {
  // Whoever has a service take a role needs the right to pass that role on, which only its own account gives.
  if (policy.isTrust) return closed(`${sentence(allow)} lets ${service} take the role for its own account.`);
  if (!isService(service)) return unreadable(`${sentence(allow)} lets in a service that the template does not name.`);
  const narrowing = narrowingOf(clauses, true, policy);
  if (narrowing.verdict !== 'public') return narrowed(service, allow, narrowing);
  const { verdict, why } = deputyOf(service, allow, policy);
  if (verdict === 'not-public') return closed(`${sentence(allow)} lets in ${service}: ${why}.`);
  return {
    verdict,
    reason: `${sentence(allow)} lets ${service} do ${doing(allow)}: ${why}.`,
    way: ['internet', `any AWS customer through ${service}`, doing(allow)],
    grants: [],
  };
}

function ofFederated(provider: string, { allow, clauses, policy }: Case): Access {
  const who = `users of ${provider}`;
  const narrowing = narrowingOf(clauses, false, policy);
  if (narrowing.verdict === 'not-public') return narrowed(who, allow, narrowing);
  const { verdict, why } = federationOf(provider, clauses, policy.texts);
  if (verdict === 'not-public') return closed(`${sentence(allow)} lets in ${who}: ${why}.`, [grantOf(who, allow)]);
  return {
    verdict: narrowest([verdict, narrowing.verdict]),
    reason: `${sentence(allow)} lets in ${who}: ${why}.`,
    way: ['internet', who, doing(allow)],
    grants: [],
  };
}

/** What is left of somebody's access behind a condition. */
function narrowed(who: string, allow: Statement, { verdict, outside, why }: Narrowing): Access {
  if (verdict === 'not-public') {
    const grants = outside.map((one) => grantOf(one, allow));
    return closed(`${sentence(allow)} lets in ${who} only with ${why}.`, grants);
  }
  const despite =
    why === ''
      ? 'no condition narrows it'
      : `${why} ${verdict === 'public' ? 'does not narrow it' : 'may not narrow it'}`;
  return {
    verdict,
    reason: `${sentence(allow)} lets ${who} do ${doing(allow)}: ${despite}.`,
    way: ['internet', who, doing(allow)],
    grants: [],
  };
}

/** What is left of an access after the statements that deny it to others. */
function behind(doors: readonly Narrowing[], allow: Statement, access: Access): Access {
  const verdict = narrowest([access.verdict, ...doors.map((door) => door.verdict)]);
  if (verdict === access.verdict) return access;
  const [door] = doors.filter((one) => one.verdict === verdict);
  const reason = `${access.reason.replace(/\.$/, '')}; ${door.why}.`;
  if (verdict !== 'not-public') return { ...access, verdict, reason };
  return closed(
    reason,
    door.outside.map((one) => grantOf(one, allow)),
  );
}

function grantOf(to: string, allow: Statement): Grant {
  return { to, what: doing(allow) };
}

function sentence({ label }: Statement): string {
  return label.replace(/^s/, 'S');
}

function doing({ doing: actions }: Statement): string {
  const more = actions.length > 3 ? ` and ${actions.length - 3} more` : '';
  return `${actions.slice(0, 3).join(', ')}${more}`;
}
