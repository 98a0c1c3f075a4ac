import { AlarmRule, parseAlarmRule } from '../../../lib/rollout/rehearsal/account/alarm-rule';
import { Change, Span } from './alarm';
import { State } from './rules';

/** The properties of an `AWS::CloudWatch::CompositeAlarm` that its state hangs on. */
export interface CompositeProperties {
  readonly AlarmRule: string;
}

/** States over time, by the names of alarms. */
export interface Timelines {
  readonly [name: string]: Change[];
}

const MINUTE = 60;

/** More alarms no rule may name, and no rule may be longer. */
const MOST_ALARMS = 100;
const LONGEST_RULE = 10_240;

/**
 * The states of composite alarms, by those of all other alarms. They follow at once, also each other.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function followComposites(
  composites: { readonly [name: string]: CompositeProperties },
  alarms: Timelines,
  { from, to }: Span,
): Timelines {
  const rules = Object.fromEntries(
    Object.entries(composites).map(([name, { AlarmRule: rule }]) => [name, read(name, rule)]),
  );
  const names = inOrder(rules, Object.keys(alarms));
  const timelines = new Map(
    names.map((name): [string, Change[]] => [name, [{ at: from, state: 'INSUFFICIENT_DATA' }]]),
  );
  const current = new Map<string, State>();
  for (const [at, changes] of moments(alarms, { from, to })) {
    changes.forEach(([name, state]) => current.set(name, state));
    for (const name of names) {
      const state = rules[name].holds((alarm) => current.get(alarm)!) ? 'ALARM' : 'OK';
      if (current.get(name) !== state) timelines.get(name)!.push({ at, state });
      current.set(name, state);
    }
  }
  return Object.fromEntries(timelines);
}

function read(name: string, rule: string): AlarmRule {
  const { length } = rule;
  if (length > LONGEST_RULE) throw new Error(`the rule of ${name} has ${length} characters, more than ${LONGEST_RULE}`);
  const parsed = parseAlarmRule(rule, { stack: name, property: 'AlarmRule' });
  const alarms = new Set(parsed.names).size;
  if (alarms > MOST_ALARMS) throw new Error(`the rule of ${name} names ${alarms} alarms, more than ${MOST_ALARMS}`);
  return parsed;
}

/** Each composite alarm after those that it goes by. */
function inOrder(rules: { readonly [name: string]: AlarmRule }, alarms: readonly string[]): string[] {
  const order: string[] = [];
  const visit = (name: string, path: readonly string[]): void => {
    if (alarms.includes(name) || order.includes(name)) return;
    if (path.includes(name)) throw new Error(`composite alarms go round in a circle: ${[...path, name].join(', ')}`);
    if (!(name in rules)) throw new Error(`${path[path.length - 1]} goes by ${name}, which is not there`);
    rules[name].names.forEach((one) => visit(one, [...path, name]));
    order.push(name);
  };
  Object.keys(rules).forEach((name) => visit(name, []));
  return order;
}

/** The times at which something changes, with what does. The first is the one after which alarms have been evaluated. */
function moments(alarms: Timelines, { from, to }: Span): Array<[at: number, changes: Array<[string, State]>]> {
  const first = from + MINUTE;
  if (first > to) return [];
  const found = new Map<number, Array<[string, State]>>([[first, []]]);
  for (const [name, changes] of Object.entries(alarms)) {
    for (const { at, state } of changes) {
      const moment = Math.max(at, first);
      found.set(moment, [...(found.get(moment) ?? []), [name, state]]);
    }
  }
  return [...found].sort(([one], [other]) => one - other);
}
