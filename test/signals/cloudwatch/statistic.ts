/** What is made of the samples of a period. */
export type Statistic =
  | { readonly kind: 'Sum' | 'Average' | 'Minimum' | 'Maximum' | 'SampleCount'; readonly text: string }
  | { readonly kind: 'percentile'; readonly percent: number; readonly text: string };

const SIMPLE = ['Sum', 'Average', 'Minimum', 'Maximum', 'SampleCount'] as const;

/**
 * Reads a statistic such as `Sum` or `p99.9`. Other statistics that CloudWatch has are not modelled.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 */
export function parseStatistic(text: string): Statistic {
  const simple = SIMPLE.find((one) => one === text);
  if (simple !== undefined) return { kind: simple, text };
  const percent = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/.exec(text);
  if (percent === null) throw new Error(`the statistic ${text} is not modelled`);
  return { kind: 'percentile', percent: Number(percent[1]), text };
}

/**
 * The smallest value that so many percent of all values are not above. CloudWatch does not say how it rounds; with few
 * samples its percentiles may be others.
 */
export function percentileOf(values: Float64Array, percent: number): number {
  const rank = Math.ceil((values.length * percent) / 100 - 1e-9);
  return select(values, Math.min(Math.max(rank, 1), values.length) - 1);
}

/** The value that would stand at an index if the values were sorted. Moves them about. */
function select(values: Float64Array, wanted: number): number {
  let [left, right] = [0, values.length - 1];
  while (left < right) {
    const pivot = values[(left + right) >> 1];
    let [low, high] = [left, right];
    while (low <= high) {
      while (values[low] < pivot) low++;
      while (values[high] > pivot) high--;
      if (low > high) break;
      [values[low], values[high]] = [values[high], values[low]];
      low++;
      high--;
    }
    if (wanted <= high) right = high;
    else if (wanted >= low) left = low;
    else break;
  }
  return values[wanted];
}
