import { Resource } from '../template/resource';
import { ExposureJudgement, ExposureVerdict } from './exposure-model';

/** What one judge says of a resource. */
export type Opinion = Omit<ExposureJudgement, 'resource'>;

/** A way from the internet, from its first hop on. */
export type Way = readonly string[];

const OPENNESS: readonly ExposureVerdict[] = ['not-public', 'unknown', 'public'];

export function notPublic(reason: string, paths: readonly Way[] = []): Opinion {
  return { verdict: 'not-public', reason, paths };
}

export function isPublic(reason: string, paths: readonly Way[]): Opinion {
  return { verdict: 'public', reason, paths };
}

export function unknown(reason: string, paths: readonly Way[] = []): Opinion {
  return { verdict: 'unknown', reason, paths };
}

/** The most open of several opinions, with what all that are as open say. */
export function mostOpen(opinions: readonly Opinion[]): Opinion | undefined {
  const openness = Math.max(...opinions.map(({ verdict }) => OPENNESS.indexOf(verdict)));
  const deciding = opinions.filter(({ verdict }) => OPENNESS.indexOf(verdict) === openness);
  if (deciding.length <= 1) return deciding[0];
  return {
    verdict: deciding[0].verdict,
    reason: distinct(deciding.map(({ reason }) => reason.replace(/\.$/, ''))).join('; '),
    paths: distinctWays(deciding.flatMap(({ paths }) => paths)),
  };
}

/** The construct path without what the CDK appends for the resource that a construct is made of. */
export function labelOf({ name }: Pick<Resource, 'name'>): string {
  return name.replace(/\/(Resource|Default)$/, '');
}

export function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function distinctWays(ways: readonly Way[]): Way[] {
  return [...new Map(ways.map((way) => [JSON.stringify(way), way])).values()];
}
