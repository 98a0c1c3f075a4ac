import { Markup } from './markup';

/** How the page looks: light and dark by the reader's choice, on wide and narrow screens, and on paper. */
export const STYLE = new Markup(`
:root {
  color-scheme: light dark;
  --page: #fff; --text: #1b2330; --muted: #566172; --line: #d5dbe3; --soft: #f3f5f8;
  --former: #2f66b0; --newest: #2f9e6b; --link: #1d56a8;
  --good: #19713f; --bad: #b3261e; --warn: #8a5300;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12161c; --text: #e4e9f0; --muted: #a0abba; --line: #363f4b; --soft: #1b212a;
    --former: #5f93dd; --newest: #46c98d; --link: #8ab8ff;
    --good: #62d391; --bad: #ff8a80; --warn: #f0b65a;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 68rem; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .75rem; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 0 0 .25rem; }
a { color: var(--link); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0 0 1rem; }
dt { color: var(--muted); }
dd { margin: 0; }
code { font: .9em ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.verdict { margin: 0 0 1rem; padding: .6rem .9rem; border-left: 5px solid; background: var(--soft); font-weight: 600; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.released { color: var(--good); }
.rolled-back { color: var(--warn); }
.refused { color: var(--muted); }
.note { color: var(--muted); margin: 0 0 1.5rem; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--muted); padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-bottom: 1px solid var(--line); }
thead th { color: var(--muted); font-weight: 600; border-bottom-width: 2px; }
tbody th { font-weight: 500; }
#runs td:nth-child(2), thead th { overflow-wrap: normal; }
.number { text-align: right; white-space: nowrap; }
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
  body { padding: 1rem .75rem 3rem; }
  dl { grid-template-columns: 1fr; } dd { margin: 0 0 .35rem; }
  th, td { padding: .3rem .25rem; }
  table { font-size: .8rem; }
  .number { white-space: normal; }
  #runs thead { display: none; } #runs, #runs caption, #runs tbody, #runs tr, #runs th { display: block; }
  #runs tr { padding: .5rem 0; border-bottom: 1px solid var(--line); } #runs th, #runs td { border: 0; padding: 0; }
  #runs td { display: inline; } #runs td + td::before { content: " · "; color: var(--muted); }
  #runs td[data-name]::before { content: " · " attr(data-name) " "; color: var(--muted); }
  .picture.wide { display: none; } .picture.narrow { display: block; }
}
@media print {
  :root { --page: #fff; --text: #000; --muted: #444; --line: #bbb; --soft: #f4f4f4; --former: #2f66b0; --newest: #2f9e6b;
    --link: #000; --good: #19713f; --bad: #b3261e; --warn: #8a5300; color-scheme: light; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { max-width: none; padding: 0; font-size: 11pt; }
  .picture.wide { display: block; } .picture.narrow { display: none; }
  section { break-inside: avoid; } figure, tr { break-inside: avoid; }
  .up, details:not([open]) { display: none; }
}
`);
