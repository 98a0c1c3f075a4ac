import { html, Markup, NOTHING } from '../../../../page/markup';
import { Reached } from './reach-graph';

interface Branch {
  readonly hop: string;
  readonly next: Map<string, Branch>;
  readonly ends: Reached[];
}

/** The ways in words, as a list in lists: for who does not see the drawing, for narrow screens, and for long drawings on paper. */
export function outlineOf(resources: readonly Reached[]): Markup {
  const root: Branch = { hop: '', next: new Map(), ends: [] };
  for (const resource of resources) {
    for (const path of resource.paths) {
      let branch = root;
      for (const hop of path) {
        const next = branch.next.get(hop) ?? { hop, next: new Map(), ends: [] };
        branch.next.set(hop, next);
        branch = next;
      }
      branch.ends.push(resource);
    }
  }
  return listOf([...root.next.values()]);
}

function listOf(branches: readonly Branch[]): Markup {
  if (branches.length === 0) return NOTHING;
  return html`<ul class="outline">
    ${branches.map(itemOf)}
  </ul>`;
}

/** Hops that only ever lead to one other stand on one line. */
function itemOf(branch: Branch): Markup {
  const hops = [branch.hop];
  let last = branch;
  while (last.next.size === 1 && last.ends.length === 0) {
    [last] = last.next.values();
    hops.push(last.hop);
  }
  const way = hops.join(' → ');
  return html`<li>
    ${way}${last.ends.map((end) => html`: ${describe(end, way)}`)} ${listOf([...last.next.values()])}
  </li>`;
}

/** How it stands, and its name, if the way does not say it already. */
function describe({ construct, verdict, declared }: Reached, way: string): Markup {
  const standing = verdict === 'public' && declared !== undefined ? 'public, declared' : verdict;
  const name = way.includes(construct) ? NOTHING : html`<code>${construct}</code> `;
  return html`${name}<b class="${verdict === 'public' && declared !== undefined ? 'declared' : verdict}"
      >${standing}</b
    >`;
}
