import { ReachGraph } from './reach-graph';
import { layersOf } from './shorten-chains';

/** A place in a column: a box, or where a wire passes that leads further than to the next column. */
export interface Slot {
  /** The node whose box it is; none for a passing wire. */
  readonly node?: number;
  /** The slots in the column before that lead here, and those in the next that are led to from here. */
  readonly before: Slot[];
  readonly after: Slot[];
  /** From the top of its column. */
  order: number;
}

/** A wire, by the slots that it goes through. */
export type Route = readonly Slot[];

export interface Columns {
  readonly columns: readonly (readonly Slot[])[];
  readonly routes: readonly Route[];
}

/** So often the order is made better, from the left to the right and back. */
const SWEEPS = 12;

/** Puts every node into the column after all that lead to it, in an order in which few wires cross. */
export function columnsOf(graph: ReachGraph): Columns {
  const layers = layersOf(graph.nodes, graph.edges);
  const columns: Slot[][] = Array.from({ length: 1 + Math.max(-1, ...layers) }, () => []);
  const slots = graph.nodes.map(({ id }) => {
    const slot: Slot = { node: id, before: [], after: [], order: columns[layers[id]].length };
    columns[layers[id]].push(slot);
    return slot;
  });
  const routes = graph.edges.map(({ from, to }) => {
    const passing = Array.from({ length: layers[to] - layers[from] - 1 }, (_, index): Slot => {
      const column = columns[layers[from] + 1 + index];
      const slot: Slot = { before: [], after: [], order: column.length };
      column.push(slot);
      return slot;
    });
    const route = [slots[from], ...passing, slots[to]];
    route.slice(1).forEach((slot, index) => {
      slot.before.push(route[index]);
      route[index].after.push(slot);
    });
    return route;
  });
  untangle(columns);
  return { columns, routes };
}

/** How often wires cross between the columns. */
export function crossingsOf(columns: readonly (readonly Slot[])[]): number {
  return columns.reduce((sum, column) => sum + crossingsAfter(column), 0);
}

function crossingsAfter(column: readonly Slot[]): number {
  const ends = [...column]
    .sort((a, b) => a.order - b.order)
    .flatMap(({ after }) => after.map(({ order }) => order).sort((a, b) => a - b));
  return ends.reduce((sum, end, index) => sum + ends.slice(index + 1).filter((other) => other < end).length, 0);
}

/** Puts each slot where its neighbours are on average, again and again, and keeps the best that was seen. */
function untangle(columns: Slot[][]): void {
  let best = { crossings: crossingsOf(columns), orders: ordersOf(columns) };
  for (let sweep = 0; sweep < SWEEPS && best.crossings > 0; sweep += 1) {
    const isForward = sweep % 2 === 0;
    const passed = isForward ? columns.slice(1) : [...columns].reverse().slice(1);
    for (const column of passed) arrange(column, isForward);
    const crossings = crossingsOf(columns);
    if (crossings < best.crossings) best = { crossings, orders: ordersOf(columns) };
  }
  columns.forEach((column, index) => {
    column.forEach((slot, place) => (slot.order = best.orders[index][place]));
    column.sort((a, b) => a.order - b.order);
  });
}

function ordersOf(columns: readonly (readonly Slot[])[]): number[][] {
  return columns.map((column) => column.map(({ order }) => order));
}

function arrange(column: readonly Slot[], isForward: boolean): void {
  const wishes = column.map((slot) => {
    const neighbours = isForward ? slot.before : slot.after;
    const sum = neighbours.reduce((total, { order }) => total + order, 0);
    return { slot, wish: neighbours.length === 0 ? slot.order : sum / neighbours.length };
  });
  wishes.sort((a, b) => a.wish - b.wish || a.slot.order - b.slot.order);
  wishes.forEach(({ slot }, order) => (slot.order = order));
}
