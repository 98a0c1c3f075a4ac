/** Values by the start of their period, in seconds since 1970; a missing period has no entry. */
export type Series = ReadonlyMap<number, number>;

export interface TimeSeries {
  readonly label: string;
  readonly values: Series;
}

/** What an expression is, and what its variables are. A number is NaN where it stands for no value, as after 1 / 0. */
export type MathValue =
  | { kind: 'number'; value: number }
  | { kind: 'series'; series: TimeSeries }
  | { kind: 'list'; list: TimeSeries[] }
  | { kind: 'text'; text: string };

/** What an expression is evaluated with. */
export interface MathInput {
  readonly variables: { readonly [id: string]: MathValue };
  readonly periodSeconds: number;
  /** The starts of all periods in the range, ascending. */
  readonly times: readonly number[];
  /** What SEARCH finds; absent where it is not allowed (alarms). */
  readonly search?: (query: string, statistic: string, periodSeconds: number) => TimeSeries[];
  /**
   * The variables that are metrics. METRICS() gives those, and no results of other expressions.
   *
   * @default - every variable that is a series
   */
  readonly metrics?: readonly string[];
  /**
   * What is made of a value that one of two series lacks, and of one that a series lacks in AVG.
   *
   * The documentation of CloudWatch says that it counts as 0, so that `m1 + m2` is there where either is. People also
   * report gaps. What must hold in either case is evaluated both ways.
   *
   * @default 'noValue'
   */
  readonly missing?: 'noValue' | 'zero';
}

export function numeric(value: number): MathValue {
  return { kind: 'number', value };
}

/** A series of what is there: CloudWatch drops what is no finite number, such as what was divided by zero. */
export function timeSeries(label: string, entries: Iterable<readonly [number, number]>): MathValue {
  return { kind: 'series', series: seriesOf(label, entries) };
}

export function seriesOf(label: string, entries: Iterable<readonly [number, number]>): TimeSeries {
  return { label, values: new Map([...entries].filter(([, value]) => Number.isFinite(value))) };
}

/** The same thing done to each point. */
export function mapPoints({ label, values }: TimeSeries, change: (value: number) => number): TimeSeries {
  return seriesOf(
    label,
    [...values].map(([time, value]) => [time, change(value)] as const),
  );
}

/** The points of a series from the first to the last. */
export function inOrder({ values }: TimeSeries): Array<[time: number, value: number]> {
  return [...values].sort(([one], [other]) => one - other);
}

/** The times at which any of the series has a value, ascending. */
export function timesOfAny(list: readonly TimeSeries[]): number[] {
  return [...new Set(list.flatMap(({ values }) => [...values.keys()]))].sort((one, other) => one - other);
}

/** What a value is, in the words of an error. */
export function nameOfKind({ kind }: { readonly kind: string }): string {
  return { number: 'a number', series: 'a time series', list: 'a list of time series', text: 'a text' }[kind] ?? kind;
}
