import { JsonObject, numberOf, textOf } from '../../../private/json';
import { Metric, Row } from '../../../private/metric-rows';
import { evaluate, MathError, MathValue, referencesOf, TimeSeries } from '../metric-math';
import { periodFor, timesOf } from '../samples/range';
import { Question, Sampler, Series } from '../samples/sampler';
import { labelOf, search } from '../samples/search';
import { World } from '../samples/world';
import { fillIn, isDynamic } from './labels';

/** One line of a graph with its values. */
export interface Line {
  readonly label: string;
  /** As the dashboard wants it; undefined leaves the choice to the page. */
  readonly color?: string;
  readonly axis: 'left' | 'right';
  readonly values: Series;
  readonly period: number;
}

/** What a graph shows, and what keeps it from showing all. */
export interface Graph {
  readonly lines: readonly Line[];
  readonly problems: readonly string[];
}

/** Where a graph stands. */
export interface Surroundings {
  readonly sampler: Sampler;
  readonly world: World;
  readonly region: string;
  readonly account: string;
}

/** CloudWatch's own choices. */
const PERIOD = 300;
const STATISTIC = 'Average';

/** A value of a row before it is drawn. */
interface Known {
  readonly value: MathValue;
  readonly period: number;
  /** The metrics that searches found for it, by their labels. */
  readonly found: ReadonlyMap<string, Metric>;
}

/** Looks up the metrics of a graph and reckons its expressions. */
export class GraphReader {
  private readonly problems: string[] = [];
  private readonly known = new Map<Row, Known | undefined>();
  private readonly reckoning: Row[] = [];

  constructor(
    private readonly rows: readonly Row[],
    private readonly properties: JsonObject,
    private readonly surroundings: Surroundings,
  ) {}

  public read(): Graph {
    this.checkIds();
    // Also those that are not drawn: what is broken shall be known.
    this.rows.forEach((row) => this.valueOf(row));
    const lines = this.rows.filter(isVisible).flatMap((row) => this.linesOf(row));
    return { lines, problems: [...new Set(this.problems)] };
  }

  private checkIds(): void {
    const ids = this.rows.flatMap(({ options }) => textOf(options.id) ?? []);
    for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) {
      this.problems.push(`the id \`${id}\` is given twice: give each row an id of its own`);
    }
    for (const id of ids.filter((one) => !/^[a-z][A-Za-z0-9_]*$/.test(one))) {
      this.problems.push(`the id \`${id}\` must begin with a lower-case letter and have letters, digits and _ alone`);
    }
  }

  private linesOf(row: Row): Line[] {
    const known = this.valueOf(row);
    if (known === undefined) return [];
    const { value, period, found } = known;
    const written = textOf(row.options.label) ?? '';
    const look = {
      axis: row.options.yAxis === 'right' ? ('right' as const) : ('left' as const),
      period,
      ...colorOf(row),
    };
    const labelFor = (name: string, values: Series, metric?: Metric): string => {
      const about = { name, metric, statistic: this.statisticOf(row), period, values, ...this.placeOf(row) };
      return fillIn(written === '' ? name : written, about);
    };
    switch (value.kind) {
      case 'series': {
        const name = row.metric ? this.nameOf(row.metric) : (textOf(row.options.id) ?? row.expression ?? '');
        const { values } = value.series;
        return [{ ...look, label: labelFor(name, values, row.metric), values }];
      }
      case 'list':
        return value.list.map(({ label, values }) => {
          // CloudWatch puts a label that is the same for all before what tells them apart.
          const isSame = written !== '' && !isDynamic(written);
          return { ...look, label: isSame ? `${written} ${label}` : labelFor(label, values, found.get(label)), values };
        });
      default:
        this.problems.push(`\`${row.expression}\` gives a ${value.kind}, but only time series can be drawn`);
        return [];
    }
  }

  private nameOf(metric: Metric): string {
    const all = this.rows.filter(isVisible).flatMap((row) => row.metric ?? []);
    return labelOf(metric, all);
  }

  private placeOf({ options }: Row): { region: string; account: string } {
    const { region, account } = this.surroundings;
    return {
      region: textOf(options.region) ?? textOf(this.properties.region) ?? region,
      account: textOf(options.accountId) ?? textOf(this.properties.accountId) ?? account,
    };
  }

  /** Nothing for the dashboard's own place. */
  private placeNameOf(row: Row): string {
    const { region, account } = this.placeOf(row);
    const isHere = region === this.surroundings.region && account === this.surroundings.account;
    return isHere ? '' : ` ${account} ${region}`;
  }

  private statisticOf({ options }: Row): string {
    return textOf(options.stat) ?? textOf(this.properties.stat) ?? STATISTIC;
  }

  /** The value of a row, reckoned once; nothing if it cannot be. */
  private valueOf(row: Row): Known | undefined {
    if (!this.known.has(row)) this.known.set(row, row.metric ? this.sample(row, row.metric) : this.reckon(row));
    return this.known.get(row);
  }

  private sample(row: Row, metric: Metric): Known {
    const period = this.fitting(numberOf(row.options.period) ?? numberOf(this.properties.period) ?? PERIOD);
    const values = this.ask({
      metric,
      place: this.placeNameOf(row),
      statistic: this.statisticOf(row),
      periodSeconds: period,
    });
    return { value: { kind: 'series', series: { label: this.nameOf(metric), values } }, period, found: new Map() };
  }

  private reckon(row: Row): Known | undefined {
    const expression = row.expression ?? '';
    if (this.reckoning.includes(row)) {
      this.problems.push(`\`${expression}\` refers to itself`);
      return undefined;
    }
    this.reckoning.push(row);
    try {
      const needed = this.needed(expression);
      if (needed === undefined) return undefined;
      const period = this.periodOf(row, needed);
      const found = new Map([...needed.values()].flatMap((one) => [...one.found]));
      const value = evaluate(expression, {
        variables: Object.fromEntries([...needed].map(([id, one]) => [id, one.value])),
        metrics: [...needed.keys()].filter((id) => this.rows.some((one) => one.metric && one.options.id === id)),
        periodSeconds: period,
        times: this.isOverall() ? [this.surroundings.sampler.range.start] : this.timesIn(period),
        search: (query, statistic, seconds) => this.search({ query, statistic, seconds, row }, found),
      });
      return { value, period, found };
    } catch (error) {
      if (!(error instanceof MathError)) throw error;
      this.problems.push(`\`${expression}\` cannot be evaluated: ${error.message}`);
      return undefined;
    } finally {
      this.reckoning.pop();
    }
  }

  /** All metrics, and the expressions that this one refers to; nothing if one of those is broken, which was said then. */
  private needed(expression: string): Map<string, Known> | undefined {
    const references = new Set(referencesOf(expression));
    const needed = new Map<string, Known>();
    for (const row of this.rows) {
      const id = textOf(row.options.id);
      if (id === undefined || (row.expression !== undefined && !references.has(id))) continue;
      const known = this.reckoning.includes(row) ? this.reckon(row) : this.valueOf(row);
      if (known === undefined) return undefined;
      needed.set(id, known);
    }
    return needed;
  }

  /** An expression has the period that it states, or the shortest of what it is made from. */
  private periodOf({ expression, options }: Row, needed: ReadonlyMap<string, Known>): number {
    const stated = numberOf(options.period);
    const references = referencesOf(expression ?? '').flatMap((id) => needed.get(id)?.period ?? []);
    const fallback = numberOf(this.properties.period) ?? PERIOD;
    return this.fitting(stated ?? Math.min(...(references.length > 0 ? references : [fallback])));
  }

  private search({ query, statistic, seconds, row }: Wanted, found: Map<string, Metric>): TimeSeries[] {
    const [periodSeconds, place] = [this.fitting(seconds), this.placeNameOf(row)];
    return search(query, this.surroundings.world, this.placeOf(row).region).map(({ metric, label }) => {
      found.set(label, metric);
      return { label, values: this.ask({ metric, place, statistic, periodSeconds }) };
    });
  }

  private ask(question: Question): Series {
    const { sampler } = this.surroundings;
    return this.isOverall() ? sampler.overall(question) : sampler.series(question);
  }

  private fitting(period: number): number {
    const { range } = this.surroundings.sampler;
    return this.isOverall() ? range.end - range.start : periodFor(range, period > 0 ? period : PERIOD);
  }

  private timesIn(period: number): number[] {
    return timesOf(this.surroundings.sampler.range, period);
  }

  /** Numbers, gauges, bars, pies and tables may speak of the whole time instead of its last period. */
  private isOverall(): boolean {
    return this.properties.setPeriodToTimeRange === true && (this.properties.view ?? 'timeSeries') !== 'timeSeries';
  }
}

/** What a search is for. */
interface Wanted {
  readonly query: string;
  readonly statistic: string;
  readonly seconds: number;
  readonly row: Row;
}

function isVisible({ options }: Row): boolean {
  return options.visible !== false;
}

function colorOf({ options }: Row): { readonly color?: string } {
  const color = textOf(options.color);
  return isColor(color) ? { color } : {};
}

/** Nothing but a colour gets into a style. */
export function isColor(text: string | undefined): text is string {
  return text !== undefined && /^#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(text);
}
