import * as fc from 'fast-check';
import { Reached, ReachGraph } from '../../../../../lib/checks/report/page/drawing/reach-graph';

/** Resources with ways to them, of few names, so that many ways share some of their hops. */
export const resources: fc.Arbitrary<Reached[]> = fc
  .array(
    fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 0, maxLength: 5 }), {
      minLength: 1,
      maxLength: 4,
    }),
    { maxLength: 8 },
  )
  .map((all) => all.map((paths, index) => reachedBy(`R${index}`, ...paths.map((path) => ['internet', ...path]))));

export function reachedBy(construct: string, ...paths: string[][]): Reached {
  return { stack: 'prod', construct, type: 'AWS::SNS::Topic', verdict: 'public', paths };
}

/** Every way that whoever follows the edges from a beginning to a resource can take. */
export function waysIn({ nodes, edges }: ReachGraph): string[] {
  const ways: string[] = [];
  const follow = (id: number, before: readonly string[]): void => {
    const hops = [...before, ...nodes[id].hops];
    ways.push(...nodes[id].reached.map(({ construct }) => wayOf(hops, construct)));
    edges.filter(({ from }) => from === id).forEach(({ to }) => follow(to, hops));
  };
  nodes.filter(({ id }) => !edges.some(({ to }) => to === id)).forEach(({ id }) => follow(id, []));
  return [...new Set(ways)].sort();
}

export function waysOf(reached: readonly Reached[]): string[] {
  return [...new Set(reached.flatMap(({ construct, paths }) => paths.map((path) => wayOf(path, construct))))].sort();
}

function wayOf(hops: readonly string[], construct: string): string {
  return `${hops.join(' > ')}: ${construct}`;
}
