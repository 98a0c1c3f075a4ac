import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { ExposureJudgement, OutsideGrant } from '../exposure-model';
import { labelOf } from '../opinion';
import { mostOpen } from './access';
import { STATEMENT_OPENERS } from './function-openers';
import { Opened, Opener, Opening } from './opened';
import { PolicyReader } from './policy-access';
import { POLICY_CARRIERS, POLICY_TARGETS } from './policy-carriers';
import { POLICY_OPENERS } from './policy-openers';
import { PolicyTargets } from './policy-targets';
import { Seals } from './seal';
import { SHARE_OPENERS } from './shares';
import { unlistedPolicies } from './unlisted-policies';

/** What the policies, permissions and shares of an app open to the outside. */
export interface PrincipalsExposure {
  /** One for each resource of the types that are judged here, and for each other one that a policy or a share may open to anyone. */
  readonly judgements: readonly ExposureJudgement[];
  readonly grants: readonly OutsideGrant[];
}

const OPENERS: readonly Opener[] = [...POLICY_OPENERS, ...STATEMENT_OPENERS, ...SHARE_OPENERS];

/** The types of which every resource is judged here. */
export const PRINCIPAL_TYPES: readonly string[] = [
  ...new Set([...POLICY_TARGETS, ...OPENERS.map(({ type }) => type)]),
].sort();

/** Judges every resource by who may use it, whatever network it is in. */
export function judgePrincipals(app: AppTemplates): PrincipalsExposure {
  const reader = new PolicyReader(app);
  const opening = { reader, targets: new PolicyTargets(reader), seals: new Seals(reader) };
  const resources = app.templates.flatMap((template) => app.in(template));
  const opened = new Map<Resource, Opened[]>(resources.map((resource) => [resource, []]));
  const forOthers = new Set<Resource>();
  for (const resource of resources) {
    for (const one of openedBy(resource, opening)) {
      opened.get(one.resource)?.push(one);
      if (one.resource !== resource) forOthers.add(resource);
    }
  }
  return {
    judgements: [...opened].flatMap(([resource, ways]) => judgement(resource, ways, forOthers.has(resource))),
    grants: [...opened].flatMap(([resource, ways]) => grantsOf(resource, ways)),
  };
}

function openedBy(resource: Resource, opening: Opening): Opened[] {
  const listed = POLICY_BY_TYPE.get(resource.type) ?? [];
  return [
    ...(OPENERS_BY_TYPE.get(resource.type) ?? []).flatMap((one) => one.open(resource, opening)),
    ...unlistedPolicies(resource, listed, opening.reader),
  ];
}

const OPENERS_BY_TYPE = new Map(OPENERS.map(({ type }) => [type, OPENERS.filter((one) => one.type === type)]));

/** The properties that an opener reads already, by their first names. */
const POLICY_BY_TYPE = new Map(
  POLICY_CARRIERS.map(({ type, documents }) => [type, documents.map((path) => path.split('.')[0])]),
);

/** The most open way into a resource decides. */
function judgement(resource: Resource, ways: readonly Opened[], isForOthers: boolean): ExposureJudgement[] {
  const accesses = ways.map(({ access }) => access);
  const verdict = mostOpen(accesses.map((access) => access.verdict));
  const isJudged = PRINCIPAL_TYPES.includes(resource.type);
  if (verdict === 'not-public')
    return isJudged ? [{ resource, verdict, reason: closedReason(ways, isForOthers), paths: [] }] : [];
  const deciding = accesses.filter((access) => access.verdict === verdict);
  const more = new Set(deciding.map(({ reason }) => reason)).size - 1;
  const paths = deciding.flatMap(({ way }) => waysTo(resource, way));
  return [
    {
      resource,
      verdict,
      reason: `${deciding[0].reason}${more > 0 ? ` ${more} more do so, too.` : ''}`,
      paths: [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()],
    },
  ];
}

/** Whoever may read a bucket that is a website may do so by its address, too. */
function waysTo(resource: Resource, [start, ...others]: readonly string[]): string[][] {
  const isWebsite = resource.type === 'AWS::S3::Bucket' && resource.properties.WebsiteConfiguration !== undefined;
  const direct = [start, ...others, called(resource)];
  return isWebsite ? [direct, [start, 'website endpoint', ...others, called(resource)]] : [direct];
}

/** What keeps a resource closed: a condition or a block if there is one, else that nobody is let in who is not named. */
function closedReason(ways: readonly Opened[], isForOthers: boolean): string {
  const kept = ways.find(({ access }) => access.who === 'everybody') ?? ways[0];
  const others = new Set(ways.map(({ access }) => access.reason)).size - 1;
  if (kept !== undefined)
    return `${kept.access.reason}${others > 0 ? ` ${others} more let in nobody else than they name.` : ''}`;
  return isForOthers
    ? 'What it lets in is judged at what it is for.'
    : 'No policy and no share of the app lets anybody in from outside.';
}

function grantsOf(resource: Resource, ways: readonly Opened[]): OutsideGrant[] {
  const grants = ways.flatMap(({ access, kind }) => access.grants.map((one) => ({ resource, kind, ...one })));
  return [...new Map(grants.map((one) => [`${one.kind} ${one.to} ${one.what}`, one])).values()];
}

/** What a resource is called in a path: `topic Shop/Topic`. */
function called(resource: Resource): string {
  const noun = resource.type
    .replace(/^.*::/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return `${noun} ${labelOf(resource)}`;
}
