import * as fc from 'fast-check';
import { columnsOf, crossingsOf } from '../../../../../lib/checks/report/page/drawing/columns';
import { Box, Layout, layOut } from '../../../../../lib/checks/report/page/drawing/layout';
import { reachGraph, ReachGraph } from '../../../../../lib/checks/report/page/drawing/reach-graph';
import { reachedBy, resources } from './graphs';

const layouts = resources.map((reached) => reachGraph(reached)).map((graph) => ({ graph, layout: draw(graph) }));

function draw(graph: ReachGraph): Layout {
  return layOut(graph, {
    widthOf: (column) => 60 + 10 * column,
    heightOf: (node) => 20 + 7 * (node % 4),
    columnGap: 40,
    rowGap: 10,
  });
}

describe('the layout of the drawing', () => {
  test('has every node, once, and every edge', () => {
    fc.assert(
      fc.property(layouts, ({ graph, layout }) => {
        expect(layout.boxes.map(({ node }) => node)).toEqual(graph.nodes.map(({ id }) => id));
        expect(layout.wires.map(({ from, to }) => ({ from, to }))).toEqual(graph.edges);
      }),
    );
  });

  test('has no boxes that overlap, or leave the picture', () => {
    fc.assert(
      fc.property(layouts, ({ layout: { boxes, width, height } }) => {
        const pairs = boxes.flatMap((one, index) => boxes.slice(index + 1).map((other) => [one, other]));
        expect(pairs.filter(([one, other]) => overlap(one, other))).toEqual([]);
        expect(boxes.filter((box) => box.x < 0 || box.x + box.width > width)).toEqual([]);
        expect(boxes.filter((box) => box.y < -1e-6 || box.y + box.height > height + 1e-6)).toEqual([]);
      }),
    );
  });

  test('leads every wire from the right edge of a box forward to the left edge of another', () => {
    fc.assert(
      fc.property(layouts, ({ layout: { boxes, wires } }) => {
        for (const { from, to, points } of wires) {
          const [first, last] = [points[0], points[points.length - 1]];
          expect(first).toEqual({ x: boxes[from].x + boxes[from].width, y: middleOf(boxes[from]) });
          expect(last).toEqual({ x: boxes[to].x, y: middleOf(boxes[to]) });
          points.slice(1).forEach((point, index) => expect(point.x).toBeGreaterThan(points[index].x));
        }
      }),
    );
  });

  test('leads no wire through a box', () => {
    fc.assert(
      fc.property(layouts, ({ layout: { boxes, wires } }) => {
        for (const { points } of wires) {
          // Between the columns a wire bends where no box is; every second part goes straight through a column.
          const straight = points.slice(1, -1).filter((_, index) => index % 2 === 0);
          for (const { x, y } of straight) {
            const through = boxes.filter((box) => box.x === x && y > box.y - 1e-6 && y < box.y + box.height + 1e-6);
            expect(through).toEqual([]);
          }
        }
      }),
    );
  });

  test('goes straight through columns, and bends between them alone', () => {
    fc.assert(
      fc.property(layouts, ({ layout: { boxes, wires } }) => {
        const lefts = new Set(boxes.map(({ x }) => x));
        for (const { points } of wires) {
          points.slice(1, -1).forEach((point, index) => {
            if (index % 2 === 0) expect([lefts.has(point.x), points[index + 2].y]).toEqual([true, point.y]);
          });
        }
      }),
    );
  });

  test('has wires that pass a column, so that the tests above are about something', () => {
    const long = reachGraph([reachedBy('A', ['internet', 'a', 'b', 'z']), reachedBy('A', ['internet', 'z'])]);
    const { wires } = draw(long);
    expect(Math.max(...wires.map(({ points }) => points.length))).toBeGreaterThan(2);
  });

  test('untangles wires that need not cross', () => {
    // As the ways come, the one past the first column would cross the one to the last resource.
    const reached = [reachedBy('A', ['internet', 'c'], ['internet', 'a', 'c']), reachedBy('B', ['internet', 'a', 'a'])];
    expect(crossingsOf(columnsOf(reachGraph(reached)).columns)).toBe(0);
  });

  test('puts a node in the middle of what it leads to', () => {
    const { boxes } = draw(reachGraph(['a', 'b', 'c'].map((name) => reachedBy(name, ['internet', name]))));
    const [internet, ...others] = boxes.map(middleOf);
    expect(internet).toBeCloseTo(others.reduce((sum, one) => sum + one, 0) / 3, 5);
  });

  test('is nothing for nothing', () => {
    expect(draw({ nodes: [], edges: [] })).toEqual({ boxes: [], wires: [], width: 0, height: 0 });
  });
});

function overlap(one: Box, other: Box): boolean {
  const isBeside = one.x + one.width <= other.x || other.x + other.width <= one.x;
  const isBelow = one.y + one.height <= other.y + 1e-6 || other.y + other.height <= one.y + 1e-6;
  return !isBeside && !isBelow;
}

function middleOf({ y, height }: Box): number {
  return y + height / 2;
}
