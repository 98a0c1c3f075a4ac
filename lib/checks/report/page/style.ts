import { Markup } from '../../../page/markup';
import { TABLE_STYLE } from '../../../page/table-style';

/** How the report looks, on wide and narrow screens and on paper. */
export const STYLE = new Markup(`${TABLE_STYLE.text}
body { max-width: 84rem; }
h3 { font-size: 1.02rem; margin: 1.5rem 0 .4rem; }
section { margin: 2.5rem 0 0; padding: 1.25rem 0 0; border-top: 1px solid var(--line); }
.warn { color: var(--warn); }
.note { margin: 0 0 1rem; }
.aside { color: var(--muted); font-size: .85em; font-weight: 400; }
header details { margin: 0 0 1rem; }
.filter + section { margin-top: 0; padding-top: 0; border: 0; }
.fix { margin: .25rem 0; }
.badge { display: inline-block; padding: 0 .4rem; border: 1px solid; border-radius: 3px; font-size: .85em; line-height: 1.5; overflow-wrap: break-word; }
.date { white-space: nowrap; }
.badge.bad, .badge.warn { font-weight: 600; }
.badge.plain { color: var(--muted); }
.problems { margin: 0 0 1rem; padding: .6rem .9rem; border: 1px solid var(--bad); }
.problems p { margin: 0; font-weight: 600; } .problems ul { margin: .3rem 0 0; padding-left: 1.2rem; }
.contents ul { display: flex; flex-wrap: wrap; gap: .3rem 1.25rem; margin: 0 0 1.25rem; padding: 0; list-style: none; }
.contents span { color: var(--muted); font-size: .9em; }
.counts { display: grid; grid-template-columns: repeat(6, 1fr); gap: .5rem; margin: 0 0 1.25rem; }
.counts div { display: flex; flex-direction: column-reverse; padding: .35rem .7rem .45rem; background: var(--soft); }
.counts dt { font-size: .85rem; line-height: 1.3; }
.counts dd { margin: 0; font-size: 1.35rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.beside { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 0 2rem; align-items: start; }
.ways { margin: 0; padding: 0; list-style: none; } .ways li + li { margin-top: .2rem; }
td > .ways { font-size: .9em; }
.kept { display: block; margin: .3rem 0 1rem; } .kept dt { font-size: .9rem; } .kept dd { font-size: .85rem; } .kept ul { margin: 0 0 .4rem; padding-left: 1.2rem; }
details.filtered { margin: .3rem 0; }
figure { margin: 0 0 1.5rem; }
figcaption { color: var(--muted); font-size: .85rem; } figcaption p { margin: .5rem 0; }
.reach { display: block; width: 100%; height: auto; }
.reach rect { fill: var(--soft); stroke: var(--muted); }
.reach text { fill: var(--text); font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
.reach text.standing { font-weight: 600; }
.reach .wire { fill: none; stroke: var(--muted); stroke-width: 1.25; }
.reach .open rect, .reach .unknown rect { stroke: var(--bad); stroke-width: 2; } .reach .open .standing, .reach .unknown .standing { fill: var(--bad); }
.reach .declared rect { stroke: var(--warn); stroke-width: 2; } .reach .declared .standing { fill: var(--warn); }
.reach .unknown rect { stroke-dasharray: 5 3; } .reach .inside rect { stroke-dasharray: 2 3; }
.reach .wire.open, .reach .wire.unknown { stroke: var(--bad); } .reach .wire.declared { stroke: var(--warn); }
.reach .wire.unknown { stroke-dasharray: 5 3; } .reach .wire.inside { stroke-dasharray: 2 3; }
.outline { margin: .3rem 0; padding-left: 1.1rem; font-size: .9rem; }
.outline .outline { font-size: 1em; }
.outline .public, .outline .unknown { color: var(--bad); } .outline .declared { color: var(--warn); }
.outline-only { display: none; }
@media screen and (max-width: 1000px) {
  .reach, .legend, .outline-part { display: none; } .outline-only { display: block; }
}
@media screen and (max-width: 860px) {
  .counts { grid-template-columns: repeat(3, 1fr); }
}
@media screen and (max-width: 480px) {
  .counts { grid-template-columns: repeat(2, 1fr); }
}
@page { margin: 14mm 12mm; }
@media print {
  section { break-inside: auto; } h2, h3, caption { break-after: avoid; }
  a { color: inherit; text-decoration: none; }
  .contents { display: none; }
  .counts dt { font-size: .7rem; }
  .outline-part, .tall .reach, .tall .legend { display: none; } .outline-only { display: block; }
  figure.short { break-inside: avoid; }
  .kept ul { columns: 2; }
}
`);
