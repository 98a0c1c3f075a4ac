/** The stacks of the verification. All of them begin alike, so that a person finds what was left. */
export const STACKS = {
  platform: 'GoldenPathVerifyPlatform',
  service: 'GoldenPathVerifyService',
  experiments: 'GoldenPathVerifyExperiments',
  scaling: 'GoldenPathVerifyScaling',
  shortage: 'GoldenPathVerifyShortage',
} as const;

export type StackName = (typeof STACKS)[keyof typeof STACKS];

/** The domain of the platform; nobody has it, and nobody asks for it. */
export const DOMAIN = 'golden-path-verify.internal';
export const SERVICE = 'demo';
export const HOST = `${SERVICE}.${DOMAIN}`;

/** A public zone that is delegated to nobody: its own name servers are asked directly. */
export const PUBLIC_ZONE = 'golden-path-verify.test';
export const RECORD = `entrance.${PUBLIC_ZONE}`;

/** What Route 53 answers when it takes the load balancer for unhealthy; an address for documentation (RFC 5737). */
export const FALLBACK = '192.0.2.1';

/** On everything that is made here. */
export const TAG = { key: 'golden-path-verify', value: 'true' } as const;

/** A server with this tag answers 500 from then on: that is how a release goes bad in mid-shift. */
export const BAD_TAG = 'golden-path-verify-bad';

/** What a service needs little of. */
export const INSTANCE_TYPE = 't4g.small';

/** The logical ids in the bare stacks that the script looks for. */
export const IDS = {
  rule: 'Rule',
  first: 'FirstTargetGroup',
  second: 'SecondTargetGroup',
  trigger: 'Trigger',
  scalingRule: 'ScalingRule',
  policy: 'RequestPolicy',
  group: 'ShortGroup',
} as const;

/** The share, in percent, that the abandoned shift leaves on the new target group. */
export const ABANDONED_SHARE = 30;

/** How long requests in flight may last on the demo: long enough to tell draining from no draining. */
export const DRAIN_SECONDS = 120;
