import { Resource } from '../template/resource';

/** Whether anybody on the internet can reach a resource. What cannot be known is never `not-public`. */
export type ExposureVerdict = 'public' | 'not-public' | 'unknown';

/** What one judge says of one resource. */
export interface ExposureJudgement {
  readonly resource: Resource;
  readonly verdict: ExposureVerdict;
  /** One sentence: which property decides it, and its value. */
  readonly reason: string;
  /**
   * Ways from the internet to the resource, each from its first hop to its last:
   * `['internet', 'gateway Vpc/Igw', 'route 0.0.0.0/0', 'subnet Vpc/Public1', 'load balancer Shop/Balancer', '443']`.
   */
  readonly paths: readonly (readonly string[])[];
}

/** Access that somebody outside the account gets, without being everybody. */
export interface OutsideGrant {
  readonly resource: Resource;
  /** `cross-account`: named principals of other accounts; `sharing`: images, snapshots, documents and the like that are given away. */
  readonly kind: 'cross-account' | 'sharing';
  /** Who: an account, an organization, a service, as the template has it. */
  readonly to: string;
  /** What they may do. */
  readonly what: string;
}

/** A way out: where a server or a function can send data to. */
export interface EgressWay {
  readonly resource: Resource;
  /** Where to: `internet`, `anywhere its network reaches`, an address range, an AWS service through an endpoint. */
  readonly to: string;
  readonly reason: string;
  /** `open`: the internet; `limited`: to named places; `unknown`. */
  readonly verdict: 'open' | 'limited' | 'unknown';
}

/** Everything that is known of what an app shows to the outside. */
export interface Exposure {
  /** Every resource of the app, once. */
  readonly judgements: readonly ExposureJudgement[];
  readonly grants: readonly OutsideGrant[];
  readonly egress: readonly EgressWay[];
}
