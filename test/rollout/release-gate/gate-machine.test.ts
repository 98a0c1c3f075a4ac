import { LIMITS } from '../../../lib/rollout/gate/limits';
import { gateMachine } from '../../../lib/rollout/release-gate/gate-machine';
import { Execution, run, TaskCall, TaskError, Tasks } from './asl';

const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:gate:7';
const MACHINE = gateMachine({ partition: 'aws', functionArn: FUNCTION });
const EXECUTION = 'arn:aws:states:eu-west-1:111122223333:execution:release-gate:gate-checkout-1';

const RULE = 'rule-of-checkout';
const FORMER = 'former-target-group';
const NEWEST = 'newest-target-group';
const EMERGENCY = { ruleArn: RULE, safeTargetGroupArn: FORMER, ownTargetGroupArns: [FORMER, NEWEST] };
const REQUEST = { RequestType: 'Update', RequestId: '1', ResourceProperties: { Order: { alarms: ['only-one'] } } };
const INPUT = { request: REQUEST, emergency: EMERGENCY };

/** As Elastic Load Balancing describes a rule of weighted target groups. */
const ruleOf = (...targetGroups: string[]) => ({
  Rules: [
    {
      RuleArn: RULE,
      Priority: '7',
      Actions: [
        {
          Type: 'forward',
          Order: 1,
          ForwardConfig: {
            TargetGroups: targetGroups.map((TargetGroupArn) => ({ TargetGroupArn, Weight: 50 })),
            TargetGroupStickinessConfig: { Enabled: false },
          },
        },
      ],
    },
  ],
});

const SHIFTING = { version: 1, phase: 'shift', wait: 15, done: false, emergency: EMERGENCY };
const SETTLING = { version: 1, phase: 'settle', wait: 15, done: false };
const OVER = { version: 1, phase: 'over', wait: 0, done: true };
const BROKEN = new TaskError('TypeError', 'x is not a function');

interface World {
  /** What the function returns, tick by tick; an error is thrown at each try from then on. */
  readonly ticks: unknown[];
  readonly rule?: unknown;
  readonly modifyRule?: unknown;
  readonly answer?: unknown;
}

/** The gate's function and the load balancer, as a test wants them. */
function world({ ticks, rule = ruleOf(FORMER, NEWEST), modifyRule = {}, answer = null }: World): Tasks {
  const remaining = [...ticks];
  const give = (value: unknown) => {
    if (value instanceof Error) throw value;
    return value;
  };
  return ({ resource, arguments: { Payload } }) => {
    if (resource.endsWith(':describeRules')) return give(rule);
    if (resource.endsWith(':modifyRule')) return give(modifyRule);
    if (Payload.op === 'answer') return { Payload: give(answer) };
    return { Payload: give(remaining[0] instanceof Error ? remaining[0] : remaining.shift()) };
  };
}

const callsOf = (execution: Execution, state: string): TaskCall[] =>
  execution.calls.filter((call) => call.state === state);
const payloadsOf = (execution: Execution, state: string) =>
  callsOf(execution, state).map((call) => call.arguments.Payload);

describe('the loop', () => {
  test('calls the function until it is done, and waits in between as long as it asks', async () => {
    const ticks = [{ ...SHIFTING, wait: 15 }, { ...SHIFTING, wait: 60 }, OVER];
    const execution = await run(MACHINE, INPUT, world({ ticks }));
    expect(execution.status).toBe('SUCCEEDED');
    expect(execution.waits).toEqual([15, 60]);
    expect(payloadsOf(execution, 'Tick')).toEqual([
      { op: 'tick', execution: EXECUTION, input: INPUT, state: null },
      { op: 'tick', execution: EXECUTION, input: INPUT, state: { ...SHIFTING, wait: 15 } },
      { op: 'tick', execution: EXECUTION, input: INPUT, state: { ...SHIFTING, wait: 60 } },
    ]);
    expect(new Set(execution.calls.map((call) => call.arguments.FunctionName))).toEqual(new Set([FUNCTION]));
    expect(execution.path).toEqual([
      'Begin',
      'Tick',
      'Done?',
      'Pause',
      'Tick',
      'Done?',
      'Pause',
      'Tick',
      'Done?',
      'Done',
    ]);
  });

  test.each([
    ['a second at least', 0, 1],
    ['whole seconds, rounded up', 2.2, 3],
  ])('waits %s', async (_, wait, waited) => {
    const execution = await run(MACHINE, INPUT, world({ ticks: [{ ...SHIFTING, wait }, OVER] }));
    expect(execution.waits).toEqual([waited]);
  });

  test('tries again when a call fails, and goes on as if nothing had been', async () => {
    let fails = 5;
    const gate = world({ ticks: [SHIFTING, OVER] });
    const execution = await run(MACHINE, INPUT, (call) => {
      if (fails-- > 0) throw new TaskError('Lambda.TooManyRequestsException', 'Rate Exceeded.');
      return gate(call);
    });
    expect(execution.path).toEqual(['Begin', 'Tick', 'Done?', 'Pause', 'Tick', 'Done?', 'Done']);
    expect(execution.pauses).toEqual([2, 4, 8, 16, 20]);
  });

  test('tells the function of a death that EventBridge tells of', async () => {
    const input = JSON.stringify({ request: REQUEST, emergency: EMERGENCY, note: 'quotes " and \\ slashes' });
    const detail = { name: 'gate-checkout-1', status: 'TIMED_OUT', input, output: null, stateMachineArn: 'machine' };
    const event = { source: 'aws.states', 'detail-type': 'Step Functions Execution Status Change', detail };
    const execution = await run(MACHINE, event, world({ ticks: [OVER] }));
    const [payload] = payloadsOf(execution, 'Tick');
    expect(payload.input).toEqual({ dead: { name: 'gate-checkout-1', status: 'TIMED_OUT', input } });
  });

  test('takes a death as the function knows it, too', async () => {
    const input = { dead: { name: 'gate-checkout-1', status: 'FAILED', input: '{}' } };
    const execution = await run(MACHINE, input, world({ ticks: [OVER] }));
    expect(payloadsOf(execution, 'Tick').map((payload) => payload.input)).toEqual([input]);
  });
});

describe('when the function is broken', () => {
  const RESTORE = {
    RuleArn: RULE,
    Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: FORMER, Weight: 100 }] } }],
  };

  test.each([
    ['at the first look', [BROKEN], null],
    ['later', [SHIFTING, SHIFTING, BROKEN], SHIFTING],
  ])('%s, the machine leads all traffic back by one call, and has CloudFormation answered', async (_, ticks, state) => {
    const execution = await run(MACHINE, INPUT, world({ ticks }));
    expect(callsOf(execution, 'FindRule').map((call) => call.arguments)).toEqual([{ RuleArns: [RULE] }]);
    expect(callsOf(execution, 'RestoreRule').map((call) => call.arguments)).toEqual([RESTORE]);
    expect(payloadsOf(execution, 'Answer')).toEqual([
      {
        op: 'answer',
        execution: EXECUTION,
        input: INPUT,
        state,
        cause: 'The gate failed (TypeError: x is not a function). All traffic was led back to the former release.',
      },
    ]);
    expect(execution.status).toBe('SUCCEEDED');
    expect(execution.path.slice(-6)).toEqual([
      'Emergency?',
      'FindRule',
      'OwnRule?',
      'RestoreRule',
      'Answer',
      'Answered',
    ]);
  });

  test('it has been tried for no longer than about a minute', async () => {
    const { pauses } = await run(MACHINE, INPUT, world({ ticks: [BROKEN], answer: BROKEN }));
    expect(pauses.slice(0, 5)).toEqual([2, 4, 8, 16, 20]);
    expect(pauses.slice(0, 5).reduce((sum, pause) => sum + pause)).toBeLessThanOrEqual(60);
  });

  test.each(['States.Timeout', 'Sandbox.Timedout', 'Lambda.Unknown'])('%s is tried once more', async (error) => {
    const execution = await run(MACHINE, INPUT, world({ ticks: [new TaskError(error)] }));
    expect(callsOf(execution, 'Tick')).toHaveLength(2);
    expect(callsOf(execution, 'RestoreRule')).toHaveLength(1);
  });

  test('an error without a cause is told all the same', async () => {
    const execution = await run(MACHINE, INPUT, world({ ticks: [new TaskError('States.Timeout')] }));
    expect(payloadsOf(execution, 'Answer')[0].cause).toMatch(/^The gate failed \(States\.Timeout: \)\. /);
  });

  test('a long cause is cut', async () => {
    const ticks = [new TaskError('Error', 'x'.repeat(30_000))];
    const execution = await run(MACHINE, INPUT, world({ ticks }));
    expect(payloadsOf(execution, 'Answer')[0].cause.length).toBeLessThan(1000);
  });

  test.each([
    ['the rollout is over', { request: REQUEST, emergency: EMERGENCY }, [SHIFTING, SETTLING, BROKEN]],
    ['it was given nothing to lead back', { request: REQUEST }, [BROKEN]],
    ['it works on a death', { dead: { name: 'gate-checkout-1', status: 'FAILED', input: '{}' } }, [BROKEN]],
  ])('and %s, the machine touches no rule', async (_, input, ticks) => {
    const execution = await run(MACHINE, input, world({ ticks }));
    expect(execution.path.slice(-3)).toEqual(['Emergency?', 'Answer', 'Answered']);
    expect(payloadsOf(execution, 'Answer')[0].cause).toBe(
      'The gate failed (TypeError: x is not a function). No traffic had to be led back.',
    );
  });

  const [{ Actions }] = ruleOf(FORMER, NEWEST).Rules;
  test.each([
    ['leads to a target group of somebody else', ruleOf(FORMER, NEWEST, 'foreign')],
    ['leads to nothing but a target group of somebody else', ruleOf('foreign')],
    ['leads to no target group', ruleOf()],
    ['answers by itself', { Rules: [{ RuleArn: RULE, Actions: [{ Type: 'fixed-response' }] }] }],
    ['asks for a login first', { Rules: [{ RuleArn: RULE, Actions: [{ Type: 'authenticate-oidc' }, ...Actions] }] }],
    ['is gone', { Rules: [] }],
  ])('the machine leaves a rule alone that %s', async (_, rule) => {
    const execution = await run(MACHINE, INPUT, world({ ticks: [SHIFTING, BROKEN], rule }));
    expect(callsOf(execution, 'RestoreRule')).toEqual([]);
    expect(payloadsOf(execution, 'Answer')[0].cause).toBe(
      'The gate failed (TypeError: x is not a function). The rule leads to what is not of this release, so it was left as it is.',
    );
  });

  test('a rule that leads to one target group of its own is led back, too', async () => {
    const execution = await run(MACHINE, INPUT, world({ ticks: [BROKEN], rule: ruleOf(NEWEST) }));
    expect(callsOf(execution, 'RestoreRule').map((call) => call.arguments)).toEqual([RESTORE]);
  });

  test('and the rule cannot be read, CloudFormation hears why', async () => {
    const rule = new TaskError('ElasticLoadBalancingV2.RuleNotFoundException', 'One or more rules not found');
    const execution = await run(MACHINE, INPUT, world({ ticks: [BROKEN], rule }));
    expect(callsOf(execution, 'FindRule')).toHaveLength(6);
    expect(execution.path.slice(-3)).toEqual(['FindRule', 'Answer', 'Answered']);
    expect(payloadsOf(execution, 'Answer')[0].cause).toBe(
      'The gate failed (TypeError: x is not a function). The rule could not be read (ElasticLoadBalancingV2.RuleNotFoundException: One or more rules not found), so it was left as it is.',
    );
  });

  test('and traffic cannot be led back, CloudFormation hears why', async () => {
    const modifyRule = new TaskError('ElasticLoadBalancingV2.ThrottlingException', 'Rate exceeded');
    const execution = await run(MACHINE, INPUT, world({ ticks: [BROKEN], modifyRule }));
    expect(callsOf(execution, 'RestoreRule')).toHaveLength(6);
    expect(payloadsOf(execution, 'Answer')[0].cause).toBe(
      'The gate failed (TypeError: x is not a function). Traffic could not be led back (ElasticLoadBalancingV2.ThrottlingException: Rate exceeded).',
    );
  });

  test('and cannot answer either, the execution dies, so that the backstop takes over', async () => {
    const execution = await run(MACHINE, INPUT, world({ ticks: [BROKEN], answer: BROKEN }));
    expect(execution.path.slice(-2)).toEqual(['Answer', 'Dead']);
    expect([execution.status, execution.error, execution.cause]).toEqual([
      'FAILED',
      'GateBroken',
      'The gate failed (TypeError: x is not a function). All traffic was led back to the former release. CloudFormation could not be answered (TypeError: x is not a function).',
    ]);
  });
});

describe('the deadlines of the machine', () => {
  test('end a call after the function, and an execution before CloudFormation stops to wait', () => {
    const { Tick } = MACHINE.States as any;
    expect(Tick.TimeoutSeconds).toBe(75);
    expect(Tick.TimeoutSeconds).toBeGreaterThan(LIMITS.writerSeconds);
    expect(MACHINE.TimeoutSeconds).toBe(3480);
    expect(MACHINE.TimeoutSeconds).toBeLessThan(LIMITS.serviceTimeoutSeconds);
  });

  test('are met by every task, and every task is caught', () => {
    const tasks = Object.values(MACHINE.States as any).filter(({ Type }: any) => Type === 'Task') as any[];
    expect(tasks.map(({ TimeoutSeconds }) => TimeoutSeconds)).toEqual(Array(4).fill(75));
    expect(tasks.map(({ Catch }) => Catch[0].ErrorEquals)).toEqual(Array(4).fill(['States.ALL']));
  });
});

test('the machine calls what is in its partition', () => {
  const { Tick, RestoreRule } = gateMachine({ partition: 'aws-cn', functionArn: FUNCTION }).States as any;
  expect([Tick.Resource, RestoreRule.Resource]).toEqual([
    'arn:aws-cn:states:::lambda:invoke',
    'arn:aws-cn:states:::aws-sdk:elasticloadbalancingv2:modifyRule',
  ]);
});
