import { MetricSeries, Samples } from './series';

/** A metric: its namespace, its name, and exactly these dimensions. */
export interface MetricName {
  readonly namespace: string;
  readonly name: string;
  /** Values that are no text, such as intrinsic functions that nobody has replaced, stand for their JSON. */
  readonly dimensions: { readonly [name: string]: unknown };
}

/** What is sent to CloudWatch of a metric in one minute: samples, or a statistic set of them. */
export interface Sample extends MetricName {
  /** The start of the minute, in seconds since 1970. */
  readonly minute: number;
  readonly values?: readonly number[];
  readonly set?: { readonly count: number; readonly sum: number; readonly min: number; readonly max: number };
  /**
   * When alarms can see it.
   *
   * @default - two minutes after the end of its minute
   */
  readonly availableAt?: number;
}

/** What is usual of a metric at a time. */
export interface Band {
  readonly lower: number;
  readonly upper: number;
}

/** What anomaly detection has learned of a metric: a band for the period that starts at a time, if it knows one. */
export interface LearnedBand extends MetricName {
  readonly statistic: string;
  readonly at: (start: number) => Band | undefined;
}

const MINUTE = 60;

const USUAL_DELAY = 120;

/** What CloudWatch knows: samples by metric and minute, and the bands of anomaly detection. */
export class MetricStore {
  private readonly metrics = new Map<string, MetricSeries>();
  private readonly bands = new Map<string, LearnedBand['at']>();

  /** Adds samples. What was sent of the minute before stays. */
  public put({ minute, values, set, availableAt = minute + MINUTE + USUAL_DELAY, ...metric }: Sample): void {
    if (minute % MINUTE !== 0) throw new Error(`${minute} is not the start of a minute`);
    if ((values === undefined) === (set === undefined)) throw new Error('give either values or a set');
    const samples = values === undefined ? ofSet(set) : ofValues(values);
    if (!(samples.count > 0) || !Number.isFinite(samples.sum)) throw new Error('there are no samples, or no numbers');
    if (samples.min > samples.max) throw new Error('the least value is above the greatest');
    this.series(metric).add(minute, { ...samples, availableAt });
  }

  /** Says what is usual. */
  public putBand({ statistic, at, ...metric }: LearnedBand): void {
    this.bands.set(`${keyOf(metric)} ${statistic}`, at);
  }

  /** A metric of which nothing was sent has no samples. */
  public series(metric: MetricName): MetricSeries {
    const key = keyOf(metric);
    const series = this.metrics.get(key) ?? new MetricSeries();
    this.metrics.set(key, series);
    return series;
  }

  public band(metric: MetricName, statistic: string): LearnedBand['at'] | undefined {
    return this.bands.get(`${keyOf(metric)} ${statistic}`);
  }
}

function ofValues(values: readonly number[]): Omit<Samples, 'availableAt'> {
  const [min, max] = [Math.min, Math.max].map((best) => values.reduce((one, other) => best(one, other), values[0]));
  return { count: values.length, sum: values.reduce((one, other) => one + other, 0), min, max, values };
}

/**
 * The samples of a set are known if there is one, or if all are the same.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#Percentiles
 */
function ofSet(set: Sample['set']): Omit<Samples, 'availableAt'> {
  const { count, sum, min, max } = set!;
  if (count === 1) return { count, sum, min, max, values: [sum] };
  const isSame = min === max && Number.isInteger(count) && count > 0;
  return isSame ? { count, sum, min, max, values: new Array<number>(count).fill(min) } : { count, sum, min, max };
}

function keyOf({ namespace, name, dimensions }: MetricName): string {
  const texts = Object.entries(dimensions).map(([key, value]) => [key, textOf(value)]);
  return JSON.stringify([namespace, name, texts.sort(([one], [other]) => (one < other ? -1 : 1))]);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
