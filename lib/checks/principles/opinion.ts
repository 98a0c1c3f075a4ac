import { Resource } from '../template/resource';
import { RuleResult, RuleVerdict } from './rule';

/** What is to be said of one aspect of a resource. */
export type Opinion = Omit<RuleResult, 'resource'>;

export const COMPLIANT: Opinion = { verdict: 'compliant' };

export function broken(detail: string): Opinion {
  return { verdict: 'non-compliant', detail };
}

export function unclear(detail: string): Opinion {
  return { verdict: 'unknown', detail };
}

const FROM_WORST: readonly RuleVerdict[] = ['non-compliant', 'unknown', 'compliant'];

/** The worst of several opinions, with everything that is said for it; none is compliant. */
export function worst(opinions: readonly Opinion[]): Opinion {
  const verdict = FROM_WORST.find((one) => opinions.some((opinion) => opinion.verdict === one));
  if (verdict === undefined || verdict === 'compliant') return COMPLIANT;
  const details = opinions.filter((one) => one.verdict === verdict).flatMap(({ detail }) => detail ?? []);
  return { verdict, detail: [...new Set(details)].join('; ') };
}

/** One result for each resource. */
export function judgeEach(resources: readonly Resource[], opinionOn: (resource: Resource) => Opinion): RuleResult[] {
  return resources.map((resource) => ({ resource, ...opinionOn(resource) }));
}
