import { JsonObject, listOf, objectOf } from '../../../private/json';
import { Resource } from '../../template/resource';
import { TemplateTexts } from '../../template/template-texts';
import { describeMetric, Metric, searchedMetrics } from '../metric';

/** What an alarm looks at. */
export interface Watched {
  /** The metric, or what the sum over several is called. */
  readonly label: string;
  readonly metrics: readonly Metric[];
}

/** Several rules ask what each of thousands of alarms looks at; in the words of one app that never changes. */
const READ = new WeakMap<TemplateTexts, WeakMap<Resource, Watched>>();

/** What an alarm on metrics looks at, directly or by metric math. */
export function watchedBy(alarm: Resource, texts: TemplateTexts): Watched {
  const known = READ.get(texts) ?? new WeakMap<Resource, Watched>();
  READ.set(texts, known);
  const watched = known.get(alarm) ?? readWatched(alarm, texts);
  known.set(alarm, watched);
  return watched;
}

function readWatched({ properties, template }: Resource, texts: TemplateTexts): Watched {
  const text = (value: unknown): string => texts.of(value, template);
  const queries = listOf(properties.Metrics).map(objectOf);
  if (queries.length === 0) {
    const metric = metricOf(properties, text(properties.ExtendedStatistic ?? properties.Statistic), text);
    return metric.name === '' ? { label: '', metrics: [] } : { label: describeMetric(metric), metrics: [metric] };
  }
  const metrics = queries.flatMap((query) => metricsOfQuery(query, text));
  const result = queries.find((query) => isResult(query, properties, text)) ?? queries[0];
  return { label: labelOf(result, metrics, text), metrics };
}

type TextOf = (value: unknown) => string;

function metricsOfQuery({ MetricStat, Expression }: JsonObject, text: TextOf): Metric[] {
  if (MetricStat === undefined) return searchedMetrics(text(Expression));
  const { Metric: metric, Stat } = objectOf(MetricStat);
  return [metricOf(objectOf(metric), text(Stat), text)];
}

function metricOf({ Namespace, MetricName, Dimensions }: JsonObject, statistic: string, text: TextOf): Metric {
  const dimensions = listOf(Dimensions)
    .map(objectOf)
    .map(({ Name, Value }) => [text(Name), text(Value)]);
  return {
    namespace: text(Namespace),
    name: text(MetricName),
    statistic,
    dimensions: Object.fromEntries(dimensions) as { [name: string]: string },
  };
}

/** The query that is compared with the threshold: the one that returns data, and is not the band around it. */
function isResult({ Id, ReturnData }: JsonObject, { ThresholdMetricId }: JsonObject, text: TextOf): boolean {
  return text(ReturnData) !== 'false' && (ThresholdMetricId === undefined || text(Id) !== text(ThresholdMetricId));
}

function labelOf(query: JsonObject, metrics: readonly Metric[], text: TextOf): string {
  if (query.Label !== undefined) return text(query.Label);
  if (query.MetricStat !== undefined) return metricsOfQuery(query, text).map(describeMetric).join();
  const names = [...new Set(metrics.map(describeMetric))];
  return names.length > 0 ? names.join(', ') : text(query.Expression);
}
