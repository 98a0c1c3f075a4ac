import { Widget } from './reading/dashboards';

/** CloudWatch's grid is 24 wide. */
export const COLUMNS = 24;

const HIGHEST = 1000;

/** The size of a widget that does not give one. */
const SIZE = 6;

/** Where a widget stands on the grid, from 0. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A widget in its place, with its number in the body, from 1, and what is wrong with the place that it asked for. */
export interface Placed {
  readonly widget: Widget;
  readonly number: number;
  readonly place: Place;
  readonly problems: readonly string[];
}

/**
 * Widgets in the order in which they are read, from left to right and from top to bottom.
 *
 * One that would lie on another is moved down, and one without a place goes to the first that is free.
 */
export function layOut(widgets: readonly Widget[]): Placed[] {
  const sorted = widgets
    .map((widget, index) => ({ widget, number: index + 1, ...sizeOf(widget) }))
    .sort((a, b) => (a.y ?? Infinity) - (b.y ?? Infinity) || (a.x ?? 0) - (b.x ?? 0) || a.number - b.number);
  const placed: Placed[] = [];
  for (const { widget, number, x, y, width, height, problems } of sorted) {
    const wanted = x === undefined || y === undefined ? undefined : { x, y, width, height };
    const taken = placed.map(({ place }) => place);
    const place = wanted ? movedDown(wanted, taken) : firstFree({ width, height }, taken);
    placed.push({ widget, number, place, problems });
  }
  return placed.sort((a, b) => a.place.y - b.place.y || a.place.x - b.place.x);
}

interface Wish {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  readonly problems: readonly string[];
}

/** What CloudWatch refuses is brought onto the grid, and said. */
function sizeOf({ x, y, width = SIZE, height = SIZE }: Widget): Wish {
  const whole = (value: number, least: number, most: number): number =>
    Math.min(Math.max(Math.round(value), least), most);
  const fits = [
    ['width', width, 1, COLUMNS],
    ['height', height, 1, HIGHEST],
    ['x', x ?? 0, 0, COLUMNS - 1],
    ['y', y ?? 0, 0, Number.MAX_SAFE_INTEGER],
  ] as const;
  const problems = fits
    .filter(([, value, least, most]) => value !== whole(value, least, most))
    .map(([name, value, least, most]) =>
      most === Number.MAX_SAFE_INTEGER
        ? `\`${name}\` must be a whole number from ${least} on, got ${value}`
        : `\`${name}\` must be a whole number from ${least} to ${most}, got ${value}`,
    );
  const wide = whole(width, 1, COLUMNS);
  if ((x ?? 0) + width > COLUMNS && problems.length === 0) {
    problems.push(`reaches beyond the ${COLUMNS} columns of the grid: x ${x} and width ${width}`);
  }
  return {
    width: wide,
    height: whole(height, 1, HIGHEST),
    problems,
    ...(x !== undefined && { x: whole(x, 0, COLUMNS - wide) }),
    ...(y !== undefined && { y: whole(y, 0, Number.MAX_SAFE_INTEGER) }),
  };
}

function overlaps(one: Place, other: Place): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

function movedDown(place: Place, taken: readonly Place[]): Place {
  const below = taken.filter((other) => overlaps(place, other)).map((other) => other.y + other.height);
  return below.length === 0 ? place : movedDown({ ...place, y: Math.max(...below) }, taken);
}

function firstFree({ width, height }: { width: number; height: number }, taken: readonly Place[]): Place {
  // Below all others there is room, so one of these rows has it.
  const rows = [...new Set([0, ...taken.map((other) => other.y + other.height)])].sort((a, b) => a - b);
  const places = rows.flatMap((y) =>
    Array.from({ length: COLUMNS - width + 1 }, (_, x): Place => ({ x, y, width, height })),
  );
  const free = places.find((place) => !taken.some((other) => overlaps(place, other)));
  return free ?? { x: 0, y: rows[rows.length - 1], width, height };
}
