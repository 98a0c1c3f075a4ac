import { Duration, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { InvalidInputError } from '../private/errors';
import { ROLLBACK_WINDOW_SECONDS } from '../signals';
import { LIMITS } from './gate/limits';
import { RolloutOrder, StepOrder } from './gate/protocol';

/** How traffic moves, before it is all on the new release. */
export type Shift =
  | { readonly kind: 'all at once' }
  | { readonly kind: 'linear' | 'canary'; readonly percent: number; readonly interval: Duration };

/** How long the phases around the shift last. */
export interface Phases {
  readonly launchTimeout: Duration;
  readonly minimumHealthyTime: Duration;
  readonly bake: Duration;
}

/** What else a service says that a rollout must leave time for. */
export interface Surroundings {
  /** How long all functional tests may take, every try of them, in seconds. */
  readonly testSeconds: number;
  /** How long one server may take until it is healthy. */
  readonly gracePeriod: Duration;
  /** How long requests in flight may last. */
  readonly deregistrationDelay: Duration;
}

/** The pause between two looks of the gate: short, because it is also how long a bad release stays unnoticed. */
const POLL_SECONDS = 10;

/** A share above it takes one step to the rest, which is a canary. */
const LARGEST_LINEAR_PERCENT = 50;

const LONGEST = Duration.seconds(LIMITS.rolloutSeconds);
const ALARM_WINDOW = Duration.seconds(ROLLBACK_WINDOW_SECONDS);

/** Works out the steps of a rollout, and refuses one that cannot work in its service. */
export function planRollout(scope: Construct, shift: Shift, phases: Phases, surroundings: Surroundings): RolloutOrder {
  validateShift(scope, shift);
  validatePhases(scope, phases, surroundings);
  validateSum(scope, shift, phases, surroundings);
  return {
    name: nameOf(shift, phases),
    steps: stepsOf(shift, phases),
    launchSeconds: phases.launchTimeout.toSeconds(),
    healthySeconds: phases.minimumHealthyTime.toSeconds(),
    // Not the sum: what waits for a late alarm or a repeated test may use up what the plan leaves.
    deadlineSeconds: LIMITS.rolloutSeconds,
    pollSeconds: POLL_SECONDS,
  };
}

function stepsOf(shift: Shift, { bake }: Phases): StepOrder[] {
  return [...sharesOf(shift), { percent: 100, seconds: bake.toSeconds() }];
}

/** The steps before the last one. */
function sharesOf(shift: Shift): StepOrder[] {
  if (shift.kind === 'all at once') return [];
  const { percent, interval } = shift;
  const count = shift.kind === 'canary' ? 1 : Math.ceil(100 / percent) - 1;
  return Array.from({ length: count }, (_, index) => ({
    percent: percent * (index + 1),
    seconds: interval.toSeconds(),
  }));
}

function nameOf(shift: Shift, { bake }: Phases): string {
  const baked = `bake ${bake.toHumanString()}`;
  if (shift.kind === 'all at once') return `all at once; ${baked}`;
  const time = shift.interval.toHumanString();
  return shift.kind === 'canary'
    ? `canary: ${shift.percent} % for ${time}, then all; ${baked}`
    : `linear: ${shift.percent} % more every ${time}; ${baked}`;
}

function validateShift(scope: Construct, shift: Shift): void {
  if (shift.kind === 'all at once') return;
  const { kind, percent, interval } = shift;
  const most = kind === 'linear' ? LARGEST_LINEAR_PERCENT : 99;
  if (!Number.isInteger(percent) || percent < 1 || percent > most) {
    throw new InvalidInputError(scope, {
      property: 'rollout.percent',
      got: Token.isUnresolved(percent) ? 'a token' : percent,
      must: `be a whole number from 1 to ${most}, known at synth`,
      fix: kind === 'linear' ? 'choose one such as 20, or use Rollout.canary' : 'choose one such as 10',
    });
  }
  requireSeconds(scope, 'interval', interval, {
    min: ALARM_WINDOW,
    because: 'the alarms that judge the release look back that long and would not have seen a shorter step',
  });
}

function validatePhases(
  scope: Construct,
  { launchTimeout, minimumHealthyTime, bake }: Phases,
  { gracePeriod, deregistrationDelay }: Surroundings,
): void {
  requireSeconds(scope, 'launchTimeout', launchTimeout, {
    min: known(gracePeriod) ?? Duration.minutes(1),
    because: 'that is the gracePeriod, which a server may take until it is healthy',
  });
  requireSeconds(scope, 'minimumHealthyTime', minimumHealthyTime, {
    min: Duration.seconds(POLL_SECONDS),
    because: 'one look does not tell a healthy server from one that comes and goes',
  });
  requireSeconds(scope, 'bake', bake, {
    min: ALARM_WINDOW,
    because: 'the alarms that judge the release look back that long',
  });
  requireSeconds(scope, 'bake', bake, {
    min: known(deregistrationDelay) ?? ALARM_WINDOW,
    because: 'that is the deregistrationDelay, and requests in flight on a former server may last as long',
  });
}

interface Lowest {
  readonly min: Duration;
  readonly because: string;
}

function requireSeconds(
  scope: Construct,
  option: 'interval' | keyof Phases,
  value: Duration,
  { min, because }: Lowest,
): void {
  const seconds = known(value)?.toSeconds({ integral: false }) ?? NaN;
  if (Number.isInteger(seconds) && seconds >= min.toSeconds() && seconds <= LIMITS.rolloutSeconds) return;
  throw new InvalidInputError(scope, {
    property: `rollout.${option}`,
    got: known(value)?.toHumanString() ?? 'a token',
    must: `be at least ${min.toHumanString()}, because ${because}, and at most ${LONGEST.toHumanString()}, in whole seconds`,
    fix: `choose another ${option}`,
  });
}

/** A duration, unless it is decided at deploy time. */
function known(duration: Duration): Duration | undefined {
  return duration.isUnresolved() ? undefined : duration;
}

/** The time that a rollout may take at the most, as a sum that a person can check. */
function validateSum(scope: Construct, shift: Shift, phases: Phases, { testSeconds }: Surroundings): void {
  const shares = sharesOf(shift);
  const terms: [name: string, seconds: number][] = [
    ['launch', phases.launchTimeout.toSeconds()],
    ['healthy', phases.minimumHealthyTime.toSeconds()],
    ['tests', testSeconds],
    ...shares.slice(0, SPELLED_OUT).map(({ percent, seconds }): [string, number] => [`${percent} %`, seconds]),
    ...rest(shares.slice(SPELLED_OUT)),
    ['bake', phases.bake.toSeconds()],
  ];
  const sum = terms.reduce((total, [, seconds]) => total + seconds, 0);
  if (sum <= LIMITS.rolloutSeconds) return;
  const spelledOut = terms.map(([name, seconds]) => `${name} ${short(seconds)}`).join(' + ');
  throw new InvalidInputError(scope, {
    property: 'rollout',
    got: `${spelledOut} = ${short(sum)}`,
    must: `be over in ${short(LIMITS.rolloutSeconds)}: CloudFormation waits ${LIMITS.serviceTimeoutSeconds} seconds for the release gate, and the rest of them is for the way back`,
    fix: `make it shorter by ${short(sum - LIMITS.rolloutSeconds)}: ${WHAT_TO_SHORTEN[shift.kind]}`,
  });
}

/** So many steps are named one by one. */
const SPELLED_OUT = 5;

function rest(shares: StepOrder[]): [name: string, seconds: number][] {
  if (shares.length === 0) return [];
  return [[`${shares.length} more steps`, shares.reduce((total, { seconds }) => total + seconds, 0)]];
}

const WHAT_TO_SHORTEN: { readonly [kind in Shift['kind']]: string } = {
  'all at once': 'lower launchTimeout, bake, or the tries and timeouts of the tests',
  canary: 'lower launchTimeout, interval, bake, or the tries and timeouts of the tests',
  linear: 'raise percent, or lower launchTimeout, interval, bake, or the tries and timeouts of the tests',
};

/** Such as `16 min 30 s`. */
function short(seconds: number): string {
  const parts = { h: Math.floor(seconds / 3600), min: Math.floor(seconds / 60) % 60, s: seconds % 60 };
  const shown = Object.entries(parts).filter(([, count]) => count > 0);
  return shown.map(([unit, count]) => `${count} ${unit}`).join(' ');
}
