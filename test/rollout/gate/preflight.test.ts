import { AccountError } from '../../../lib/rollout/gate/account';
import { CustomResourceEvent, PREFLIGHT_TYPE } from '../../../lib/rollout/gate/protocol';
import { accountWith, Calls } from './account';
import { A, B, budgetOrder, preflightOrder, properties, rule, stack, update } from './requests';

const PAGE = 'shop.internal/checkout/page';

const AVAILABILITY = budgetOrder();
const LATENCY = budgetOrder({ objective: 'latency', metric: 'SlowAnswers', goalPercent: 99 });

const ORDER = preflightOrder({ watch: [PAGE], budgets: [AVAILABILITY, LATENCY] });

function request(changes: Partial<CustomResourceEvent> = {}): CustomResourceEvent {
  return update('B', {
    RequestType: 'Create',
    ResourceType: PREFLIGHT_TYPE,
    ResourceProperties: properties(ORDER, '2'),
    OldResourceProperties: undefined,
    PhysicalResourceId: undefined,
    ...changes,
  });
}

function ordering(changes: object, protocol = '2'): CustomResourceEvent {
  return request({ ResourceProperties: properties({ ...ORDER, ...changes }, protocol) });
}

/** An order that has no say in what is watched, unless the changes say it. */
const inFirstProtocol = (changes: object = {}) => ordering({ watch: undefined, budgets: undefined, ...changes }, '1');

const FIX = { fix: 'INC-4711: ends the outage' };

/** Alarms that exist, of which some fire. */
function alarmsOf(names: string[], firing: string[]): Calls {
  return {
    alarms: async (asked: string[]) =>
      names
        .filter((name) => asked.includes(name))
        .map((name) => ({
          name,
          state: firing.includes(name) ? 'ALARM' : 'OK',
          since: 0,
          reason: '',
          actionsEnabled: true,
        })),
  };
}

/** Alarms of the stack fire that are no reason to page anybody. */
const TICKETS = alarmsOf([PAGE, 'latency', 'errors'], ['latency', 'errors']);

/** Figures by metric. */
function missing(missed: { readonly [metric: string]: number }): Calls {
  return { misses: async ({ metric }) => ({ requests: 1_000_000, missed: missed[metric] ?? 0 }) };
}

function failing(call: string): () => Promise<never> {
  return async () => {
    throw new AccountError('denied', call, 'not authorized');
  };
}

/** What CloudFormation is told, of a preflight that changes nothing. */
async function judge(changes: Calls, event = request()) {
  const { gate, answers, deeds } = accountWith(changes);
  await gate.handle(event);
  expect(deeds).toEqual([]);
  expect(answers).toHaveLength(1);
  return answers[0];
}

test('a preflight lets a release start', async () => {
  const started = { Status: 'SUCCESS', PhysicalResourceId: 'release-preflight/CheckoutGate' };
  expect(await judge({})).toMatchObject(started);
  expect(await judge({}, inFirstProtocol())).toMatchObject(started);
});

test('a preflight lets the first release start, where no rule is and no alarm', async () => {
  const nothing = { rule: async () => undefined, alarmsOfStack: async () => [], alarms: async () => [] };
  expect(await judge(nothing)).toMatchObject({ Status: 'SUCCESS' });
});

describe.each([
  ['1', inFirstProtocol()],
  ['2', request()],
])('a preflight in protocol %s', (_, event) => {
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
      { image: failing('ec2:DescribeImages') },
      'It cannot be checked: ec2:DescribeImages: not authorized.',
    ],
    [
      'alarms cannot be seen',
      { alarms: failing('cloudwatch:DescribeAlarms') },
      'It cannot be checked: cloudwatch:DescribeAlarms: not authorized.',
    ],
  ])('refuses the release if %s', async (_name, changes, reason) => {
    const { Status, Reason } = await judge(changes, event);
    expect(Status).toBe('FAILED');
    expect(Reason).toMatch(
      /^Release bbbbbbbbbbbb of checkout \(commit bbbbbbbbbbbb\) was not started, and nothing was changed\. /,
    );
    expect(Reason).toContain(reason);
  });

  test('says everything that is wrong at once', async () => {
    const { Reason } = await judge(
      { image: async () => undefined, rule: async () => rule({ [A]: 90, [B]: 10 }) },
      event,
    );
    expect(Reason).toContain('does not exist');
    expect(Reason).toContain('must lead to the live release alone');
  });

  test('is not made again when CloudFormation has its answer', async () => {
    const { gate, answers } = accountWith({
      stack: async () => stack('UPDATE_IN_PROGRESS', { resourceStatus: 'CREATE_COMPLETE' }),
      image: async () => undefined,
    });
    await gate.handle(event);
    expect(answers).toEqual([]);
  });

  test.each(['Update', 'Delete'] as const)('has nothing to say on %s, where no server starts', async (RequestType) => {
    expect(await judge({ image: async () => undefined }, { ...event, RequestType })).toMatchObject({
      Status: 'SUCCESS',
    });
  });
});

const NOT_STARTED = 'Release bbbbbbbbbbbb of checkout (commit bbbbbbbbbbbb) was not started, and nothing was changed.';

describe('the alarms that count', () => {
  test('are those that the order names', async () => {
    expect(await judge(TICKETS)).toMatchObject({ Status: 'SUCCESS' });
    expect(await judge(alarmsOf([PAGE, 'latency', 'errors'], [PAGE, 'errors']))).toMatchObject({
      Status: 'FAILED',
      Reason: `${NOT_STARTED} Alarm ${PAGE} fires since 00:00:00Z: mend that first, or mark the release as a fix ("fix" in its manifest) if it is meant to end it.`,
    });
  });

  const whyLatency =
    'Alarm latency fires since 00:00:00Z: mend that first, or mark the release as a fix ("fix" in its manifest) if it is meant to end it.';

  test.each<[string, CustomResourceEvent]>([
    ['in protocol 1', inFirstProtocol()],
    ['in protocol 1, whatever else stands in it', inFirstProtocol({ watch: [PAGE], budgets: [AVAILABILITY] })],
    ['where the order names none', ordering({ watch: [] })],
    ['where the names did not arrive', ordering({ watch: undefined })],
  ])('are all of the stack %s', async (_, event) => {
    const firing = alarmsOf([PAGE, 'latency', 'errors'], ['latency']);
    expect(await judge(firing, event)).toMatchObject({ Status: 'FAILED', Reason: `${NOT_STARTED} ${whyLatency}` });
    expect(await judge(alarmsOf([PAGE, 'latency', 'errors'], [PAGE]), event)).toMatchObject({ Status: 'SUCCESS' });
  });

  test('are all of the stack as long as one that the order names does not exist', async () => {
    const order = ordering({ watch: [PAGE, 'shop.internal/checkout/other'] });
    const one = alarmsOf([PAGE, 'latency', 'errors'], ['latency']);
    expect(await judge(one, order)).toMatchObject({
      Status: 'FAILED',
      Reason: `${NOT_STARTED} ${whyLatency} Every alarm of the stack counts as long as there is no alarm shop.internal/checkout/other.`,
    });
    expect(await judge(alarmsOf(['latency', 'errors'], []))).toMatchObject({ Status: 'SUCCESS' });
    // The one that exists counts, too, and is named once.
    const both = { ...alarmsOf(['latency', 'errors'], ['latency']), alarmsOfStack: async () => ['latency', 'errors'] };
    const { Reason } = await judge(both, ordering({ watch: ['latency', PAGE] }));
    expect(Reason.match(/Alarm \S+ fires/g)).toEqual(['Alarm latency fires']);
  });

  test('cannot be told if those of the stack cannot be listed', async () => {
    const blind = {
      ...alarmsOf(['latency', 'errors'], []),
      alarmsOfStack: failing('cloudformation:ListStackResources'),
    };
    expect(await judge(blind)).toMatchObject({
      Status: 'FAILED',
      Reason: `${NOT_STARTED} It cannot be checked: cloudformation:ListStackResources: not authorized.`,
    });
  });
});

describe('a spent error budget', () => {
  const whyAvailability =
    'The error budget of availability is spent: in the last 30 days 0.132 % of requests missed the objective, and 99.9 % allows 0.1 %. Until it has recovered only a release marked as a fix may start ("fix" in its manifest).';
  const whyLatency =
    'The error budget of latency is spent: in the last 30 days 1.5 % of requests missed the objective, and 99 % allows 1 %. Until it has recovered only a release marked as a fix may start ("fix" in its manifest).';

  test('refuses the release, with figures', async () => {
    expect(await judge(missing({ Failures: 1_320 }))).toMatchObject({
      Status: 'FAILED',
      Reason: `${NOT_STARTED} ${whyAvailability}`,
    });
    expect(await judge(missing({ SlowAnswers: 15_000 }))).toMatchObject({ Reason: `${NOT_STARTED} ${whyLatency}` });
    const { Reason } = await judge(missing({ Failures: 1_320, SlowAnswers: 15_000 }));
    expect(Reason).toBe(`${NOT_STARTED} ${whyAvailability} ${whyLatency}`);
    expect(Reason.length).toBeLessThan(1000);
  });

  test('is one that is spent to the last request, and no sooner', async () => {
    expect(await judge(missing({ Failures: 999 }))).toMatchObject({ Status: 'SUCCESS' });
    expect(await judge(missing({ Failures: 1_000 }))).toMatchObject({ Status: 'FAILED' });
  });

  test('comes after an alarm that fires', async () => {
    const both = { ...alarmsOf([PAGE], [PAGE]), ...missing({ Failures: 1_320 }) };
    const { Reason } = await judge(both);
    expect(Reason).toContain(`Alarm ${PAGE} fires`);
    expect(Reason).toContain(whyAvailability);
  });

  test('counts only where the order has it, and not in protocol 1', async () => {
    const all = missing({ Failures: 1_320, SlowAnswers: 15_000 });
    expect(await judge(all, ordering({ budgets: [] }))).toMatchObject({ Status: 'SUCCESS' });
    expect(await judge(all, ordering({ budgets: undefined }))).toMatchObject({ Status: 'SUCCESS' });
    expect(await judge(all, inFirstProtocol({ budgets: [AVAILABILITY] }))).toMatchObject({ Status: 'SUCCESS' });
  });

  test('is looked for in the metric of the objective, over its window until now', async () => {
    const asked: unknown[] = [];
    const misses = async (query: unknown) => {
      asked.push(query);
      return { requests: 0, missed: 0 };
    };
    const now = Date.UTC(2026, 10, 23, 10);
    await judge({ misses, now: () => now }, ordering({ budgets: [LATENCY] }));
    expect(asked).toEqual([
      {
        namespace: 'GoldenPath/Service',
        metric: 'SlowAnswers',
        host: 'checkout.shop.internal',
        from: Date.UTC(2026, 9, 24, 10),
        to: now,
      },
    ]);
  });

  test('may be there where it cannot be seen, so the release is refused', async () => {
    expect(await judge({ misses: failing('cloudwatch:GetMetricData') })).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining('It cannot be checked: cloudwatch:GetMetricData: not authorized.'),
    });
  });
});

describe('a fix', () => {
  const troubled = { ...alarmsOf([PAGE, 'errors'], [PAGE, 'errors']), ...missing({ Failures: 1_320 }) };
  const blind = {
    alarms: failing('cloudwatch:DescribeAlarms'),
    alarmsOfStack: failing('cloudformation:ListStackResources'),
    misses: failing('cloudwatch:GetMetricData'),
  };

  test.each<[string, CustomResourceEvent]>([
    ['1', inFirstProtocol(FIX)],
    ['2', ordering(FIX)],
  ])('may start in protocol %s whatever alarms and budgets say, and whether they say it', async (_, event) => {
    expect(await judge(troubled, event)).toMatchObject({ Status: 'SUCCESS' });
    expect(await judge(blind, event)).toMatchObject({ Status: 'SUCCESS' });
  });

  test('is checked for all else', async () => {
    const { Status, Reason } = await judge({ ...troubled, image: async () => undefined }, ordering(FIX));
    expect([Status, Reason]).toEqual([
      'FAILED',
      `${NOT_STARTED} The image ami-0123456789abcdef0 does not exist in this region, or is not shared with this account.`,
    ]);
  });
});

describe('an order of a preflight that cannot be read', () => {
  test.each<[string, CustomResourceEvent, string]>([
    [
      'in a newer protocol',
      ordering({}, '3'),
      'this service speaks protocol 3 and the release gate of its platform only 2: deploy the platform with the newer version of cdk-golden-path first',
    ],
    ['with names that are no list', ordering({ watch: PAGE }), `Order.watch must be a list, got "${PAGE}"`],
    [
      'with a goal that no service can meet',
      ordering({ budgets: [{ ...AVAILABILITY, goalPercent: 999 }] }),
      'Order.budgets[0].goalPercent must be at most 100, got 999',
    ],
    [
      'with no time to look back',
      ordering({ budgets: [AVAILABILITY, { ...AVAILABILITY, windowSeconds: 0 }] }),
      'Order.budgets[1].windowSeconds must be more than 0, got 0',
    ],
    [
      'without the metric of a budget',
      ordering({ budgets: [{ ...AVAILABILITY, metric: undefined }] }),
      'Order.budgets[0].metric must be text, got undefined',
    ],
  ])('is refused %s', async (_, event, problem) => {
    expect(await judge({}, event)).toMatchObject({
      Status: 'FAILED',
      Reason: `The release gate was given an order it cannot read: ${problem}`,
    });
  });
});
