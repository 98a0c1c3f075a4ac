import { extentOf, Limits, Scale, scaleOf } from '../../../../page/scale';
import { widthOf } from '../../../../page/text';
import { JsonObject, numberOf, objectOf, textOf } from '../../../../private/json';
import { tickNames } from '../../graph/format';

/** An axis of values, at the left or at the right. */
export interface ValueAxis extends Scale {
  /** One for each tick. */
  readonly names: readonly string[];
  readonly label: string;
  /** Pixels that the names take. */
  readonly width: number;
}

const FONT_SIZE = 11;

/** Pixels between two ticks. */
const ROOM = 40;

/** An axis on which all the values have room; nothing if there is nothing to show on it. */
export function valueAxis(values: readonly number[], written: unknown, height: number): ValueAxis | undefined {
  const properties: JsonObject = objectOf(written);
  if (values.length === 0) return undefined;
  const limits = { min: numberOf(properties.min), max: numberOf(properties.max) };
  const scale = withRoom(scaleOf(values, Math.max(1, Math.floor(height / ROOM)), limits), values, limits);
  const names = tickNames(scale.ticks);
  const width = Math.ceil(Math.max(...names.map((name) => widthOf(name, FONT_SIZE)), 0)) + 8;
  return { ...scale, names, label: textOf(properties.label) ?? '', width };
}

/** A part of the height: what comes nearer to the upper edge looks like the edge. */
const EDGE = 0.05;

function withRoom(scale: Scale, values: readonly number[], { max }: Limits): Scale {
  const height = scale.to - scale.from;
  return max === undefined && extentOf(values).most > scale.to - EDGE * height
    ? { ...scale, to: scale.to + EDGE * height }
    : scale;
}

/** Where a value lies, from 0 at the top to 1 at the bottom. */
export function heightOf(value: number, { from, to }: Scale): number {
  return (to - value) / (to - from);
}
