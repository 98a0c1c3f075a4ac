import * as fc from 'fast-check';
import { parseAlarmRule } from '../../../lib/rollout/rehearsal/account/alarm-rule';
import { messageOf } from '../../stacks';

const PLACE = { stack: 'Checkout', property: 'IncidentsPage.AlarmRule' };

const STATES = ['ALARM', 'OK', 'INSUFFICIENT_DATA'] as const;
type State = (typeof STATES)[number];

/** Whether a rule holds while some alarms fire, some have no data, and all others are quiet. */
function holds(rule: string, firing: string[] = [], silent: string[] = []): boolean {
  const stateOf = (name: string): State =>
    firing.includes(name) ? 'ALARM' : silent.includes(name) ? 'INSUFFICIENT_DATA' : 'OK';
  return parseAlarmRule(rule, PLACE).holds(stateOf);
}

describe('a rule holds', () => {
  test.each<[string, string[], boolean]>([
    ['ALARM("a")', ['a'], true],
    ['ALARM("a")', ['b'], false],
    ['OK("a")', [], true],
    ['OK("a")', ['a'], false],
    ['NOT ALARM("a")', [], true],
    ['NOT NOT ALARM("a")', ['a'], true],
    ['TRUE', [], true],
    ['FALSE', [], false],
    ['ALARM("a") AND ALARM("b")', ['a'], false],
    ['ALARM("a") AND ALARM("b")', ['a', 'b'], true],
    ['ALARM("a") OR ALARM("b") OR ALARM("c")', ['c'], true],
    // AND binds stronger than OR, and NOT stronger than AND.
    ['ALARM("a") OR ALARM("b") AND ALARM("c")', ['a'], true],
    ['(ALARM("a") OR ALARM("b")) AND ALARM("c")', ['a'], false],
    ['NOT ALARM("a") AND ALARM("b")', [], false],
    ['NOT (ALARM("a") AND ALARM("b"))', ['a'], true],
    ['(((ALARM("a"))))', ['a'], true],
    // As the CDK writes it, and as a person would.
    ['((ALARM("a") OR OK("b")) AND (NOT (ALARM("c"))) AND TRUE)', ['b'], false],
    ['  ALARM ( a )\n  AND NOT(ALARM(b))', ['a'], true],
    ['ALARM("shop.internal/checkout/page")', ['shop.internal/checkout/page'], true],
    ['ALARM("too many (5XX) answers, again")', ['too many (5XX) answers, again'], true],
    ['ALARM("the \\"big\\" one")', ['the "big" one'], true],
    ['ALARM("arn:aws:cloudwatch:eu-west-1:111122223333:alarm:errors")', ['errors'], true],
    ['ALARM("AND") OR ALARM("TRUE")', ['TRUE'], true],
    ['AT_LEAST(2, ALARM, ("a", "b", "c"))', ['a', 'c'], true],
    ['AT_LEAST(2, ALARM, ("a", "b", "c"))', ['a'], false],
    ['AT_LEAST(50%, ALARM, (a, b, c))', ['a'], false],
    ['AT_LEAST(50%, ALARM, (a, b, c))', ['a', 'b'], true],
    ['AT_LEAST(2, NOT OK, (a, b, c))', ['a', 'b'], true],
    ['AT_LEAST(2, NOT OK, (a, b, c)) AND FALSE', ['a', 'b'], false],
  ])('%s while %j fire: %s', (rule, firing, expected) => {
    expect(holds(rule, firing)).toBe(expected);
  });

  test('by the state that it asks for', () => {
    expect(holds('INSUFFICIENT_DATA("a")', [], ['a'])).toBe(true);
    expect(holds('ALARM("a") OR OK("a")', [], ['a'])).toBe(false);
    expect(holds('AT_LEAST(1, NOT OK, ("a"))', [], ['a'])).toBe(true);
  });
});

test('a rule knows the alarms that it goes by', () => {
  const rule = '(ALARM("long") AND ALARM(short)) OR AT_LEAST(1, OK, ("other", "long"))';
  expect(parseAlarmRule(rule, PLACE).names).toEqual(['long', 'short', 'other', 'long']);
});

/** A rule as a tree. */
type Tree =
  | { readonly kind: 'state'; readonly state: State; readonly name: string }
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'not'; readonly of: Tree }
  | { readonly kind: 'AND' | 'OR'; readonly of: Tree[] };

const NAMES = ['a', 'b', 'c', 'd'];

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.record({
      kind: fc.constant('state' as const),
      state: fc.constantFrom(...STATES),
      name: fc.constantFrom(...NAMES),
    }),
    fc.record({ kind: fc.constant('constant' as const), value: fc.boolean() }),
    fc.record({ kind: fc.constant('not' as const), of: tie('tree') }),
    fc.record({
      kind: fc.constantFrom('AND' as const, 'OR' as const),
      of: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
    }),
  ),
}));

/** With no more parentheses than it takes. */
function written(node: Tree, within: 'OR' | 'AND' | 'not' = 'OR'): string {
  const strength = { OR: 0, AND: 1, not: 2 };
  switch (node.kind) {
    case 'state':
      return `${node.state}("${node.name}")`;
    case 'constant':
      return node.value ? 'TRUE' : 'FALSE';
    case 'not':
      return `NOT ${written(node.of, 'not')}`;
    default: {
      const { kind } = node;
      const text = node.of.map((one) => written(one, kind)).join(` ${kind} `);
      return strength[kind] < strength[within] ? `(${text})` : text;
    }
  }
}

function valueOf(node: Tree, stateOf: (name: string) => State): boolean {
  switch (node.kind) {
    case 'state':
      return stateOf(node.name) === node.state;
    case 'constant':
      return node.value;
    case 'not':
      return !valueOf(node.of, stateOf);
    case 'AND':
      return node.of.every((one) => valueOf(one, stateOf));
    case 'OR':
      return node.of.some((one) => valueOf(one, stateOf));
  }
}

test('whatever the rule and the states, it means what is written', () => {
  const states = fc.tuple(...NAMES.map(() => fc.constantFrom(...STATES)));
  const property = fc.property(tree, states, (rule, values) => {
    const stateOf = (name: string) => values[NAMES.indexOf(name)];
    expect(parseAlarmRule(written(rule), PLACE).holds(stateOf)).toBe(valueOf(rule, stateOf));
  });
  fc.assert(property, { seed: 7, numRuns: 1_000 });
});

test.each([
  '',
  'ALARM',
  'ALARM("a"',
  'ALARM("a',
  'ALARM()',
  'ALARM("a", "b")',
  'ALARM("a") ALARM("b")',
  'ALARM("a") AND',
  'AND ALARM("a")',
  'ALARM("a") XOR ALARM("b")',
  '(ALARM("a")',
  'ALARM("a"))',
  'WARNING("a")',
  'AT_LEAST(some, ALARM, ("a"))',
  'AT_LEAST(1, ALARM)',
  'AT_LEAST(1, ALARM, ())',
])('fails on %j, and says what a rule is', (rule) => {
  expect(messageOf(() => parseAlarmRule(rule, PLACE))).toBe(
    `[Checkout] \`IncidentsPage.AlarmRule\` must be a rule over states of alarms, such as ALARM("one") AND NOT (OK("two") OR ALARM("three")), got ${JSON.stringify(rule)}: write it so that CloudWatch takes it`,
  );
});
