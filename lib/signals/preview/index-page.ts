import { html } from '../../page/markup';
import { page } from '../../page/page';
import { count } from '../../page/text';
import { GENERATOR, STYLE } from './style';

/** A dashboard in the list of all. */
export interface IndexEntry {
  readonly name: string;
  readonly stack: string;
  readonly file: string;
  readonly widgets: number;
  readonly metrics: number;
  readonly problems: readonly string[];
}

/** The page that leads to all others. */
export function indexPage(entries: readonly IndexEntry[]): string {
  const rows = entries.map(
    ({ name, stack, file, widgets, metrics, problems }) =>
      html`<tr>
        <th scope="row"><a href="${encodeURI(file)}">${name}</a></th>
        <td>${stack}</td>
        <td class="number">${widgets}</td>
        <td class="number">${metrics}</td>
        <td class="${problems.length === 0 ? 'good' : 'bad'}">
          ${problems.length === 0 ? '✓ none' : `✗ ${problems.length}`}
        </td>
      </tr>`,
  );
  const body = html`<header>
      <h1>Dashboards</h1>
      <p class="note">As they will look once they are deployed, with sample data.</p>
    </header>
    <main>
      <table class="index">
        <caption>
          ${count(entries.length, 'dashboard')}
        </caption>
        <thead>
          <tr>
            <th scope="col">Dashboard</th>
            <th scope="col">Stack</th>
            <th scope="col" class="number">Widgets</th>
            <th scope="col" class="number">Metrics</th>
            <th scope="col">Problems</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </main>`;
  return page({ title: 'Dashboards', generator: GENERATOR, style: STYLE, body });
}
