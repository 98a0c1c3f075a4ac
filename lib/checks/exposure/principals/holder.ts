import { StackTemplate } from '../../assembly/assembly';
import { Resource } from '../../template/resource';
import { ExposureVerdict } from '../exposure-model';
import { hasWildcard, partsOf, PolicyTexts, StandIn, standInsOf, withoutStandIns } from './policy-texts';

/** Who a text names: an account, somebody in one, an organization, a network. */
export type Holder =
  /** The account of the stack itself. */
  | { readonly kind: 'own' }
  | { readonly kind: 'other'; readonly name: string }
  /** Whoever wants to be: a pattern that everybody can fit into. */
  | { readonly kind: 'anyone' }
  /** An AWS service, and nobody can tell for whom it asks. */
  | { readonly kind: 'service' }
  | { readonly kind: 'unknown' };

/** Where a text stands that names somebody. */
export interface Reader {
  readonly texts: PolicyTexts;
  readonly template: StackTemplate;
}

const OWN: Holder = { kind: 'own' };
const ANYONE: Holder = { kind: 'anyone' };
const UNKNOWN: Holder = { kind: 'unknown' };

export function opennessOf({ kind }: Holder): ExposureVerdict {
  if (kind === 'anyone') return 'public';
  return kind === 'unknown' || kind === 'service' ? 'unknown' : 'not-public';
}

/** Whose an account id is. A pattern is nobody's: accounts are had for the asking. */
export function holderOfAccount(text: string, { texts, template }: Reader): Holder {
  if (hasWildcard(text)) return ANYONE;
  const only = onlyStandIn(text, texts);
  if (only?.kind === 'account') return OWN;
  if (!/^\d{12}$/.test(text)) return UNKNOWN;
  return text === accountOf(template) ? OWN : { kind: 'other', name: `account ${text}` };
}

/** Whose an ARN is. Without an account in it (a bucket, an API) it has to be a name in full, as anybody may take the next one. */
export function holderOfArn(text: string, reader: Reader): Holder {
  const only = onlyStandIn(text, reader.texts);
  if (only !== undefined) return holderOf(only, reader.template);
  const [start, , , , account, ...rest] = partsOf(text);
  if (start !== 'arn' || account === undefined || rest.length === 0) return hasWildcard(text) ? ANYONE : UNKNOWN;
  if (account !== '') {
    const known = standInsOf(account).length === 0 || account === '${AWS::AccountId}';
    return known ? holderOfAccount(account, reader) : holderOfStandIns(account, reader, account);
  }
  if (hasWildcard(text)) return ANYONE;
  return holderOfStandIns(rest.join(':'), reader, text);
}

/** Whose a network or an endpoint is, by the id that AWS gave it. */
export function holderOfId(text: string, reader: Reader): Holder {
  return hasWildcard(text) ? ANYONE : holderOfStandIns(text, reader, text);
}

/** Whose an organization or a path in it is. It is more than one account in any case; all of it may be meant, but not all there are. */
export function holderOfOrganization(text: string, reader: Reader): Holder {
  const [id] = partsOf(text, '/');
  const holder = holderOfId(id, reader);
  return holder.kind === 'own' || holder.kind === 'other' ? { kind: 'other', name: `organization ${text}` } : holder;
}

/** An account id that a stack is deployed to, where the app says it. */
export function accountOf({ environment }: StackTemplate): string | undefined {
  return /^aws:\/\/(\d{12})\//.exec(environment)?.[1];
}

/** Whose a resource of the app is: that of the account it is deployed to. */
export function holderOfResource(resource: Resource, template: StackTemplate): Holder {
  const [its, own] = [accountOf(resource.template), accountOf(template)];
  return its === own
    ? OWN
    : { kind: 'other', name: its === undefined ? `the account of ${resource.template.path}` : `account ${its}` };
}

/** What has no stand-in is as it is written; one that stands for a resource is as much the app's own as that. */
function holderOfStandIns(text: string, { texts, template }: Reader, name: string): Holder {
  const found = standInsOf(text).map((one) => texts.resolve(one));
  if (found.some(({ kind }) => kind === 'unknown') || text === '') return UNKNOWN;
  const resource = found.find((one) => one.kind === 'resource');
  return resource === undefined ? { kind: 'other', name } : holderOf(resource, template);
}

function holderOf(standIn: StandIn, template: StackTemplate): Holder {
  if (standIn.kind === 'unknown') return UNKNOWN;
  return standIn.kind === 'resource' ? holderOfResource(standIn.resource, template) : OWN;
}

function onlyStandIn(text: string, texts: PolicyTexts): StandIn | undefined {
  const [standIn] = standInsOf(text);
  return standIn !== undefined && withoutStandIns(text) === '' && standIn === text ? texts.resolve(standIn) : undefined;
}
