import { Metric } from './metric';

/** The four golden signals, in the order in which they are spoken of. */
export const GOLDEN_SIGNALS = ['latency', 'traffic', 'errors', 'saturation'] as const;

export type GoldenSignal = (typeof GOLDEN_SIGNALS)[number];

/** Whose signals: of the service, whatever release is live, or of one release while it takes over. */
export const SCOPES = ['service', 'release'] as const;

export type Scope = (typeof SCOPES)[number];

/** Servers that are there to answer. That none is, is the worst of all errors. */
const AVAILABILITY = /^(Un)?HealthyHostCount$/;

/**
 * What metrics are about, by their names. Where several are reckoned with, the first signal of these wins: a rate of errors
 * needs the number of requests, too.
 */
const NAMES: ReadonlyArray<readonly [Exclude<GoldenSignal, 'traffic'>, RegExp]> = [
  ['errors', /^(HTTPCode_.*5XX.*|TargetConnectionErrorCount|Failures)$/],
  ['errors', AVAILABILITY],
  ['latency', /^(TargetResponseTime|SlowAnswers|Latency(P\d+)?)$/],
  ['saturation', /^(CPUUtilization|(mem|disk)_used_percent|Group.*Instances|RequestCountPerTarget)$/],
];

const TRAFFIC = /^(RequestCount|Requests)$/;

/** The signal that metrics are about together; none for what is no golden signal. */
export function signalOf(metrics: readonly Metric[]): GoldenSignal | undefined {
  const found = NAMES.find(([, names]) => metrics.some(({ name }) => names.test(name)));
  if (found !== undefined) return found[0];
  return metrics.length > 0 && metrics.every(({ name }) => TRAFFIC.test(name)) ? 'traffic' : undefined;
}

/**
 * The metrics that a signal is judged by. The others only weigh it: a number of requests says whether a rate means anything, a
 * number of samples whether a percentile does.
 */
export function essenceOf(metrics: readonly Metric[]): readonly Metric[] {
  const signal = signalOf(metrics);
  const own = metrics.filter((metric) => signalOf([metric]) === signal);
  const judging = own.filter(({ statistic }) => statistic !== 'SampleCount');
  return judging.length > 0 ? judging : own;
}

/** Whether it is about servers that are there, rather than about answers. */
export function isAvailability(metrics: readonly Metric[]): boolean {
  return metrics.length > 0 && metrics.every(({ name }) => AVAILABILITY.test(name));
}
