/** Where it is shown that a fault does no harm. */
export type Shown =
  | { readonly by: 'simulation'; readonly scenario: string }
  | { readonly by: 'synth error'; readonly test: string }
  | { readonly by: 'emulator'; readonly test: string }
  /** A file, and the heading that it is under. */
  | { readonly by: 'document'; readonly where: string };

/** A fault that a release must survive, and where that is shown. */
export interface KnownFault {
  readonly number: number;
  readonly fault: string;
  readonly shown: Shown;
}

/** The faults that this library knows, each with the one place that answers for it. */
export const KNOWN_FAULTS: readonly KnownFault[] = [
  simulated(1, 'New servers never pass their health check', 'never-healthy'),
  simulated(2, 'New servers come and go', 'flapping'),
  simulated(3, 'One zone has no healthy new server', 'zone-without-health'),
  simulated(4, 'No new server is healthy, and the load balancer fails open', 'all-unhealthy'),
  simulated(5, 'AWS is short of servers', 'insufficient-capacity'),
  simulated(6, 'A quota is used up', 'quota-exceeded'),
  simulated(7, 'The image is gone, not shared or of another architecture', 'image-gone'),
  simulated(8, 'The key of the volumes may not be used', 'key-denied'),
  simulated(9, 'Servers hang while they boot', 'boot-hangs'),
  simulated(10, 'An alarm fires before the deploy', 'alarm-before-shift'),
  simulated(11, 'An alarm fires while users are on the new release', 'alarm-during-bake'),
  simulated(12, 'An alarm fires only between two looks', 'alarm-flaps'),
  simulated(13, 'An alarm has no data, although there are users', 'alarm-insufficient-data'),
  simulated(14, 'An alarm is deleted or renamed', 'alarm-missing'),
  simulated(15, 'The actions of an alarm are switched off', 'alarm-actions-off'),
  simulated(16, 'There is no traffic to judge by', 'no-traffic'),
  simulated(17, 'AWS throttles', 'throttled'),
  simulated(18, 'The gate loses a right in the middle', 'access-denied'),
  simulated(19, 'The gate dies in the middle of a shift', 'gate-killed'),
  simulated(20, 'The answer to CloudFormation is lost', 'answer-lost'),
  synthesized(
    21,
    'A gate in the VPC cannot reach the address for its answer',
    'test/rollout/release-gate/release-gate.test.ts',
  ),
  simulated(22, 'The same event is delivered more than once', 'duplicate-event'),
  simulated(23, 'An older execution still works', 'stale-worker'),
  simulated(24, 'CloudFormation rolls back while traffic is shifted', 'rollback-while-shifting'),
  simulated(25, 'The release to go back to is unhealthy', 'former-unhealthy-on-rollback'),
  simulated(26, 'An earlier rollback did not end', 'rollback-left-unfinished'),
  simulated(27, 'Somebody changes weights by hand', 'rule-edited-by-hand'),
  simulated(28, 'The rule is deleted, or its priority is taken', 'rule-deleted'),
  simulated(29, 'A functional test gets no answer', 'test-times-out'),
  simulated(30, 'A functional test reaches the former release', 'test-hits-former'),
  simulated(31, 'The live release is larger than the new one may be', 'live-size-above-maximum'),
  synthesized(32, 'A desired capacity in the template resets the live size', 'test/fleet/server-group.test.ts'),
  simulated(33, 'Scaling acts in the middle of a shift', 'load-doubles'),
  simulated(34, 'The former release scales in before it is needed again', 'alarm-late-in-bake'),
  simulated(35, 'The same release is deployed again', 'same-release-again'),
  simulated(36, 'Nothing was live before', 'first-deploy'),
  simulated(37, 'The gate is deleted after a create that failed', 'first-deploy-fails'),
  {
    number: 38,
    fault: 'The physical id of the gate changes',
    shown: { by: 'emulator', test: 'test/emulator/end-to-end.test.ts' },
  },
  documented(
    39,
    'Deletion protection or a full bucket keeps a stack from being deleted',
    'README.md: Deletion protection',
  ),
  simulated(40, 'A zone is impaired, or a zonal shift is active', 'zone-impaired'),
  synthesized(41, 'A rollout takes longer than CloudFormation waits', 'test/rollout/rollout.test.ts'),
  documented(
    42,
    'Long connections stay with a release that has no weight any more',
    'README.md: What a rollout does not move',
  ),
  simulated(43, 'The certificate of the entrance has expired', 'certificate-expired'),
  simulated(44, 'A rollback trigger of CloudFormation fires together with the alarm', 'alarm-and-cancel'),
  simulated(45, 'Another resource fails after the gate has let the release through', 'later-resource-fails'),
  simulated(46, 'An error budget is spent', 'budget-spent'),
  simulated(47, 'A write that failed is done all the same, later', 'late-write-and-alarm'),
];

function simulated(number: number, fault: string, scenario: string): KnownFault {
  return { number, fault, shown: { by: 'simulation', scenario } };
}

function synthesized(number: number, fault: string, test: string): KnownFault {
  return { number, fault, shown: { by: 'synth error', test } };
}

function documented(number: number, fault: string, where: string): KnownFault {
  return { number, fault, shown: { by: 'document', where } };
}
