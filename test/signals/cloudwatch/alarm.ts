import { evaluate, MathInput, MathValue, referencesOf } from '../../../lib/signals/preview/metric-math';
import { Band, MetricStore } from './metrics';
import { AlarmProperties, MetricStatistic, Query, readAlarm, WatchedAlarm } from './properties';
import { decide, evaluationRange, Point, State } from './rules';
import { MetricSeries, Window } from './series';

/** A state, and since when. */
export interface Change {
  /** In seconds since 1970. */
  readonly at: number;
  readonly state: State;
}

/** How an open question of the documentation is answered. */
export interface Readings {
  /**
   * What metric math makes of a value that one of two series lacks.
   *
   * @default - 'zero', as the documentation says
   */
  readonly missing?: MathInput['missing'];
}

/** From when to when alarms are watched: whole minutes. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/**
 * The states of an alarm that is made at the beginning of a span, minute by minute.
 *
 * Its window slides: at the end of each minute it looks at what lies before it. An alarm whose window is longer than a day
 * does so once an hour.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation-window.html
 */
export function evaluateAlarm(
  properties: AlarmProperties,
  store: MetricStore,
  { from, to }: Span,
  readings: Readings = {},
): Change[] {
  const alarm = new Alarm(readAlarm(properties), store, readings);
  const changes: Change[] = [{ at: from, state: 'INSUFFICIENT_DATA' }];
  for (let at = from + MINUTE; at <= to; at += MINUTE) {
    const { state: current } = changes[changes.length - 1];
    const state = alarm.isDue(at) ? alarm.stateAt(at, current) : current;
    if (state !== current) changes.push({ at, state });
  }
  return changes;
}

class Alarm {
  /** How many periods are looked at. */
  private readonly range: number;
  private readonly series = new Map<string, MetricSeries>();
  private readonly bandAt: ((start: number) => Band | undefined) | undefined;

  constructor(
    private readonly alarm: WatchedAlarm,
    store: MetricStore,
    private readonly readings: Readings,
  ) {
    this.range = evaluationRange(alarm.evaluationPeriods);
    for (const query of alarm.queries) {
      if (query.kind === 'metric') this.series.set(query.id, store.series(query.metric));
    }
    if (typeof alarm.threshold !== 'number') this.bandAt = learned(store, alarm.threshold);
  }

  public isDue(at: number): boolean {
    const { periodSeconds, evaluationPeriods } = this.alarm;
    return periodSeconds * evaluationPeriods <= DAY || at % HOUR === 0;
  }

  public stateAt(at: number, current: State): State {
    const windows = this.windowsBefore(at);
    const values = this.valuesOf(this.watched(), windows, at);
    const points = values.map((value, index) => this.judge(value, windows[index].start));
    return decide(points, this.alarm, current);
  }

  /** The periods of the evaluation range, from the oldest to the newest. */
  private windowsBefore(at: number): Window[] {
    const { periodSeconds } = this.alarm;
    return Array.from({ length: this.range }, (_, index) => {
      const end = at - (this.range - 1 - index) * periodSeconds;
      return { start: end - periodSeconds, end };
    });
  }

  private watched(): Query {
    return this.alarm.queries.find(({ id }) => id === this.alarm.watched)!;
  }

  private valuesOf(query: Query, windows: readonly Window[], at: number): Array<number | undefined> {
    if (query.kind === 'metric') {
      const series = this.series.get(query.id)!;
      return windows.map((window) => series.value(query.statistic, window, at));
    }
    const calculation = new Calculation(this.alarm, this.readings, (one) => this.valuesOf(one, windows, at));
    const value = calculation.valueOf(query, windows);
    if (value.kind === 'series') return windows.map(({ start }) => value.series.values.get(start));
    throw new Error(`\`${query.expression}\` gives a ${value.kind}, but an alarm watches one time series`);
  }

  private judge(value: number | undefined, start: number): Point {
    const { comparison, threshold } = this.alarm;
    if (value === undefined) return undefined;
    if (typeof threshold === 'number') return breaches(value, comparison, threshold);
    const band = this.bandAt!(start);
    return band === undefined ? undefined : leaves(value, comparison, band);
  }
}

/** The value of an expression over some periods, and of those that it refers to. */
class Calculation {
  private readonly known: { [id: string]: MathValue } = Object.create(null);
  private readonly reckoning: string[] = [];

  constructor(
    private readonly alarm: WatchedAlarm,
    private readonly readings: Readings,
    private readonly measure: (query: Query) => Array<number | undefined>,
  ) {}

  public valueOf(query: Query, windows: readonly Window[]): MathValue {
    if (query.kind === 'metric') return this.measured(query, windows);
    if (this.reckoning.includes(query.id)) throw new Error(`\`${query.expression}\` refers to itself`);
    this.reckoning.push(query.id);
    const references = referencesOf(query.expression);
    for (const one of this.alarm.queries) {
      if (one.id in this.known || (one.kind === 'expression' && !references.includes(one.id))) continue;
      this.known[one.id] = this.valueOf(one, windows);
    }
    this.reckoning.pop();
    return evaluate(query.expression, {
      variables: this.known,
      periodSeconds: this.alarm.periodSeconds,
      times: windows.map(({ start }) => start),
      metrics: this.alarm.queries.filter(({ kind }) => kind === 'metric').map(({ id }) => id),
      missing: this.readings.missing ?? 'zero',
    });
  }

  private measured(query: Query, windows: readonly Window[]): MathValue {
    const values = this.measure(query).flatMap((value, index): Array<[number, number]> =>
      value === undefined ? [] : [[windows[index].start, value]],
    );
    return { kind: 'series', series: { label: query.id, values: new Map(values) } };
  }
}

function learned(store: MetricStore, { metric, statistic }: MetricStatistic): (start: number) => Band | undefined {
  const band = store.band(metric, statistic.text);
  if (band === undefined) throw new Error(`nothing is known of what is usual of ${metric.name}`);
  return band;
}

function breaches(value: number, comparison: string, threshold: number): boolean {
  switch (comparison) {
    case 'GreaterThanOrEqualToThreshold':
      return value >= threshold;
    case 'GreaterThanThreshold':
      return value > threshold;
    case 'LessThanThreshold':
      return value < threshold;
    default:
      return value <= threshold;
  }
}

function leaves(value: number, comparison: string, { lower, upper }: Band): boolean {
  const [isBelow, isAbove] = [value < lower, value > upper];
  if (comparison === 'LessThanLowerThreshold') return isBelow;
  return comparison === 'GreaterThanUpperThreshold' ? isAbove : isBelow || isAbove;
}
