/** A label that should stand beside a line, so many pixels from the top of its plot. */
export interface Wish {
  readonly text: string;
  readonly y: number;
}

/** Where it stands: at which end of the line, and on which side of it. */
export interface Spot extends Wish {
  readonly end: 'left' | 'right';
  readonly side: 'above' | 'below';
}

/** The height of a label in pixels. */
export const LABEL_HEIGHT = 15;

const SPOTS = (['right', 'left'] as const).flatMap((end) =>
  (['above', 'below'] as const).map((side) => ({ end, side })),
);

/**
 * Finds a spot for each label, on no other label and on no other line; one that finds none is left out.
 *
 * A label takes less than half of the width, so those at one end never meet those at the other.
 */
export function placeLabels(wishes: readonly Wish[], height: number): Spot[] {
  return wishes.reduce<Spot[]>((placed, wish) => {
    const lines = wishes.filter((other) => other !== wish).map(({ y }) => y);
    const spot = SPOTS.map((one) => ({ ...wish, ...one })).find(
      (one) => isInside(one, height) && isFree(one, placed) && isClear(one, lines),
    );
    return spot ? [...placed, spot] : placed;
  }, []);
}

function topOf({ y, side }: Spot): number {
  return side === 'above' ? y - LABEL_HEIGHT : y;
}

function isInside(spot: Spot, height: number): boolean {
  return topOf(spot) >= 0 && topOf(spot) + LABEL_HEIGHT <= height;
}

function isFree(spot: Spot, placed: readonly Spot[]): boolean {
  return placed.every((other) => other.end !== spot.end || Math.abs(topOf(other) - topOf(spot)) >= LABEL_HEIGHT);
}

/** A letter that a line touches can still be read; one that it crosses cannot. */
function isClear(spot: Spot, lines: readonly number[]): boolean {
  return lines.every((y) => y < topOf(spot) + 2 || y > topOf(spot) + LABEL_HEIGHT - 2);
}
