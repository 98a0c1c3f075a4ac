import { InvalidInputError } from '../../private/errors';
import { LIMITS } from '../gate/limits';
import { RolloutOrder, StepOrder } from '../gate/protocol';
import { tableOf } from './show/table';
import { clock, percentOf } from './show/words';

/** What a service is like, as far as the time of a deploy depends on it. */
export interface DeployTimeInput {
  readonly servers: number;
  /** From the launch of a server to its first good answer. */
  readonly bootSeconds: number;
  /** How long it must answer well until it counts as healthy: interval times threshold. */
  readonly healthCheckSeconds: number;
  /** How long a server that leaves may finish its requests. */
  readonly drainSeconds: number;
  /** All functional tests together. */
  readonly testSeconds: number;
  /** From the first bad answer to a user until an alarm fires. */
  readonly alarmSeconds: number;
  /** The service's own rollout. */
  readonly rollout: RolloutOrder;
  /**
   * How many servers a rolling update replaces at a time.
   *
   * @default 1 - that of CloudFormation
   */
  readonly batchSize?: number;
}

export type StrategyName = 'all at once' | 'linear' | 'canary' | 'instance refresh' | 'rolling update';

/** What one way to deploy costs, and what it spares. */
export interface Strategy {
  readonly name: StrategyName;
  /** In words, such as `10 % for 5:00, then all`. */
  readonly how: string;
  /** Whether it is the service's own rollout. */
  readonly chosen: boolean;
  /** Whether it is over in the time that CloudFormation gives a release gate. */
  readonly possible: boolean;
  /** Until the release has all traffic for good, with the bake. */
  readonly deploySeconds: number;
  /** From detection until all users are on the former release, if trouble shows with the first users. */
  readonly rollbackSeconds: number;
  /** The same, if it shows when all users are on the release. */
  readonly latestRollbackSeconds: number;
  /** The share of users, from 0 to 1, on the release when trouble that shows with the first users is detected. */
  readonly exposedShare: number;
  /** Servers beside those that the service needs. */
  readonly extraServers: number;
  /** Servers that the service lacks meanwhile. */
  readonly missingServers: number;
  /** How long two releases answer users side by side. */
  readonly mixedSeconds: number;
  /** Whether the release is tested before it has users. */
  readonly testedBeforeTraffic: boolean;
}

/** What CloudFormation needs besides: templates, rules, roles, and for the other strategies the group itself. */
const OVERHEAD_SECONDS = 60;

/** Until changed weights are in effect in the whole load balancer. */
const WEIGHTS_SECONDS = 5;

/** What instance refresh may launch above the group's size, at a maximum of 110 percent. */
const REFRESH_SHARE = 0.1;

/** The rollouts that are compared with the service's own, where it does not say otherwise. */
const USUAL = { linearPercent: 20, canaryPercent: 10, intervalSeconds: 300 };

/** What the model takes for granted; printed with it. */
export const DEPLOY_TIME_ASSUMPTIONS: readonly string[] = [
  `CloudFormation needs ${OVERHEAD_SECONDS} seconds for all else, whatever the strategy.`,
  'EC2 has the servers, and starts any number of them side by side.',
  'Every wait takes as long as it may: a health check just missed, a look of the gate just over.',
  `A change of weights is in effect after ${WEIGHTS_SECONDS} seconds.`,
  'Each server gets an equal share of the traffic of its release.',
  'Alarms are connected to every strategy, and see a small share of the traffic as soon as a large one.',
  'Instance refresh: 100 % minimum and 110 % maximum healthy, so a tenth of the servers, rounded up, is launched, and as many former ones leave before the next tenth comes; no checkpoints and no bake.',
  'Rolling update: MinInstancesInService allows a whole batch to leave before the new one is launched; signals arrive when the servers are healthy.',
  'The way back of both is the same again, for the batches that were replaced.',
];

/** What the marks and the columns of the table say. */
const DEPLOY_TIME_LEGEND = [
  '* the rollout of this service',
  `deploy: until the new release has all users for good, with the bake; too long: more than the ${clock(LIMITS.rolloutSeconds)} that the gate has`,
  'way back: from detection until all users are on the former release, if trouble shows with the first users; at the latest: if it shows when all are on the new one',
  'exposed: the share of the users on the new release when the alarm fires',
  'servers: more or fewer than the service needs; mixed: how long both releases answer users; tested first: before any user',
];

/** Compares the ways to deploy a service with each other. */
export function modelDeployTimes(input: DeployTimeInput): Strategy[] {
  validate(input);
  const own = kindOf(input.rollout.steps);
  const shifts = (['all at once', 'linear', 'canary'] as const).map((name) =>
    blueGreen(input, name, name === own ? input.rollout.steps : alternative(name, input.rollout.steps), name === own),
  );
  return [...shifts, instanceRefresh(input), rollingUpdate(input)];
}

/** The comparison for people, with what it stands on. */
export function deployTimesAsText(input: DeployTimeInput): string {
  const columns = [
    { title: 'strategy', width: 52 },
    ...['deploy', 'way back', 'at the latest', 'exposed', 'servers', 'mixed', 'tested first'].map((title) => ({
      title,
    })),
  ];
  const rows = modelDeployTimes(input).map((strategy) => [
    `${strategy.chosen ? '*' : ' '} ${strategy.name}: ${strategy.how}`,
    strategy.possible ? clock(strategy.deploySeconds) : 'too long',
    clock(strategy.rollbackSeconds),
    clock(strategy.latestRollbackSeconds),
    percentOf(strategy.exposedShare),
    strategy.missingServers > 0 ? `-${strategy.missingServers}` : `+${strategy.extraServers}`,
    strategy.mixedSeconds > 0 ? clock(strategy.mixedSeconds) : 'no',
    strategy.testedBeforeTraffic ? 'yes' : 'no',
  ]);
  return [
    `Deploy times of ${input.servers} servers: boot ${clock(input.bootSeconds)}, healthy after ${clock(input.healthCheckSeconds)}, tests ${clock(input.testSeconds)}, drain ${clock(input.drainSeconds)}, alarms fire after ${clock(input.alarmSeconds)}`,
    '',
    ...tableOf(columns, rows),
    '',
    ...DEPLOY_TIME_LEGEND,
    '',
    'Assumed:',
    ...DEPLOY_TIME_ASSUMPTIONS.map((assumption) => `- ${assumption}`),
  ].join('\n');
}

/**
 * A second set of servers, and weights between the two.
 *
 *     gate   = boot + health check + healthy time + tests + all steps + a look for each of these phases
 *     deploy = overhead + gate
 *     back   = one look + the weights in effect, however many servers there are
 */
function blueGreen(
  input: DeployTimeInput,
  name: 'all at once' | 'linear' | 'canary',
  steps: readonly StepOrder[],
  chosen: boolean,
): Strategy {
  const { healthySeconds, pollSeconds } = input.rollout;
  const looks = (steps.length + 2) * pollSeconds;
  const gateSeconds = launchSeconds(input) + healthySeconds + input.testSeconds + total(steps) + looks;
  const rollbackSeconds = pollSeconds + WEIGHTS_SECONDS;
  return {
    name,
    how: describe(steps),
    chosen,
    possible: gateSeconds <= LIMITS.rolloutSeconds,
    deploySeconds: OVERHEAD_SECONDS + gateSeconds,
    rollbackSeconds,
    latestRollbackSeconds: rollbackSeconds,
    exposedShare: shareAfter(steps, input.alarmSeconds),
    extraServers: input.servers,
    missingServers: 0,
    mixedSeconds: total(steps.slice(0, -1)),
    testedBeforeTraffic: true,
  };
}

/** A tenth of the servers more, until all are replaced. */
function instanceRefresh(input: DeployTimeInput): Strategy {
  const size = Math.ceil(input.servers * REFRESH_SHARE);
  const { batches, batchSeconds } = batchesOf(input, size);
  return {
    ...inBatches(input, size),
    name: 'instance refresh',
    how: `${size} at a time, launched first`,
    extraServers: size,
    missingServers: 0,
    // From the first new servers to the last ones: then the last former ones get no more requests.
    mixedSeconds: (batches - 1) * batchSeconds,
  };
}

/** Some servers fewer, until all are replaced. */
function rollingUpdate(input: DeployTimeInput): Strategy {
  const size = Math.min(input.batchSize ?? 1, input.servers);
  const { batches, batchSeconds } = batchesOf(input, size);
  return {
    ...inBatches(input, size),
    name: 'rolling update',
    how: `${size} at a time, after as many left`,
    extraServers: 0,
    missingServers: size,
    // From the first new servers until the last former ones leave: nobody is in their place then.
    mixedSeconds: Math.max(0, batches - 2) * batchSeconds,
  };
}

/**
 * One group, replaced batch by batch; a new server gets users as soon as it is healthy.
 *
 *     batch    = boot + health check + drain
 *     deploy   = overhead + batches * batch
 *     replaced = 1 + the whole batches since the first users, until the alarm fires
 *     back     = replaced * batch, at the latest batches * batch
 *     exposed  = replaced * size / servers
 */
function inBatches(
  input: DeployTimeInput,
  size: number,
): Omit<Strategy, 'name' | 'how' | 'extraServers' | 'missingServers' | 'mixedSeconds'> {
  const { batches, batchSeconds } = batchesOf(input, size);
  const sinceFirst = batchSeconds === 0 ? batches : Math.floor(input.alarmSeconds / batchSeconds);
  const replaced = Math.min(batches, 1 + sinceFirst);
  return {
    chosen: false,
    possible: true,
    deploySeconds: OVERHEAD_SECONDS + batches * batchSeconds,
    rollbackSeconds: replaced * batchSeconds,
    latestRollbackSeconds: batches * batchSeconds,
    exposedShare: Math.min(1, (replaced * size) / input.servers),
    testedBeforeTraffic: false,
  };
}

function batchesOf(input: DeployTimeInput, size: number): { batches: number; batchSeconds: number } {
  return { batches: Math.ceil(input.servers / size), batchSeconds: launchSeconds(input) + input.drainSeconds };
}

function launchSeconds({ bootSeconds, healthCheckSeconds }: DeployTimeInput): number {
  return bootSeconds + healthCheckSeconds;
}

function total(steps: readonly StepOrder[]): number {
  return steps.reduce((sum, { seconds }) => sum + seconds, 0);
}

/** The share at a time since the first step. The alarms are read before the next step is taken. */
function shareAfter(steps: readonly StepOrder[], seconds: number): number {
  let until = 0;
  const current = steps.find((step) => (until += step.seconds) >= seconds);
  return (current ?? steps[steps.length - 1]).percent / 100;
}

function kindOf({ length }: readonly StepOrder[]): 'all at once' | 'linear' | 'canary' {
  if (length === 1) return 'all at once';
  return length === 2 ? 'canary' : 'linear';
}

/** Another rollout with the service's own interval and bake. */
function alternative(name: 'all at once' | 'linear' | 'canary', own: readonly StepOrder[]): StepOrder[] {
  const bake = own[own.length - 1];
  const seconds = own.length > 1 ? own[0].seconds : USUAL.intervalSeconds;
  if (name === 'all at once') return [bake];
  if (name === 'canary') return [{ percent: USUAL.canaryPercent, seconds }, bake];
  const count = 100 / USUAL.linearPercent - 1;
  const steps = Array.from({ length: count }, (_, index) => ({ percent: USUAL.linearPercent * (index + 1), seconds }));
  return [...steps, bake];
}

function describe(steps: readonly StepOrder[]): string {
  const [first, ...rest] = steps;
  const bake = `bake ${clock(steps[steps.length - 1].seconds)}`;
  if (rest.length === 0) return bake;
  const share = `${first.percent} % for ${clock(first.seconds)}`;
  return rest.length === 1 ? `${share}, then all, ${bake}` : `${share}, ${rest.length} more steps, ${bake}`;
}

function validate(input: DeployTimeInput): void {
  const { servers, batchSize, rollout, ...times } = input;
  Object.entries({ servers, batchSize: batchSize ?? 1, steps: rollout.steps.length }).forEach(([property, got]) => {
    if (Number.isInteger(got) && got >= 1) return;
    throw invalid(property, got, 'be a whole number of at least 1');
  });
  Object.entries(times).forEach(([property, got]) => {
    if (Number.isFinite(got) && got >= 0) return;
    throw invalid(property, got, 'be a number of seconds of at least 0');
  });
}

function invalid(property: string, got: unknown, must: string): InvalidInputError {
  return new InvalidInputError('deploy-time model', { property, got, must, fix: `pass another ${property}` });
}
