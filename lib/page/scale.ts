/** Tenths of a pixel are exact enough, and keep the page small. */
export function rounded(number: number): number {
  return Math.round(number * 10) / 10;
}

/** The part of an axis that is drawn, and the values that have a line of their own. */
export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

/** What a person fixed about an axis; the rest follows from the values. */
export interface Limits {
  readonly min?: number;
  readonly max?: number;
}

/** People read these steps, and their tens, without reckoning. */
const STEPS = [1, 2, 2.5, 5, 10];

/** A scale that shows all the values, with at most so many steps between round numbers. */
export function scaleOf(values: readonly number[], steps: number, { min, max }: Limits = {}): Scale {
  const { least, most } = extentOf(values);
  const low = min ?? Math.min(least, max ?? Infinity);
  const high = max ?? Math.max(most, min ?? -Infinity);
  if (!Number.isFinite(low) || !Number.isFinite(high)) return scaleOf([0, 1], steps);
  if (high <= low) return scaleOf(around(low), steps, min === undefined ? { max } : { min });
  const step = stepOf((high - low) / Math.max(1, steps));
  const from = min ?? exact(Math.floor(low / step + TINY) * step);
  const to = max ?? exact(Math.ceil(high / step - TINY) * step);
  const first = Math.ceil(from / step - TINY);
  const ticks = Array.from({ length: Math.floor(to / step + TINY) - first + 1 }, (_, index) => (first + index) * step);
  return { from, to, ticks: ticks.map(exact) };
}

/** The smallest and the largest of many numbers: more than can be handed to a function one by one. */
export function extentOf(values: readonly number[]): { readonly least: number; readonly most: number } {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return { least, most };
}

/** One value is no range: it lies in the middle of an axis from zero on. */
function around(value: number): number[] {
  return value === 0 ? [0, 1] : [0, 2 * value];
}

/** Steps that miss each other by less are the same. */
const TINY = 1e-9;

/** Without what multiplying in binary leaves behind the last digit. */
function exact(number: number): number {
  return Number(number.toPrecision(12));
}

function stepOf(least: number): number {
  const ten = 10 ** Math.floor(Math.log10(least));
  return ten * (STEPS.find((step) => step * ten >= least * (1 - TINY)) ?? 10);
}
