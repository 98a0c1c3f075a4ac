import { html, Markup } from '../../../../page/markup';
import { rounded } from '../../../../page/scale';
import { ColoredLine } from '../colors';
import { legend } from '../legend';
import { latestOf, textOfLatest } from './latest';

const RADIUS = 44;

/** How wide the ring is. */
const RING = 22;

/** The view `pie`: the share of each value in all of them. */
export function pie(lines: readonly ColoredLine[], title: string, id: string): Markup {
  const parts = lines.map((line) => Math.max(0, latestOf(line) ?? 0));
  const all = parts.reduce((sum, part) => sum + part, 0);
  const around = 2 * Math.PI * RADIUS;
  const slices = lines.map(({ paint, label }, index) => {
    const before = parts.slice(0, index).reduce((sum, part) => sum + part, 0);
    const [length, offset] = [parts[index], before].map((part) => rounded(all === 0 ? 0 : (around * part) / all));
    return html`<circle
      r="${RADIUS}"
      cx="60"
      cy="60"
      style="stroke:${paint};stroke-width:${RING};stroke-dasharray:${length} ${rounded(around)};stroke-dashoffset:-${offset}"
      ><title>${label}</title></circle
    >`;
  });
  const entries = lines.map((line, index) => {
    const share = all === 0 ? '' : ` (${Math.round((100 * parts[index]) / all)} %)`;
    return { label: `${line.label}: ${textOfLatest(line)}${share}`, paint: line.paint, form: 'area' as const };
  });
  return html`<div class="pie">
    <svg viewBox="0 0 120 120" role="img" aria-labelledby="${id}-title ${id}-desc">
      <title id="${id}-title">${title}</title>
      <desc id="${id}-desc">${entries.map(({ label }) => label).join(', ')}</desc>
      <g transform="rotate(-90 60 60)">${slices}</g>
    </svg>
    ${legend(entries)}
  </div>`;
}
