import { html, Markup, NOTHING } from '../../../page/markup';
import { Alarm } from '../reading/alarms';

/**
 * Everything about the alarms of a dashboard; a tile has room for half of it.
 *
 * With roles, because on a narrow screen the cells stand below each other, and browsers then forget that they are cells.
 */
export function alarmTable(alarms: readonly Alarm[], anchorOf: (alarm: Alarm) => string): Markup {
  if (alarms.length === 0) return NOTHING;
  const rows = alarms.map(
    (alarm) =>
      html`<tr role="row" id="${anchorOf(alarm)}">
        <th scope="row" role="rowheader">${breakable(alarm.name)}</th>
        <td role="cell">${breakable(alarm.condition)}</td>
        <td role="cell">${alarm.description || '–'}</td>
      </tr>`,
  );
  return html`<section class="alarms" aria-labelledby="alarms">
    <h2 id="alarms">Alarms</h2>
    <table role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">Name</th>
          <th scope="col" role="columnheader">Fires when</th>
          <th scope="col" role="columnheader">Description</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows}
      </tbody>
    </table>
  </section>`;
}

/** Text that is broken at the ends of words, also within names that are put together from words. */
function breakable(text: string): Markup {
  const [first, ...rest] = text.split(/(?<=[/_-]|\.(?=\D))|(?<=[a-z0-9])(?=[A-Z][a-z])/);
  return html`${first}${rest.map((part) => html`<wbr />${part}`)}`;
}
