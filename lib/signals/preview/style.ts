import { Markup } from '../../page/markup';

/** By this a run knows the pages of an earlier one. */
export const GENERATOR = 'golden-path dashboard';

/** How dashboards look: on the grid of CloudWatch where there is room, and in one column where there is none. */
export const STYLE = new Markup(`
:root { --tile: #fff; --ground: #f3f5f8; --grid: #e3e7ec; --threshold: #b3261e;
  --series-0: #1f6fc4; --series-1: #c2571a; --series-2: #22863a; --series-3: #8a4fbf; --series-4: #b8326b;
  --series-5: #0f7f86; --series-6: #8a6d00; --series-7: #5a6675; --series-8: #a33f3f; --series-9: #4d53c9; }
@media (prefers-color-scheme: dark) {
  :root { --tile: #1a2029; --ground: #12161c; --grid: #2d3641; --threshold: #ff8a80;
    --series-0: #62a8f5; --series-1: #f2965a; --series-2: #5fce7b; --series-3: #c39af0; --series-4: #f287b3;
    --series-5: #4fc9d1; --series-6: #d9bb4a; --series-7: #a4b0bf; --series-8: #e58f8f; --series-9: #9aa0ff; }
}
body { max-width: 110rem; background: var(--ground); padding: 1.25rem 1.25rem 3rem; }
h1 { font-size: 1.4rem; margin: 0 0 .35rem; }
.note { font-size: .85rem; max-width: 60rem; margin: 0 0 1rem; }
.note b { color: var(--text); }
.verdict ul { margin: .3rem 0 0; padding-left: 1.2rem; font-weight: 400; color: var(--text); }
.dashboard { display: grid; grid-template-columns: repeat(24, minmax(0, 1fr)); grid-auto-rows: 42px; gap: 8px; }
.widget { container-type: inline-size; display: flex; flex-direction: column; min-width: 0; min-height: 0; padding: 8px 10px;
  border: 1px solid var(--line); border-radius: 6px; background: var(--tile); overflow: hidden; }
.heading { display: flex; justify-content: space-between; align-items: baseline; gap: .5rem; flex: none; margin: 0 0 4px; }
.heading h3 { min-width: 0; margin: 0; font-size: .9rem; line-height: 1.35; font-weight: 600; overflow: hidden; text-overflow: ellipsis;
  white-space: nowrap; }
.badge { max-width: 45%; overflow: hidden; text-overflow: ellipsis; align-self: flex-start; padding: 0 .45em; border: 1px solid var(--line); border-radius: 4px;
  color: var(--muted); font-size: .75rem; white-space: nowrap; }
.content { position: relative; display: flex; flex-direction: column; flex: 1; min-height: 0; }
.scroll { overflow: auto; min-height: 0; flex: 1; }
.problem { flex: none; margin: 0 0 4px; padding: .2rem .5rem; border-left: 3px solid var(--bad); background: var(--soft);
  color: var(--bad); font-size: .8rem; line-height: 1.35; }
.empty { margin: auto; color: var(--muted); font-size: .85rem; text-align: center; }
.graph ~ .empty { position: absolute; inset: 30% 0 auto; }
.markdown { font-size: .9rem; line-height: 1.4; }
.markdown > :first-child { margin-top: 0; } .markdown > :last-child { margin-bottom: 0; }
.markdown h2 { font-size: 1.25rem; margin: 0 0 .2rem; } .markdown h3 { font-size: 1.05rem; margin: 0 0 .2rem; }
.markdown h4, .markdown h5, .markdown h6 { font-size: .9rem; margin: .2rem 0; }
.markdown p, .markdown ul, .markdown ol { margin: .2rem 0; } .markdown ul, .markdown ol { padding-left: 1.3rem; }
.markdown table { width: auto; font-size: .85rem; } .markdown th, .markdown td { padding: .15rem .6rem .15rem 0; }
.markdown pre { margin: .3rem 0; padding: .4rem .6rem; background: var(--soft); overflow: auto; }
.graph { display: flex; flex-direction: column; flex: 1; min-height: 0; gap: 4px; }
.graph.beside { flex-direction: row; } .graph.beside .legend { flex: none; max-width: 40%; max-height: none; flex-direction: column;
  flex-wrap: nowrap; }
.drawing { display: flex; flex-direction: column; flex: 1; min-width: 0; min-height: 40px; font-size: 11px; line-height: 14px;
  font-variant-numeric: tabular-nums; padding-top: 8px; }
.axis-names { display: flex; justify-content: space-between; flex: none; gap: 1rem; margin-bottom: 8px; color: var(--muted); }
.plot { position: relative; flex: 1; min-height: 0; margin: 0 var(--right) 0 var(--left); }
.plot svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; }
.plot svg.cut { overflow: hidden; }
.plot svg path, .sparkline path { vector-effect: non-scaling-stroke; fill: none; }
svg .grid { stroke: var(--grid); stroke-width: 1; }
svg .line { stroke-width: 1.75; stroke-linejoin: round; stroke-linecap: round; }
svg .dots { stroke-width: 5; stroke-linecap: round; }
svg .area, svg .band { stroke: none; } svg .area { fill-opacity: .35; } svg .band { fill-opacity: .12; }
svg .guard { stroke-width: 1.5; stroke-dasharray: 6 3; }
.plot .value { position: absolute; transform: translateY(-50%); color: var(--muted); white-space: nowrap; }
.plot .value.left { right: calc(100% + 6px); } .plot .value.right { left: calc(100% + 6px); }
.plot .threshold { position: absolute; max-width: 48%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap;
  padding: 0 3px; border-radius: 3px; font-weight: 600; background: color-mix(in srgb, var(--tile) 75%, transparent); }
.plot .threshold.alone { max-width: 96%; }
.plot .threshold.right { right: 0; } .plot .threshold.left { left: 0; } .plot .threshold.above { transform: translateY(calc(-100% - 1px)); } .plot .threshold.below { transform: translateY(1px); }
.time { position: relative; flex: none; height: 20px; margin: 0 var(--right) 0 var(--left); color: var(--muted); }
.time span { position: absolute; top: 6px; transform: translateX(-50%); white-space: nowrap; }
@container (max-width: 1000px) { .time.crowd .odd { display: none; } }
@container (max-width: 600px) { .time.crowd .second, .time.lots .odd { display: none; } }
@container (max-width: 360px) { .time.many .odd { display: none; } }
@container (max-width: 260px) { .time.lots .second, .time.few .odd { display: none; } }
.legend { display: flex; flex-wrap: wrap; flex: none; gap: 0 14px; margin: 0; padding: 0; max-height: 60px; overflow: auto;
  list-style: none; font-size: 12px; line-height: 20px; }
.legend li { display: flex; align-items: center; gap: 6px; min-width: 0; overflow-wrap: anywhere; }
.swatch { flex: none; width: 14px; height: 0; border-top: 3px solid var(--paint); }
.swatch.area { height: 10px; border: 0; background: var(--paint); }
.swatch.threshold { border-top: 2px dashed var(--paint); }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 5.5rem), 1fr)); gap: .25rem .75rem; flex: 1;
  min-height: 0; margin: 0; overflow: auto; align-content: safe center; }
.number-tile { display: flex; flex-direction: column-reverse; justify-content: flex-end; min-width: 0; }
.number-tile dt { font-size: .8rem; line-height: 1.25; overflow-wrap: anywhere; }
.number-tile dd { display: flex; flex-wrap: wrap; align-items: center; gap: 0 .75rem; margin: 0; font-variant-numeric: tabular-nums; }
.number-tile b { font-size: 1.6rem; line-height: 1.1; white-space: nowrap; }
.number-tile + .number-tile b, .number-tile:has(+ .number-tile) b { font-size: 1.35rem; }
.sparkline { flex: 1 1 4.5rem; min-width: 0; max-width: 12rem; height: 24px; }
@container (max-width: 270px) { .number-tile b { font-size: 1.3rem; } .number-tile + .number-tile .sparkline,
  .number-tile:has(+ .number-tile) .sparkline { display: none; } }
.gauges { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); flex: 1; min-height: 0; gap: .5rem; }
.gauge { display: flex; flex-direction: column; min-width: 0; min-height: 0; align-items: center; }
.gauge svg { flex: 1 1 0; min-height: 0; width: 100%; max-width: 260px; }
.gauge svg path { fill: none; stroke-width: 16; } .gauge .gauge-ground { stroke: var(--grid); }
.gauge svg .gauge-mark { stroke: var(--threshold); stroke-width: 3; }
.gauge p { margin: 0; text-align: center; font-size: .8rem; line-height: 1.3; } .gauge b { font-size: 1.3rem; }
.gauge small { color: var(--muted); white-space: nowrap; }
.bars .bar { width: 60%; } .bars th, .bars td { border: 0; vertical-align: middle; padding: .2rem .4rem; }
.bar span { display: block; height: 14px; min-width: 1px; border-radius: 2px; }
.pie { display: flex; flex: 1; min-height: 0; gap: .75rem; align-items: center; }
.pie svg { flex: 1; min-width: 0; height: 100%; } .pie circle { fill: none; } .pie .legend { flex: 1; max-height: 100%; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 190px), 1fr)); gap: 6px; align-content: start;
  margin: 0; padding: 0; list-style: none; font-size: .78rem; line-height: 1.3; }
.tile { display: flex; flex-direction: column; min-width: 0; padding: .1rem .5rem; border: 1px solid var(--line);
  border-left: 4px solid var(--good); border-radius: 4px; }
.tile.alarm { border-left-color: var(--bad); } .tile.insufficient_data { border-left-color: var(--muted); }
.tile a { font-weight: 600; color: inherit; text-decoration: none; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.tile a:hover, .tile a:focus { text-decoration: underline; }
.tile b { color: var(--good); } .tile.alarm b { color: var(--bad); } .tile.insufficient_data b { color: var(--muted); }
.tile span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.tile .description { color: var(--muted); }
.log .scroll { flex: none; }
.log { display: flex; flex-direction: column; flex: 1; min-height: 0; overflow: auto; }
.query { flex: none; margin: .5rem 0 0; padding: .4rem .6rem; background: var(--ground); font-size: .8rem; } .query span { display: block;
  white-space: pre-wrap; }
.sample { margin: 0; color: var(--muted); font-size: .8rem; }
.widget table { font-size: .8rem; } .widget th, .widget td { padding: .2rem .4rem; }
.content > .scroll th, .content > .scroll td, .log th, .log td { overflow-wrap: normal; white-space: nowrap; }
.alarms { margin: 1.5rem 0 0; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: 6px; background: var(--tile); }
.alarms table { table-layout: fixed; } .alarms th { font-weight: 600; } .alarms td:nth-child(2) { font-size: .8rem; } .alarms th:first-child { width: 24%; }
.alarms tr:target { background: var(--soft); outline: 2px solid var(--link); outline-offset: -2px; }
.index { max-width: 60rem; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }
@media (max-width: 760px) {
  .dashboard { display: flex; flex-direction: column; }
  .widget { flex: none; }
  .drawing { flex: none; height: calc(max(var(--rows), 4) * 50px - 90px); }
  .graph.beside { flex-direction: column; } .legend, .graph.beside .legend { flex-flow: row wrap; max-width: none; max-height: none; }
  .gauge svg { flex: none; height: 110px; } .pie svg { flex: none; width: 45%; } .numbers { min-height: 70px; }
  .alarms table, .alarms tbody, .alarms tr, .alarms th, .alarms td { display: block; } .alarms thead { display: none; }
  .alarms tr { padding: .4rem 0; border-bottom: 1px solid var(--line); } .alarms th, .alarms td { padding: 0; border: 0; }
}
@media print {
  :root { --tile: #fff; --ground: #fff; --grid: #ddd; --threshold: #b3261e;
    --series-0: #1f6fc4; --series-1: #c2571a; --series-2: #22863a; --series-3: #8a4fbf; --series-4: #b8326b;
    --series-5: #0f7f86; --series-6: #8a6d00; --series-7: #5a6675; --series-8: #a33f3f; --series-9: #4d53c9; }
  .widget { break-inside: avoid; }
}
`);
