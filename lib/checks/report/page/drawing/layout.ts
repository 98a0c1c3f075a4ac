import { Columns, columnsOf, Route, Slot } from './columns';
import { ReachGraph } from './reach-graph';
import { spread } from './spread';

/** Where the box of a node stands. */
export interface Box {
  readonly node: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A wire from box to box: straight where it passes through a column, and free to bend between columns. */
export interface Wire {
  readonly from: number;
  readonly to: number;
  readonly points: readonly Point[];
}

export interface Layout {
  readonly boxes: readonly Box[];
  readonly wires: readonly Wire[];
  readonly width: number;
  readonly height: number;
}

/** How much room things take. */
export interface Measures {
  /** The width of the boxes in a column. */
  readonly widthOf: (column: number) => number;
  readonly heightOf: (node: number) => number;
  /** Between columns, for the wires, and between rows. */
  readonly columnGap: number;
  readonly rowGap: number;
}

/** The room of a wire that passes through a column. */
const PASSING = 8;

/** So often the boxes are drawn towards what they are connected with. */
const SWEEPS = 6;

/** Where everything is drawn: a column for each step from the internet, and every wire from the left to the right. */
export function layOut(graph: ReachGraph, measures: Measures): Layout {
  const { columns, routes } = columnsOf(graph);
  const middles = middlesOf(columns, measures);
  const spans = spansOf(columns, measures);
  const place = (slot: Slot): Place => ({ ...(spans.get(slot) ?? NOWHERE), middle: middles.get(slot) ?? 0 });
  const boxes = columns.flat().flatMap((slot): Box[] => {
    if (slot.node === undefined) return [];
    const { x, width, middle } = place(slot);
    const height = measures.heightOf(slot.node);
    return [{ node: slot.node, x, y: middle - height / 2, width, height }];
  });
  return {
    boxes: boxes.sort((a, b) => a.node - b.node),
    wires: routes.map((route) => wireOf(route, place)),
    width: Math.max(0, ...boxes.map(({ x, width }) => x + width)),
    height: Math.max(
      0,
      ...boxes.map(({ y, height }) => y + height),
      ...columns.flat().map((slot) => place(slot).middle),
    ),
  };
}

/** The part of the width that a column has. */
interface Span {
  readonly x: number;
  readonly width: number;
}

interface Place extends Span {
  readonly middle: number;
}

const NOWHERE: Span = { x: 0, width: 0 };

function spansOf(columns: Columns['columns'], { widthOf, columnGap }: Measures): Map<Slot, Span> {
  let x = 0;
  const spans = new Map<Slot, Span>();
  columns.forEach((column, index) => {
    const width = widthOf(index);
    for (const slot of column) spans.set(slot, { x, width });
    x += width + columnGap;
  });
  return spans;
}

function wireOf(route: Route, place: (slot: Slot) => Place): Wire {
  const points = route.flatMap((slot, index) => {
    const { x, width, middle } = place(slot);
    const [start, end] = [
      { x, y: middle },
      { x: x + width, y: middle },
    ];
    if (index === 0) return [end];
    return index === route.length - 1 ? [start] : [start, end];
  });
  return { from: route[0].node ?? 0, to: route[route.length - 1].node ?? 0, points };
}

/** The middle of each slot, from 0 on. */
function middlesOf(columns: Columns['columns'], { heightOf, rowGap }: Measures): Map<Slot, number> {
  const heightOfSlot = ({ node }: Slot): number => (node === undefined ? PASSING : heightOf(node));
  const middles = new Map<Slot, number>();
  const put = (column: readonly Slot[], neighboursOf: (slot: Slot) => readonly Slot[]): void => {
    const wishes = column.map((slot) => {
      const at = neighboursOf(slot).map((one) => middles.get(one) ?? 0);
      const middle = at.length === 0 ? (middles.get(slot) ?? 0) : at.reduce((sum, one) => sum + one, 0) / at.length;
      return { height: heightOfSlot(slot), middle };
    });
    spread(wishes, rowGap).forEach((middle, index) => middles.set(column[index], middle));
  };
  for (const column of columns) put(column, () => []);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const column of [...columns].reverse()) put(column, ({ after }) => after);
    for (const column of columns) put(column, ({ before }) => before);
  }
  for (const column of [...columns].reverse()) put(column, ({ after }) => after);
  const top = Math.min(...[...middles].map(([slot, middle]) => middle - heightOfSlot(slot) / 2));
  return new Map([...middles].map(([slot, middle]) => [slot, middle - top]));
}
