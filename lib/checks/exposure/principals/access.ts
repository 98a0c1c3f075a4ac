import { ExposureVerdict } from '../exposure-model';

/** Somebody outside who gets something, without being everybody. */
export interface Grant {
  readonly to: string;
  readonly what: string;
}

/** What one statement, setting or share opens. */
export interface Access {
  readonly verdict: ExposureVerdict;
  /** One sentence. */
  readonly reason: string;
  /** From the internet to what is done to the resource, which the judge of the resource puts at the end; empty where nobody gets in. */
  readonly way: readonly string[];
  readonly grants: readonly Grant[];
  /** Whom it speaks of, where a policy tells: what keeps everybody out need not keep out a service. */
  readonly who?: 'everybody' | 'named' | 'service' | 'federated';
}

const OPENNESS: readonly ExposureVerdict[] = ['not-public', 'unknown', 'public'];

/** Of several ways in, the most open one counts. */
export function mostOpen(verdicts: readonly ExposureVerdict[]): ExposureVerdict {
  return OPENNESS[Math.max(0, ...verdicts.map((one) => OPENNESS.indexOf(one)))];
}

/** Of several doors on one way, the narrowest one counts. */
export function narrowest(verdicts: readonly ExposureVerdict[]): ExposureVerdict {
  return OPENNESS[Math.min(OPENNESS.length - 1, ...verdicts.map((one) => OPENNESS.indexOf(one)))];
}

export function closed(reason: string, grants: readonly Grant[] = []): Access {
  return { verdict: 'not-public', reason, way: [], grants };
}

/** Something that cannot be read may let in everybody. */
export function unreadable(reason: string): Access {
  return { verdict: 'unknown', reason, way: ['internet', 'whoever it lets in'], grants: [] };
}
