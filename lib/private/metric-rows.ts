import { isObject, JsonObject, listOf, textOf } from './json';

/** What one metric is found by in CloudWatch. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: { readonly [name: string]: string };
}

/** A line of a widget's `metrics`: a metric or an expression, and how to draw it. */
export interface Row {
  readonly metric?: Metric;
  readonly expression?: string;
  /** `id`, `label`, `stat`, `period`, `visible`, `color`, `yAxis`, `region`, `accountId`. */
  readonly options: JsonObject;
}

/** The rows of a graph, and those that say nothing, by their number from 1. */
export interface Rows {
  readonly rows: readonly Row[];
  readonly unreadable: readonly number[];
}

/** Reads `metrics`, in which `.` stands for the field above and `...` for as many fields of the row above as are missing. */
export function readRows(metrics: unknown): Rows {
  const rows: Row[] = [];
  const unreadable: number[] = [];
  let above: readonly string[] = [];
  listOf(metrics).forEach((value, index) => {
    const fields = listOf(value);
    const last = fields[fields.length - 1];
    const options = isObject(last) ? last : {};
    const expression = textOf(options.expression);
    if (expression !== undefined && fields.length === 1) {
      rows.push({ expression, options });
      return;
    }
    above = expand(
      fields.filter((field) => field !== options).map((field) => textOf(field) ?? ''),
      above,
    );
    const metric = metricOf(above);
    if (metric === undefined) unreadable.push(index + 1);
    else rows.push({ metric, options });
  });
  return { rows, unreadable };
}

function expand(fields: readonly string[], above: readonly string[]): string[] {
  const dots = fields.indexOf('...');
  const missing = dots < 0 ? [] : above.slice(dots, Math.max(dots, above.length - (fields.length - dots - 1)));
  const full = dots < 0 ? fields : [...fields.slice(0, dots), ...missing, ...fields.slice(dots + 1)];
  return full.map((field, index) => (field === '.' ? (above[index] ?? '') : field));
}

function metricOf([namespace, name, ...pairs]: readonly string[]): Metric | undefined {
  const complete = namespace !== undefined && name !== undefined && pairs.length % 2 === 0;
  if (!complete || [namespace, name, ...pairs].includes('')) return undefined;
  const dimensions = pairs.flatMap((key, index) => (index % 2 === 0 ? [[key, pairs[index + 1]]] : []));
  return { namespace, name, dimensions: Object.fromEntries(dimensions) };
}
