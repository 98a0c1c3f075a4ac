import { OrderError, parseFormerOrder, parseGateOrder, parsePreflightOrder } from '../../../lib/rollout/gate/orders';
import { budgetOrder, httpTest, orderFor, preflightOrder, properties, update } from './requests';

const lambdaTest = {
  kind: 'lambda' as const,
  name: 'buys a book',
  timeoutSeconds: 20,
  tries: 1,
  functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:buy',
};

test('an order survives CloudFormation, which makes text of everything', () => {
  const order = orderFor('B', {
    fix: 'INC-4711: ends the outage',
    tests: [
      httpTest({
        tls: false,
        headers: { accept: 'text/html' },
        expect: {
          statuses: [200, 204],
          bodyContains: 'ok',
          bodyMatches: '^o',
          headers: { 'x-a': 'b' },
          latencyMillis: 250,
          releaseHeader: 'x-release',
        },
      }),
      lambdaTest,
    ],
  });
  expect(parseGateOrder(properties(order))).toEqual(order);
});

describe('so does the order of a preflight', () => {
  const second = preflightOrder({
    watch: ['shop.internal/checkout/page', 'shop.internal/checkout/other'],
    budgets: [budgetOrder({ goalPercent: 99.95 })],
  });
  const { watch: _watch, budgets: _budgets, ...first } = second;

  test('in protocol 1, which has no say in what is watched', () => {
    expect(parsePreflightOrder(properties(first, '1'))).toEqual({ ...first, watch: [], budgets: [] });
    expect(parsePreflightOrder(properties(second, '1'))).toEqual({ ...first, watch: [], budgets: [] });
  });

  test('in protocol 2', () => {
    expect(parsePreflightOrder(properties(second, '2'))).toEqual(second);
    expect(parsePreflightOrder(properties(first, '2'))).toEqual({ ...first, watch: [], budgets: [] });
  });

  test.each([
    ['goalPercent', 100],
    ['goalPercent', 0],
    ['windowSeconds', 1],
  ])('with a %s of %s', (property, value) => {
    const order = { ...second, budgets: [{ ...second.budgets[0], [property]: value }] };
    expect(parsePreflightOrder(properties(order, '2'))).toEqual(order);
  });
});

test('an order to the gate reads the same in both protocols', () => {
  const order = orderFor('B');
  expect(parseGateOrder(properties(order, '1'))).toEqual(order);
  expect(parseGateOrder(properties(order, '2'))).toEqual(order);
});

test('what is empty need not arrive', () => {
  const order = orderFor('B');
  const given = JSON.parse(
    JSON.stringify(order, (_, value) => (value === '' || JSON.stringify(value) === '{}' ? undefined : value)),
  );
  expect(given.tests[0].headers).toBeUndefined();
  expect(parseGateOrder(properties(given))).toEqual(order);
});

describe('an order is refused', () => {
  test('if its protocol is newer, with what to do', () => {
    expect(() => parseGateOrder(properties(orderFor('B'), '3'))).toThrow(
      new OrderError(
        'this service speaks protocol 3 and the release gate of its platform only 2: deploy the platform with the newer version of cdk-golden-path first',
      ),
    );
  });

  test.each([
    ['a protocol that is no number', properties(orderFor('B'), 'one'), 'Protocol must be a whole number, got "one"'],
    ['no protocol', { ...properties(orderFor('B')), Protocol: undefined as any }, 'Protocol must be a whole number'],
    ['no order', { ...properties({}), Order: undefined }, 'Order must be an object, got undefined'],
    ['a part missing', properties({ ...orderFor('B'), servers: undefined }), 'Order.servers must be an object'],
    [
      'a list that is none',
      { ...properties(orderFor('B')), Order: { ...orderFor('B'), alarms: 'all' } },
      'Order.alarms must be a list, got "all"',
    ],
    [
      'a number that is none',
      properties({ ...orderFor('B'), rollout: { ...orderFor('B').rollout, pollSeconds: 'often' } }),
      'Order.rollout.pollSeconds must be a number, got "often"',
    ],
    [
      'a negative number',
      properties({ ...orderFor('B'), rollout: { ...orderFor('B').rollout, pollSeconds: -1 } }),
      'Order.rollout.pollSeconds must be a number, got "-1"',
    ],
    [
      'a flag that is none',
      properties({ ...orderFor('B'), tests: [{ ...httpTest(), tls: 'perhaps' }] }),
      'Order.tests[0].tls must be true or false, got perhaps',
    ],
    [
      'a test of an unknown kind',
      properties({ ...orderFor('B'), tests: [{ ...httpTest(), kind: 'manual' }] }),
      'a test must be of kind http or lambda, got manual',
    ],
  ])('with %s', (_, given, message) => {
    expect(() => parseGateOrder(given)).toThrow(OrderError);
    expect(() => parseGateOrder(given)).toThrow(message);
  });
});

test('a former order in a protocol that is not known is none', () => {
  expect(parseFormerOrder(update('B'))?.release.fingerprint).toBe('aaaaaaaaaaaa');
  expect(parseFormerOrder(update('B', { OldResourceProperties: properties({}, '9') }))).toBeUndefined();
  expect(parseFormerOrder(update('B', { OldResourceProperties: undefined }))).toBeUndefined();
});

test.each([
  ['1', '2'],
  ['2', '1'],
])('an order in protocol %s may replace one in protocol %s', (protocol, former) => {
  const request = update('B', {
    ResourceProperties: properties(orderFor('B'), protocol),
    OldResourceProperties: properties(orderFor('A'), former),
  });
  expect(parseGateOrder(request.ResourceProperties)).toEqual(orderFor('B'));
  expect(parseFormerOrder(request)).toEqual(orderFor('A'));
});
