import { Markup } from './markup';

/** How tables look that can be sorted and filtered: as rows where there is room, as cards on a narrow screen, as rows on paper. */
export const TABLE_STYLE = new Markup(`
[hidden] { display: none !important; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: .5rem; top: .5rem; z-index: 3; padding: .4rem .8rem; background: var(--page); }
table.data { margin: 0 0 1.5rem; }
table.data caption { padding: .35rem 0; }
table.data thead th { vertical-align: bottom; overflow-wrap: normal; }
table.data thead button { margin: 0; padding: 0; border: 0; background: none; color: inherit; font: inherit; text-align: inherit;
  cursor: pointer; }
table.data thead button::after { content: " ↕"; color: var(--muted); }
table.data [aria-sort="ascending"] button::after { content: " ↑"; color: var(--text); }
table.data [aria-sort="descending"] button::after { content: " ↓"; color: var(--text); }
table.data.empty thead { display: none; }
table.data.empty::after { content: "No row is left by the filter."; color: var(--muted); }
.filter { display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: center; position: sticky; top: 0; z-index: 2; margin: 0 0 1.5rem;
  padding: .5rem 0; background: var(--page); border-bottom: 1px solid var(--line); font-size: .9rem; }
.filter label { display: inline-flex; align-items: center; gap: .4rem; color: var(--muted); min-width: 0; }
.filter input, .filter select, .filter button { min-width: 0; max-width: 100%; padding: .25rem .5rem; border: 1px solid var(--muted);
  border-radius: 4px; background: var(--page); color: var(--text); font: inherit; }
.filter select { max-width: 16rem; text-overflow: ellipsis; }
.filter button { cursor: pointer; }
html { scroll-padding-top: 4rem; }
summary { cursor: pointer; width: fit-content; color: var(--link); }
@media screen and (max-width: 860px) {
  .filter { position: static; }
  html { scroll-padding-top: 0; }
  table.data, table.data caption, table.data tbody, table.data tr, table.data td, table.data tbody th { display: block; }
  table.data thead { position: absolute; left: -999rem; width: 1px; overflow: hidden; }
  table.data.sortable thead { display: block; position: static; width: auto; }
  table.data.sortable thead tr { display: flex; flex-wrap: wrap; gap: .3rem 1rem; padding: 0 0 .4rem; }
  table.data.sortable thead th { width: auto !important; padding: 0; border: 0; text-align: left; }
  table.data tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
  table.data td, table.data tbody th { padding: .1rem 0; border: 0; text-align: left; white-space: normal; }
  table.data tbody th { font-weight: 600; }
  table.data td::before { content: attr(data-name) ": "; color: var(--muted); }
}
@media print {
  .filter, .skip { display: none; }
  table.data { font-size: 8.5pt; }
  table.data thead { display: table-header-group; }
  table.data thead button::after { content: none; }
  details:not(.long)::details-content { content-visibility: visible; height: auto; }
}
`);
