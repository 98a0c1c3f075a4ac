import * as fc from 'fast-check';
import { Call, CallEffect } from '../../../lib/rollout/rehearsal/account/call-faults';
import { ServicePlan } from '../../../lib/rollout/rehearsal/deployment/service-plan';
import { InvariantWatch } from '../../../lib/rollout/rehearsal/invariants/invariants';
import { Simulation } from '../../../lib/rollout/rehearsal/simulation';
import { BUDGET, NEXT, servicePlan } from './templates';

/** Something that goes wrong at some point of a deploy. Times are in seconds since its begin. */
export type Trouble =
  | { readonly kind: 'call'; readonly index: number; readonly effect: CallEffect }
  | { readonly kind: 'throttling'; readonly at: number; readonly seconds: number }
  | { readonly kind: 'alarm'; readonly at: number; readonly seconds: number }
  | { readonly kind: 'errors'; readonly at: number }
  | {
      readonly kind: 'unhealthy';
      readonly at: number;
      readonly seconds: number;
      readonly who: 'from' | 'to';
      readonly zones: number;
    }
  | { readonly kind: 'cancel'; readonly at: number }
  | { readonly kind: 'stopped'; readonly at: number }
  | { readonly kind: 'broken'; readonly at: number; readonly seconds: number }
  | { readonly kind: 'duplicates'; readonly deliveries: readonly number[] }
  | { readonly kind: 'backstops'; readonly count: number }
  | { readonly kind: 'later resource fails' }
  | { readonly kind: 'rule first' };

export const FROM: ServicePlan = servicePlan({ pollSeconds: 30, budgets: [BUDGET] });
export const TO: ServicePlan = servicePlan({ ...NEXT, pollSeconds: 30, budgets: [BUDGET] });

/** Longer than a deploy without troubles takes, and than it makes calls. */
const SECONDS = 620;

/** Lambda runs a function for CloudFormation three times within three minutes; who throttles all of them has won. */
const MOST_THROTTLED_SECONDS = 150;

const CALLS = 420;

const effects: fc.Arbitrary<CallEffect> = fc.oneof(
  fc.constantFrom<CallEffect>(
    { kind: 'killed before' },
    { kind: 'killed after' },
    { kind: 'lost answer' },
    { kind: 'lost write' },
    { kind: 'halfway' },
    { kind: 'refused', error: 'throttled' },
    { kind: 'refused', error: 'other' },
  ),
  fc.record({
    kind: fc.constantFrom<'slow' | 'late write'>('slow', 'late write'),
    seconds: fc.integer({ min: 1, max: 59 }),
  }),
);

const at = fc.integer({ min: 0, max: SECONDS });

const troubles: fc.Arbitrary<Trouble> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('call' as const), index: fc.nat(CALLS), effect: effects }) },
  fc.record({
    kind: fc.constant('throttling' as const),
    at,
    seconds: fc.integer({ min: 5, max: MOST_THROTTLED_SECONDS }),
  }),
  fc.record({ kind: fc.constant('alarm' as const), at, seconds: fc.integer({ min: 1, max: 120 }) }),
  fc.record({ kind: fc.constant('errors' as const), at }),
  fc.record({
    kind: fc.constant('unhealthy' as const),
    at,
    seconds: fc.integer({ min: 40, max: 400 }),
    who: fc.constantFrom<'from' | 'to'>('from', 'to', 'to'),
    zones: fc.integer({ min: 1, max: 3 }),
  }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel' as const), at }) },
  fc.record({ kind: fc.constant('stopped' as const), at }),
  fc.record({ kind: fc.constant('broken' as const), at, seconds: fc.integer({ min: 5, max: 90 }) }),
  fc.record({
    kind: fc.constant('duplicates' as const),
    deliveries: fc.array(fc.nat(300), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('backstops' as const), count: fc.constant(2) }),
  fc.record({ kind: fc.constant('later resource fails' as const) }),
  fc.record({ kind: fc.constant('rule first' as const) }),
);

export const schedules = fc.array(troubles, { minLength: 1, maxLength: 5 });

/** What a deploy came to. */
export interface Played {
  readonly simulation: Simulation;
  /** The invariants that did not hold, and how. */
  readonly broken: string[];
}

/** Plays a deploy with troubles, to its end. */
export async function play(schedule: readonly Trouble[], from?: ServicePlan | null): Promise<Played> {
  const simulation = new Simulation({ from: from === null ? undefined : (from ?? FROM), to: TO });
  const watch = new InvariantWatch(simulation);
  for (const trouble of schedule) prepare(simulation, trouble);
  await simulation.run();
  const broken = watch.conclude().flatMap(({ name, broken: how }) => (how === null ? [] : [`${name} ${how}`]));
  return { simulation, broken };
}

export function prepare(simulation: Simulation, trouble: Trouble): void {
  const { cloud, clock, deployment, machine, gateFunction } = simulation;
  switch (trouble.kind) {
    case 'call':
      cloud.callFaults.push({ strikes: ({ index }) => index === trouble.index, effect: trouble.effect });
      return;
    case 'throttling': {
      const from = simulation.startedAt + trouble.at * 1000;
      const to = from + trouble.seconds * 1000;
      const effect: CallEffect = { kind: 'refused', error: 'throttled' };
      // The answer goes to a bucket, which throttles nobody.
      const strikes = (call: Call) => call.at >= from && call.at < to && call.method !== 'respond';
      cloud.callFaults.push({ strikes, effect });
      return;
    }
    case 'alarm':
      clock.after(trouble.at * 1000, () => {
        const alarm = cloud.alarms.byName.get(TO.order.alarms[0]);
        alarm?.become('ALARM', 'Threshold Crossed');
        clock.after(trouble.seconds * 1000, () => alarm?.become('OK', 'Threshold Crossed'));
      });
      return;
    case 'errors':
      clock.after(trouble.at * 1000, () => (cloud.alarms.qualityOf(TO.targetGroup.arn).errorPercent = 20));
      return;
    case 'unhealthy':
      clock.after(trouble.at * 1000, () => makeUnhealthy(simulation, trouble));
      return;
    case 'cancel':
      clock.after(trouble.at * 1000, () => deployment.cancel());
      return;
    case 'stopped':
      clock.after(trouble.at * 1000, () => machine.stopByHand());
      return;
    case 'broken':
      clock.after(trouble.at * 1000, () => {
        gateFunction.broken = "Cannot find module 'index'";
        clock.after(trouble.seconds * 1000, () => (gateFunction.broken = undefined));
      });
      return;
    case 'duplicates':
      deployment.custom.deliveries = [0, ...trouble.deliveries];
      return;
    case 'backstops':
      machine.troubles.backstops = trouble.count;
      return;
    case 'later resource fails':
      deployment.troubles.laterResource = 'Rate exceeded';
      return;
    case 'rule first':
      deployment.troubles.ruleFirst = true;
      return;
  }
}

function makeUnhealthy(
  { cloud, clock }: Simulation,
  { who, zones, seconds }: { readonly who: 'from' | 'to'; readonly zones: number; readonly seconds: number },
): void {
  const group = cloud.groups.get((who === 'from' ? FROM : TO).group.name);
  if (!group) return;
  const sick = group.plan.zones.slice(0, zones);
  group.troubles.health = ({ zone }) => !sick.includes(zone);
  group.recheck();
  clock.after(seconds * 1000, () => {
    group.troubles.health = undefined;
    group.recheck();
  });
}

/** Plays so many random schedules, always the same ones for a seed. A failure prints the shortest that fails. */
export function playRandomSchedules(seed: number, numRuns: number): Promise<void> {
  const property = fc.asyncProperty(schedules, async (schedule) => {
    const { broken } = await play(schedule);
    if (broken.length > 0) throw new Error(broken.join('\n'));
  });
  return fc.assert(property, { seed, numRuns });
}
