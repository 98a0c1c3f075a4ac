import { RETEST_SECONDS } from '../limits';
import { GateOrder } from '../protocol';
import { Assignment, Decision, stay, to } from './decision';
import { Observations, valueOf } from './observations';
import { describeWeights } from './orientation';
import { GateState } from './state';

/** Runs the tests in their order, a try at each look, and again every minute. A text says why the release failed them. */
export function testOn(assignment: Assignment, state: GateState, seen: Observations): Decision | string {
  const { order } = assignment;
  const { testing, last } = state;
  const [name, result] = [order.tests[testing.index]?.name, last.test];
  if (result !== undefined && result.name === name) {
    const proof = seenThrough(order, seen);
    if (proof === undefined && result.passed) return passed(assignment, state, seen);
    const detail = proof ?? result.detail;
    const failures = testing.failures + 1;
    if (failures >= order.tests[testing.index].tries)
      return `functional test ${name} failed ${failures} times: ${detail}`;
    return stay(assignment, { ...state, testing: { ...testing, failures } }, `test ${name} failed: ${detail}`);
  }
  const due = testing.passedAt === undefined || seen.now - testing.passedAt >= RETEST_SECONDS * 1000;
  if (!due && testing.index === 0) return stay(assignment, state, 'watching');
  const proof = seenThrough(order, seen);
  if (proof !== undefined) return proof;
  return to(state, `test ${name}`, [{ do: 'test', index: testing.index }]);
}

function passed(assignment: Assignment, state: GateState, seen: Observations): Decision {
  const { tests: all } = assignment.order;
  const { testing } = state;
  const name = all[testing.index].name;
  const next = { ...testing, index: testing.index + 1, failures: 0 };
  if (next.index < all.length) return to({ ...state, testing: next }, `test ${name} passed`);
  return stay(assignment, { ...state, testing: { index: 0, failures: 0, passedAt: seen.now } }, 'every test passed');
}

/** What a test saw is only worth something if the test rule leads to the new release alone. */
function seenThrough(order: GateOrder, seen: Observations): string | undefined {
  const rule = valueOf(seen.testRule);
  const targets = Object.keys(rule?.weights ?? {});
  if (targets.length === 1 && targets[0] === order.servers.targetGroupArn) return undefined;
  return `the test rule leads to ${rule ? describeWeights(rule) : 'nothing'}, and not to the new release alone`;
}
