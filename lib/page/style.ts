import { Markup } from './markup';

/** What all pages have in common: colours by the reader's choice, type, tables, and how they are printed. */
export const STYLE = new Markup(`
:root {
  color-scheme: light dark;
  --page: #fff; --text: #1b2330; --muted: #566172; --line: #d5dbe3; --soft: #f3f5f8; --link: #1d56a8;
  --good: #19713f; --bad: #b3261e; --warn: #8a5300;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12161c; --text: #e4e9f0; --muted: #a0abba; --line: #363f4b; --soft: #1b212a; --link: #8ab8ff;
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
.note { color: var(--muted); margin: 0 0 1.5rem; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--muted); padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-bottom: 1px solid var(--line); }
thead th { color: var(--muted); font-weight: 600; border-bottom-width: 2px; }
tbody th { font-weight: 500; }
.number { text-align: right; white-space: nowrap; }
@media (max-width: 680px) {
  body { padding: 1rem .75rem 3rem; }
  dl { grid-template-columns: 1fr; } dd { margin: 0 0 .35rem; }
  th, td { padding: .3rem .25rem; }
  table { font-size: .8rem; }
}
@media print {
  :root { --page: #fff; --text: #000; --muted: #444; --line: #bbb; --soft: #f4f4f4; --link: #000; --good: #19713f;
    --bad: #b3261e; --warn: #8a5300; color-scheme: light; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { max-width: none; padding: 0; font-size: 11pt; }
  tr { break-inside: avoid; }
}
`);
