/**
 * What the signal recorder writes, and by which tags it finds what to write about.
 *
 * The function and the constructs both go by it, so nothing is imported here. CloudWatch knows a metric by these texts
 * alone: to change one is to begin a new metric, without its past.
 */
export const RECORDED_NAMESPACE = 'GoldenPath/Service';

/** How long before the schedule's minute the minute is that is looked at: load balancers report a little late. */
export const RECORDING_DELAY_MINUTES = 3;

/** The metrics, each of them by the minute. */
export const RECORDED_METRICS = {
  /** One sample a request: 1 if it failed, else 0. So its average is the error rate, over any time. By host, and by release. */
  failures: 'Failures',
  /** One sample an answer: 1 if it was slower than promised, else 0. By host. */
  slowAnswers: 'SlowAnswers',
  /** Also when there were none. By host, and by release. */
  requests: 'Requests',
  /** In seconds. By release. */
  latencyP50: 'LatencyP50',
  /** In seconds. By release. */
  latencyP90: 'LatencyP90',
  /** In seconds. By release; by host, that of the slowest release. */
  latencyP99: 'LatencyP99',
  /** How many services were recorded, as a maximum: the heartbeat of the recorder, also when there are none. By platform. */
  services: 'Services',
} as const;

export const RECORDED_DIMENSIONS = {
  /** The host name of a service, such as `checkout.shop.internal`. */
  host: 'Host',
  /** The fingerprint of a release. */
  release: 'Release',
  /** The domain of a platform, such as `shop.internal`. */
  platform: 'Platform',
} as const;

/** The tags of a target group that the recorder goes by. */
export const RECORDED_TAGS = {
  platform: 'golden-path:platform',
  host: 'golden-path:host',
  release: 'golden-path:release',
  /** How long an answer may take, in seconds, such as `0.3`. */
  latencyObjective: 'golden-path:latency-objective',
} as const;
