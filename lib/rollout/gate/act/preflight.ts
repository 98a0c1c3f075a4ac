import { Account, AlarmView, ImageView, RuleView, StackView } from '../account';
import { at } from '../decide/alarms';
import { Seen } from '../decide/observations';
import { describeWeights, live } from '../decide/orientation';
import { cut } from '../decide/reasons';
import { CustomResourceEvent, EntranceOrder, PreflightOrder } from '../protocol';
import { see } from './observe';

/** Why a release cannot start, all reasons at once; empty if it can. Whatever cannot be seen is a reason. */
export async function preflight(
  account: Account,
  { StackId, LogicalResourceId }: CustomResourceEvent,
  order: PreflightOrder,
): Promise<string[]> {
  const { listenerArn, testListenerArn, priority } = order.entrance;
  const [stack, image, rule, testRule, firing] = await Promise.all([
    see(account.stack(StackId, LogicalResourceId)),
    see(account.image(order.image)),
    see(account.rule(listenerArn, priority)),
    see(account.rule(testListenerArn, priority)),
    see(firingAlarms(account, StackId)),
  ]);
  return [
    ...judged(stack, stackProblems),
    ...judged(image, (view) => imageProblems(order, view)),
    ...judged(rule, (view) => ruleProblems(order, view)),
    ...judged(testRule, (view) => ownerProblems(order, 'test', view)),
    ...(order.fix === '' ? judged(firing, alarmProblems) : []),
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

async function firingAlarms(account: Account, stackId: string): Promise<AlarmView[]> {
  const names = await account.alarmsOfStack(stackId);
  const alarms = await account.alarms(names);
  return alarms.filter(({ state }) => state === 'ALARM');
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

function alarmProblems(firing: AlarmView[]): string[] {
  return firing.map(
    ({ name, since }) =>
      `Alarm ${name} fires since ${at(since)}: mend that first, or mark the release as a fix ("fix" in its manifest) if it is meant to end it.`,
  );
}
