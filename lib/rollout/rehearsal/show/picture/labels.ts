import { widthOf } from '../../../../page/text';

/** A text that should stand at a place of the time axis. */
export interface Wish {
  readonly text: string;
  readonly x: number;
}

/** Where it stands. */
export interface Label extends Wish {
  readonly left: number;
  readonly right: number;
  /** From 0, which is nearest to what is labelled. */
  readonly row: number;
}

export interface Room {
  readonly left: number;
  readonly right: number;
  /** A text that finds no place in so many rows is left out. */
  readonly rows: number;
  readonly fontSize: number;
  /** Whether a label may stand across the line of another, rather than nowhere. */
  readonly across: boolean;
}

/** Between two labels, and between a label and its line. */
const GAP = 6;

/**
 * Places labels so that none covers another or the line of another.
 *
 * Those at the beginning stand to the right of their lines, the last of them lowest, so that the line of what stands
 * higher comes down on the free side. Those near the right edge are the mirror image of it. How many they are is tried
 * out.
 */
export function place(wishes: readonly Wish[], room: Room): Label[] {
  const sorted = [...wishes].sort((a, b) => a.x - b.x);
  let best: Label[] = [];
  for (let split = sorted.length; split >= 0 && best.length < sorted.length; split--) {
    const labels = placeAround(sorted, split, room);
    if (labels.length > best.length) best = labels;
  }
  return room.across && best.length < wishes.length ? placeAll(sorted, room, { edge: 'right', across: true }) : best;
}

interface Manner {
  /** The side of their lines on which labels stand if they can. */
  readonly edge: 'left' | 'right';
  readonly across: boolean;
  readonly placed?: readonly Label[];
}

function placeAround(sorted: readonly Wish[], split: number, room: Room): Label[] {
  const placed = placeAll(sorted.slice(split), room, { edge: 'left', across: false });
  return placeAll(sorted.slice(0, split).reverse(), room, { edge: 'right', across: false, placed });
}

function placeAll(wishes: readonly Wish[], room: Room, { edge, across, placed = [] }: Manner): Label[] {
  return wishes.reduce<Label[]>(
    (all, wish) => {
      const label = candidates(wish, room, edge).find((one) => isFree(one, all, across));
      return label ? [...all, label] : all;
    },
    [...placed],
  );
}

function candidates(wish: Wish, { left, right, rows, fontSize }: Room, edge: Manner['edge']): Label[] {
  const width = widthOf(wish.text, fontSize);
  const sides = [wish.x + GAP, wish.x - GAP - width];
  return (edge === 'right' ? sides : sides.reverse())
    .filter((start) => start >= left && start + width <= right)
    .flatMap((start) =>
      Array.from({ length: rows }, (_, row) => ({ ...wish, left: start, right: start + width, row })),
    );
}

function isFree(label: Label, placed: readonly Label[], across: boolean): boolean {
  return placed.every((other) => {
    if (label.row === other.row) return label.left >= other.right + GAP || label.right + GAP <= other.left;
    // A line runs from each label down to what it labels, and should not cross a text in a row below.
    const [above, below] = label.row > other.row ? [label, other] : [other, label];
    return across || above.x < below.left - 1 || above.x > below.right + 1;
  });
}
