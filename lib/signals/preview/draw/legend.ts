import { html, Markup, NOTHING } from '../../../page/markup';

/** What a colour in a graph means. */
export interface Entry {
  readonly label: string;
  readonly paint: string;
  /** What it looks like in the graph. */
  readonly form: 'line' | 'area' | 'threshold';
}

export function legend(entries: readonly Entry[]): Markup {
  if (entries.length === 0) return NOTHING;
  const items = entries.map(
    ({ label, paint, form }) =>
      html`<li><span class="swatch ${form}" style="--paint:${paint}" aria-hidden="true"></span>${label}</li>`,
  );
  return html`<ul class="legend">
    ${items}
  </ul>`;
}
