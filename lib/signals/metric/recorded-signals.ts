import { RECORDED_DIMENSIONS, RECORDED_METRICS, RECORDED_NAMESPACE } from '../recorder/recorded';
import { Signal, SignalMetric, single } from './signal';

/** A metric with one sample an event, which is 1 if the event was bad: its average is the share of bad ones. */
export interface EventMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: { readonly [name: string]: string };
}

/**
 * The signals of one service as the platform's signal recorder has written them down: they go on while releases come and
 * go, so objectives over weeks can be judged by them. They are three minutes late.
 */
export class RecordedSignals {
  /** Requests, also when there are none. */
  public readonly traffic: Signal;

  /** One sample a request: 1 if it failed. */
  public readonly failures: EventMetric;

  /** One sample an answer: 1 if it took longer than promised. */
  public readonly slowAnswers: EventMetric;

  /** The 99th percentile of latency, in seconds, of the slowest release. */
  public readonly latency: Signal;

  constructor(private readonly host: string) {
    this.traffic = single('requests a minute', this.metric(RECORDED_METRICS.requests, 'Sum'));
    this.failures = this.events(RECORDED_METRICS.failures);
    this.slowAnswers = this.events(RECORDED_METRICS.slowAnswers);
    this.latency = single('p99 (s)', this.metric(RECORDED_METRICS.latencyP99, 'Maximum'));
  }

  private metric(name: string, statistic: string): SignalMetric {
    return { ...this.events(name), statistic };
  }

  private events(name: string): EventMetric {
    return { namespace: RECORDED_NAMESPACE, name, dimensions: { [RECORDED_DIMENSIONS.host]: this.host } };
  }
}
