import { Metric } from '../../../private/metric-rows';
import { between, chance, wander } from './noise';
import { TimeRange } from './range';
import { isTrouble, shareOfNew } from './story';
import { World } from './world';

/** What CloudWatch was sent of a metric in one minute: so many samples, and how they are spread. */
export interface Minute {
  readonly samples: number;
  readonly mean: number;
  /** The value below which this share of the samples lies. */
  readonly quantile: (share: number) => number;
  /** Whether something is counted, so that numbers of it are whole. */
  readonly counted: boolean;
}

/** A metric, and what its samples hang on. */
export interface Subject {
  readonly metric: Metric;
  readonly range: TimeRange;
  readonly world: World;
  /** Whose it is; what is of the same has the same ups and downs. */
  readonly owner: string;
  /** Which release of a service it tells of; that of none is of all of them. */
  readonly release?: 'former' | 'newest';
}

/** What a metric is about; `place` says where it is from, if not from here. */
export function subjectOf(metric: Metric, place: string, world: World, range: TimeRange): Subject {
  const { Host, Release } = metric.dimensions;
  const isFormer = Release !== undefined && world.releasesOf(Host ?? '')[0] === Release;
  const release = Release === undefined ? {} : { release: isFormer ? ('former' as const) : ('newest' as const) };
  return { metric, range, world, owner: ownerOf(metric, place, world), ...release };
}

/** The service, the load balancer or the thing that a metric tells of. */
function ownerOf({ namespace, dimensions }: Metric, place: string, world: World): string {
  const { Host, TargetGroup, LoadBalancer } = dimensions;
  const name = Host ?? world.hostOf(TargetGroup ?? '') ?? TargetGroup ?? LoadBalancer;
  return `${name ?? [namespace, ...Object.values(dimensions)].join(' ')}${place}`;
}

/** What is sent of a metric in the minute at a moment; nothing if it is silent. */
export type Model = (subject: Subject, at: number) => Minute | undefined;

/** One sample that is a measurement, such as the size of a group. */
export function measured(value: number, spread: readonly [low: number, high: number] = [0, 0]): Minute {
  const quantile = (share: number): number => value + spread[0] + (spread[1] - spread[0]) * share;
  return { samples: 1, mean: value, quantile: spread[0] === spread[1] ? () => value : quantile, counted: false };
}

/** One sample that is a number of things, such as the requests of the minute. */
export function number(count: number): Minute {
  return { samples: 1, mean: count, quantile: () => count, counted: true };
}

/** A sample of 1 for each thing, and none if there was nothing, as load balancers and functions send them. */
export function each(count: number): Minute {
  return { samples: count, mean: 1, quantile: () => 1, counted: true };
}

/** A sample for each of so many things: 1 for those of which something is true, and 0 for the others. */
export function either(count: number, share: number): Minute {
  return { samples: count, mean: share, quantile: (part) => (part >= 1 - share ? 1 : 0), counted: true };
}

/** Samples as times are spread: many short ones and a long tail. */
export function times(count: number, median: number): Minute {
  return { samples: count, mean: median * 1.16, quantile: (share) => median * longTail(share), counted: false };
}

/** How wide the tail is: the slowest of a hundred takes about 3.6 times as long as the middle one. */
const TAIL = 0.55;

/** A quantile of the standard normal distribution, near enough for a picture. */
function longTail(share: number): number {
  const part = Math.min(Math.max(share, 0.001), 0.999);
  const normal = 4.91 * (part ** 0.14 - (1 - part) ** 0.14);
  return Math.exp(TAIL * normal);
}

const DAY = 86_400;

/** In the afternoon there is most to do. */
const BUSIEST = 15 * 3600;

/** Requests in the minute at a moment: a wave over the day, with some unrest, and of a release only its share. */
export function requests(subject: Subject, at: number): number {
  const name = subject.owner;
  const day = 1 + 0.45 * Math.cos((2 * Math.PI * (at - BUSIEST)) / DAY);
  const unrest = 1 + 0.08 * wander(name, at, 1500) + 0.05 * (chance(name, Math.floor(at / 60)) - 0.5);
  return between(700, 2400, name) * day * unrest * releaseShare(subject, at);
}

/** The share of a release in its service's traffic; all for what is no metric of a release. */
function releaseShare({ release, range }: Subject, at: number): number {
  if (release === undefined) return 1;
  const share = shareOfNew(range, at);
  return release === 'former' ? 1 - share : share;
}

/** How many of the requests fail: hardly any, except when there was trouble. */
export function failing(subject: Subject, at: number): number {
  if (isTrouble(subject.range, at)) return 0.03;
  const name = subject.owner;
  return between(0.0001, 0.0004, name) * Math.max(0, 1 + wander(`failing ${name}`, at, 2400));
}

/** How long the middle request takes, in seconds. Under load all take a little longer. */
export function median(subject: Subject, at: number): number {
  const name = subject.owner;
  const ofRelease = between(0.92, 1.08, `${name} ${subject.metric.dimensions.Release ?? ''}`);
  const unrest = 1 + 0.1 * wander(`latency ${name}`, at, 1800) + 0.06 * (chance(`latency ${name}`, at) - 0.5);
  return between(0.045, 0.065, name) * ofRelease * unrest;
}
