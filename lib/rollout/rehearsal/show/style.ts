import { Markup } from '../../../page/markup';

/** How a rehearsal looks, on wide and narrow screens and on paper. */
export const STYLE = new Markup(`
:root { --former: #2f66b0; --newest: #2f9e6b; }
@media (prefers-color-scheme: dark) {
  :root { --former: #5f93dd; --newest: #46c98d; }
}
.released { color: var(--good); }
.rolled-back { color: var(--warn); }
.refused { color: var(--muted); }
#runs td:nth-child(2), thead th { overflow-wrap: normal; }
section { margin: 2.5rem 0 0; padding: 1.25rem 0 0; border-top: 1px solid var(--line); }
.facts { color: var(--muted); margin: 0 0 .75rem; }
.facts b { color: var(--text); }
.facts .released, .facts .rolled-back, .facts .refused, .facts .bad { font-weight: 600; }
.facts .released { color: var(--good); } .facts .rolled-back { color: var(--warn); } .facts .bad { color: var(--bad); }
blockquote { margin: .75rem 0; padding: .5rem .9rem; border-left: 4px solid var(--line); background: var(--soft); }
blockquote p { margin: 0; }
blockquote .told { color: var(--muted); font-size: .85rem; }
details { margin: .5rem 0; }
summary { cursor: pointer; color: var(--link); width: fit-content; }
.invariants { list-style: none; margin: .25rem 0; padding: 0; }
.invariants li { padding: .1rem 0 .1rem 1.5rem; text-indent: -1.5rem; }
.up { font-size: .85rem; }
figure { margin: 1rem 0; }
figcaption { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; color: var(--muted); font-size: .85rem; margin: 0 0 .5rem; }
figcaption span { display: inline-flex; align-items: center; gap: .4rem; }
figcaption svg { width: 16px; height: 12px; flex: none; }
.picture { display: block; width: 100%; height: auto; }
.picture.narrow { display: none; }
svg text { fill: var(--text); font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
svg .tick { fill: var(--muted); font-size: 12px; }
svg .panel-title { font-weight: 600; }
svg rect.former { fill: var(--former); }
svg rect.newest { fill: var(--newest); }
svg rect.servers { fill-opacity: .3; }
svg rect.share, svg rect.servers, svg rect.healthy, svg rect.phase { shape-rendering: crispEdges; }
svg rect.even { fill: var(--muted); fill-opacity: .75; }
svg rect.odd { fill: var(--muted); fill-opacity: .4; }
svg .grid { stroke: var(--text); stroke-opacity: .18; }
svg .axis { stroke: var(--muted); }
svg .leader { stroke: var(--muted); stroke-opacity: .7; }
svg .phase-start { stroke: var(--text); stroke-opacity: .22; stroke-dasharray: 2 3; }
svg .stroke { stroke-width: 2; }
svg .halo { stroke: var(--page); stroke-width: 4; stroke-opacity: .8; }
svg .mark-name, svg .phase-name, svg .panel-title { stroke: var(--page); stroke-width: 3px; paint-order: stroke; }
svg .mark-name { font-weight: 600; }
svg .fault .stroke { stroke: var(--bad); } svg .fault circle, svg .fault text { fill: var(--bad); }
svg .seen .stroke { stroke: var(--warn); stroke-dasharray: 5 3; } svg .seen circle, svg .seen text { fill: var(--warn); }
svg .back .stroke { stroke: var(--text); stroke-dasharray: 1.5 3; } svg .back circle { fill: var(--text); }
@media (max-width: 680px) {
  .number { white-space: normal; }
  #runs thead { display: none; } #runs, #runs caption, #runs tbody, #runs tr, #runs th { display: block; }
  #runs tr { padding: .5rem 0; border-bottom: 1px solid var(--line); } #runs th, #runs td { border: 0; padding: 0; }
  #runs td { display: inline; } #runs td + td::before { content: " · "; color: var(--muted); }
  #runs td[data-name]::before { content: " · " attr(data-name) " "; color: var(--muted); }
  .picture.wide { display: none; } .picture.narrow { display: block; }
}
@media print {
  :root { --former: #2f66b0; --newest: #2f9e6b; }
  .picture.wide { display: block; } .picture.narrow { display: none; }
  section { break-inside: avoid; } figure { break-inside: avoid; }
  .up, details:not([open]) { display: none; }
}
`);
