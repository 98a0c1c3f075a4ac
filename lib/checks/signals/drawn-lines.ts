import { JsonObject, listOf, objectOf, textOf } from '../../private/json';
import { readRows } from '../../private/metric-rows';
import { StackTemplate } from '../assembly/assembly';
import { Resource, resourcesOf } from '../template/resource';
import { TemplateTexts } from '../template/template-texts';
import { Metric, searchedMetrics } from './metric';

/** A line that a dashboard shows, with every metric that goes into it. */
export interface DrawnLine {
  /** The title of the widget. */
  readonly widget: string;
  readonly metrics: readonly Metric[];
}

/** The lines on the dashboards of a stack, in the order in which they are listed. A body that cannot be read shows nothing. */
export function drawnLinesOf(template: StackTemplate, texts: TemplateTexts): DrawnLine[] {
  return resourcesOf(template, 'AWS::CloudWatch::Dashboard')
    .flatMap((dashboard) => widgetsOf(dashboard, texts))
    .flatMap((widget) => linesOf(objectOf(widget.properties)));
}

function widgetsOf({ properties, template }: Resource, texts: TemplateTexts): JsonObject[] {
  let body: unknown;
  try {
    body = JSON.parse(texts.of(properties.DashboardBody, template));
  } catch {
    return [];
  }
  return listOf(objectOf(body).widgets)
    .map(objectOf)
    .filter(({ type }) => type === 'metric');
}

/** What `metrics` of a widget lists: a metric or an expression, shown or only reckoned with. */
interface Entry {
  readonly id?: string;
  readonly visible: boolean;
  readonly expression: string;
  readonly metrics: readonly Metric[];
}

function linesOf({ title, metrics, stat }: JsonObject): DrawnLine[] {
  const entries = entriesOf(metrics, textOf(stat) ?? 'Average');
  return entries
    .filter(({ visible }) => visible)
    .map((entry) => ({ widget: textOf(title) ?? '(no title)', metrics: metricsIn(entry, entries) }))
    .filter((line) => line.metrics.length > 0);
}

function entriesOf(metrics: unknown, statistic: string): Entry[] {
  return readRows(metrics).rows.map(({ metric, expression = '', options }) => ({
    id: textOf(options.id),
    visible: options.visible !== false,
    expression,
    metrics: metric ? [{ ...metric, statistic: textOf(options.stat) ?? statistic }] : searchedMetrics(expression),
  }));
}

/** The metrics of an entry, and of those that its expression names, and so on. */
function metricsIn(entry: Entry, entries: readonly Entry[]): Metric[] {
  const reached = new Set([entry]);
  for (const { expression } of reached) {
    const words = new Set(expression.replace(/'[^']*'/g, '').match(/\w+/g));
    entries.filter(({ id }) => id !== undefined && words.has(id)).forEach((one) => reached.add(one));
  }
  return [...reached].flatMap(({ metrics }) => metrics);
}
