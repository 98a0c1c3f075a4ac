import { Metric } from '../../../private/metric-rows';
import { NOW } from '../samples/range';
import { Series } from '../samples/sampler';
import { clock, shortNumber, span } from './format';

/** What a label may speak of. */
export interface Labelled {
  /** The label that CloudWatch gives by itself. */
  readonly name: string;
  readonly metric?: Metric;
  readonly statistic: string;
  readonly period: number;
  readonly region: string;
  readonly account: string;
  readonly values: Series;
}

/** Whether a label has parts that CloudWatch fills in. */
export function isDynamic(label: string): boolean {
  return /\$\{[^}]*\}/.test(label);
}

/** A label as CloudWatch shows it: `p99 [max: ${MAX}]` becomes `p99 [max: 0.31]`. */
export function fillIn(label: string, about: Labelled): string {
  return label.replace(/\$\{\s*([^}]*?)\s*\}/g, (whole, part: string) => {
    const [, property] = /^PROP\(\s*['"]([^'"]+)['"]\s*\)$/.exec(part) ?? [];
    return (property === undefined ? figure(part, about) : propertyOf(property, about)) ?? whole;
  });
}

function propertyOf(name: string, { metric, statistic, period, region, account }: Labelled): string | undefined {
  // A dimension that a metric does not have is left empty, as in CloudWatch.
  if (name.startsWith('Dim.'))
    return new Map(Object.entries(metric?.dimensions ?? {})).get(name.slice('Dim.'.length)) ?? '';
  return new Map([
    ['AccountId', account],
    ['AccountLabel', account],
    ['MetricName', metric?.name ?? ''],
    ['Namespace', metric?.namespace ?? ''],
    ['Period', String(period)],
    ['Region', region],
    ['Stat', statistic],
  ]).get(name);
}

/** `AVG`, `LAST_TIME` and their like; undefined for a name that CloudWatch does not know. */
function figure(name: string, { name: own, values }: Labelled): string | undefined {
  if (name === 'LABEL') return own;
  const points = [...values];
  if (name === 'DATAPOINT_COUNT') return String(points.length);
  if (!FIGURES.test(name)) return undefined;
  if (points.length === 0) return '--';
  const [, which, form] = FIGURES.exec(name) ?? [];
  if (which === 'AVG' || which === 'SUM') {
    const sum = points.reduce((all, [, value]) => all + value, 0);
    return shortNumber(which === 'SUM' ? sum : sum / points.length);
  }
  const [from, to] = which.split('_').map((one) => pointOf(one, points));
  return to === undefined ? formOf(from, form) : rangeFrom(from, to, form);
}

const FIGURES = /^(AVG|SUM|FIRST_LAST(?=_)|MIN_MAX(?=_)|FIRST|LAST|MIN|MAX)(_TIME_RELATIVE|_TIME_RANGE|_TIME|_RANGE)?$/;

type Point = readonly [time: number, value: number];

function pointOf(which: string, points: readonly Point[]): Point {
  if (which === 'FIRST') return points[0];
  if (which === 'LAST') return points[points.length - 1];
  const values = points.map(([, value]) => value);
  const wanted = which === 'MIN' ? Math.min(...values) : Math.max(...values);
  return points.find(([, value]) => value === wanted) ?? points[0];
}

function formOf([time, value]: Point, form: string | undefined): string {
  if (form === '_TIME') return clock(time);
  return form === '_TIME_RELATIVE' ? span(NOW - time) : shortNumber(value);
}

function rangeFrom(from: Point, to: Point, form: string | undefined): string {
  return form === '_TIME_RANGE' ? span(Math.abs(to[0] - from[0])) : shortNumber(to[1] - from[1]);
}
