import { parsePreflightOrder } from '../../gate/orders';
import { BudgetOrder, PreflightOrder } from '../../gate/protocol';
import { Scenario, Stage, UpdateProps } from './stage';

/** The budget of a service that does not say which of its own keep releases back. */
const AVAILABILITY: Omit<BudgetOrder, 'host'> = {
  objective: 'availability',
  namespace: 'GoldenPath/Service',
  metric: 'Failures',
  goalPercent: 99.9,
  windowSeconds: 30 * 24 * 3600,
};

/** The requests of some weeks. */
const REQUESTS = 1_000_000;

/** How much more than the budget is spent. */
const OVERSPENT = 1.32;

/** The release that is deployed, asking for a budget that is not spent, and perhaps for something else. */
function frozen(props: UpdateProps, changes: Partial<PreflightOrder> = {}): UpdateProps {
  const { preflight } = props.to;
  const order = parsePreflightOrder(preflight.properties);
  const budgets = order.budgets.length > 0 ? order.budgets : [{ ...AVAILABILITY, host: order.host }];
  const properties = { ...preflight.properties, Protocol: '2', Order: { ...order, budgets, ...changes } };
  return { ...props, to: { ...props.to, preflight: { ...preflight, properties } } };
}

/** More requests have missed the objective than its budget allows. */
function spend({ simulation: { cloud, to } }: Stage): void {
  const [{ goalPercent }] = parsePreflightOrder(to!.preflight.properties).budgets;
  cloud.misses = { requests: REQUESTS, missed: Math.ceil((OVERSPENT * REQUESTS * (100 - goalPercent)) / 100) };
}

/** What error budgets say about a release. */
export const BUDGET_SCENARIOS: readonly Scenario[] = [
  {
    name: 'budget-spent',
    story: 'The error budget of the service is spent, and the service has its releases wait then.',
    expected: 'refused before any traffic',
    setUp: (props) => frozen(props),
    strike: spend,
  },
  {
    name: 'budget-spent-and-fix',
    story: 'The error budget of the service is spent, and the release is marked as the fix.',
    expected: 'released',
    setUp: (props) => frozen(props, { fix: 'ends what spends the budget' }),
    strike: spend,
  },
];
