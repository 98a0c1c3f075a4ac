import { html, Markup } from '../../../../page/markup';
import { clock, day } from '../../graph/format';
import { TimeRange } from '../../samples/range';

/** A moment with a name on the axis, and where it lies, from 0 to 1. */
export interface TimeTick {
  readonly share: number;
  readonly name: string;
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

const STEPS = [
  ...[1, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 30, 91, 182, 365].map((days) => days * DAY),
];

/** Pixels from one tick to the next. */
const ROOM = 64;

/** The ticks of an axis that is about so many pixels wide. */
export function timeTicks({ start, end }: TimeRange, pixels: number): TimeTick[] {
  const most = Math.max(2, Math.floor(pixels / ROOM));
  const step = STEPS.find((seconds) => (end - start) / seconds <= most) ?? (end - start) / most;
  const first = Math.ceil(start / step) * step;
  return Array.from({ length: Math.floor((end - first) / step) + 1 }, (_, index) => {
    const time = first + index * step;
    return { share: (time - start) / (end - start), name: step >= DAY || time % DAY === 0 ? day(time) : clock(time) };
  });
}

/** By these words the style knows in how much room so many ticks find a place. */
const AMOUNTS = [
  [4, 'few'],
  [6, 'many'],
  [10, 'lots'],
  [Infinity, 'crowd'],
] as const;

/** The names of the ticks; where a graph is narrow, the style leaves out every other one. */
export function timeAxis(ticks: readonly TimeTick[]): Markup {
  const [, amount] = AMOUNTS.find(([most]) => ticks.length <= most) ?? [];
  const names = ticks.map(({ share, name }, index) => {
    const place = index % 2 === 1 ? 'odd' : index % 4 === 2 ? 'second' : 'first';
    return html`<span class="${place}" style="left:${percent(share)}">${name}</span>`;
  });
  return html`<div class="time ${amount ?? ''}" aria-hidden="true">${names}</div>`;
}

/** Of the width or the height, for a style. */
export function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}
