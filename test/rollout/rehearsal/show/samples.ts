import { InvariantVerdict, Moment, Rehearsal, Run } from '../../../../lib/rollout/rehearsal/run';

const INVARIANTS = [
  'only-to-healthy',
  'stays-only-where-healthy',
  'users-have-a-release',
  'back-at-once',
  'late-writes-undone',
  'former-release-back',
  'former-size-and-limits',
  'answered-once',
  'duplicates-change-nothing',
  'nothing-left-behind',
];

/** A moment in one line: when, phase, weights, healthy of servers on both sides, and what happened. */
function moment(
  time: string,
  phase: string,
  weights: [number, number],
  former: [number, number],
  newest: [number, number],
  event: string,
): Moment {
  const [minutes, seconds] = time.split(':').map(Number);
  return {
    atSeconds: minutes * 60 + seconds,
    phase,
    event,
    former: { weight: weights[0], healthy: former[0], servers: former[1] },
    newest: { weight: weights[1], healthy: newest[0], servers: newest[1] },
  };
}

/** All held, but for those that are said to have broken. */
export function invariants(broken: { readonly [name: string]: string } = {}): InvariantVerdict[] {
  return INVARIANTS.map((name) => ({ name, held: !(name in broken), broken: broken[name] ?? null }));
}

/** The first five minutes, which are the same in every run that comes so far. */
const LAUNCH: Moment[] = [
  moment('0:00', 'create', [100, 0], [6, 6], [0, 0], 'CloudFormation starts the update'),
  moment('0:20', 'preflight', [100, 0], [6, 6], [0, 0], 'the image exists and fits; no alarm fires'),
  moment('0:50', 'create', [100, 0], [6, 6], [0, 3], 'the new group starts 3 servers'),
  moment('1:30', 'capacity', [100, 0], [6, 6], [0, 6], 'the new group gets the size of the former one: 6'),
  moment('2:40', 'capacity', [100, 0], [6, 6], [3, 6], '3 servers of the new release are healthy'),
  moment('3:30', 'health', [100, 0], [6, 6], [6, 6], 'each zone has 2 healthy servers'),
  moment('4:00', 'tests', [100, 0], [6, 6], [6, 6], 'GET /healthz answered 200 after 31 ms'),
];

const CANARY: Moment = moment('4:10', 'step 1', [90, 10], [6, 6], [6, 6], '10 % of the traffic on the new release');

const BAKE: Moment = moment('9:20', 'bake', [0, 100], [6, 6], [6, 6], 'all traffic on the new release');

export const GOOD_RUN: Run = {
  fault: null,
  story: 'Nothing goes wrong.',
  faultAtSeconds: null,
  outcome: 'released',
  reason: null,
  deployTimeSeconds: 1220,
  rollbackTimeSeconds: null,
  exposedRequestShare: 0,
  invariants: invariants(),
  timeline: [
    ...LAUNCH,
    CANARY,
    BAKE,
    moment('19:30', 'answer', [0, 100], [6, 6], [6, 6], 'CloudFormation is told: go on'),
    moment('19:50', 'clean up', [0, 100], [4, 4], [6, 6], 'the former group begins to leave'),
    moment('20:20', 'clean up', [0, 100], [0, 0], [6, 6], 'the former group is deleted'),
  ],
};

export const ALARM_RUN: Run = {
  fault: 'alarm-during-bake@12m',
  story: 'The error alarm of the new release fires twelve minutes into the deploy, when it has all the traffic.',
  faultAtSeconds: 720,
  outcome: 'rolled back',
  reason:
    'Release f00ba4c0ffee of checkout (commit 9fceb02d0ae5) was refused in phase bake, after 12.2 min, with 100 % of the traffic: alarm checkout-f00ba4-Errors fired at 12:10: 4.2 % of the requests failed. All traffic goes back to the former release (d00d1e5a11ad). Look at dashboard checkout_shop_internal-eu-west-1 and log group /golden-path/shop.internal/gate.',
  deployTimeSeconds: 905,
  rollbackTimeSeconds: 10,
  exposedRequestShare: 0.2134,
  invariants: invariants(),
  timeline: [
    ...LAUNCH,
    CANARY,
    BAKE,
    moment('12:00', 'bake', [0, 100], [6, 6], [6, 6], 'the error alarm fires'),
    moment('12:10', 'restore', [100, 0], [6, 6], [6, 6], 'all traffic back on the former release'),
    moment('12:20', 'settle', [100, 0], [6, 6], [6, 6], 'it is still there'),
    moment('12:30', 'answer', [100, 0], [6, 6], [6, 6], 'CloudFormation is told: failed'),
    moment('13:00', 'roll back', [100, 0], [6, 6], [6, 6], 'CloudFormation asks for the former release: it is live'),
    moment('14:05', 'roll back', [100, 0], [6, 6], [0, 4], 'the new group leaves'),
    moment('15:05', 'roll back', [100, 0], [6, 6], [0, 0], 'the new group is deleted'),
  ],
};

const MARKUP = '<script>document.title="owned"</script><img src="https://evil.example/x.png" onerror="alert(1)">';

/** Names, events and reasons that try to be markup, to leave their line, or to be very long. */
export const HOSTILE_RUN: Run = {
  fault: `${MARKUP}"><svg onload=alert(2)>`,
  story: `It's ${MARKUP} & worse]]> \u202egnp.exe`,
  faultAtSeconds: 90,
  outcome: 'refused before any traffic',
  reason: `first line\r\n\u001b[31msecond line ${MARKUP} ${'long'.repeat(300)}`,
  deployTimeSeconds: 200,
  rollbackTimeSeconds: null,
  exposedRequestShare: 0,
  invariants: [
    ...invariants({ 'nothing-left-behind': `at 3:20 the group ${MARKUP} was still there` }),
    { name: `${MARKUP}\nname`, held: false, broken: null },
  ],
  timeline: [
    moment('0:00', `<b>${'phase'.repeat(20)}`, [100, 0], [3, 3], [0, 0], MARKUP),
    moment('0:05', '"quoted" & <i>', [100, 0], [3, 3], [0, 1], 'a second'),
    moment('0:10', 'WWWWWWWWWWWW', [100, 0], [3, 3], [0, 3], '\u001b[2Jcleared'),
    moment('1:30', '能力能力能力', [100, 0], [2, 3], [0, 3], 'x'.repeat(500)),
    moment('3:20', "' onload='alert(3)", [100, 0], [3, 3], [0, 0], 'the end'),
  ],
};

/** A rehearsal of a canary, with the runs that are asked for. */
export function rehearsalOf(...runs: Run[]): Rehearsal {
  return {
    schema: 'golden-path/rehearsal/1',
    stack: 'prod-checkout',
    service: 'checkout',
    from: { fingerprint: 'd00d1e5a11ad', commit: '1'.repeat(40) },
    to: { fingerprint: 'f00ba4c0ffee', commit: '9fceb02d0ae598e95dc970b74767f19372d61af8' },
    rollout: 'canary: 10 % for 5 minutes, then all; bake 10 minutes',
    runs,
  };
}

/** As many runs as `--fault all` gives. */
export function manyRuns(number = 28): Run[] {
  return Array.from({ length: number }, (_, index) => {
    if (index === 0) return GOOD_RUN;
    const shift = index % 5;
    const early = index % 3 === 0;
    const run: Run = early
      ? {
          ...HOSTILE_RUN,
          story: 'No server of the new release gets healthy.',
          reason: 'Release f00ba4c0ffee of checkout was refused in phase health, after 15 min and before any user.',
          invariants: invariants(),
          timeline: LAUNCH,
        }
      : ALARM_RUN;
    return {
      ...run,
      fault: `scenario-number-${index}@${shift + 4}m`,
      deployTimeSeconds: run.deployTimeSeconds + index,
    };
  });
}
