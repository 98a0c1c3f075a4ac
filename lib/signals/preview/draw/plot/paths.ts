import { rounded, Scale } from '../../../../page/scale';
import { TimeRange } from '../../samples/range';
import { Series } from '../../samples/sampler';
import { heightOf } from './value-axis';

/** A picture is so many units wide and high, and is then drawn out to the size of its place. */
export const UNITS = 1000;

/** What a line is drawn with. */
export interface Frame {
  readonly range: TimeRange;
  readonly scale: Scale;
  /** Between two values that follow each other without a gap. */
  readonly period: number;
}

interface Point {
  readonly time: number;
  readonly x: number;
  readonly y: number;
}

/** A line through all values, with gaps where there are none. */
export function linePath(values: Series, frame: Frame): string {
  return runsOf(values, frame)
    .filter((run) => run.length > 1)
    .map(pathThrough)
    .join('');
}

/** The values that stand alone: lines without a length, which round ends make into dots. */
export function dotPath(values: Series, frame: Frame): string {
  return runsOf(values, frame)
    .filter((run) => run.length === 1)
    .map(([{ x, y }]) => `M${x} ${y}h0`)
    .join('');
}

/** The area between two lines that have values at the same times. */
export function areaPath(upper: Series, lower: Series, frame: Frame): string {
  return runsOf(upper, frame)
    .map((run) => {
      const back = [...run].reverse().map(({ time, x }) => `L${x} ${yOf(lower.get(time) ?? 0, frame)}`);
      return `${pathThrough(run)}${back.join('')}Z`;
    })
    .join('');
}

/** Where a value lies, from the top. */
export function yOf(value: number, { scale }: Pick<Frame, 'scale'>): number {
  return rounded(heightOf(value, scale) * UNITS);
}

/** Where a moment lies, from the left. */
export function xOf(time: number, { range: { start, end } }: Pick<Frame, 'range'>): number {
  return rounded(((time - start) / (end - start)) * UNITS);
}

function runsOf(values: Series, frame: Frame): Point[][] {
  const runs: Point[][] = [];
  let before = -Infinity;
  for (const [time, value] of values) {
    const point = { time, x: xOf(time, frame), y: yOf(value, frame) };
    if (time - before > frame.period * 1.5) runs.push([point]);
    else runs[runs.length - 1].push(point);
    before = time;
  }
  return runs;
}

function pathThrough(run: readonly Point[]): string {
  return run.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
}
