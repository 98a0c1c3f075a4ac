import { rounded } from '../../../../page/scale';

/** How wide a picture is, and where the time axis lies in it. */
export interface Size {
  readonly name: 'wide' | 'narrow';
  readonly width: number;
}

/** Two sizes, of which a page shows the one that fits: text that is scaled down with a picture cannot be read. */
export const SIZES: readonly Size[] = [
  { name: 'wide', width: 960 },
  { name: 'narrow', width: 360 },
];

export const FONT_SIZE = 13;

const LEFT = 46;
const RIGHT = 12;

/** From a time to a place. */
export interface TimeScale {
  readonly left: number;
  readonly right: number;
  readonly x: (seconds: number) => number;
  readonly ticks: readonly number[];
}

/** Minutes between two ticks. */
const STEPS = [0.5, 1, 2, 5, 10, 15, 20, 30, 60, 120, 240, 480, 1440];

/** The least room between two ticks. */
const TICK_ROOM = 44;

export function timeScale({ width }: Size, end: number): TimeScale {
  const right = width - RIGHT;
  const x = (seconds: number): number => rounded(LEFT + ((right - LEFT) * Math.min(Math.max(seconds, 0), end)) / end);
  const step = 60 * (STEPS.find((minutes) => ((right - LEFT) * minutes * 60) / end >= TICK_ROOM) ?? end / 60);
  return {
    left: LEFT,
    right,
    x,
    ticks: Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step),
  };
}
