import { html, Markup, NOTHING } from '../../../page/markup';
import { JsonObject, listOf, objectOf } from '../../../private/json';
import { readRows, Row } from '../../../private/metric-rows';
import { Graph, GraphReader, Surroundings } from '../graph/lines';
import { Alarm } from '../reading/alarms';
import { colored, ColoredLine } from './colors';
import { timeSeries } from './plot/time-series';
import { bars } from './views/bars';
import { gaugeProblems, gauges } from './views/gauge';
import { singleValues } from './views/numbers';
import { pie } from './views/pie';
import { valueTable } from './views/table';

/** A widget with metrics, and where it stands. */
export interface MetricWidget {
  readonly id: string;
  readonly title: string;
  readonly properties: JsonObject;
  /** The alarms that `annotations.alarms` names. */
  readonly alarms: readonly Alarm[];
  readonly surroundings: Surroundings;
  /** Pixels that there are for the graph. */
  readonly width: number;
  readonly height: number;
}

/** What is drawn, and what is wrong with it. */
export interface Drawn {
  readonly markup: Markup;
  readonly problems: readonly string[];
}

export function metricWidget(widget: MetricWidget): Drawn {
  const properties = withThresholds(widget);
  const { rows, unreadable } = rowsOf(widget);
  const graph = new GraphReader(rows, properties, widget.surroundings).read();
  const view = viewOf(properties);
  const problems = [
    ...unreadable.map((number) => `row ${number} of \`metrics\` is neither a metric nor an expression`),
    ...graph.problems,
    ...view.problems,
  ];
  const lines = colored(graph.lines);
  const isEmpty = lines.every(({ values }) => values.size === 0);
  const note = isEmpty && problems.length === 0 ? emptyNote(rows, graph) : NOTHING;
  return { markup: html`${view.draw({ ...widget, properties }, lines)}${note}`, problems };
}

/** A widget that names nothing but an alarm shows what the alarm watches. */
function rowsOf({ properties, alarms }: MetricWidget): { rows: readonly Row[]; unreadable: readonly number[] } {
  const own = readRows(properties.metrics);
  return listOf(properties.metrics).length > 0 ? own : { rows: alarms.flatMap(({ rows }) => rows), unreadable: [] };
}

function withThresholds({ properties, alarms }: MetricWidget): JsonObject {
  const thresholds = alarms.flatMap(({ threshold, name }) =>
    threshold === undefined ? [] : [{ value: threshold, label: name }],
  );
  if (thresholds.length === 0) return properties;
  const annotations = objectOf(properties.annotations);
  const horizontal = [...listOf(annotations.horizontal), ...thresholds];
  return { ...properties, annotations: { ...annotations, horizontal } };
}

interface View {
  readonly draw: (widget: MetricWidget, lines: readonly ColoredLine[]) => Markup;
  readonly problems: readonly string[];
}

function viewOf(properties: JsonObject): View {
  switch (properties.view ?? 'timeSeries') {
    case 'timeSeries':
      return {
        draw: (widget, lines) => timeSeries({ ...widget, lines, range: widget.surroundings.sampler.range }),
        problems: [],
      };
    case 'singleValue':
      return {
        draw: (widget, lines) => singleValues(lines, widget.properties, widget.surroundings.sampler.range),
        problems: [],
      };
    case 'gauge':
      return {
        draw: (widget, lines) => gauges(lines, widget.properties, widget.id),
        problems: gaugeProblems(properties),
      };
    case 'bar':
      return { draw: (widget, lines) => bars(lines, widget.title), problems: [] };
    case 'pie':
      return { draw: (widget, lines) => pie(lines, widget.title, widget.id), problems: [] };
    case 'table':
      return { draw: (widget, lines) => valueTable(lines, widget.properties, widget.title), problems: [] };
    default:
      return { draw: () => NOTHING, problems: [`\`view\` is none that CloudWatch has: ${String(properties.view)}`] };
  }
}

function emptyNote(rows: readonly Row[], { lines }: Graph): Markup {
  const reason =
    rows.length === 0 ? 'No metrics' : lines.length === 0 ? 'Nothing is visible' : 'No data in the time shown';
  return html`<p class="empty">${reason}</p>`;
}
