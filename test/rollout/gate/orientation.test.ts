import { orient } from '../../../lib/rollout/gate/decide/orientation';
import { parseFormerOrder, parseGateOrder } from '../../../lib/rollout/gate/orders';
import { CustomResourceEvent } from '../../../lib/rollout/gate/protocol';
import { A, B, group, RULE, rule, stack, STRANGER, update } from './requests';

interface World {
  readonly request?: CustomResourceEvent;
  readonly status?: string;
  readonly weights?: { readonly [arn: string]: number } | null;
  readonly groups?: ReturnType<typeof group>[];
  readonly takesOver?: boolean;
}

function orientIn({ request = update('B'), status, weights = { [A]: 100 }, groups, takesOver }: World) {
  return orient({
    request,
    order: parseGateOrder(request.ResourceProperties),
    former: parseFormerOrder(request),
    stack: stack(status),
    rule: weights === null ? undefined : rule(weights),
    groups: groups ?? [group('A'), group('B')],
    takesOver,
  });
}

const CREATE = { RequestType: 'Create' as const, OldResourceProperties: undefined, PhysicalResourceId: undefined };
const ROLLING_BACK = 'UPDATE_ROLLBACK_IN_PROGRESS';

describe('on the way forward', () => {
  test('a new release goes beside the live one', () => {
    expect(orientIn({})).toEqual({ mission: 'forward', ruleArn: RULE, safe: A, own: [A, B] });
  });

  test('the first release has nobody beside it', () => {
    expect(orientIn({ request: update('B', CREATE), weights: null }).mission).toBe('first');
  });

  test('a gate that is new to a live service takes what is live for the former release', () => {
    expect(orientIn({ request: update('B', CREATE) })).toMatchObject({ mission: 'forward', safe: A });
  });

  test('a gate that is new to a service changes nothing if its release is live', () => {
    expect(orientIn({ request: update('B', CREATE), weights: { [B]: 100 } }).mission).toBe('unchanged');
  });

  test('an update of the live release is no release', () => {
    const same = update('A', { OldResourceProperties: update('A').ResourceProperties });
    expect(orientIn({ request: same }).mission).toBe('unchanged');
  });

  test('a rule that an earlier rollback left between releases of this service is accepted', () => {
    expect(orientIn({ weights: { [A]: 90, [B]: 0 } })).toMatchObject({ mission: 'forward', safe: A });
  });

  test.each([
    [
      'a stranger has a share',
      { [A]: 50, [STRANGER]: 50 },
      'leads to targetgroup/A/0a (weight 50), targetgroup/X/0f (weight 50)',
    ],
    ['a stranger waits with none', { [A]: 100, [STRANGER]: 0 }, 'targetgroup/X/0f (weight 0)'],
    [
      'the live release has none',
      { [A]: 0, [B]: 100 },
      'leads to targetgroup/A/0a (weight 0), targetgroup/B/0b (weight 100)',
    ],
    ['the rule is gone', null, 'the production rule of checkout.shop.internal, priority 417, is gone'],
  ])('it is refused if %s', (_, weights, problem) => {
    expect(orientIn({ weights })).toMatchObject({ mission: 'refused', problem: expect.stringContaining(problem) });
  });

  test('the refusal names the command that mends it', () => {
    expect(orientIn({ weights: { [A]: 50, [STRANGER]: 50 } }).problem).toContain(
      `aws elbv2 modify-rule --rule-arn ${RULE} --actions Type=forward`,
    );
  });
});

describe('for an execution that died', () => {
  test.each([
    ['in a step', { [A]: 90, [B]: 10 }],
    ['in the bake', { [A]: 0, [B]: 100 }],
  ])('what it left %s is led back', (_, weights) => {
    expect(orientIn({ weights, takesOver: true })).toMatchObject({ mission: 'forward', ruleArn: RULE, safe: A });
    const migrating = { request: update('B', CREATE), weights, takesOver: true };
    expect(orientIn(migrating)).toMatchObject({ mission: 'forward', safe: A });
  });

  test('a rule with a stranger in it is left alone', () => {
    expect(orientIn({ weights: { [STRANGER]: 90, [B]: 10 }, takesOver: true }).mission).toBe('refused');
  });
});

describe('on the way back', () => {
  test('the ordered release is the one to return to', () => {
    expect(orientIn({ request: update('A'), status: ROLLING_BACK, weights: { [A]: 90, [B]: 10 } })).toEqual({
      mission: 'back',
      ruleArn: RULE,
      safe: A,
      own: [A, B],
    });
  });

  test('a request to go forward that comes late is told by the age of its servers', () => {
    expect(orientIn({ request: update('B'), status: ROLLING_BACK }).mission).toBe('stale');
    expect(orientIn({ request: update('B', CREATE), status: 'ROLLBACK_IN_PROGRESS' }).mission).toBe('stale');
  });

  test.each([
    ['in the rule it is the one to return to', { [A]: 90, [B]: 10 }, { mission: 'back', ruleArn: RULE, safe: A }],
    ['in the bake, too', { [A]: 0, [B]: 100 }, { mission: 'back', ruleArn: RULE, safe: A }],
    ['out of the rule it gets no traffic', { [B]: 100 }, { mission: 'back', own: [] }],
  ])('where the age is not to be seen, %s', (_, weights, orientation) => {
    const unseen = { request: update('A'), status: ROLLING_BACK, groups: [group('B')], weights };
    expect(orientIn(unseen)).toMatchObject(orientation);
  });

  test('a request that CloudFormation waits for no more is nobody’s', () => {
    const request = update('A');
    const facts = {
      request,
      order: parseGateOrder(request.ResourceProperties),
      groups: [],
      rule: rule({ [A]: 90, [B]: 10 }),
    };
    const over = stack('UPDATE_ROLLBACK_COMPLETE', { resourceStatus: 'UPDATE_COMPLETE' });
    expect(orient({ ...facts, stack: over }).mission).toBe('stale');
  });
});

describe('a deleted gate', () => {
  const gone = update('B', { RequestType: 'Delete', OldResourceProperties: undefined });

  test('leaves a rule alone that leads to its release only: there is nothing else', () => {
    expect(orientIn({ request: gone, weights: { [B]: 100 } })).toEqual({ mission: 'leave', own: [] });
  });

  test('has nothing to do where the rule is gone', () => {
    expect(orientIn({ request: gone, status: 'DELETE_IN_PROGRESS', weights: null })).toEqual({
      mission: 'leave',
      own: [],
    });
  });

  test('takes its release out of a rule in which another one stands', () => {
    expect(orientIn({ request: gone, status: ROLLING_BACK, weights: { [A]: 90, [B]: 10 } })).toMatchObject({
      mission: 'leave',
      ruleArn: RULE,
      safe: A,
    });
  });

  test('does not lead users to a stranger', () => {
    expect(orientIn({ request: gone, weights: { [B]: 90, [STRANGER]: 10 } })).toEqual({ mission: 'leave', own: [] });
  });
});
