import { ReachEdge, ReachGraph, ReachNode } from './reach-graph';

/** So many columns a page has room for. */
const COLUMNS = 5;

/**
 * The same ways with fewer nodes: where one hop is only ever followed by one other, which follows nothing else, they can stand in
 * one box, below each other. What a resource listens on always stands in its box; the hops before only if the drawing would be too
 * wide for a page.
 */
export function shortenChains(graph: ReachGraph, columns = COLUMNS): ReachGraph {
  const withPorts = joinWhere(graph, (_, to) => isLeaf(to, graph) && to.hops.length === 1);
  if (columnsOf(withPorts) <= columns) return withPorts;
  return joinWhere(withPorts, () => true);
}

/** In how many columns the nodes stand if each has its own after all that lead to it. */
export function columnsOf({ nodes, edges }: ReachGraph): number {
  return 1 + Math.max(-1, ...layersOf(nodes, edges));
}

/** The longest way to each node, so that every edge leads forward. */
export function layersOf(nodes: readonly ReachNode[], edges: readonly ReachEdge[]): number[] {
  const layers = nodes.map(() => 0);
  for (const { from, to } of [...edges].sort((a, b) => a.from - b.from)) {
    layers[to] = Math.max(layers[to], layers[from] + 1);
  }
  return layers;
}

function isLeaf({ id }: ReachNode, { edges }: ReachGraph): boolean {
  return !edges.some(({ from }) => from === id);
}

/** Joins each pair that only has each other and that the condition is true of. A beginning stays alone: it is no part of the app. */
function joinWhere(graph: ReachGraph, condition: (from: ReachNode, to: ReachNode) => boolean): ReachGraph {
  const { nodes, edges } = graph;
  const outgoing = grouped(edges, ({ from }) => from);
  const incoming = grouped(edges, ({ to }) => to);
  const follower = (node: ReachNode): ReachNode | undefined => {
    const next = outgoing.get(node.id) ?? [];
    if (next.length !== 1 || node.reached.length > 0 || !incoming.has(node.id)) return undefined;
    const to = nodes[next[0].to];
    return incoming.get(to.id)?.length === 1 && condition(node, to) ? to : undefined;
  };
  const joined = new Set(nodes.flatMap((node) => follower(node)?.id ?? []));
  const chains = nodes.filter(({ id }) => !joined.has(id)).map((node) => chainFrom(node, follower));
  const place = new Map(chains.flatMap((chain, index) => chain.map(({ id }) => [id, index] as const)));
  const kept = edges.filter(({ from, to }) => place.get(from) !== place.get(to));
  return {
    nodes: chains.map((chain, id) => ({
      id,
      hops: chain.flatMap(({ hops }) => hops),
      reached: chain[chain.length - 1].reached,
    })),
    edges: kept.map(({ from, to }) => ({ from: place.get(from) ?? 0, to: place.get(to) ?? 0 })),
  };
}

function chainFrom(node: ReachNode, follower: (node: ReachNode) => ReachNode | undefined): ReachNode[] {
  const next = follower(node);
  return next === undefined ? [node] : [node, ...chainFrom(next, follower)];
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
