/** One metric of CloudWatch. */
export interface SignalMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: { readonly [name: string]: string };
  /** A statistic such as `Sum`, or a percentile such as `p99`. */
  readonly statistic: string;
}

/** What is drawn and watched: one metric, or an expression over several. */
export interface Signal {
  /** What people see, with the unit: "errors (%)". */
  readonly label: string;
  /** The metrics, by the name that the expressions give them. */
  readonly metrics: { readonly [id: string]: SignalMetric };
  /**
   * Metric math on the way to the expression, by the name that what follows gives it.
   *
   * @default - none
   */
  readonly steps?: { readonly [id: string]: string };
  /**
   * Metric math over the metrics and the steps.
   *
   * @default - the only metric as it is
   */
  readonly expression?: string;
}

/** A signal that is one metric. */
export function single(label: string, metric: SignalMetric): Signal {
  return { label, metrics: { m: metric } };
}
