import { html, Markup, NOTHING } from '../../../../page/markup';
import { rounded } from '../../../../page/scale';
import { JsonObject, numberOf, objectOf } from '../../../../private/json';
import { shortNumber } from '../../graph/format';
import { ColoredLine } from '../colors';
import { thresholdsOf } from '../plot/annotations';
import { latestOf, textOfLatest } from './latest';

/** The half circle is so many units wide. */
const WIDTH = 200;
const RADIUS = 84;
const CENTER = { x: WIDTH / 2, y: 96 };

/** The view `gauge`: each value within what it can be at the least and at the most. */
export function gauges(lines: readonly ColoredLine[], properties: JsonObject, id: string): Markup {
  const { min, max } = objectOf(objectOf(properties.yAxis).left);
  const scale = { from: numberOf(min) ?? 0, to: numberOf(max) ?? 100 };
  const marks = thresholdsOf(properties.annotations).flatMap(({ values }) => values);
  const items = lines.map((line, index) => {
    const latest = latestOf(line);
    const share = latest === undefined ? 0 : shareOf(latest, scale);
    const ends = `${shortNumber(scale.from)} to ${shortNumber(scale.to)}`;
    const name = `${id}-gauge-${index}`;
    return html`<div class="gauge">
      <svg viewBox="0 0 ${WIDTH} 104" preserveAspectRatio="xMidYMax meet" role="img" aria-labelledby="${name}">
        <title id="${name}">${line.label}: ${textOfLatest(line)}, on a scale from ${ends}</title>
        <path class="gauge-ground" d="${arc(0, 1)}" />
        ${share > 0 ? html`<path class="gauge-value" style="stroke:${line.paint}" d="${arc(0, share)}" />` : NOTHING}
        ${marks.map((value) => html`<path class="gauge-mark" d="${tick(shareOf(value, scale))}" />`)}
      </svg>
      <p><b>${textOfLatest(line)}</b> <span>${line.label}</span> <small>${ends}</small></p>
    </div>`;
  });
  return html`<div class="gauges">${items}</div>`;
}

/** A gauge whose ends nobody gave is refused by CloudWatch. */
export function gaugeProblems(properties: JsonObject): string[] {
  const { min, max } = objectOf(objectOf(properties.yAxis).left);
  const isWhole = numberOf(min) !== undefined && numberOf(max) !== undefined;
  return isWhole ? [] : ['a gauge needs `yAxis.left.min` and `yAxis.left.max`'];
}

function shareOf(value: number, { from, to }: { from: number; to: number }): number {
  return Math.min(1, Math.max(0, to === from ? 0 : (value - from) / (to - from)));
}

function pointAt(share: number, radius: number): string {
  const angle = Math.PI * (1 - share);
  return `${rounded(CENTER.x + radius * Math.cos(angle))} ${rounded(CENTER.y - radius * Math.sin(angle))}`;
}

function arc(from: number, to: number): string {
  return `M${pointAt(from, RADIUS)}A${RADIUS} ${RADIUS} 0 0 1 ${pointAt(to, RADIUS)}`;
}

function tick(share: number): string {
  return `M${pointAt(share, RADIUS - 13)}L${pointAt(share, RADIUS + 11)}`;
}
