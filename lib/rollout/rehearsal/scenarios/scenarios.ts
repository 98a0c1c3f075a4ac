import { ALARM_SCENARIOS } from './alarms';
import { BUDGET_SCENARIOS } from './budgets';
import { CALL_SCENARIOS } from './calls';
import { RULE_SCENARIOS } from './rules';
import { SERVER_SCENARIOS } from './servers';
import { STACK_SCENARIOS } from './stacks';
import { Scenario } from './stage';
import { TEST_SCENARIOS } from './tests';

/** Everything that can be rehearsed, in the order of a deploy. */
export const SCENARIOS: readonly Scenario[] = [
  ...SERVER_SCENARIOS,
  ...TEST_SCENARIOS,
  ...ALARM_SCENARIOS,
  ...BUDGET_SCENARIOS,
  ...RULE_SCENARIOS,
  ...CALL_SCENARIOS,
  ...STACK_SCENARIOS,
];
