import { Account, AlarmView, ImageView, MissesView, RuleView, StackView } from '../account';
import { at } from '../decide/alarms';
import { budgetProblems } from '../decide/budget';
import { Seen } from '../decide/observations';
import { describeWeights, live } from '../decide/orientation';
import { cut } from '../decide/reasons';
import { BudgetOrder, CustomResourceEvent, EntranceOrder, PreflightOrder } from '../protocol';
import { see } from './observe';

/** Why a release cannot start, all reasons at once; empty if it can. Whatever cannot be seen is a reason. */
export async function preflight(
  account: Account,
  { StackId, LogicalResourceId }: CustomResourceEvent,
  order: PreflightOrder,
): Promise<string[]> {
  const { listenerArn, testListenerArn, priority } = order.entrance;
  const [stack, image, rule, testRule, troubles] = await Promise.all([
    see(account.stack(StackId, LogicalResourceId)),
    see(account.image(order.image)),
    see(account.rule(listenerArn, priority)),
    see(account.rule(testListenerArn, priority)),
    order.fix === '' ? troublesOfService(account, StackId, order) : [],
  ]);
  return [
    ...judged(stack, stackProblems),
    ...judged(image, (view) => imageProblems(order, view)),
    ...judged(rule, (view) => ruleProblems(order, view)),
    ...judged(testRule, (view) => ownerProblems(order, 'test', view)),
    ...troubles,
  ];
}

/** What CloudFormation is told. */
export function preflightReason({ service, release }: PreflightOrder, problems: string[]): string {
  return cut(
    `Release ${release.fingerprint} of ${service} (commit ${release.commit.slice(0, 12)}) was not started, and nothing was changed. ${problems.join(' ')}`,
  );
}

function judged<T>(seen: Seen<T>, judge: (value: T) => string[]): string[] {
  return seen.known ? judge(seen.value) : [`It cannot be checked: ${seen.why.message}.`];
}

/** What is wrong with the service as it is, and only a fix may start in spite of. */
async function troublesOfService(
  account: Account,
  stackId: string,
  { watch, budgets }: PreflightOrder,
): Promise<string[]> {
  const [firing, ...misses] = await Promise.all([
    see(firingAlarms(account, stackId, watch)),
    ...budgets.map((budget) => see(missesOf(account, budget))),
  ]);
  return [
    ...judged(firing, alarmProblems),
    ...misses.flatMap((seen, index) => judged(seen, (view) => budgetProblems(budgets[index], view))),
  ];
}

interface Firing {
  readonly alarms: AlarmView[];
  /** The alarms that are to be watched, and do not exist. */
  readonly missing: string[];
}

/**
 * The alarms to be watched that fire. One that sums up others is made by the first release that has it: before, and when
 * somebody has deleted it, all the others speak for themselves.
 */
async function firingAlarms(account: Account, stackId: string, watch: string[]): Promise<Firing> {
  const watched = watch.length > 0 ? await account.alarms(watch) : [];
  const missing = watch.filter((name) => !watched.some((alarm) => alarm.name === name));
  const isComplete = watch.length > 0 && missing.length === 0;
  const all = isComplete ? [] : await account.alarms(await account.alarmsOfStack(stackId));
  const others = all.filter(({ name }) => !watch.includes(name));
  return { alarms: [...watched, ...others].filter(({ state }) => state === 'ALARM'), missing };
}

function missesOf(account: Account, { namespace, metric, host, windowSeconds }: BudgetOrder): Promise<MissesView> {
  const to = account.now();
  return account.misses({ namespace, metric, host, from: to - windowSeconds * 1000, to });
}

function stackProblems({ rollbackDisabled }: StackView): string[] {
  return rollbackDisabled
    ? [
        'The stack is deployed without rollback (--no-rollback or express mode): a bad release would stay. Deploy it without that option.',
      ]
    : [];
}

function imageProblems({ image, architecture }: PreflightOrder, view: ImageView | undefined): string[] {
  if (view === undefined)
    return [`The image ${image} does not exist in this region, or is not shared with this account.`];
  if (view.state !== 'available') return [`The image ${image} is ${view.state}; it must be available.`];
  return view.architecture === architecture
    ? []
    : [`The image ${image} is for ${view.architecture}, and the release says ${architecture}.`];
}

function ruleProblems(order: PreflightOrder, rule: RuleView | undefined): string[] {
  const owners = ownerProblems(order, 'production', rule);
  if (owners.length > 0 || rule === undefined || live(rule).length === 1) return owners;
  return [
    `The production rule of ${order.host} leads to ${describeWeights(rule)}, and must lead to the live release alone: a rollback did not end, or somebody shifts traffic by hand. Lead it back first (aws elbv2 modify-rule --rule-arn ${rule.arn} ...).`,
  ];
}

function ownerProblems(
  { host, entrance }: { readonly host: string; readonly entrance: EntranceOrder },
  which: 'production' | 'test',
  rule: RuleView | undefined,
): string[] {
  if (rule === undefined || rule.hosts.includes(host)) return [];
  return [
    `Priority ${entrance.priority} of the ${which} listener belongs to ${rule.hosts.join(', ') || 'a rule without a host'}: pass another listenerPriority.`,
  ];
}

function alarmProblems({ alarms, missing }: Firing): string[] {
  const problems = alarms.map(
    ({ name, since }) =>
      `Alarm ${name} fires since ${at(since)}: mend that first, or mark the release as a fix ("fix" in its manifest) if it is meant to end it.`,
  );
  return problems.length > 0 && missing.length > 0
    ? [...problems, `Every alarm of the stack counts as long as there is no alarm ${missing.join(', ')}.`]
    : problems;
}
