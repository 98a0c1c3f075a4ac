import { RunningBest, RunningSums } from './running';
import { percentileOf, Statistic } from './statistic';

/** What CloudWatch was sent of a metric in one minute, by one call. */
export interface Samples {
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  /** Each sample, if they are known. */
  readonly values?: readonly number[];
  readonly availableAt: number;
}

/** A time to look at, from its start up to, but without, its end: whole minutes. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

type Totals = Pick<Samples, 'count' | 'sum' | 'min' | 'max'>;

const MINUTE = 60;

const NOTHING: Totals = { count: 0, sum: 0, min: Infinity, max: -Infinity };

/** One metric, minute by minute. It can be asked what was known of it at any time. */
export class MetricSeries {
  private readonly minutes = new Map<number, Samples[]>();
  /** How long after the end of its minute the latest sample came. */
  private lag = 0;
  private index: Index | undefined;
  /** Results that no later sample changes, by statistic, length and start. */
  private readonly settled = new Map<string, Map<number, number | undefined>>();

  public add(minute: number, samples: Samples): void {
    const others = this.minutes.get(minute);
    if (others === undefined) this.minutes.set(minute, [samples]);
    else others.push(samples);
    this.lag = Math.max(this.lag, samples.availableAt - minute - MINUTE);
    this.index = undefined;
    this.settled.clear();
  }

  /** The statistic of a window by what is available at a time; undefined if that is nothing. */
  public value(statistic: Statistic, window: Window, at: number): number | undefined {
    if (window.end + this.lag > at) return this.reckon(statistic, window, at);
    const key = `${statistic.text} ${window.end - window.start}`;
    const known = this.settled.get(key) ?? new Map<number, number | undefined>();
    this.settled.set(key, known);
    if (!known.has(window.start)) known.set(window.start, this.reckon(statistic, window, at));
    return known.get(window.start);
  }

  private reckon(statistic: Statistic, window: Window, at: number): number | undefined {
    const { count, sum, min, max } = this.totals(window, at);
    if (count === 0) return undefined;
    switch (statistic.kind) {
      case 'Sum':
        return sum;
      case 'SampleCount':
        return count;
      case 'Minimum':
        return min;
      case 'Maximum':
        return max;
      case 'Average':
        // Rounding must not lead out of what was measured.
        return Math.min(Math.max(sum / count, min), max);
      case 'percentile':
        // CloudWatch has no percentiles of a metric that goes below zero.
        return min < 0 ? undefined : this.percentile(statistic.percent, window, at);
    }
  }

  private totals(window: Window, at: number): Totals {
    const index = this.indexed();
    const settledEnd = Math.min(Math.max(this.settledEnd(at), window.start), window.end);
    let totals = index.totals({ start: window.start, end: settledEnd });
    for (const samples of this.available({ start: settledEnd, end: window.end }, at))
      totals = together(totals, samples);
    return totals;
  }

  private percentile(percent: number, window: Window, at: number): number | undefined {
    const known = [...this.available(window, at)].map(({ values }) => values);
    if (known.includes(undefined)) return undefined;
    const all = new Float64Array(known.reduce((length, values = []) => length + values.length, 0));
    let offset = 0;
    for (const values of known as number[][]) {
      all.set(values, offset);
      offset += values.length;
    }
    return percentileOf(all, percent);
  }

  /** Whatever was measured before has come, and will not change any more. */
  private settledEnd(at: number): number {
    return Math.floor((at - this.lag) / MINUTE) * MINUTE;
  }

  private *available({ start, end }: Window, at: number): Iterable<Samples> {
    for (let minute = start; minute < end; minute += MINUTE) {
      for (const samples of this.minutes.get(minute) ?? []) if (samples.availableAt <= at) yield samples;
    }
  }

  private indexed(): Index {
    this.index = this.index ?? new Index(this.minutes);
    return this.index;
  }
}

/** All samples of a metric, in a form in which long windows are soon looked at. */
class Index {
  private readonly first: number;
  private readonly length: number;
  private readonly count: RunningSums;
  private readonly sum: RunningSums;
  private readonly min: RunningBest;
  private readonly max: RunningBest;

  constructor(minutes: ReadonlyMap<number, readonly Samples[]>) {
    const times = [...minutes.keys()];
    this.first = times.reduce((one, other) => Math.min(one, other), Infinity);
    const last = times.reduce((one, other) => Math.max(one, other), -Infinity);
    this.length = times.length === 0 ? 0 : (last - this.first) / MINUTE + 1;
    const totals = Array.from({ length: this.length }, (_, place) =>
      (minutes.get(this.first + place * MINUTE) ?? []).reduce<Totals>(together, NOTHING),
    );
    this.count = new RunningSums(totals.map(({ count }) => count));
    this.sum = new RunningSums(totals.map(({ sum }) => sum));
    this.min = new RunningBest(
      totals.map(({ min }) => min),
      Math.min,
      Infinity,
    );
    this.max = new RunningBest(
      totals.map(({ max }) => max),
      Math.max,
      -Infinity,
    );
  }

  public totals(window: Window): Totals {
    const [from, to] = this.range(window);
    return {
      count: this.count.between(from, to),
      sum: this.sum.between(from, to),
      min: this.min.between(from, to),
      max: this.max.between(from, to),
    };
  }

  private range({ start, end }: Window): [from: number, to: number] {
    if (this.length === 0) return [0, 0];
    const place = (time: number): number => Math.min(Math.max((time - this.first) / MINUTE, 0), this.length);
    return [place(start), place(end)];
  }
}

function together(one: Totals, other: Totals): Totals {
  return {
    count: one.count + other.count,
    sum: one.sum + other.sum,
    min: Math.min(one.min, other.min),
    max: Math.max(one.max, other.max),
  };
}
