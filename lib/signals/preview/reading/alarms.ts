import { JsonObject, listOf, numberOf, objectOf, textOf } from '../../../private/json';
import { Row } from '../../../private/metric-rows';
import { Intrinsics } from './intrinsics';
import { PreviewStack, Resource, resourcesOf } from './stacks';

/** An alarm of the assembly, or the name of one that is not in it. */
export interface Alarm {
  readonly name: string;
  readonly description: string;
  /** When it fires, in a few words. */
  readonly condition: string;
  /** What is drawn where the alarm is shown as a graph. */
  readonly rows: readonly Row[];
  readonly threshold?: number;
}

/** Alarms as a dashboard refers to them. */
export class AlarmBook {
  private readonly alarms: ReadonlyArray<Resource & { readonly name: string }>;

  constructor(
    stacks: readonly PreviewStack[],
    private readonly intrinsics: Intrinsics,
  ) {
    this.alarms = stacks
      .flatMap((stack) => ['Alarm', 'CompositeAlarm'].flatMap((kind) => resourcesOf(stack, `AWS::CloudWatch::${kind}`)))
      .map((alarm) => ({
        ...alarm,
        name: intrinsics.text(alarm.properties.AlarmName, alarm.stack) || alarm.logicalId,
      }));
  }

  /**
   * The alarm behind an ARN, or behind what stands for one, as the dashboards of a stack see it.
   *
   * `undefined` for what can be no alarm: a resource of the assembly that is something else, or is not there.
   */
  public find(reference: string, stack: PreviewStack): Alarm | undefined {
    const [, name] = /^arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:(.+)$/.exec(reference) ?? [];
    if (name === undefined) {
      const [, otherStack, logicalId] = /^(?:(.+)\/)?([^./]+)\.Arn$/.exec(reference) ?? [];
      const found = this.alarms.find(
        (one) => one.logicalId === logicalId && one.stack.stack === (otherStack ?? stack.stack),
      );
      return found && this.describe(found);
    }
    const here = this.alarms.filter((one) => one.stack === stack);
    const found =
      [here, this.alarms].map((some) => some.find((one) => one.name === name)).find(Boolean) ??
      // In a name that is put together, the stand-in of a reference is the logical id.
      here.find(({ logicalId }) => logicalId === name);
    return found ? this.describe(found) : { name, description: '', condition: 'not in this assembly', rows: [] };
  }

  private describe({ name, stack, properties }: Resource & { readonly name: string }): Alarm {
    const text = (value: unknown): string => this.intrinsics.text(value, stack);
    const description = text(properties.AlarmDescription);
    if (properties.AlarmRule !== undefined) {
      const rule = text(properties.AlarmRule)
        .replace(/arn:[^"'()\s]*:alarm:/g, '')
        .replace(/\.Arn\b/g, '');
      return { name, description, condition: rule.replace(/\s+/g, ' '), rows: [] };
    }
    const rows = rowsOf(properties, text);
    const threshold = numberOf(Number(text(properties.Threshold) || NaN));
    return { name, description, condition: conditionOf(properties, rows, threshold), rows, threshold };
  }
}

type TextOf = (value: unknown) => string;

/** The metric of an alarm, or the queries of one that reckons, as a dashboard would write them. */
function rowsOf(properties: JsonObject, text: TextOf): Row[] {
  const queries = listOf(properties.Metrics).map(objectOf);
  if (queries.length === 0) {
    const options = { stat: properties.ExtendedStatistic ?? properties.Statistic, period: properties.Period };
    return [rowOf(properties, options, text)];
  }
  return queries.map(({ Id, Expression, Label, ReturnData, MetricStat, Period }) => {
    const { Metric, Stat, Period: period } = objectOf(MetricStat);
    // One query is what the alarm watches: it is the one that returns data, and returning data is the default.
    const shown = { id: Id, label: Label, visible: ReturnData !== false && ReturnData !== 'false' };
    const expression = textOf(Expression);
    if (expression === undefined) return rowOf(objectOf(Metric), { ...shown, stat: Stat, period }, text);
    return { expression, options: { ...shown, expression, period: Period } };
  });
}

function rowOf({ Namespace, MetricName, Dimensions }: JsonObject, options: JsonObject, text: TextOf): Row {
  const dimensions = listOf(Dimensions)
    .map(objectOf)
    .map(({ Name, Value }) => [text(Name), text(Value)]);
  return {
    metric: { namespace: text(Namespace), name: text(MetricName), dimensions: Object.fromEntries(dimensions) },
    options: Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
  };
}

const COMPARISONS = new Map([
  ['GreaterThanThreshold', '>'],
  ['GreaterThanOrEqualToThreshold', '≥'],
  ['LessThanThreshold', '<'],
  ['LessThanOrEqualToThreshold', '≤'],
]);

/** `p99 TargetResponseTime > 0.3 for 3 of 5 × 1 min`. */
function conditionOf(properties: JsonObject, rows: readonly Row[], threshold: number | undefined): string {
  const comparison = COMPARISONS.get(String(properties.ComparisonOperator)) ?? 'outside of its band';
  const periods = Number(properties.EvaluationPeriods ?? 1);
  const datapoints = Number(properties.DatapointsToAlarm ?? periods);
  const seconds = Math.max(...rows.map(({ options }) => numberOf(options.period) ?? 0));
  const number = datapoints === periods ? `${periods}` : `${datapoints} of ${periods}`;
  const length = seconds > 0 ? ` × ${seconds / 60} min` : ' periods';
  return `${watchedOf(rows)} ${comparison} ${threshold ?? ''} for ${number}${length}`.replace(/ +/g, ' ');
}

/** What an alarm watches, by its label or else by its statistic and its name. */
function watchedOf(rows: readonly Row[]): string {
  const { metric, expression, options } = rows.find((row) => row.options.visible !== false) ?? { options: {} };
  return textOf(options.label) ?? (metric ? `${textOf(options.stat) ?? ''} ${metric.name}`.trim() : (expression ?? ''));
}
