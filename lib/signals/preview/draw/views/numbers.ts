import { html, Markup, NOTHING } from '../../../../page/markup';
import { JsonObject } from '../../../../private/json';
import { TimeRange } from '../../samples/range';
import { ColoredLine } from '../colors';
import { linePath, UNITS } from '../plot/paths';
import { valueAxis } from '../plot/value-axis';
import { latestOf, textOfLatest } from './latest';

const SPARKLINE_HEIGHT = 40;

/** The view `singleValue`: what matters as a number, perhaps with how it came to be. */
export function singleValues(lines: readonly ColoredLine[], properties: JsonObject, range: TimeRange): Markup {
  const items = lines.map((line) => {
    const latest = latestOf(line);
    const exact = properties.singleValueFullPrecision === true && latest !== undefined;
    return html`<div class="number-tile">
      <dt>${line.label}</dt>
      <dd>
        <b>${exact ? String(latest) : textOfLatest(line)}</b>
        ${properties.sparkline === true ? sparkline(line, range) : NOTHING}
      </dd>
    </div>`;
  });
  return html`<dl class="numbers">${items}</dl>`;
}

function sparkline({ values, period, paint }: ColoredLine, range: TimeRange): Markup {
  const scale = valueAxis([...values.values()], undefined, SPARKLINE_HEIGHT);
  if (scale === undefined) return NOTHING;
  return html`<svg class="sparkline" viewBox="0 0 ${UNITS} ${UNITS}" preserveAspectRatio="none" aria-hidden="true">
    <path class="line" style="stroke:${paint}" d="${linePath(values, { range, scale, period })}" />
  </svg>`;
}
