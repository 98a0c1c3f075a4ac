import { ExposedResource } from '../../report-model';

/** What a way ends at, and so what can be reached. */
export type Reached = Pick<ExposedResource, 'stack' | 'construct' | 'type' | 'verdict' | 'declared' | 'paths'>;

/** A hop, or several that only ever follow each other. */
export interface ReachNode {
  readonly id: number;
  readonly hops: readonly string[];
  /** The resources that ways end at here. */
  readonly reached: readonly Reached[];
}

export interface ReachEdge {
  readonly from: number;
  readonly to: number;
}

/** What the internet can reach and how. Edges lead from nodes with smaller ids to nodes with greater ones. */
export interface ReachGraph {
  readonly nodes: readonly ReachNode[];
  readonly edges: readonly ReachEdge[];
}

/**
 * The ways to all resources in one graph that has these ways and no others: whoever follows its edges from a beginning to a
 * resource follows a way that somebody found. Hops are one node only if they have the same name and the same ways on; a name
 * alone, such as `route 0.0.0.0/0`, may stand for many.
 */
export function reachGraph(resources: readonly Reached[]): ReachGraph {
  const root = treeOf(resources);
  const shared = new SharedNodes();
  const beginnings = [...root.next.values()].map((tree) => shared.add(tree, 'beginning'));
  return inOrder(beginnings);
}

interface Tree {
  readonly hop: string;
  readonly next: Map<string, Tree>;
  readonly reached: Reached[];
}

function treeOf(resources: readonly Reached[]): Tree {
  const root: Tree = { hop: '', next: new Map(), reached: [] };
  for (const resource of resources) {
    for (const path of resource.paths) {
      const last = path.reduce((tree, hop) => stepTo(tree, hop), root);
      if (last !== root && !last.reached.includes(resource)) last.reached.push(resource);
    }
  }
  return root;
}

function stepTo({ next }: Tree, hop: string): Tree {
  const known = next.get(hop);
  if (known !== undefined) return known;
  const tree: Tree = { hop, next: new Map(), reached: [] };
  next.set(hop, tree);
  return tree;
}

interface Shared {
  readonly hop: string;
  readonly next: readonly Shared[];
  readonly reached: readonly Reached[];
}

/** Trees that are the same from here on become one. */
class SharedNodes {
  private readonly known = new Map<string, Shared>();
  private readonly keys = new Map<Shared, number>();

  /** What a way begins with is never the same as what it leads to: it would no longer be seen that it is a beginning. */
  public add(tree: Tree, place: 'beginning' | 'further on'): Shared {
    const next = [...tree.next.values()].map((one) => this.add(one, 'further on'));
    const names = tree.reached.map(({ stack, construct, type }) => [stack, construct, type]);
    const key = JSON.stringify([place, tree.hop, names, next.map((one) => this.keys.get(one)).sort()]);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const shared: Shared = { hop: tree.hop, next, reached: tree.reached };
    this.known.set(key, shared);
    this.keys.set(shared, this.keys.size);
    return shared;
  }
}

/** Every node after all that lead to it. */
function inOrder(beginnings: readonly Shared[]): ReachGraph {
  const done = new Set<Shared>();
  const backwards: Shared[] = [];
  const visit = (node: Shared): void => {
    if (done.has(node)) return;
    done.add(node);
    [...node.next].reverse().forEach(visit);
    backwards.push(node);
  };
  [...beginnings].reverse().forEach(visit);
  const ordered = backwards.reverse();
  const ids = new Map(ordered.map((node, id) => [node, id]));
  return {
    nodes: ordered.map(({ hop, reached }, id) => ({ id, hops: [hop], reached })),
    edges: ordered.flatMap((node, from) => node.next.map((to) => ({ from, to: ids.get(to) ?? from }))),
  };
}
