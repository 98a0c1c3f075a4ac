import { evaluate, MathInput, MathValue, TimeSeries } from '../../../../lib/signals/preview/metric-math';

/** Values of one minute after the other; null is a missing one. */
export type Points = ReadonlyArray<number | null>;

/** Midnight before a Thursday, the first of January 2026. */
export const START = Date.UTC(2026, 0, 1) / 1000;

export type Known = number | string | Points | readonly Points[];

/** What an expression is, in the same form as what its variables are given in. */
export function reckon(
  expression: string,
  variables: { readonly [id: string]: Known } = {},
  more: Partial<MathInput> & { readonly length?: number } = {},
): Known {
  const { length = longest(variables), ...input } = more;
  const times = Array.from({ length }, (_, index) => START + index * 60);
  const values = Object.fromEntries(Object.entries(variables).map(([id, known]) => [id, valueOf(id, known, times)]));
  return knownOf(evaluate(expression, { variables: values, periodSeconds: 60, times, ...input }), times);
}

/** The labels of a list. */
export function labelsOf(value: MathValue): string[] {
  if (value.kind !== 'list') throw new Error(`not a list, but ${value.kind}`);
  return value.list.map(({ label }) => label);
}

export function seriesOf(label: string, points: Points, times: readonly number[]): TimeSeries {
  const entries = points.flatMap((point, index): Array<[number, number]> =>
    point === null ? [] : [[times[index], point]],
  );
  return { label, values: new Map(entries) };
}

function valueOf(id: string, known: Known, times: readonly number[]): MathValue {
  if (typeof known === 'number') return { kind: 'number', value: known };
  if (typeof known === 'string') return { kind: 'text', text: known };
  if (isPoints(known)) return { kind: 'series', series: seriesOf(id, known, times) };
  return { kind: 'list', list: known.map((points, index) => seriesOf(`${id}${index}`, points, times)) };
}

function knownOf(value: MathValue, times: readonly number[]): Known {
  switch (value.kind) {
    case 'number':
      return value.value;
    case 'text':
      return value.text;
    case 'series':
      return pointsOf(value.series, times);
    case 'list':
      return value.list.map((series) => pointsOf(series, times));
  }
}

function pointsOf({ values }: TimeSeries, times: readonly number[]): Points {
  const outside = [...values.keys()].filter((time) => !times.includes(time));
  if (outside.length > 0) throw new Error(`has values outside of its range, at ${outside.join(', ')}`);
  return times.map((time) => values.get(time) ?? null);
}

function isPoints(known: Points | readonly Points[]): known is Points {
  return !known.some((one: unknown) => Array.isArray(one));
}

function longest(variables: { readonly [id: string]: Known }): number {
  const lengths = Object.values(variables).flatMap((known) => {
    if (typeof known === 'number' || typeof known === 'string') return [];
    return isPoints(known) ? [known.length] : known.map(({ length }) => length);
  });
  return Math.max(1, ...lengths);
}
