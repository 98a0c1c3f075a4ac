import { Series } from '../../samples/sampler';

/** One layer of a stack: between what lies below it, and the same with its own values on top. */
export interface Layer {
  readonly upper: Series;
  readonly lower: Series;
}

/** Puts series on top of each other, the first at the bottom. */
export function stack(all: readonly Series[]): Layer[] {
  const heights = new Map<number, number>();
  return all.map((values) => {
    const lower = new Map([...values.keys()].map((time) => [time, heights.get(time) ?? 0]));
    const upper = new Map([...values].map(([time, value]) => [time, (lower.get(time) ?? 0) + value]));
    upper.forEach((height, time) => heights.set(time, height));
    return { upper, lower };
  });
}
