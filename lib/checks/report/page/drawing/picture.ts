import { html, Markup } from '../../../../page/markup';
import { rounded } from '../../../../page/scale';
import { widthOf } from '../../../../page/text';
import { wrap } from './box-text';
import { Box, Layout, layOut, Point, Wire } from './layout';
import { Reached, ReachGraph, ReachNode } from './reach-graph';
import { layersOf } from './shorten-chains';

const FONT_SIZE = 13;
const LINE = 17;
const PADDING = 9;
const COLUMN_GAP = 46;
const ROW_GAP = 12;
/** The drawing is as wide as the page, so that its letters are as large. */
const WIDTH = 1240;
const MAX_BOX_WIDTH = 330;
const MIN_BOX_WIDTH = 90;
/** From so many boxes on they stand closer. */
const MANY = 24;
const MARGIN = 2;

/** What stands in the box of a resource below its name, so that colours need not say it. */
const STANDINGS = {
  open: 'public, not declared',
  declared: 'public, declared',
  unknown: 'unknown',
  inside: 'reached through others',
} as const;

export type Standing = keyof typeof STANDINGS;

export const WORST_FIRST: readonly Standing[] = ['open', 'unknown', 'declared', 'inside'];

/** The worst that is true of what is reached at a node. */
export function standingOf(reached: readonly Reached[]): Standing | undefined {
  const found = reached.map(({ verdict, declared }): Standing => {
    if (verdict === 'public') return declared === undefined ? 'open' : 'declared';
    return verdict === 'unknown' ? 'unknown' : 'inside';
  });
  return WORST_FIRST.find((standing) => found.includes(standing));
}

/** The graph as a picture, from the internet at the left to what it reaches. */
export function drawGraph(graph: ReachGraph, label: string): Markup {
  const layers = layersOf(graph.nodes, graph.edges);
  const widths = columnWidths(graph, layers);
  const texts = graph.nodes.map((node) => linesOf(node, widths[layers[node.id]] - 2 * PADDING));
  const layout = layOut(graph, {
    widthOf: (column) => widths[column],
    heightOf: (node) => texts[node].length * LINE + 2 * PADDING - 4,
    columnGap: COLUMN_GAP,
    rowGap: graph.nodes.length > MANY ? ROW_GAP / 2 : ROW_GAP,
  });
  return html`<svg
    class="reach"
    role="img"
    aria-label="${label}"
    viewBox="${viewBoxOf(layout)}"
    style="max-width:${Math.ceil(layout.width + 2 * MARGIN)}px"
  >
    ${layout.wires.map((wire) => drawWire(wire, graph))}
    ${layout.boxes.map((box) => drawBox(box, graph.nodes[box.node], texts[box.node]))}
  </svg>`;
}

/** Each column as wide as its texts want, within what the page has: if that is too little, the widest give way. */
function columnWidths({ nodes }: ReachGraph, layers: readonly number[]): number[] {
  const wanted = Array.from({ length: 1 + Math.max(-1, ...layers) }, () => MIN_BOX_WIDTH);
  for (const node of nodes) {
    const widest = Math.max(...textsOf(node).map(({ text }) => widthOf(text, FONT_SIZE)));
    const width = Math.min(MAX_BOX_WIDTH, Math.ceil(widest + 2 * PADDING));
    wanted[layers[node.id]] = Math.max(wanted[layers[node.id]], width);
  }
  const room = WIDTH - (wanted.length - 1) * COLUMN_GAP;
  return shareOut(wanted, room).map((width) => Math.max(MIN_BOX_WIDTH, Math.floor(width)));
}

/** All get what they want if there is enough; else the modest do, and the others share what is left. */
function shareOut(wanted: readonly number[], room: number): number[] {
  const sorted = [...wanted].sort((a, b) => a - b);
  let left = room;
  const limits = sorted.map((width, index) => {
    const share = Math.min(width, left / (sorted.length - index));
    left -= share;
    return share;
  });
  const most = limits[limits.length - 1] ?? 0;
  return wanted.map((width) => Math.min(width, most));
}

function viewBoxOf({ width, height }: Layout): string {
  return [-MARGIN, -MARGIN, Math.ceil(width + 2 * MARGIN), Math.ceil(height + 2 * MARGIN)].join(' ');
}

interface Line {
  readonly text: string;
  readonly isStanding?: true;
}

function linesOf(node: ReachNode, width: number): Line[] {
  return textsOf(node).flatMap(({ text, ...rest }) =>
    wrap(text, width, FONT_SIZE).map((line): Line => ({ text: line, ...rest })),
  );
}

/** What stands in a box: its hops, and how what is reached there stands. */
function textsOf({ hops, reached }: ReachNode): Line[] {
  const standing = standingOf(reached);
  const texts = hops.map((hop, index): Line => ({ text: `${index === 0 ? '' : '→ '}${withoutDefault(hop)}` }));
  return standing === undefined ? texts : [...texts, { text: STANDINGS[standing], isStanding: true }];
}

/** The CDK calls what a construct is made of `Resource`: in a drawing, that says nothing. */
function withoutDefault(hop: string): string {
  return hop.replace(/\/Resource$/, '');
}

function drawBox({ x, y, width, height }: Box, { hops, reached }: ReachNode, lines: readonly Line[]): Markup {
  const standing = standingOf(reached) ?? 'hop';
  return html`<g class="${standing}">
    <title>${hops.join(' → ')}</title>
    <rect x="${rounded(x)}" y="${rounded(y)}" width="${width}" height="${rounded(height)}" rx="4" />
    ${lines.map(({ text, isStanding }, index) => {
      const baseline = rounded(y + PADDING + LINE * index + FONT_SIZE - 2);
      return html`<text class="${isStanding ? 'standing' : 'hop'}" x="${rounded(x + PADDING)}" y="${baseline}"
        >${text}</text
      >`;
    })}
  </g>`;
}

function drawWire({ to, points }: Wire, { nodes }: ReachGraph): Markup {
  const standing = standingOf(nodes[to].reached) ?? 'hop';
  return html`<path class="wire ${standing}" d="${pathOf(points)}" />`;
}

/** Every second part leads from column to column and bends; those between go straight through a column. */
function pathOf(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const parts = rest.map((point, index) => {
    const before = points[index];
    if (index % 2 === 1) return `H${rounded(point.x)}`;
    const middle = rounded((before.x + point.x) / 2);
    return `C${middle} ${rounded(before.y)} ${middle} ${rounded(point.y)} ${rounded(point.x)} ${rounded(point.y)}`;
  });
  return `M${rounded(first.x)} ${rounded(first.y)}${parts.join('')}`;
}
