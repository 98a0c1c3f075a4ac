import * as fc from 'fast-check';
import { reachGraph } from '../../../../../lib/checks/report/page/drawing/reach-graph';
import { reachedBy, resources, waysIn, waysOf } from './graphs';

const at = (subnet: string, port: string): string[] => ['internet', 'gateway', subnet, 'balancer', port];

describe('the graph of what the internet reaches', () => {
  test('has every way that was found, and no other', () => {
    fc.assert(fc.property(resources, (reached) => expect(waysIn(reachGraph(reached))).toEqual(waysOf(reached))));
  });

  test('leads from every node only to later ones', () => {
    fc.assert(
      fc.property(resources, (reached) => {
        const { nodes, edges } = reachGraph(reached);
        expect(nodes.map(({ id }) => id)).toEqual(nodes.map((_, index) => index));
        expect(edges.filter(({ from, to }) => from >= to || to >= nodes.length)).toEqual([]);
      }),
    );
  });

  test('has one node for what two ways share', () => {
    const { nodes } = reachGraph([reachedBy('Balancer', at('one', '443'), at('two', '443'))]);
    expect(nodes.map(({ hops }) => hops[0])).toEqual(['internet', 'gateway', 'one', 'two', 'balancer', '443']);
  });

  test('keeps apart what has the same name, but leads elsewhere', () => {
    const reached = [
      reachedBy('A', ['internet', 'gateway A', 'route 0.0.0.0/0', 'A']),
      reachedBy('B', ['internet', 'gateway B', 'route 0.0.0.0/0', 'B']),
    ];
    const { nodes } = reachGraph(reached);
    expect(nodes.filter(({ hops }) => hops[0] === 'route 0.0.0.0/0')).toHaveLength(2);
  });

  test('keeps apart the ports of different resources', () => {
    const reached = [reachedBy('A', ['internet', 'A', '443']), reachedBy('B', ['internet', 'B', '443'])];
    expect(reachGraph(reached).nodes.filter(({ hops }) => hops[0] === '443')).toHaveLength(2);
  });

  test('keeps a beginning apart, even if a way leads to something of the same name', () => {
    const reached = [reachedBy('A', ['a'], ['b', 'a'])];
    expect(waysIn(reachGraph(reached))).toEqual(waysOf(reached));
  });

  test('is empty if nothing is reached', () => {
    expect(reachGraph([])).toEqual({ nodes: [], edges: [] });
    expect(reachGraph([reachedBy('A')])).toEqual({ nodes: [], edges: [] });
  });
});
