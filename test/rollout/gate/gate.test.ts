import { AccountError } from '../../../lib/rollout/gate/account';
import { executionName } from '../../../lib/rollout/gate/act/job';
import { GateState, initialState } from '../../../lib/rollout/gate/decide/state';
import { accountWith, Calls } from './account';
import { A, B, group, orderFor, properties, RULE, rule, stack, update } from './requests';

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
    await gate.handle(update('B', { ResourceProperties: properties(orderFor('B'), '3') }));
    expect(deeds).toEqual([]);
    expect(answers).toMatchObject([
      {
        Status: 'FAILED',
        PhysicalResourceId: 'release-gate/CheckoutGate',
        Reason: expect.stringContaining('speaks protocol 3'),
      },
    ]);
  });

  test('can be deleted even then', async () => {
    const { gate, answers } = accountWith();
    await gate.handle(update('B', { RequestType: 'Delete', ResourceProperties: properties(orderFor('B'), '3') }));
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
    // The dashboard of the service finds it by these two.
    event: 'outcome',
    service: 'checkout',
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
