import { Account, AccountError } from '../../../lib/rollout/gate/account';
import { executionName } from '../../../lib/rollout/gate/act/job';
import { GateState, initialState } from '../../../lib/rollout/gate/decide/state';
import { Gate } from '../../../lib/rollout/gate/gate';
import { CustomResourceEvent, PREFLIGHT_TYPE } from '../../../lib/rollout/gate/protocol';
import { A, B, group, orderFor, properties, RULE, rule, stack, targets, update } from './requests';

/** What the gate did to the account, in order. */
interface Deed {
  readonly call: string;
  readonly with: unknown[];
}

type Calls = { [K in keyof Account]?: (...args: any[]) => any };

/** An account in which A is live and B is ready; each call that writes is noted. */
function accountWith(changes: Calls = {}) {
  const deeds: Deed[] = [];
  const answers: any[] = [];
  const writing =
    (call: string, result?: unknown) =>
    async (...args: unknown[]) => {
      deeds.push({ call, with: args });
      return result;
    };
  const account: Calls = {
    now: () => 1_000_000,
    stack: async () => stack(),
    alarmsOfStack: async () => ['latency', 'errors'],
    rule: async (listener: string) => rule(listener.endsWith('-test') ? { [B]: 100 } : { [A]: 100 }),
    targets: async (arn: string) => targets(arn === A ? 'A' : 'B'),
    groups: async () => [group('A'), group('B')],
    failedActivities: async () => [],
    alarms: async (names: string[]) =>
      names.map((name) => ({ name, state: 'OK', since: 0, reason: '', actionsEnabled: true })),
    firings: async () => [],
    requests: async () => 0,
    image: async () => ({ state: 'available', architecture: 'arm64' }),
    runningExecutions: async () => [],
    isRunning: async () => true,
    setWeights: writing('setWeights'),
    hold: writing('hold'),
    letGo: writing('letGo'),
    startExecution: writing('startExecution', true),
    stopExecution: writing('stopExecution'),
    probe: async ({ test }: any) => ({ name: test.name, passed: true, detail: '' }),
    invokeTest: async ({ name }: any) => ({ name, passed: true, detail: '' }),
    putParameter: writing('putParameter'),
    deleteParameter: writing('deleteParameter'),
    respond: async (_url: string, body: string) => void answers.push(JSON.parse(body)),
    ...changes,
  };
  const lines: any[] = [];
  return { gate: new Gate(account as Account, (line) => lines.push(line)), deeds, answers, lines };
}

const preflightOrder = {
  service: 'checkout',
  host: 'checkout.shop.internal',
  release: { fingerprint: 'bbbbbbbbbbbb', commit: 'b'.repeat(40) },
  image: 'ami-0123456789abcdef0',
  architecture: 'arm64',
  entrance: orderFor('B').entrance,
  fix: '',
};

function preflightRequest(changes: Partial<CustomResourceEvent> = {}): CustomResourceEvent {
  return update('B', {
    RequestType: 'Create',
    ResourceType: PREFLIGHT_TYPE,
    ResourceProperties: properties(preflightOrder),
    OldResourceProperties: undefined,
    PhysicalResourceId: undefined,
    ...changes,
  });
}

describe('a request of CloudFormation', () => {
  test('becomes an execution that is named after it, with what to do in an emergency', async () => {
    const { gate, deeds, answers } = accountWith();
    await gate.handle(update('B'));
    expect(deeds).toHaveLength(1);
    const [name, input] = deeds[0].with as [string, string];
    expect(name).toMatch(/^gate-Checkout-[0-9a-f]{8}-6f1d2c3b-0000-4000-8000-000000000001$/);
    expect(JSON.parse(input)).toEqual({
      request: update('B'),
      emergency: { ruleArn: RULE, safeTargetGroupArn: A, ownTargetGroupArns: [A, B] },
    });
    expect(answers).toEqual([]);
  });

  test('gives an execution a name that Step Functions takes', () => {
    const StackId = `arn:aws:cloudformation:eu-west-1:111122223333:stack/${'Long'.repeat(32)}/5e7f`;
    const names = [update('B', { StackId }), update('B', { StackId, LogicalResourceId: 'Other' })].map(executionName);
    for (const name of names) expect(name).toMatch(/^[A-Za-z0-9-]{1,80}$/);
    expect(names[0]).not.toBe(names[1]);
  });

  test('is refused in a newer protocol before anything is touched', async () => {
    const { gate, deeds, answers } = accountWith();
    await gate.handle(update('B', { ResourceProperties: properties(orderFor('B'), '2') }));
    expect(deeds).toEqual([]);
    expect(answers).toMatchObject([
      {
        Status: 'FAILED',
        PhysicalResourceId: 'release-gate/CheckoutGate',
        Reason: expect.stringContaining('speaks protocol 2'),
      },
    ]);
  });

  test('can be deleted even then', async () => {
    const { gate, answers } = accountWith();
    await gate.handle(update('B', { RequestType: 'Delete', ResourceProperties: properties(orderFor('B'), '2') }));
    expect(answers).toMatchObject([{ Status: 'SUCCESS' }]);
  });

  const unstartable = {
    startExecution: async () => {
      throw new AccountError('throttled', 'states:StartExecution', 'Rate exceeded');
    },
  };

  test('to go forward fails if no execution can be started', async () => {
    const { gate, deeds, answers } = accountWith(unstartable);
    await gate.handle(update('B'));
    expect(deeds).toEqual([]);
    expect(answers).toMatchObject([{ Status: 'FAILED', Reason: expect.stringContaining('states:StartExecution') }]);
  });

  test('to go back is done without one', async () => {
    let weights: Record<string, number> = { [A]: 90, [B]: 10 };
    const { gate, deeds, answers } = accountWith({
      ...unstartable,
      stack: async () => stack('UPDATE_ROLLBACK_IN_PROGRESS'),
      rule: async () => rule(weights),
      setWeights: async (_arn: string, wanted: Record<string, number>) => void (weights = wanted),
    });
    await gate.handle(update('A'));
    expect(weights).toEqual({ [A]: 100 });
    expect(answers).toMatchObject([{ Status: 'SUCCESS' }]);
    expect(deeds.map(({ call }) => call)).toEqual(['putParameter']);
  });
});

describe('a preflight', () => {
  const judge = async (changes: Calls, request = preflightRequest()) => {
    const { gate, answers, deeds } = accountWith(changes);
    await gate.handle(request);
    expect(deeds).toEqual([]);
    expect(answers).toHaveLength(1);
    return answers[0];
  };

  test('lets a release start', async () => {
    expect(await judge({})).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'release-preflight/CheckoutGate' });
  });

  test('lets the first release start, where no rule is', async () => {
    expect(await judge({ rule: async () => undefined })).toMatchObject({ Status: 'SUCCESS' });
  });

  test.each<[string, Calls, string]>([
    ['the image is gone', { image: async () => undefined }, 'ami-0123456789abcdef0 does not exist in this region'],
    [
      'the image is not ready',
      { image: async () => ({ state: 'pending', architecture: 'arm64' }) },
      'is pending; it must be available',
    ],
    [
      'the image does not fit',
      { image: async () => ({ state: 'available', architecture: 'x86_64' }) },
      'is for x86_64, and the release says arm64',
    ],
    [
      'an alarm of the service fires',
      { alarms: async () => [{ name: 'errors', state: 'ALARM', since: 0, reason: '', actionsEnabled: true }] },
      'Alarm errors fires since 00:00:00Z: mend that first, or mark the release as a fix',
    ],
    [
      'the stack would not be rolled back',
      { stack: async () => stack('UPDATE_IN_PROGRESS', { rollbackDisabled: true }) },
      'without rollback',
    ],
    [
      'a shift was never ended',
      { rule: async () => rule({ [A]: 90, [B]: 10 }) },
      'must lead to the live release alone',
    ],
    [
      'the priority is somebody else’s',
      { rule: async () => rule({ [A]: 100 }, { hosts: ['cart.shop.internal'] }) },
      'belongs to cart.shop.internal',
    ],
    [
      'something cannot be seen',
      {
        image: async () => {
          throw new AccountError('denied', 'ec2:DescribeImages', 'not authorized');
        },
      },
      'It cannot be checked: ec2:DescribeImages: not authorized',
    ],
  ])('refuses it if %s', async (_, changes, reason) => {
    const { Status, Reason } = await judge(changes);
    expect(Status).toBe('FAILED');
    expect(Reason).toMatch(
      /^Release bbbbbbbbbbbb of checkout \(commit bbbbbbbbbbbb\) was not started, and nothing was changed\. /,
    );
    expect(Reason).toContain(reason);
  });

  test('says everything that is wrong at once', async () => {
    const { Reason } = await judge({ image: async () => undefined, rule: async () => rule({ [A]: 90, [B]: 10 }) });
    expect(Reason).toContain('does not exist');
    expect(Reason).toContain('must lead to the live release alone');
  });

  test('lets a fix start while an alarm fires, and nothing else', async () => {
    const fix = preflightRequest({
      ResourceProperties: properties({ ...preflightOrder, fix: 'INC-4711: ends the outage' }),
    });
    const firing = {
      alarms: async () => [{ name: 'errors', state: 'ALARM', since: 0, reason: '', actionsEnabled: true }],
    };
    expect(await judge(firing, fix)).toMatchObject({ Status: 'SUCCESS' });
    expect(await judge({ ...firing, image: async () => undefined }, fix)).toMatchObject({ Status: 'FAILED' });
  });

  test('is not made again when CloudFormation has its answer', async () => {
    const { gate, answers } = accountWith({
      stack: async () => stack('UPDATE_IN_PROGRESS', { resourceStatus: 'CREATE_COMPLETE' }),
      image: async () => undefined,
    });
    await gate.handle(preflightRequest());
    expect(answers).toEqual([]);
  });

  test('has nothing to say where no server starts', async () => {
    const none = { image: async () => undefined };
    expect(await judge(none, preflightRequest({ RequestType: 'Delete' }))).toMatchObject({ Status: 'SUCCESS' });
    expect(await judge(none, preflightRequest({ RequestType: 'Update' }))).toMatchObject({ Status: 'SUCCESS' });
  });
});

describe('the fence', () => {
  const shifting: GateState = {
    ...initialState(999_000),
    phase: 'step',
    mission: 'forward',
    ruleArn: RULE,
    safe: A,
    own: [A, B],
    size: 2,
    since: 999_000,
    testing: { index: 0, failures: 0, passedAt: 999_000 },
  };
  const look = async (changes: Calls) => {
    const { gate, deeds } = accountWith({
      groups: async () => [group('A', { priorMinimum: 2 }), group('B', { priorMinimum: 2 })],
      ...changes,
    });
    const call = { op: 'tick', execution: 'arn:execution', input: { request: update('B') }, state: shifting } as const;
    return { state: (await gate.handle(call)) as GateState, deeds };
  };
  /** An answer at the look, and another one at the moment of writing. */
  const turning = <T>(before: T, after: T) => {
    let calls = 0;
    return async () => (calls++ === 0 ? before : after);
  };

  test('is open while the deploy goes on', async () => {
    const { deeds } = await look({});
    expect(deeds).toEqual([{ call: 'setWeights', with: [RULE, { [A]: 90, [B]: 10 }] }]);
  });

  test.each<[string, Calls, string]>([
    ['the execution was stopped', { isRunning: async () => false }, 'this execution was stopped'],
    [
      'CloudFormation turned back',
      { stack: turning(stack(), stack('UPDATE_ROLLBACK_IN_PROGRESS')) },
      'the stack is UPDATE_ROLLBACK_IN_PROGRESS',
    ],
    [
      'CloudFormation waits no more',
      { stack: turning(stack(), stack('UPDATE_IN_PROGRESS', { resourceStatus: 'UPDATE_FAILED' })) },
      'CloudFormation waits no more',
    ],
  ])('closes between look and write if %s', async (_, changes, why) => {
    const { state, deeds } = await look(changes);
    expect(deeds).toEqual([]);
    expect(state.last.failures).toEqual([{ kind: 'fenced', message: `not written, because ${why}` }]);
  });
});

describe('after an emergency', () => {
  const answer = (state: unknown, request = update('B')) =>
    ({ op: 'answer', execution: 'arn:execution', input: { request }, state, cause: 'Lambda.Unknown' }) as const;

  test('CloudFormation is told that the gate failed, and so is a person', async () => {
    const { gate, answers, lines } = accountWith();
    await gate.handle(answer(null));
    expect(lines).toMatchObject([{ event: 'broken', Platform: 'shop.internal', NeedsAttention: 1 }]);
    expect(answers).toMatchObject([{ Status: 'FAILED', Reason: 'The release gate itself failed: Lambda.Unknown' }]);
  });

  test('what had been decided stands', async () => {
    const { gate, answers } = accountWith();
    await gate.handle(answer({ ...initialState(0), outcome: { status: 'SUCCESS', reason: 'live' } }));
    expect(answers).toMatchObject([{ Status: 'SUCCESS', Reason: 'live' }]);
  });

  test('a rollback goes on, whatever there was', async () => {
    const { gate, answers } = accountWith({ stack: async () => stack('UPDATE_ROLLBACK_IN_PROGRESS') });
    await gate.handle(answer(null, update('A')));
    expect(answers).toMatchObject([{ Status: 'SUCCESS' }]);
  });
});

test('the address of the answer is in no line of the log', async () => {
  const { gate, lines } = accountWith();
  await gate.handle(update('B'));
  await gate.handle({ op: 'tick', execution: 'arn:execution', input: { request: update('B') }, state: null });
  expect(lines.length).toBeGreaterThan(2);
  expect(JSON.stringify(lines)).not.toContain('answers.example');
});

test('the end of a deploy is in the log as metrics, and in the record', async () => {
  const { gate, lines, deeds } = accountWith();
  const state: GateState = {
    ...initialState(700_000),
    phase: 'answer',
    mission: 'forward',
    outcome: { status: 'FAILED', reason: 'it was bad' },
    attention: ['look here'],
    timings: [{ phase: 'health', seconds: 90 }],
  };
  await gate.handle({ op: 'tick', execution: 'arn:execution', input: { request: update('B') }, state });
  const [outcome, phase] = lines.filter((line) => '_aws' in line);
  expect(outcome).toMatchObject({
    Host: 'checkout.shop.internal',
    Platform: 'shop.internal',
    DeploySeconds: 300,
    Released: 0,
    RolledBack: 1,
    NeedsAttention: 1,
  });
  expect(outcome._aws.CloudWatchMetrics[0]).toMatchObject({
    Namespace: 'GoldenPath/Release',
    Dimensions: [['Host'], ['Platform']],
  });
  expect(phase).toMatchObject({ Phase: 'health', PhaseSeconds: 90 });
  const [name, text] = deeds[0].with as [string, string];
  expect(name).toBe('/golden-path/shop.internal/checkout/deployment');
  expect(JSON.parse(text)).toMatchObject({
    outcome: 'refused',
    reason: 'it was bad',
    seconds: 300,
    commit: 'b'.repeat(40),
  });
});

test('a state of another version is a fault, so that the machine leads traffic back', async () => {
  const { gate } = accountWith();
  const state = { ...initialState(0), version: 2 };
  const call = { op: 'tick', execution: 'arn:execution', input: { request: update('B') }, state } as const;
  await expect(gate.handle(call)).rejects.toThrow('this gate has states of version 1, and was handed one of 2');
});
