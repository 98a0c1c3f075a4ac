import { html, Markup, NOTHING } from '../../../../page/markup';
import { count } from '../../../../page/text';
import { ExposedResource } from '../../report-model';
import { outlineOf } from './outline';
import { drawGraph, standingOf, WORST_FIRST } from './picture';
import { reachGraph } from './reach-graph';
import { shortenChains } from './shorten-chains';

/** So many resources are drawn: more nobody follows with the eye. All of them are in the tables. */
const MAX_DRAWN = 120;

/** From so many on, a drawing is longer than a sheet of paper: there the outline stands for it. */
const TALL = 16;

/** What the internet can reach, as a drawing and in words; and if it is nothing, that. */
export function drawingOf(resources: readonly ExposedResource[], open: number, unknown: number): Markup {
  const reached = worstFirst(resources.filter(({ paths }) => paths.length > 0));
  if (reached.length === 0) return nothingPart(open, unknown);
  const drawn = reached.slice(0, MAX_DRAWN);
  const graph = shortenChains(reachGraph(drawn));
  const ways = drawn.reduce((sum, { paths }) => sum + paths.length, 0);
  const label = `${count(drawn.length, 'resource')} that the internet reaches by ${count(ways, 'way')}; the outline below says the same in words`;
  return html`<figure class="${drawn.length > TALL ? 'tall' : 'short'}">
    ${drawGraph(graph, label)}
    <figcaption>
      ${legend()}
      ${
        reached.length > drawn.length
          ? html`<p>${reached.length - drawn.length} more are in the tables, and not drawn.</p>`
          : NOTHING
      }
    </figcaption>
    <details class="outline-part">
      <summary>The same in words: ${count(ways, 'way')}</summary>
      ${outlineOf(drawn)}
    </details>
    <div class="outline-only">${outlineOf(drawn)}</div>
  </figure>`;
}

/** Nothing is good news only if nothing is unknown. */
function nothingPart(open: number, unknown: number): Markup {
  if (open > 0)
    return html`<p class="note">Something is public, but no way to it is known, so nothing can be drawn.</p>`;
  if (unknown > 0) {
    return html`<p class="note">
      No way from the internet to anything was found; but of ${count(unknown, 'resource')} nobody can tell.
    </p>`;
  }
  return html`<p class="note">Nothing: no way leads from the internet to any resource of this app.</p>`;
}

function worstFirst(resources: readonly ExposedResource[]): ExposedResource[] {
  const rank = (one: ExposedResource): number => WORST_FIRST.indexOf(standingOf([one]) ?? 'inside');
  return [...resources].sort((a, b) => rank(a) - rank(b));
}

function legend(): Markup {
  return html`<p class="legend">
    From left to right: each step on the way from the internet. In one box stands what always follows each other.
  </p>`;
}
