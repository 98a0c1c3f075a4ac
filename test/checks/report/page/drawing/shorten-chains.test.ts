import * as fc from 'fast-check';
import { reachGraph } from '../../../../../lib/checks/report/page/drawing/reach-graph';
import { layersOf, shortenChains } from '../../../../../lib/checks/report/page/drawing/shorten-chains';
import { reachedBy, resources, waysIn, waysOf } from './graphs';

describe('the shortened graph', () => {
  test('has the same ways, whatever the room', () => {
    fc.assert(
      fc.property(resources, fc.integer({ min: 1, max: 6 }), (reached, columns) => {
        expect(waysIn(shortenChains(reachGraph(reached), columns))).toEqual(waysOf(reached));
      }),
    );
  });

  test('leads from every node only to later ones', () => {
    fc.assert(
      fc.property(resources, (reached) => {
        const { nodes, edges } = shortenChains(reachGraph(reached), 1);
        expect(nodes.map(({ id }) => id)).toEqual(nodes.map((_, index) => index));
        expect(edges.filter(({ from, to }) => from >= to)).toEqual([]);
      }),
    );
  });

  test('puts a port into the box of what listens on it, and the rest only for want of room', () => {
    const graph = reachGraph([reachedBy('Balancer', ['internet', 'gateway', 'route', 'balancer', '443'])]);
    const hops = (columns: number) => shortenChains(graph, columns).nodes.map((node) => node.hops.join(' > '));
    expect(hops(4)).toEqual(['internet', 'gateway', 'route', 'balancer > 443']);
    expect(hops(3)).toEqual(['internet', 'gateway > route > balancer > 443']);
  });

  test('leaves two ports of one resource in boxes of their own', () => {
    const graph = reachGraph([reachedBy('Balancer', ['internet', 'balancer', '80'], ['internet', 'balancer', '443'])]);
    expect(shortenChains(graph).nodes).toHaveLength(4);
  });

  test('never hides that a way ends halfway', () => {
    const reached = [reachedBy('A', ['internet', 'a']), reachedBy('B', ['internet', 'a', 'b'])];
    expect(shortenChains(reachGraph(reached), 1).nodes.map(({ hops }) => hops)).toEqual([['internet'], ['a'], ['b']]);
  });

  test('has every node in a column after all that lead to it', () => {
    fc.assert(
      fc.property(resources, (reached) => {
        const { nodes, edges } = reachGraph(reached);
        const layers = layersOf(nodes, edges);
        expect(edges.filter(({ from, to }) => layers[from] >= layers[to])).toEqual([]);
      }),
    );
  });
});
