import { SHORTAGE_LIMIT_MINUTES } from './facts/8-shortage';
import { Fact } from './facts/fact';
import { DeployName } from './records';

/** What the script does for some facts, in minutes that are estimated, not measured. */
interface Step {
  /** Steps of one lane come one after the other, lanes go side by side. */
  readonly lane: 'demo' | 'experiments' | 'policy' | 'shortage';
  readonly minutes: number;
  readonly what: string;
}

/** Before and after everything else. */
export const PLATFORM_MINUTES = 10;
export const REMOVAL_MINUTES = 25;
const IMAGE_MINUTES = 6;
const DNS_MINUTES = 12;

export const STEPS: { readonly [name in DeployName]: Step } = {
  'first-release': { lane: 'demo', minutes: 10, what: 'deploy the demo: two servers behind the entrance' },
  'good-release': { lane: 'demo', minutes: 20, what: 'deploy a good release, to its end' },
  'failing-release': {
    lane: 'demo',
    minutes: 20,
    what: 'deploy a release whose servers answer 500 as soon as users are on it',
  },
  'cancelled-release': { lane: 'demo', minutes: 15, what: 'deploy a release and cancel the update in mid-shift' },
  'triggered-release': {
    lane: 'demo',
    minutes: 18,
    what: 'deploy a release with a rollback trigger, which fires in the bake',
  },
  experiments: {
    lane: 'experiments',
    minutes: 3,
    what: 'deploy a rule with an empty target group, a zone and an alarm',
  },
  'abandoned-shift': {
    lane: 'experiments',
    minutes: 7,
    what: 'fail an update of it with weights that nobody puts back',
  },
  'trigger-in-alarm': { lane: 'experiments', minutes: 5, what: 'update it with a rollback trigger that fires already' },
  'request-policy': {
    lane: 'policy',
    minutes: 3,
    what: 'deploy a policy that scales by requests, right after its rule',
  },
  shortage: { lane: 'shortage', minutes: SHORTAGE_LIMIT_MINUTES, what: 'deploy a group that EC2 has no room for' },
};

const ORDER = Object.keys(STEPS) as DeployName[];

/** Each deploy stands on others. */
const AFTER: { readonly [name in DeployName]?: DeployName[] } = {
  'good-release': ['first-release'],
  'failing-release': ['first-release'],
  'cancelled-release': ['first-release'],
  'triggered-release': ['first-release', 'experiments'],
  'abandoned-shift': ['experiments'],
  'trigger-in-alarm': ['experiments'],
};

/** The deploys that some facts need, in order. */
export function deploysFor(facts: Fact[]): DeployName[] {
  const needed = new Set(facts.flatMap(({ needs }) => needs).flatMap((name) => [...(AFTER[name] ?? []), name]));
  return ORDER.filter((name) => needed.has(name));
}

export function asksDns(facts: Fact[]): boolean {
  return facts.some((fact) => fact.asksDns);
}

/** How long it takes: the platform, the longest lane, and the way out. */
export function minutesFor(facts: Fact[], keep: boolean): number {
  const lanes = new Map<string, number>();
  const add = (lane: string, minutes: number) => lanes.set(lane, (lanes.get(lane) ?? 0) + minutes);
  const deploys = deploysFor(facts);
  for (const name of deploys) add(STEPS[name].lane, STEPS[name].minutes);
  if (deploys.includes('first-release')) add('demo', IMAGE_MINUTES + (asksDns(facts) ? DNS_MINUTES : 0));
  return PLATFORM_MINUTES + Math.max(0, ...lanes.values()) + (keep ? 0 : REMOVAL_MINUTES);
}
