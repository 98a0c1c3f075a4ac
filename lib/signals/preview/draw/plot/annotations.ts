import { JsonObject, listOf, numberOf, objectOf, textOf } from '../../../../private/json';
import { dateAndTime, shortNumber } from '../../graph/format';
import { isColor } from '../../graph/lines';
import { TimeRange } from '../../samples/range';

/** A line at a value, or a band between two. */
export interface Threshold {
  readonly values: readonly number[];
  /** One for each value. */
  readonly labels: readonly string[];
  readonly axis: 'left' | 'right';
  readonly fill: 'above' | 'below' | 'between' | 'none';
  readonly paint: string;
}

/** A line at a moment, or a band between two. */
export interface Moment {
  readonly times: readonly number[];
  readonly label: string;
  readonly fill: 'before' | 'after' | 'between' | 'none';
  readonly paint: string;
}

const PAINT = 'var(--threshold)';

/** Every annotation is one object, or a pair of them, which is a band. */
function itemsOf(annotations: unknown): JsonObject[][] {
  return listOf(annotations)
    .map((item) => (Array.isArray(item) ? item.map(objectOf) : [objectOf(item)]))
    .filter((band) => band.length > 0 && band.every(({ visible }) => visible !== false));
}

function paintOf(band: readonly JsonObject[]): string {
  return band.map(({ color }) => textOf(color)).find(isColor) ?? PAINT;
}

/** `annotations.horizontal` of a graph. */
export function thresholdsOf(annotations: unknown): Threshold[] {
  return itemsOf(objectOf(annotations).horizontal).flatMap((band) => {
    const values = band.flatMap(({ value }) => numberOf(value) ?? []);
    if (values.length === 0) return [];
    const [{ yAxis, fill }] = band;
    return [
      {
        values,
        labels: values.map((value, index) => labelOf(textOf(band[index]?.label), value)),
        axis: yAxis === 'right' ? ('right' as const) : ('left' as const),
        fill:
          values.length === 2 ? ('between' as const) : fill === 'above' || fill === 'below' ? fill : ('none' as const),
        paint: paintOf(band),
      },
    ];
  });
}

/** A label says the value, too: the line is seldom on a tick. */
function labelOf(label: string | undefined, value: number): string {
  return label === undefined ? shortNumber(value) : `${label} (${shortNumber(value)})`;
}

/** `annotations.vertical` of a graph. */
export function momentsOf(annotations: unknown): Moment[] {
  return itemsOf(objectOf(annotations).vertical).flatMap((band) => {
    const times = band.flatMap(({ value }) => {
      const milliseconds = Date.parse(textOf(value) ?? '');
      return Number.isNaN(milliseconds) ? [] : [milliseconds / 1000];
    });
    if (times.length === 0) return [];
    const [{ fill }] = band;
    return [
      {
        times,
        label:
          band
            .map(({ label }) => textOf(label) ?? '')
            .join(' ')
            .trim() || dateAndTime(times[0]),
        fill:
          times.length === 2 ? ('between' as const) : fill === 'before' || fill === 'after' ? fill : ('none' as const),
        paint: paintOf(band),
      },
    ];
  });
}

/** Whether some of it can be seen in the range. */
export function isSeen({ times, fill }: Moment, { start, end }: TimeRange): boolean {
  const [from, to] = [Math.min(...times), Math.max(...times)];
  return (fill === 'before' || from <= end) && (fill === 'after' || to >= start);
}
