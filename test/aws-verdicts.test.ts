import { FACTS } from './aws/facts/facts';
import { Deploy, DeployName, DnsLook, Execution, Look, Observed, StackEvent, Verdict } from './aws/records';

/** Everything happens so many seconds after this. */
const START = Date.UTC(2026, 10, 20, 12);
const at = (seconds: number) => START + seconds * 1000;

const OLD = 'arn:old';
const NEW = 'arn:new';
const STACK = 'Stack';

function deploy(name: DeployName, parts: Partial<Deploy>): Deploy {
  const nothing = { exitCode: 0, said: '', events: [], looks: [], deeds: [], executions: [], failedLaunches: [] };
  return { name, stack: STACK, from: at(0), to: at(900), former: OLD, ...nothing, ...parts };
}

/** A look with a percentage of the traffic on the new target group. */
function look(seconds: number, stack: string, share: number, more: Partial<Look> = {}): Look {
  return {
    at: at(seconds),
    stack,
    weights: share === 0 ? { [OLD]: 1 } : { [OLD]: 100 - share, [NEW]: share },
    ...more,
  };
}

function event(seconds: number, logicalId: string, status: string, more: Partial<StackEvent> = {}): StackEvent {
  return { at: at(seconds), logicalId, status, type: 'AWS::CloudFormation::Stack', ...more };
}

const rollback = (seconds: number) => event(seconds, STACK, 'UPDATE_ROLLBACK_IN_PROGRESS', { reason: 'it failed' });

function judge(number: number, deploys: Deploy[], dns: DnsLook[] = []): Verdict {
  const observed: Observed = { deploys, dns };
  return FACTS[number - 1].judge(observed);
}

describe('1: weights that CloudFormation did not write', () => {
  const abandoned = (parts: Partial<Deploy>, last: number) =>
    deploy('abandoned-shift', {
      deeds: [{ at: at(60), what: 'weights set', detail: '30 %' }],
      events: [rollback(180), event(200, 'SecondTargetGroup', 'DELETE_FAILED', { reason: 'ResourceInUse' })],
      looks: [
        look(0, 'UPDATE_IN_PROGRESS', 0),
        look(61, 'UPDATE_IN_PROGRESS', 30),
        look(220, 'UPDATE_ROLLBACK_COMPLETE', last),
      ],
      ...parts,
    });

  test('are still there after the rollback', () => {
    const { answer, evidence } = judge(1, [abandoned({}, 30)]);
    expect(answer).toBe('confirmed');
    expect(evidence).toContain(
      '12:03:40 UPDATE_ROLLBACK_COMPLETE, with 30 % of the traffic on the target group that was rolled back',
    );
    expect(evidence.join('\n')).toMatch('SecondTargetGroup DELETE_FAILED: ResourceInUse');
  });

  test('are gone after it', () => {
    expect(judge(1, [abandoned({}, 0)]).answer).toBe('refuted');
  });

  test.each<[string, Partial<Deploy>]>([
    ['were never written', { deeds: [] }],
    ['were written after CloudFormation turned back', { events: [rollback(30)] }],
    ['were never in effect', { looks: [look(0, 'UPDATE_IN_PROGRESS', 0), look(220, 'UPDATE_ROLLBACK_COMPLETE', 0)] }],
    [
      'were looked at too early',
      { looks: [look(61, 'UPDATE_IN_PROGRESS', 30), look(185, 'UPDATE_ROLLBACK_IN_PROGRESS', 30)] },
    ],
  ])('%s', (_, parts) => {
    expect(judge(1, [abandoned(parts, 30)]).answer).toBe('not seen');
  });

  test('stand beside what the gate did, which is no part of the verdict', () => {
    const looks = [look(10, 'UPDATE_IN_PROGRESS', 30), look(100, 'UPDATE_IN_PROGRESS', 0)];
    const gated = deploy('failing-release', { looks, events: [rollback(130)] });
    const { answer, evidence } = judge(1, [abandoned({}, 0), gated]);
    expect(answer).toBe('refuted');
    expect(evidence).toContain(
      'with the gate: 12:01:40 all traffic on the former release, 30 s before CloudFormation turned back',
    );
  });
});

describe('2: what the gate hears of a rollback', () => {
  const execution = (seconds: number): Execution => ({
    name: `gate-${seconds}`,
    startedAt: at(seconds),
    status: 'SUCCEEDED',
    request: 'Update',
  });
  const turnedBack = (parts: Partial<Deploy>, name: DeployName = 'failing-release') =>
    deploy(name, {
      looks: [look(60, 'UPDATE_IN_PROGRESS', 30), look(101, 'UPDATE_ROLLBACK_IN_PROGRESS', 0)],
      events: [
        event(20, 'Gate', 'UPDATE_IN_PROGRESS', { type: 'Custom::ReleaseGate' }),
        rollback(100),
        event(102, 'Gate', 'UPDATE_IN_PROGRESS', { type: 'Custom::ReleaseGate' }),
        event(140, 'Group', 'DELETE_IN_PROGRESS'),
      ],
      executions: [execution(21), execution(103)],
      ...parts,
    });

  test('comes as an update, in time', () => {
    const { answer, evidence } = judge(2, [turnedBack({})]);
    expect(answer).toBe('confirmed');
    expect(evidence).toContain(
      '12:01:43 failing-release: it arrives (gate-103); the stack is in UPDATE_ROLLBACK_IN_PROGRESS',
    );
  });

  test.each<[string, Partial<Deploy>]>([
    ['comes after something was deleted', { executions: [execution(21), execution(150)] }],
    ['never comes', { executions: [execution(21)] }],
    ['comes in another state of the stack', { looks: [look(60, 'UPDATE_IN_PROGRESS', 30)] }],
  ])('%s', (_, parts) => {
    expect(judge(2, [turnedBack(parts)]).answer).toBe('refuted');
    expect(judge(2, [turnedBack({}), turnedBack(parts, 'cancelled-release')]).answer).toBe('refuted');
  });

  test('is not known of a release that went well, or that no user met', () => {
    expect(judge(2, [turnedBack({ events: [] })]).answer).toBe('not seen');
    expect(judge(2, [turnedBack({ looks: [look(60, 'UPDATE_IN_PROGRESS', 0)] })]).answer).toBe('not seen');
  });
});

describe('3: a rollback trigger that fires in the bake', () => {
  const triggered = (parts: Partial<Deploy>) =>
    deploy('triggered-release', {
      deeds: [{ at: at(300), what: 'alarm set', detail: 'the rollback trigger is in ALARM' }],
      events: [rollback(330)],
      looks: [look(200, 'UPDATE_IN_PROGRESS', 100), look(350, 'UPDATE_ROLLBACK_IN_PROGRESS', 0)],
      ...parts,
    });

  test('has all traffic back soon', () => {
    const { answer, evidence } = judge(3, [triggered({})]);
    expect(answer).toBe('confirmed');
    expect(evidence).toContain('12:05:50 all traffic on the former release, 50 s after the alarm');
  });

  test.each<[string, Partial<Deploy>]>([
    [
      'has it back late',
      { looks: [look(200, 'UPDATE_IN_PROGRESS', 100), look(421, 'UPDATE_ROLLBACK_IN_PROGRESS', 0)] },
    ],
    ['does nothing', { events: [], looks: [look(200, 'UPDATE_IN_PROGRESS', 100)] }],
  ])('%s', (_, parts) => {
    expect(judge(3, [triggered(parts)]).answer).toBe('refuted');
  });

  test('was not seen where it did not fire, or not in the bake', () => {
    expect(judge(3, [triggered({ deeds: [] })]).answer).toBe('not seen');
    expect(judge(3, [triggered({ looks: [look(200, 'UPDATE_IN_PROGRESS', 30)] })]).answer).toBe('not seen');
  });
});

describe('4: servers whose target group is in no rule any more', () => {
  const cleanup = (seconds: number, target?: string, lifecycle?: string) =>
    look(seconds, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 100, {
      targets: { [OLD]: target === undefined ? {} : { a: target } },
      servers: lifecycle === undefined ? { b: 'InService' } : { a: lifecycle, b: 'InService' },
    });
  const released = (...looks: Look[]) => judge(4, [deploy('good-release', { looks })]);

  test('go at once', () => {
    const { answer, evidence } = released(
      cleanup(0, 'unused', 'InService'),
      cleanup(3, 'unused', 'Terminating'),
      cleanup(43),
    );
    expect(answer).toBe('confirmed');
    expect(evidence).toContain('12:00:03 a began to go, and was gone 40 s later');
  });

  test('are drained, or stay as long as draining takes', () => {
    expect(released(cleanup(3, 'draining', 'Terminating'), cleanup(43)).answer).toBe('refuted');
    expect(released(cleanup(3, 'unused', 'Terminating'), cleanup(124)).answer).toBe('refuted');
    expect(released(cleanup(3, 'unused', 'Terminating')).answer).toBe('refuted');
  });

  test('were not seen to go', () => {
    expect(released(look(0, 'UPDATE_ROLLBACK_COMPLETE', 0)).answer).toBe('not seen');
    expect(released(cleanup(0, 'unused', 'InService'), cleanup(10)).answer).toBe('not seen');
    expect(released(cleanup(850, 'unused', 'Terminating')).answer).toBe('not seen');
  });
});

describe('5: a target group without healthy targets, and Route 53', () => {
  const FELL = '192.0.2.1';
  const STAYED = '10.0.0.5';
  const asked = (before: string, off: string, after: string, healthy = 2): DnsLook[] =>
    (['1', 'off', '1 again'] as const).flatMap((setting, index) => [
      // What comes last in a setting counts; the change takes a while.
      { at: at(index * 100), setting, answers: [STAYED, FELL], healthy },
      { at: at(index * 100 + 50), setting, answers: [[before, off, after][index]], healthy },
    ]);

  test('with off, it does no harm, and without it does', () => {
    const { answer, evidence } = judge(5, [], asked(FELL, STAYED, FELL));
    expect(answer).toBe('confirmed');
    expect(evidence[1]).toBe('12:02:30 count off: 10.0.0.5; 2 healthy targets of the live release');
  });

  test('even with off, it makes the load balancer unhealthy', () => {
    expect(judge(5, [], asked(FELL, FELL, FELL)).answer).toBe('refuted');
  });

  test('nothing follows where it does no harm in any case, or something else may have', () => {
    expect(judge(5, [], asked(STAYED, STAYED, STAYED)).answer).toBe('not seen');
    expect(judge(5, [], asked(FELL, STAYED, STAYED)).answer).toBe('not seen');
    expect(judge(5, [], asked(STAYED, STAYED, FELL)).answer).toBe('not seen');
    expect(judge(5, [], asked(FELL, STAYED, FELL, 0)).answer).toBe('not seen');
  });
});

describe('6: a policy right after the rule', () => {
  const type = 'AWS::AutoScaling::ScalingPolicy';
  const rule = event(10, 'ScalingRule', 'CREATE_COMPLETE', { type: 'AWS::ElasticLoadBalancingV2::ListenerRule' });
  const policy = event(12, 'RequestPolicy', 'CREATE_COMPLETE', { type });
  const refused = (reason: string) => event(12, 'Policy', 'CREATE_FAILED', { type, reason });

  test('is accepted', () => {
    const { answer, evidence } = judge(6, [deploy('request-policy', { events: [rule, policy] })]);
    expect(answer).toBe('confirmed');
    expect(evidence).toContain('12:00:12 the policy was, 2 s later');
  });

  test('is refused, there or in any release', () => {
    const events = [refused('The load balancer does not route traffic to the target group')];
    expect(judge(6, [deploy('request-policy', { events })]).answer).toBe('refuted');
    expect(
      judge(6, [deploy('request-policy', { events: [rule, policy] }), deploy('good-release', { events })]).answer,
    ).toBe('refuted');
  });

  test('was not made, for another reason', () => {
    expect(judge(6, [deploy('request-policy', { events: [rule, refused('Rate exceeded')] })]).answer).toBe('not seen');
  });
});

describe('7: a rollback trigger that fires before the update', () => {
  const began = event(20, STACK, 'UPDATE_IN_PROGRESS');
  const inAlarm = (seconds: number, ...events: StackEvent[]) =>
    judge(7, [
      deploy('trigger-in-alarm', { deeds: [{ at: at(seconds), what: 'alarm set', detail: 'in ALARM' }], events }),
    ]);

  test('rolls it back', () => {
    const { answer, evidence } = inAlarm(0, began, rollback(35));
    expect(answer).toBe('confirmed');
    expect(evidence).toContain('12:00:35 UPDATE_ROLLBACK_IN_PROGRESS, 15 s after it began: it failed');
  });

  test('is overlooked', () => {
    expect(inAlarm(0, began, event(200, STACK, 'UPDATE_COMPLETE')).answer).toBe('refuted');
  });

  test('was not seen where no update began, or the alarm came later', () => {
    expect(inAlarm(0).answer).toBe('not seen');
    expect(inAlarm(30, began, rollback(35)).answer).toBe('not seen');
  });
});

describe('8: a group that there is no room for', () => {
  const began = event(10, 'ShortGroup', 'CREATE_IN_PROGRESS');
  const short = (minutes: number, ...events: StackEvent[]) =>
    deploy('shortage', {
      to: at(minutes * 60),
      exitCode: null,
      events: [began, ...events],
      failedLaunches: [{ at: at(30), message: 'ReservationCapacityExceeded' }],
    });

  test('is given up', () => {
    const { answer, evidence } = judge(8, [
      short(20, event(900, 'ShortGroup', 'CREATE_FAILED', { reason: 'did not stabilize' })),
    ]);
    expect(answer).toBe('confirmed');
    expect(evidence).toContain('12:15:00 CREATE_FAILED after 890 s: did not stabilize');
  });

  test('is waited for', () => {
    expect(judge(8, [short(62)]).answer).toBe('refuted');
  });

  test('was not waited for long enough, was cancelled, had room, or failed for another reason', () => {
    const cancelled = event(900, 'ShortGroup', 'CREATE_FAILED', { reason: 'Resource creation cancelled' });
    expect(judge(8, [short(30)]).answer).toBe('not seen');
    expect(judge(8, [short(30, cancelled)]).answer).toBe('not seen');
    expect(judge(8, [short(62, event(900, 'ShortGroup', 'CREATE_COMPLETE'))]).answer).toBe('not seen');
    const other = { ...short(62), failedLaunches: [{ at: at(30), message: 'UnauthorizedOperation' }] };
    expect(judge(8, [other]).answer).toBe('not seen');
  });
});
