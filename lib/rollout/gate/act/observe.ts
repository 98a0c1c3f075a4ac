import { Account, AccountError, GroupView, RuleView, StackView, TargetView } from '../account';
import { Observations, Seen, valueOf } from '../decide/observations';
import { isRollback, orient, Orientation } from '../decide/orientation';
import { GateState } from '../decide/state';
import { executionPrefix, Job } from './job';

/** Looks at what the phase needs, all at once. What could not be seen is said so, never left out. */
export async function observe(account: Account, job: Job, state: GateState): Promise<Observations> {
  const now = account.now();
  switch (state.phase) {
    case 'orient':
      return { now, ...(await whereItStands(account, job)) };
    case 'restore':
    case 'settle':
      return { now, ...(await wayBack(account, job, state)) };
    case 'letGo':
      return { now, groups: await see(account.groups(job.order.host)) };
    case 'answer':
    case 'done':
      return { now };
    default:
      return { now, ...(await wayForward(account, job, state, now)) };
  }
}

/** Waits for a look. An error that is not AWS's is a fault of the gate, and ends the look. */
export async function see<T>(looking: Promise<T>): Promise<Seen<T>> {
  try {
    return { known: true, value: await looking };
  } catch (error) {
    if (error instanceof AccountError) return { known: false, why: { kind: error.kind, message: error.message } };
    throw error;
  }
}

/** The orientation, and what leading traffic back at once takes. */
async function whereItStands(account: Account, job: Job): Promise<Omit<Observations, 'now'>> {
  const [others, facts] = await Promise.all([see(otherExecutions(account, job)), seeFacts(account, job)]);
  const orientation = orientationOf(job, facts);
  const { safe } = valueOf(orientation) ?? {};
  const [safeTargets, targets] = await Promise.all([
    safe === undefined ? undefined : see(account.targets(safe)),
    safe === undefined ? undefined : see(otherTargets(account, valueOf(facts.rule), safe)),
  ]);
  return { ...facts, others, orientation, safeTargets, targets };
}

interface SeenFacts {
  readonly stack: Seen<StackView>;
  readonly rule: Seen<RuleView | undefined>;
  readonly groups: Seen<GroupView[]>;
}

/** What it takes to know what a request is about. */
export async function seeFacts(account: Account, { request, order }: Job): Promise<SeenFacts> {
  const { listenerArn, priority } = order.entrance;
  const [stack, rule, groups] = await Promise.all([
    see(account.stack(request.StackId, request.LogicalResourceId)),
    see(account.rule(listenerArn, priority)),
    see(account.groups(order.host)),
  ]);
  return { stack, rule, groups };
}

/** The orientation, if everything that it takes was seen. */
export function orientationOf(
  { request, order, former, died }: Job,
  { stack, rule, groups }: SeenFacts,
): Seen<Orientation> {
  if (!stack.known) return stack;
  if (!rule.known) return rule;
  // Without the groups nobody can tell a rollback from a late request to go forward, unless its release has had traffic.
  const wasLive = isRollback(stack.value.status) && order.servers.targetGroupArn in (rule.value?.weights ?? {});
  if (!groups.known && !wasLive) return groups;
  const facts = { request, order, former, stack: stack.value, rule: rule.value, groups: valueOf(groups) ?? [] };
  return { known: true, value: orient({ ...facts, takesOver: died !== undefined }) };
}

async function otherExecutions(account: Account, { request, execution }: Job): Promise<string[]> {
  const running = await account.runningExecutions(executionPrefix(request));
  return running.filter((arn) => arn !== execution);
}

/** Targets of whatever else has a share of the traffic. */
async function otherTargets(account: Account, rule: RuleView | undefined, safe: string): Promise<TargetView[]> {
  const weights = rule?.weights ?? {};
  const others = Object.keys(weights).filter((arn) => arn !== safe && weights[arn] > 0);
  return (await Promise.all(others.map((arn) => account.targets(arn)))).flat();
}

async function wayForward(
  account: Account,
  job: Job,
  state: GateState,
  now: number,
): Promise<Omit<Observations, 'now'>> {
  const { order } = job;
  const { testListenerArn, priority, listenerArn } = order.entrance;
  const { targetGroupArn, groupName } = order.servers;
  const [inTests, inStep] = [state.phase === 'tests' || state.phase === 'step', state.phase === 'step'];
  const [facts, targets, alarms, testRule, activities, safeTargets, firings, requests] = await Promise.all([
    seeFacts(account, job),
    see(account.targets(targetGroupArn)),
    see(account.alarms(order.alarms)),
    inTests ? see(account.rule(testListenerArn, priority)) : undefined,
    state.phase === 'health' ? see(account.failedActivities(groupName)) : undefined,
    inStep && state.safe !== undefined ? see(account.targets(state.safe)) : undefined,
    state.firstWeightAt === undefined ? undefined : see(account.firings(order.alarms, state.firstWeightAt)),
    state.stepSince === undefined
      ? undefined
      : see(account.requests({ listenerArn, targetGroupArn, from: state.stepSince, to: now })),
  ]);
  return { ...facts, targets, alarms, testRule, activities, safeTargets, firings, requests };
}

async function wayBack(account: Account, job: Job, state: GateState): Promise<Omit<Observations, 'now'>> {
  const { listenerArn, priority } = job.order.entrance;
  const [rule, groups, safeTargets] = await Promise.all([
    see(account.rule(listenerArn, priority)),
    see(account.groups(job.order.host)),
    state.safe === undefined ? undefined : see(account.targets(state.safe)),
  ]);
  const targets = state.safe === undefined ? undefined : await see(otherTargets(account, valueOf(rule), state.safe));
  return { rule, groups, safeTargets, targets };
}
