import { AlarmPlan } from '../alarm/alarm-plan';
import { Signal } from '../metric/signal';

/** A tile of a dashboard, in the words of CloudWatch; {@link layOut} gives it its place. */
export interface Widget {
  readonly type: 'alarm' | 'log' | 'metric' | 'text';
  readonly width: number;
  readonly height: number;
  readonly properties: object;
}

/** CloudWatch's grid is 24 wide. */
export const FULL_WIDTH = 24;
export const HALF_WIDTH = FULL_WIDTH / 2;
export const THIRD_WIDTH = FULL_WIDTH / 3;
export const QUARTER_WIDTH = FULL_WIDTH / 4;

/** The height of a graph that can be read. */
export const GRAPH_HEIGHT = 6;

/** Rows from top to bottom, each as high as its highest widget. */
export function layOut(rows: Widget[][]): object[] {
  let y = 0;
  return rows.flatMap((row) => {
    let x = 0;
    const placed = row.map((widget) => {
      const at = { ...widget, x, y };
      x += widget.width;
      return at;
    });
    y += Math.max(...row.map(({ height }) => height));
    return placed;
  });
}

export function text(markdown: string, height: number): Widget {
  return { type: 'text', width: FULL_WIDTH, height, properties: { markdown } };
}

/** Tiles of alarms, those that fire first. */
export function alarmTiles(title: string, alarmArns: string[], size: { width: number; height: number }): Widget {
  return { type: 'alarm', ...size, properties: { title, alarms: alarmArns, sortBy: 'stateUpdatedTimestamp' } };
}

/** A line of a graph: a metric with its dimensions, or an expression, and how it is drawn. */
export type Line = ReadonlyArray<string | object>;

/** A line of the same height in every graph that it guards. */
export interface Threshold {
  readonly label: string;
  readonly value: number;
}

export interface GraphProps {
  readonly title: string;
  readonly width: number;
  readonly lines: Line[];
  /** @default - none */
  readonly thresholds?: Threshold[];
  /** What the left axis says: the unit. */
  readonly unit: string;
  /** @default - lines do not add up */
  readonly stacked?: boolean;
  /** @default - the time range of the dashboard */
  readonly start?: string;
  /** @default - the region of the stack, in a text that CloudFormation fills in */
  readonly region?: string;
}

/** Lines over time, with the thresholds that guard them. */
export function graph(props: GraphProps): Widget {
  const { title, width, lines, thresholds = [], unit, stacked = false, start, region = '${AWS::Region}' } = props;
  const horizontal = thresholds.map(({ label, value }) => ({ label, value }));
  return {
    type: 'metric',
    width,
    height: GRAPH_HEIGHT,
    properties: {
      title,
      view: 'timeSeries',
      stacked,
      region,
      metrics: lines,
      yAxis: { left: { min: 0, label: unit, showUnits: false }, right: MARK_AXIS },
      ...(horizontal.length > 0 && { annotations: { horizontal } }),
      ...(start !== undefined && { start }),
    },
  };
}

/** What marks a moment is 1 there and not there otherwise: a spike as high as the graph. */
const MARK_AXIS = { min: 0, max: 1, label: '', showUnits: false };

/** The thresholds that plans give a graph, each with what happens beyond it. */
export function thresholdsOf(plans: { readonly [what: string]: AlarmPlan | undefined }): Threshold[] {
  return Object.entries(plans).flatMap(([label, plan]) => (plan ? [{ label, value: plan.threshold }] : []));
}

/** The lines of signals, each under its label; what they are worked out from is there, too, and not drawn. */
export function linesOf(...signals: Signal[]): Line[] {
  return signals.flatMap((signal, index) => drawn(signal, `s${index}`, {}));
}

/** The lines of one signal with more to say about how it is drawn. */
export function drawn({ label, metrics, steps = {}, expression }: Signal, prefix: string, look: object): Line[] {
  const nameOf = (id: string) => `${prefix}${id}`;
  const renamed = (formula: string) =>
    Object.keys({ ...metrics, ...steps }).reduce(
      (renaming, id) => renaming.replace(new RegExp(`\\b${id}\\b`, 'g'), nameOf(id)),
      formula,
    );
  const metric = (id: string, shown: object): Line => {
    const { namespace, name, dimensions, statistic } = metrics[id];
    const rendering = { id: nameOf(id), stat: statistic, period: 60, ...look, ...shown };
    return [namespace, name, ...Object.entries(dimensions).flat(), rendering];
  };
  if (expression === undefined) return Object.keys(metrics).map((id) => metric(id, { label }));
  return [
    [{ expression: renamed(expression), label, id: prefix, ...look }],
    ...Object.entries(steps).map(([id, step]) => [{ expression: renamed(step), id: nameOf(id), visible: false }]),
    ...Object.keys(metrics).map((id) => metric(id, { visible: false })),
  ];
}
