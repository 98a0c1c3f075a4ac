import { html, Markup } from '../../../../page/markup';
import { ColoredLine } from '../colors';
import { percent } from '../plot/time-axis';
import { latestOf, textOfLatest } from './latest';

/** The view `bar`: the values side by side, with a bar that begins at zero for each. */
export function bars(lines: readonly ColoredLine[], title: string): Markup {
  const longest = Math.max(...lines.map((line) => Math.abs(latestOf(line) ?? 0)), 0) || 1;
  const rows = lines.map(
    (line) =>
      html`<tr>
        <th scope="row">${line.label}</th>
        <td class="bar" aria-hidden="true">
          <span style="width:${percent(Math.abs(latestOf(line) ?? 0) / longest)};background:${line.paint}"></span>
        </td>
        <td class="number">${textOfLatest(line)}</td>
      </tr>`,
  );
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${title}">
    <table class="bars">
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
