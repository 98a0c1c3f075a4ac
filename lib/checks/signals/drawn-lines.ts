import { StackTemplate } from '../assembly/assembly';
import { isObject, JsonObject, listOf, objectOf, textOf } from '../template/json';
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
  readonly expression?: string;
  readonly metrics: readonly Metric[];
}

function linesOf({ title, metrics, stat }: JsonObject): DrawnLine[] {
  const entries = entriesOf(listOf(metrics), textOf(stat) ?? 'Average');
  return entries
    .filter(({ visible }) => visible)
    .map((entry) => ({ widget: textOf(title) ?? '(no title)', metrics: metricsIn(entry, entries) }))
    .filter((line) => line.metrics.length > 0);
}

function entriesOf(metrics: readonly unknown[], statistic: string): Entry[] {
  let above: readonly string[] = [];
  return metrics.map((value): Entry => {
    const options = listOf(value).filter(isObject)[0] ?? {};
    const common = { id: textOf(options.id), visible: options.visible !== false };
    const expression = textOf(options.expression);
    if (expression !== undefined) return { ...common, expression, metrics: searchedMetrics(expression) };
    above = spelledOut(
      listOf(value).filter((field) => typeof field === 'string'),
      above,
    );
    return { ...common, metrics: metricOf(above, textOf(options.stat) ?? statistic) };
  });
}

/** `.` stands for the field above, and `...` for as many fields of the line above as are missing. */
function spelledOut(fields: readonly string[], above: readonly string[]): string[] {
  const dots = fields.indexOf('...');
  const after = fields.length - dots - 1;
  const full =
    dots < 0
      ? fields
      : [...fields.slice(0, dots), ...above.slice(dots, above.length - after), ...fields.slice(dots + 1)];
  return full.map((field, index) => (field === '.' ? (above[index] ?? '') : field));
}

function metricOf([namespace, name, ...pairs]: readonly string[], statistic: string): Metric[] {
  if (namespace === undefined || name === undefined) return [];
  const dimensions = pairs.flatMap((key, index) => (index % 2 === 0 ? [[key, pairs[index + 1] ?? '']] : []));
  return [{ namespace, name, statistic, dimensions: Object.fromEntries(dimensions) as { [name: string]: string } }];
}

/** The metrics of an entry, and of those that its expression names, and so on. */
function metricsIn(entry: Entry, entries: readonly Entry[]): Metric[] {
  const reached = new Set([entry]);
  for (const { expression = '' } of reached) {
    const words = new Set(expression.replace(/'[^']*'/g, '').match(/\w+/g));
    entries.filter(({ id }) => id !== undefined && words.has(id)).forEach((one) => reached.add(one));
  }
  return [...reached].flatMap(({ metrics }) => metrics);
}
