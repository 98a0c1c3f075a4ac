import { StackTemplate } from '../../assembly/assembly';
import { Value } from '../../template/template-values';
import { PolicySource } from './clause';
import { Holder, holderOfAccount, holderOfArn, holderOfResource, Reader } from './holder';
import { hasWildcard, partsOf } from './policy-texts';

/** Who a statement speaks of, as far as its own words tell. */
export type Principal =
  | { readonly kind: 'everybody'; readonly text: string }
  /** An account, or a user or role of one. */
  | { readonly kind: 'named'; readonly holder: Holder; readonly text: string }
  | { readonly kind: 'service'; readonly text: string }
  /** Whoever another identity provider vouches for. */
  | { readonly kind: 'federated'; readonly text: string };

/** The principals of a statement; one that cannot be read may be anybody. */
export function principalsOf(value: unknown, template: StackTemplate, source: PolicySource): Principal[] {
  const found = source.app.values.of(value, template).flatMap((one) => principalsIn(one, source));
  return found.length === 0 ? [named({ kind: 'unknown' }, '${...}')] : found;
}

function principalsIn(value: Value, source: PolicySource): Principal[] {
  if (value.kind === 'list') return value.items.flatMap((item) => principalsOf(item, value.template, source));
  if (value.kind !== 'object') return [principalOf('AWS', source.texts.textOf(value), source)];
  return Object.entries(value.fields).flatMap(([type, names]) =>
    source.texts.of(names, value.template).map((text) => principalOf(type, text, source)),
  );
}

/** One principal, by the type that the policy gives it. */
export function principalOf(type: string, text: string, reader: Reader): Principal {
  const kind = type.toLowerCase();
  if (hasWildcard(text)) return { kind: 'everybody', text: kind === 'aws' ? text : `${type} ${text}` };
  switch (kind) {
    case 'service':
      return { kind: 'service', text };
    case 'federated':
      return { kind: 'federated', text };
    case 'canonicaluser':
      return named(holderOfUser(text, reader), text);
    case 'aws':
      return named(holderOfIdentity(text, reader), text);
    default:
      return named({ kind: 'unknown' }, text);
  }
}

function holderOfIdentity(text: string, reader: Reader): Holder {
  // The identity that a CloudFront distribution reads a bucket with.
  if (partsOf(text)[4] === 'cloudfront') return holderOfUser(text, reader);
  // What IAM makes of a user or role that is gone: nobody is it any more.
  if (/^A[A-Z0-9]{15,}$/.test(text)) return { kind: 'other', name: text };
  const holder =
    text.startsWith('arn:') || text.startsWith('${') ? holderOfArn(text, reader) : holderOfAccount(text, reader);
  return text === '${AWS::AccountId}' ? { kind: 'own' } : holder;
}

/** A canonical user is an account under another name, or the identity of a distribution. */
function holderOfUser(text: string, { texts, template }: Reader): Holder {
  const resource = texts.resourceIn(text);
  if (resource !== undefined) return holderOfResource(resource, template);
  return text.includes('${') || text.includes('{{') ? { kind: 'unknown' } : { kind: 'other', name: text };
}

function named(holder: Holder, text: string): Principal {
  return { kind: 'named', holder, text };
}
