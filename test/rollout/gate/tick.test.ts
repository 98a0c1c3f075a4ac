import { AlarmView } from '../../../lib/rollout/gate/account';
import { Assignment, Decision } from '../../../lib/rollout/gate/decide/decision';
import { Observations, Seen } from '../../../lib/rollout/gate/decide/observations';
import { GateState, initialState } from '../../../lib/rollout/gate/decide/state';
import { tick } from '../../../lib/rollout/gate/decide/tick';
import { A, B, group, orderFor, RULE, rule, stack, STRANGER, targets } from './requests';

/** One look at a time: the state before it and what is seen are given, and what it decides is told. */

const MINUTE = 60_000;
const known = <T>(value: T): Seen<T> => ({ known: true, value });
const unknown: Seen<never> = { known: false, why: { kind: 'throttled', message: 'Rate exceeded' } };
const assignment: Assignment = { order: orderFor('B'), requestType: 'Update' };

function alarms(changes: Partial<AlarmView> = {}): AlarmView[] {
  return ['latency', 'errors'].map((name) => ({
    name,
    state: 'OK',
    since: 0,
    reason: 'no reason',
    actionsEnabled: true,
    ...(name === 'errors' ? changes : {}),
  }));
}

const held = [group('A', { priorMinimum: 2 }), group('B', { priorMinimum: 2 })];

/** Everything is fine: half an hour in, users on B by a tenth. */
function seen(changes: Partial<Observations> = {}): Observations {
  return {
    now: 30 * MINUTE,
    stack: known(stack()),
    rule: known(rule({ [A]: 90, [B]: 10 })),
    testRule: known(rule({ [B]: 100 })),
    groups: known(held),
    targets: known(targets('B')),
    safeTargets: known(targets('A')),
    alarms: known(alarms()),
    firings: known([]),
    requests: known(10_000),
    ...changes,
  };
}

/** In the first step, which began four minutes ago; its tests passed half a minute ago. */
function inStep(changes: Partial<GateState> = {}): GateState {
  return {
    ...initialState(10 * MINUTE),
    phase: 'step',
    mission: 'forward',
    ruleArn: RULE,
    safe: A,
    own: [A, B],
    size: 2,
    provenSize: 2,
    step: 0,
    since: 26 * MINUTE,
    stepSince: 26 * MINUTE,
    firstWeightAt: 26 * MINUTE,
    testing: { index: 0, failures: 0, passedAt: 29.5 * MINUTE },
    ...changes,
  };
}

const RESTORE = { do: 'restore', ruleArn: RULE, safe: A };

function expectRestore(decision: Decision, reason: RegExp): void {
  expect(decision.commands).toEqual([RESTORE]);
  expect(decision.state).toMatchObject({ phase: 'restore', outcome: { status: 'FAILED' } });
  expect(decision.state.outcome!.reason).toMatch(reason);
}

describe('with users on the release', () => {
  test('nothing happens while all is well', () => {
    const decision = tick(assignment, inStep(), seen());
    expect(decision).toMatchObject({ commands: [], state: { phase: 'step', wait: 10 } });
  });

  test.each<[string, Partial<Observations>, RegExp]>([
    [
      'an alarm fires',
      { alarms: known(alarms({ state: 'ALARM', reason: 'too many' })) },
      /alarm errors fires .*: too many/,
    ],
    [
      'an alarm fired between two looks',
      { firings: known([{ name: 'errors', at: 27 * MINUTE }]) },
      /alarm errors fired at/,
    ],
    ['an alarm is gone', { alarms: known(alarms().slice(0, 1)) }, /the alarm errors does not exist/],
    ['an alarm is switched off', { alarms: known(alarms({ actionsEnabled: false })) }, /actions of alarm errors/],
    [
      'one zone has no healthy server left',
      { targets: known(targets('B').map((one, index) => (index === 0 ? { ...one, state: 'unhealthy' } : one))) },
      /healthy servers: 0 of 1 in eu-west-1a/,
    ],
    [
      'a zonal shift keeps traffic from one zone',
      { targets: known(targets('B').map((one, index) => ({ ...one, shiftedAway: index === 1 }))) },
      /0 of 1 in eu-west-1b \(a zonal shift is active\)/,
    ],
    ['CloudFormation rolls back', { stack: known(stack('UPDATE_ROLLBACK_IN_PROGRESS')) }, /is undoing the deploy/],
  ])('they are led back at once if %s', (_, changes, reason) => {
    expectRestore(tick(assignment, inStep(), seen(changes)), reason);
  });

  test('they are led back when the time is up', () => {
    expectRestore(tick(assignment, inStep({ startedAt: -21 * MINUTE }), seen()), /did not get through within 50 min/);
  });

  test('the reason names release, phase, share, what was seen, where users are and what to look at', () => {
    const { outcome } = tick(
      assignment,
      inStep(),
      seen({ alarms: known(alarms({ state: 'ALARM', since: 29 * MINUTE, reason: '5 > 1' })) }),
    ).state;
    expect(outcome!.reason).toBe(
      'Release bbbbbbbbbbbb of checkout (commit bbbbbbbbbbbb) was refused in phase step 1, after 20 min, with 10 % of the traffic: alarm errors fires since 00:29:00Z: 5 > 1. All traffic goes back to the former release (targetgroup/A/0a). Look at dashboard checkout-dashboard and log group /checkout.',
    );
  });

  test('a rule that somebody leads to a stranger is left so, and a person is told', () => {
    const decision = tick(assignment, inStep(), seen({ rule: known(rule({ [B]: 50, [STRANGER]: 50 })) }));
    expect(decision.commands).toEqual([]);
    expect(decision.state).toMatchObject({ phase: 'letGo', outcome: { status: 'FAILED' } });
    expect(decision.state.attention).toEqual(['somebody led the production rule to targetgroup/X/0f; it was left so']);
  });

  test('that CloudFormation waits no more is believed at the second look', () => {
    const over = seen({ stack: known(stack('UPDATE_IN_PROGRESS', { resourceStatus: 'UPDATE_FAILED' })) });
    const first = tick(assignment, inStep(), over);
    expect(first).toMatchObject({ commands: [], state: { phase: 'step', wait: 1 } });
    expectRestore(tick(assignment, first.state, over), /CloudFormation does not wait for the gate any more/);
  });

  test('weights that somebody changed are believed at the second look', () => {
    const changed = seen({ rule: known(rule({ [A]: 50, [B]: 50 })) });
    const first = tick(assignment, inStep(), changed);
    expect(first).toMatchObject({ commands: [], state: { phase: 'step', wait: 1 } });
    expectRestore(tick(assignment, first.state, changed), /somebody changed the weights of the production rule/);
    expect(tick(assignment, first.state, seen()).state.astray).toBe(0);
  });

  test('what cannot be seen for a moment changes nothing, and for longer ends it', () => {
    let state = inStep();
    for (let look = 0; look < 8; look++) {
      const decision = tick(assignment, state, seen({ alarms: unknown }));
      expect(decision).toMatchObject({ commands: [], state: { phase: 'step', wait: 10 } });
      state = decision.state;
    }
    expectRestore(tick(assignment, state, seen({ alarms: unknown })), /cannot see what it must: Rate exceeded/);
  });

  test('what may not be seen ends it at once', () => {
    const denied: Seen<never> = { known: false, why: { kind: 'denied', message: 'cloudwatch:DescribeAlarms: no' } };
    expectRestore(tick(assignment, inStep(), seen({ alarms: denied })), /cloudwatch:DescribeAlarms/);
  });
});

describe('a step ends', () => {
  const late = { now: 32 * MINUTE };
  const tested = { testing: { index: 0, failures: 0, passedAt: 31.5 * MINUTE } };

  test('when its time is over, alarms and tests have judged it, and every zone is whole', () => {
    expect(tick(assignment, inStep(tested), seen(late)).state).toMatchObject({
      phase: 'step',
      step: 1,
      stepSince: undefined,
    });
  });

  test.each<[string, Partial<GateState>, Partial<Observations>]>([
    ['its time is not over', tested, { now: 30.9 * MINUTE }],
    ['its tests have not passed since it began', { testing: { index: 0, failures: 0, passedAt: 25 * MINUTE } }, late],
    [
      'an alarm has no data although there is traffic',
      tested,
      { ...late, alarms: known(alarms({ state: 'INSUFFICIENT_DATA' })) },
    ],
    [
      'a server is away',
      { ...tested, size: 4, provenSize: 4 },
      {
        ...late,
        targets: known(targets('B')),
        groups: known([held[0], group('B', { priorMinimum: 2, min: 4, desired: 4 })]),
      },
    ],
  ])('and not while %s', (_, state, changes) => {
    const decision = tick(assignment, inStep(state), seen(changes));
    expect(decision.state).toMatchObject({ phase: 'step', step: 0 });
    expect(decision.commands).not.toContainEqual(RESTORE);
  });

  test('on a quiet night by its tests alone', () => {
    const quiet = { ...late, requests: known(3), alarms: known(alarms({ state: 'INSUFFICIENT_DATA' })) };
    expect(tick(assignment, inStep(tested), seen(quiet)).state.step).toBe(1);
  });

  test('with the release if it is never judged', () => {
    const silent = { now: 37 * MINUTE, alarms: known(alarms({ state: 'INSUFFICIENT_DATA' })) };
    expectRestore(
      tick(assignment, inStep({ testing: { index: 0, failures: 0, passedAt: 36.5 * MINUTE } }), seen(silent)),
      /alarm errors has no data yet, with 10000 requests to judge by/,
    );
  });

  test('and the last one is the bake: then its own minimum is given back, and only its own', () => {
    const baked = { now: 40 * MINUTE, rule: known(rule({ [A]: 0, [B]: 100 })) };
    const state = inStep({
      step: 1,
      stepSince: 29 * MINUTE,
      testing: { index: 0, failures: 0, passedAt: 39.5 * MINUTE },
    });
    const success = tick(assignment, state, seen(baked));
    expect(success.state).toMatchObject({ phase: 'letGo', outcome: { status: 'SUCCESS' } });
    expect(tick(assignment, success.state, seen(baked)).commands).toEqual([
      { do: 'letGo', group: 'group-B', minimum: 2 },
    ]);
  });
});

describe('before any user', () => {
  const before = (changes: Partial<GateState>): GateState =>
    inStep({ stepSince: undefined, firstWeightAt: undefined, testing: { index: 0, failures: 0 }, ...changes });
  const unshifted = { rule: known(rule({ [A]: 100 })) };

  test('both groups are held at the size of the live one, with their own minimums written down', () => {
    const groups = known([group('A', { desired: 6, max: 8 }), group('B')]);
    const decision = tick(assignment, before({ phase: 'capacity', size: 0 }), seen({ ...unshifted, groups }));
    expect(decision.commands).toEqual([
      { do: 'hold', group: 'group-B', hold: { minimum: 6, priorMinimum: 2 } },
      { do: 'hold', group: 'group-A', hold: { minimum: 6, priorMinimum: 2 } },
    ]);
    expect(decision.state).toMatchObject({ phase: 'capacity', size: 6 });
  });

  test('a live release larger than this one may be is refused, with both numbers', () => {
    const groups = known([group('A', { desired: 12, max: 20 }), group('B')]);
    const { state } = tick(assignment, before({ phase: 'capacity' }), seen({ ...unshifted, groups }));
    expect(state.outcome!.reason).toContain(
      'the live release has 12 servers and this one may have 8: raise maxCapacity',
    );
  });

  test('a live release whose servers are not to be found is not guessed at', () => {
    const groups = known([group('B')]);
    const waiting = tick(
      assignment,
      before({ phase: 'capacity', since: 29.5 * MINUTE }),
      seen({ ...unshifted, groups }),
    );
    expect(waiting).toMatchObject({ commands: [], state: { phase: 'capacity' } });
    const { state } = tick(assignment, before({ phase: 'capacity' }), seen({ ...unshifted, groups }));
    expect(state.outcome!.reason).toContain(
      'there is no server group of targetgroup/A/0a, the live release, with the tag',
    );
  });

  test('health counts from the moment since when it has not been interrupted', () => {
    const healthy = tick(assignment, before({ phase: 'health', startedAt: 20 * MINUTE }), seen(unshifted)).state;
    expect(healthy).toMatchObject({ phase: 'health', healthySince: 30 * MINUTE });
    const flapped = tick(
      assignment,
      healthy,
      seen({ ...unshifted, now: 30.4 * MINUTE, targets: known(targets('B', 'unhealthy')) }),
    ).state;
    expect(flapped).toMatchObject({ phase: 'health', healthySince: undefined });
    const again = tick(assignment, flapped, seen({ ...unshifted, now: 30.6 * MINUTE })).state;
    expect(again.healthySince).toBe(30.6 * MINUTE);
    const whole = tick(assignment, again, seen({ ...unshifted, now: 31.2 * MINUTE })).state;
    expect(whole.phase).toBe('tests');
  });

  test('a quota ends the wait for servers', () => {
    const activities = known([{ at: 20 * MINUTE, message: 'VcpuLimitExceeded - You have requested more' }]);
    const { state } = tick(
      assignment,
      before({ phase: 'health' }),
      seen({ ...unshifted, activities, targets: known([]) }),
    );
    expect(state.outcome!.reason).toContain('servers cannot start: VcpuLimitExceeded');
  });

  test('a server that fails during the tests starts the wait anew', () => {
    const state = before({ phase: 'tests', testing: { index: 0, failures: 1 } });
    const decision = tick(assignment, state, seen({ ...unshifted, targets: known(targets('B', 'unhealthy')) }));
    expect(decision.state).toMatchObject({ phase: 'health', testing: { index: 0, failures: 0 } });
  });

  test('a test is tried as often as it may be', () => {
    const failed = { name: 'GET /healthz', passed: false, detail: 'answered 503; expected 200' };
    const once = tick(
      assignment,
      before({ phase: 'tests', last: { failures: [], answered: false, test: failed } }),
      seen(unshifted),
    );
    expect(once.state).toMatchObject({ phase: 'tests', testing: { failures: 1 }, wait: 10 });
    const twice = tick(
      assignment,
      { ...once.state, last: { failures: [], answered: false, test: failed } },
      seen(unshifted),
    );
    expect(twice.state.outcome!.reason).toContain(
      'functional test GET /healthz failed 2 times: answered 503; expected 200',
    );
  });

  test('what a test saw is worth nothing if the test rule leads elsewhere', () => {
    const passed = { name: 'GET /healthz', passed: true, detail: '' };
    const state = before({ phase: 'tests', last: { failures: [], answered: false, test: passed } });
    expect(tick(assignment, state, seen(unshifted)).state.testing.passedAt).toBe(30 * MINUTE);
    const former = tick(assignment, state, seen({ ...unshifted, testRule: known(rule({ [A]: 100 })) }));
    expect(former.state.testing).toEqual({ index: 0, failures: 1 });
  });

  test('users are led on only while every zone is whole', () => {
    const state = before({ phase: 'step' });
    const soon = { ...unshifted, now: 26.5 * MINUTE };
    expect(tick(assignment, state, seen(soon)).commands).toEqual([
      { do: 'shift', ruleArn: RULE, weights: { [A]: 90, [B]: 10 } },
    ]);
    // As many as there should be, and all of them in one zone.
    const servers = ['i-B0', 'i-B1'].map((id) => ({ id, zone: 'eu-west-1b', inService: true }));
    const lopsided = known([held[0], group('B', { priorMinimum: 2, servers })]);
    expect(tick(assignment, state, seen({ ...soon, groups: lopsided }))).toMatchObject({
      commands: [],
      state: { phase: 'step' },
      why: 'waits: healthy servers: 0 of 1 in eu-west-1a',
    });
    const short = tick(assignment, state, seen({ ...soon, targets: known(targets('B').slice(0, 1)) }));
    expect(short).toMatchObject({ commands: [], state: { phase: 'step' } });
  });
});

describe('the way back', () => {
  const back = (changes: Partial<GateState> = {}): GateState =>
    inStep({
      phase: 'restore',
      mission: 'back',
      since: 29 * MINUTE,
      stepSince: undefined,
      firstWeightAt: undefined,
      ...changes,
    });

  test('traffic stays where somebody can answer until the former release can again, but not for ever', () => {
    const nobody = { safeTargets: known(targets('A', 'unhealthy')) };
    expect(tick(assignment, back(), seen(nobody))).toMatchObject({
      commands: [],
      state: { phase: 'restore', wait: 10 },
    });
    const late = tick(assignment, back({ since: 24 * MINUTE }), seen(nobody));
    expect(late.commands).toEqual([RESTORE]);
    expect(late.state.attention).toEqual(['all traffic was led back to targetgroup/A/0a, where no server was healthy']);
  });

  test('traffic goes back at once if nobody can answer', () => {
    const nobody = { safeTargets: known(targets('A', 'unhealthy')), targets: known(targets('B', 'unhealthy')) };
    expect(tick(assignment, back(), seen(nobody)).commands).toEqual([RESTORE]);
  });

  test('a weight of zero is not back: the target group would still be in use', () => {
    expect(tick(assignment, back(), seen({ rule: known(rule({ [A]: 100, [B]: 0 })) })).commands).toEqual([RESTORE]);
    expect(tick(assignment, back(), seen({ rule: known(rule({ [A]: 100 })) })).state.phase).toBe('settle');
  });

  test('where another worker was stopped, it looks again when that one must be dead', () => {
    const state = back({ phase: 'settle', stopped: true, restoredAt: 29.5 * MINUTE });
    const restored = { rule: known(rule({ [A]: 100 })) };
    expect(tick(assignment, state, seen(restored)).state.phase).toBe('settle');
    const stale = tick(assignment, state, seen({ now: 30.5 * MINUTE }));
    expect(stale.commands).toEqual([RESTORE]);
    expect(tick(assignment, state, seen({ ...restored, now: 31 * MINUTE })).state.phase).toBe('letGo');
  });

  describe('where a call of its own failed on the way forward', () => {
    const restored = { rule: known(rule({ [A]: 100 })) };
    const failedBy = (kind: 'other' | 'throttled' | 'denied' | 'not-found' | 'fenced') => ({
      failures: [{ kind, message: 'elasticloadbalancing:ModifyRule: so' }],
      answered: false,
    });

    test('and may be made all the same, it looks again when that can no longer be', () => {
      const bad = { ...restored, alarms: known(alarms({ state: 'ALARM' })) };
      const { state } = tick(assignment, inStep({ last: failedBy('other'), stepSince: undefined }), seen(bad));
      expect(state).toMatchObject({ phase: 'settle', unclearAt: 30 * MINUTE });
      const early = tick(assignment, state, seen({ ...restored, now: 31 * MINUTE }));
      expect(early.state).toMatchObject({ phase: 'settle', wait: 10 });
      const stale = tick(assignment, state, seen({ now: 31 * MINUTE }));
      expect(stale.commands).toEqual([RESTORE]);
      const late = tick(assignment, state, seen({ ...restored, now: 31 * MINUTE + 10_000 }));
      expect(late.state.phase).toBe('letGo');
    });

    test('long ago, nothing can arrive any more', () => {
      const { state } = tick(assignment, inStep({ last: failedBy('other') }), seen());
      expect(state.unclearAt).toBe(30 * MINUTE);
      const bad = seen({ ...restored, alarms: known(alarms({ state: 'ALARM' })), now: 32 * MINUTE });
      const failed = tick(assignment, { ...state, stepSince: undefined }, bad).state;
      expect(failed.phase).toBe('settle');
      expect(tick(assignment, failed, seen({ ...restored, now: 32 * MINUTE })).state.phase).toBe('letGo');
    });

    test.each(['throttled', 'denied', 'not-found', 'fenced'] as const)('as %s, it was not made', (kind) => {
      expect(tick(assignment, inStep({ last: failedBy(kind) }), seen()).state.unclearAt).toBeUndefined();
    });
  });

  describe('of a rollback that may not lead traffic back', () => {
    const failures = [{ kind: 'denied' as const, message: 'elasticloadbalancing:ModifyRule: no' }];
    const refused = { failures, answered: false };

    test('is tried for as long as CloudFormation waits', () => {
      expect(tick(assignment, back({ last: refused }), seen()).commands).toEqual([RESTORE]);
    });

    test('ends with a failure, so that the servers of both releases stay', () => {
      const { state } = tick(assignment, back({ last: refused }), seen({ now: 63 * MINUTE }));
      expect(state).toMatchObject({ phase: 'letGo', outcome: { status: 'FAILED' } });
      expect(state.outcome!.reason).toContain(
        'did not get its traffic back: traffic cannot be led back: elasticloadbalancing:ModifyRule: no',
      );
      expect(state.outcome!.reason).toContain('aws cloudformation continue-update-rollback');
    });

    test('goes on where somebody else has taken the rule, and no user is on a release that goes', () => {
      const { state } = tick(assignment, back(), seen({ rule: known(rule({ [STRANGER]: 100 })) }));
      expect(state.outcome).toBeUndefined();
      const { outcome } = tick(assignment, state, seen({ groups: known([]) })).state;
      expect(outcome).toMatchObject({ status: 'SUCCESS', reason: expect.stringContaining('it was left so') });
    });

    test('fails where somebody else has a share, and users are on a release that goes', () => {
      const { state } = tick(assignment, back(), seen({ rule: known(rule({ [STRANGER]: 50, [B]: 50 })) }));
      expect(state.outcome!.status).toBe('FAILED');
    });
  });

  test('both groups get their own minimums back', () => {
    const decision = tick(assignment, back({ phase: 'letGo' }), seen());
    expect(decision.commands).toEqual([
      { do: 'letGo', group: 'group-A', minimum: 2 },
      { do: 'letGo', group: 'group-B', minimum: 2 },
    ]);
  });

  test('a minimum that cannot be given back does not keep CloudFormation waiting', () => {
    const decision = tick(assignment, back({ phase: 'letGo', since: 26 * MINUTE }), seen());
    expect(decision.state).toMatchObject({ phase: 'answer', outcome: { status: 'SUCCESS' } });
    expect(decision.state.attention).toEqual(['a server group kept a raised minimum']);
  });

  test('CloudFormation is told until it has been told', () => {
    const state = back({ phase: 'answer', outcome: { status: 'SUCCESS', reason: 'back' } });
    const first = tick(assignment, state, { now: 30 * MINUTE });
    expect(first.commands).toEqual([{ do: 'record' }, { do: 'answer' }]);
    const again = tick(assignment, first.state, { now: 30 * MINUTE });
    expect(again.commands).toEqual([{ do: 'record' }, { do: 'answer' }]);
    const told = tick(assignment, { ...again.state, last: { failures: [], answered: true } }, { now: 30 * MINUTE });
    expect(told).toMatchObject({ commands: [], state: { phase: 'done', done: true } });
  });
});

describe('in an emergency the machine leads traffic back by itself', () => {
  test('while the release may still be refused', () => {
    expect(tick(assignment, inStep(), seen()).state.emergency).toEqual({
      ruleArn: RULE,
      safeTargetGroupArn: A,
      ownTargetGroupArns: [A, B],
    });
  });

  test('and no more once it is let through: CloudFormation may have been told', () => {
    const state = inStep({ phase: 'answer', outcome: { status: 'SUCCESS', reason: 'live' } });
    expect(tick(assignment, state, { now: 0 }).state.emergency).toBeUndefined();
  });
});
