import { AppTemplates } from '../template/app-templates';
import { Resource } from '../template/resource';
import { callGrants } from './components/call-grants';
import { egressOf } from './egress/egress';
import { Exposure, ExposureJudgement } from './exposure-model';
import { Fronts } from './fronts';
import { judgeByNetwork, JUDGED_TYPES } from './judges';
import { surroundingsOf } from './network/surroundings';
import { labelOf, mostOpen, Opinion } from './opinion';
import { judgePrincipals, PRINCIPAL_TYPES } from './principals/principals';
import { unreadableParts } from './unreadable-parts';

/** Several rules and the report ask about the same app; what they get is the same as if it were judged again. */
const JUDGED = new WeakMap<AppTemplates, Exposure>();

/** Everything that an app shows to the outside: each of its resources judged once, who else gets in, and the ways out. */
export function exposureOf(app: AppTemplates): Exposure {
  const known = JUDGED.get(app);
  if (known !== undefined) return known;
  const exposure = judge(app);
  JUDGED.set(app, exposure);
  return exposure;
}

/** Whether a judge has looked at a resource, rather than at no more than its type. */
export function isLookedAt({ type }: Pick<Resource, 'type'>): boolean {
  return LOOKED_AT.has(type);
}

const LOOKED_AT: ReadonlySet<string> = new Set([...JUDGED_TYPES, ...PRINCIPAL_TYPES]);

function judge(app: AppTemplates): Exposure {
  const around = surroundingsOf(app);
  const principals = judgePrincipals(app);
  const byPrincipal = new Map(principals.judgements.map((one) => [one.resource, one]));
  const judged = app.templates
    .flatMap((template) => app.in(template))
    .map((resource): ExposureJudgement => {
      const opinions = [judgeByNetwork(resource, around), byPrincipal.get(resource)].flatMap((one) => one ?? []);
      return { resource, ...merged(resource, opinions) };
    });
  const open = new Set(judged.filter(({ verdict }) => verdict === 'public').map(({ resource }) => resource));
  const fronts = new Fronts(around);
  return {
    judgements: [...judged.map((one) => withFronts(one, fronts, open)), ...app.templates.flatMap(unreadableParts)],
    grants: [...principals.grants, ...callGrants(app)],
    egress: egressOf(around),
  };
}

/** The most open opinion counts. Where nobody knows the type, nobody knows whether it can be reached. */
function merged({ type }: Resource, opinions: readonly Opinion[]): Opinion {
  const { verdict, reason, paths } = mostOpen(opinions) ?? {
    verdict: 'unknown' as const,
    reason: `this version does not know whether ${type} can be reached from outside`,
    paths: [],
  };
  return { verdict, reason, paths };
}

/** What is reached through a public component is not one itself, but the way to it is worth showing. */
function withFronts(judgement: ExposureJudgement, fronts: Fronts, open: ReadonlySet<Resource>): ExposureJudgement {
  const ways = fronts.before(judgement.resource).filter(({ component }) => open.has(component));
  if (ways.length === 0) return judgement;
  const names = [...new Set(ways.map(({ component }) => labelOf(component)))].join(', ');
  return {
    ...judgement,
    reason: `${judgement.reason}; it is reached through ${names}, which is judged itself`,
    paths: [...judgement.paths, ...ways.map(({ hops }) => ['internet', ...hops])],
  };
}
