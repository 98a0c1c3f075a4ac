/** A metric as CloudWatch finds it, with what is made of its samples. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly statistic: string;
  readonly dimensions: { readonly [name: string]: string };
}

/** `AWS/ApplicationELB TargetResponseTime p99`. */
export function describeMetric({ namespace, name, statistic }: Metric): string {
  return [namespace, name, statistic].filter((word) => word !== '').join(' ');
}

/**
 * Whether two lists of metrics show the same thing, the first one maybe in finer parts: the healthy servers of each zone show
 * how many there are.
 */
export function shows(shown: readonly Metric[], wanted: readonly Metric[]): boolean {
  return (
    shown.every((one) => wanted.some((other) => isPartOf(one, other))) &&
    wanted.filter((one) => !isGuard(one, wanted)).every((other) => shown.some((one) => isPartOf(one, other)))
  );
}

/** How many samples there are only says whether another statistic of the same ones counts. */
function isGuard(one: Metric, wanted: readonly Metric[]): boolean {
  return (
    one.statistic === 'SampleCount' &&
    wanted.some((other) => other.statistic !== 'SampleCount' && isPartOf({ ...one, statistic: other.statistic }, other))
  );
}

/** The sum, the average and the like of the same samples are one thing to look at; each percentile is another. */
function isPartOf(one: Metric, other: Metric): boolean {
  return (
    one.namespace === other.namespace &&
    one.name === other.name &&
    percentileOf(one) === percentileOf(other) &&
    Object.entries(other.dimensions).every(([name, value]) => one.dimensions[name] === value)
  );
}

function percentileOf({ statistic }: Metric): string {
  return /^(p|tm|wm|tc|ts|pr|iqm)(\d|\(|$)/i.test(statistic) ? statistic.toLowerCase() : '';
}

/**
 * The metrics that an expression searches for, as in
 * `SEARCH('{GoldenPath/Service,Host} MetricName="Requests" Host="checkout.shop.internal"', 'Sum', 60)`.
 */
export function searchedMetrics(expression: string): Metric[] {
  return [...expression.matchAll(/SEARCH\(\s*'([^']*)'\s*,\s*'([^']*)'/g)].flatMap(([, query, statistic]) => {
    const [namespace = ''] = /\{([^}]*)\}/.exec(query)?.[1].split(',') ?? [];
    const given = [...query.matchAll(/([\w.:-]+)\s*=\s*"([^"]*)"/g)].map(([, name, value]) => [name, value]);
    const { MetricName: name, ...dimensions } = Object.fromEntries(given) as { [name: string]: string };
    return name === undefined ? [] : [{ namespace: namespace.replace(/"/g, '').trim(), name, statistic, dimensions }];
  });
}
