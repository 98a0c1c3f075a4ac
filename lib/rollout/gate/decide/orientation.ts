import { GroupView, RuleView, StackView } from '../account';
import { CustomResourceEvent, GateOrder } from '../protocol';

/**
 * What a request of CloudFormation is about.
 *
 * - `forward`: a new release beside a live one
 * - `first`: a release where nothing is live
 * - `unchanged`: an update that is no release
 * - `back`: CloudFormation rolls back to the ordered release
 * - `leave`: the gate is deleted
 * - `stale`: a request that CloudFormation has given up meanwhile
 * - `refused`: the world is not as it must be, and nobody has touched it yet
 */
export type Mission = 'forward' | 'first' | 'unchanged' | 'back' | 'leave' | 'stale' | 'refused';

export interface Orientation {
  readonly mission: Mission;
  readonly ruleArn?: string;
  /** The target group where traffic belongs if this comes to nothing. */
  readonly safe?: string;
  /** The target groups that may stand in the rule. */
  readonly own: string[];
  /** Why it is refused. */
  readonly problem?: string;
}

export interface Facts {
  readonly request: CustomResourceEvent;
  readonly order: GateOrder;
  readonly former?: GateOrder;
  readonly stack: StackView;
  readonly rule?: RuleView;
  readonly groups: GroupView[];
  /** Whether another execution has worked on this request before, and died. */
  readonly takesOver?: boolean;
}

/**
 * Tells what a request is about by the world, not by the event: CloudFormation sends the same kind of update to go
 * forward and to go back, and may send either late.
 */
export function orient(facts: Facts): Orientation {
  if (!isAwaited(facts.stack)) return nothing('stale');
  if (facts.request.RequestType === 'Delete') return leave(facts);
  if (isRollback(facts.stack.status)) return rollback(facts);
  return (facts.takesOver ? takeOver(facts) : undefined) ?? forward(facts);
}

/** Whether CloudFormation waits for an answer. */
export function isAwaited({ resourceStatus }: StackView): boolean {
  return resourceStatus?.endsWith('_IN_PROGRESS') === true;
}

/** Whether CloudFormation is undoing an operation. */
export function isRollback(status: string): boolean {
  return status.includes('ROLLBACK');
}

/** The target groups with a share of the traffic. */
export function live({ weights }: RuleView): string[] {
  return Object.keys(weights).filter((arn) => weights[arn] > 0);
}

function nothing(mission: Mission): Orientation {
  return { mission, own: [] };
}

/** What the dead one has left: a rule with both releases in it, whoever has the traffic. */
function takeOver({ order, former, rule, groups }: Facts): Orientation | undefined {
  if (rule === undefined) return undefined;
  const candidate = order.servers.targetGroupArn;
  const own = family(groups, candidate, former?.servers.targetGroupArn);
  const [other, ...more] = Object.keys(rule.weights).filter((arn) => arn !== candidate);
  const isMixed = other !== undefined && more.length === 0 && own.includes(other);
  return isMixed ? { mission: 'forward', ruleArn: rule.arn, safe: other, own } : undefined;
}

function forward({ order, former, rule, groups }: Facts): Orientation {
  const candidate = order.servers.targetGroupArn;
  const incumbent = former?.servers.targetGroupArn;
  if (incumbent === candidate) return nothing('unchanged');
  if (rule === undefined) {
    return incumbent === undefined
      ? nothing('first')
      : refused(
          `the production rule of ${order.host}, priority ${order.entrance.priority}, is gone. Restore it first: deploy the live release again.`,
        );
  }
  const users = live(rule);
  // A gate that is new to a service may find its release live; one that is not finds another one there.
  if (incumbent === undefined && users.length === 1 && users[0] === candidate) return nothing('unchanged');
  const own = family(groups, candidate, incumbent);
  const strangers = Object.keys(rule.weights).filter((arn) => !own.includes(arn));
  const safe = incumbent ?? (users.length === 1 ? users[0] : undefined);
  if (strangers.length > 0 || safe === undefined || !(rule.weights[safe] > 0)) {
    return refused(
      `the production rule of ${order.host} leads to ${describeWeights(rule)}, and not to ${incumbent ?? 'one release'}: somebody changed it, or a rollback did not end. Lead it back first: aws elbv2 modify-rule --rule-arn ${rule.arn} --actions Type=forward,TargetGroupArn=<target group of the live release>`,
    );
  }
  return { mission: 'forward', ruleArn: rule.arn, safe, own };
}

function refused(problem: string): Orientation {
  return { mission: 'refused', own: [], problem };
}

/**
 * A rollback asks for the older servers. A request to go forward that arrives late, when CloudFormation is on its way back
 * already, asks for the newer ones. Users are led to nothing that has not been live.
 */
function rollback(facts: Facts): Orientation {
  const { request, order, former, rule, groups } = facts;
  const safe = order.servers.targetGroupArn;
  const older = isOlder(facts);
  if (request.RequestType === 'Create' || older === false) return nothing('stale');
  const wasLive = older === true || (rule !== undefined && safe in rule.weights);
  if (!wasLive) return nothing('back');
  return { mission: 'back', ruleArn: rule?.arn, safe, own: family(groups, safe, former?.servers.targetGroupArn) };
}

/** Whether the ordered servers are older than the others; undefined if that is not to be seen. */
function isOlder({ order, former, groups }: Facts): boolean | undefined {
  const createdAt = (name?: string) => groups.find((group) => group.name === name)?.createdAt;
  const ordered = createdAt(order.servers.groupName);
  const other = createdAt(former?.servers.groupName);
  return ordered === undefined || other === undefined ? undefined : ordered < other;
}

/** A gate that goes takes its release out of the rule, if another one stands in it. */
function leave({ order, rule, groups }: Facts): Orientation {
  const going = order.servers.targetGroupArn;
  const own = family(groups, going);
  const staying = Object.keys(rule?.weights ?? {}).filter((arn) => arn !== going);
  const mixed = rule !== undefined && going in rule.weights && staying.length === 1 && own.includes(staying[0]);
  return mixed ? { mission: 'leave', ruleArn: rule.arn, safe: staying[0], own } : nothing('leave');
}

/** The target groups of all releases of the service. */
function family(groups: GroupView[], ...more: (string | undefined)[]): string[] {
  const all = [...groups.flatMap(({ targetGroupArns }) => targetGroupArns), ...more];
  return [...new Set(all.filter((arn): arn is string => arn !== undefined))];
}

/** The weights of a rule in words. */
export function describeWeights({ weights }: RuleView): string {
  const shares = Object.entries(weights).map(([arn, weight]) => `${nameOf(arn)} (weight ${weight})`);
  return shares.length > 0 ? shares.join(', ') : 'no target group';
}

/** The part of an ARN that people can compare: `targetgroup/name/id`. */
export function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}
