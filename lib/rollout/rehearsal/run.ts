/** What a rehearsal found out; printed by `golden-path rehearse --json` as it is. */
export interface Rehearsal {
  readonly schema: 'golden-path/rehearsal/1';
  readonly stack: string;
  readonly service: string;
  readonly from: RehearsedRelease;
  readonly to: RehearsedRelease;
  /** The rollout in words. */
  readonly rollout: string;
  readonly runs: Run[];
}

export interface RehearsedRelease {
  readonly fingerprint: string;
  readonly commit: string;
}

/** One deploy in virtual time. */
export interface Run {
  /** The scenario, or null if nothing went wrong. */
  readonly fault: string | null;
  /** What the scenario is, in a sentence. */
  readonly story: string;
  /** When the fault struck, in seconds since the deploy began; null if it has no moment. */
  readonly faultAtSeconds: number | null;
  /** Where users are in the end. */
  readonly outcome: 'released' | 'rolled back' | 'refused before any traffic';
  /** What CloudFormation was told, if the release was not let through. */
  readonly reason: string | null;
  /** From the start of the deploy until the new release had all the traffic for good, or until the way back was over. */
  readonly deployTimeSeconds: number;
  /** From the first sign of trouble that could be seen until all traffic was on the former release; null without a way back. */
  readonly rollbackTimeSeconds: number | null;
  /** The share, from 0 to 1, of the requests during the deploy that met a release that was not let through. */
  readonly exposedRequestShare: number;
  readonly invariants: InvariantVerdict[];
  readonly timeline: Moment[];
}

export interface InvariantVerdict {
  readonly name: string;
  readonly held: boolean;
  /** When and how it broke. */
  readonly broken: string | null;
}

/** The world at one moment at which something happened. */
export interface Moment {
  readonly atSeconds: number;
  /** The phase of the deploy, such as `health`. */
  readonly phase: string;
  /** What happened, for people. */
  readonly event: string;
  readonly former: Side;
  readonly newest: Side;
}

/** One of the two releases at a moment. */
export interface Side {
  /** Percent of the traffic. */
  readonly weight: number;
  readonly healthy: number;
  readonly servers: number;
}
