import { html, Markup, NOTHING } from '../../../../page/markup';
import { shorten, widthOf } from '../../../../page/text';
import { JsonObject, objectOf } from '../../../../private/json';
import { dateAndTime, shortNumber } from '../../graph/format';
import { TimeRange } from '../../samples/range';
import { ColoredLine } from '../colors';
import { Entry, legend } from '../legend';
import { isSeen, Moment, momentsOf, Threshold, thresholdsOf } from './annotations';
import { areaPath, dotPath, linePath, UNITS, xOf, yOf } from './paths';
import { Layer, stack } from './stack';
import { placeLabels } from './threshold-labels';
import { percent, timeAxis, TimeTick, timeTicks } from './time-axis';
import { heightOf, ValueAxis, valueAxis } from './value-axis';

/** A graph over time, and the room that it has. */
export interface TimeGraph {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly ColoredLine[];
  readonly properties: JsonObject;
  readonly range: TimeRange;
  readonly width: number;
  readonly height: number;
}

/** What all parts of a graph need to know. */
interface Drawing extends TimeGraph {
  readonly left?: ValueAxis;
  readonly right?: ValueAxis;
  readonly layers: ReadonlyMap<ColoredLine, Layer>;
  readonly thresholds: readonly Threshold[];
  readonly moments: readonly Moment[];
  readonly ticks: readonly TimeTick[];
  readonly plotHeight: number;
}

/** Pixels for the axis, the names of the axes, and a row of the legend, which has three of them at the most. */
const TIME_AXIS = 22;
const NAMES = 22;
const LEGEND_ROW = 20;
const LEGEND_ROWS = 3;
/** The last name of the time axis is written across the right edge of the plot. */
const EDGE = 22;

export function timeSeries(graph: TimeGraph): Markup {
  const drawing = layOut(graph);
  const { left, right, ticks, thresholds, moments } = drawing;
  const position = objectOf(graph.properties.legend).position;
  const labels = placeLabels(wishesOf(drawing), drawing.plotHeight);
  const isAlone = new Set(labels.map(({ end }) => end)).size === 1;
  const unlabelled = thresholds.filter((one) => one.labels.some((label) => !labels.some(({ text }) => text === label)));
  const entries: Entry[] = [
    ...graph.lines.map(({ label, paint }) => ({ label, paint, form: areaOrLine(graph) })),
    ...unlabelled.map(({ labels: all, paint }) => ({ label: all.join(', '), paint, form: 'threshold' as const })),
    ...moments.map((moment) => ({
      label: nameOf(moment, graph.range),
      paint: moment.paint,
      form: 'threshold' as const,
    })),
  ];
  return html`<div class="graph ${position === 'right' ? 'beside' : ''}">
    <div class="drawing" style="--left:${left?.width ?? 12}px;--right:${Math.max(right?.width ?? 0, EDGE)}px">
      ${axisNames(drawing)}
      <div class="plot">
        ${picture(drawing)} ${valueNames(left, 'left')} ${valueNames(right, 'right')}
        ${labels.map(
          ({ text, y, end, side }) =>
            html`<span
              class="threshold ${end} ${side} ${isAlone ? 'alone' : ''}"
              style="top:${percent(y / drawing.plotHeight)}"
              >${text}</span
            >`,
        )}
      </div>
      ${timeAxis(ticks)}
    </div>
    ${position === 'hidden' ? NOTHING : legend(entries)}
  </div>`;
}

function areaOrLine({ properties }: TimeGraph): 'area' | 'line' {
  return properties.stacked === true ? 'area' : 'line';
}

function layOut(graph: TimeGraph): Drawing {
  const { lines, properties, range, width, height } = graph;
  const axes = objectOf(properties.yAxis);
  const thresholds = thresholdsOf(properties.annotations);
  const named = ['left', 'right'].some((side) => objectOf(axes[side]).label !== undefined);
  const plotHeight = Math.max(40, height - TIME_AXIS - legendHeight(graph) - (named ? NAMES : 0));
  const layers = properties.stacked === true ? layersOf(lines) : new Map<ColoredLine, Layer>();
  const axisOf = (side: 'left' | 'right'): ValueAxis | undefined => {
    const shown = lines
      .filter(({ axis }) => axis === side)
      .flatMap((line) => [...(layers.get(line)?.upper ?? line.values).values()]);
    const guards = thresholds.filter(({ axis }) => axis === side).flatMap(({ values }) => values);
    const ground = layers.size > 0 && shown.length > 0 ? [0] : [];
    return valueAxis([...shown, ...guarded(guards), ...ground], axes[side], plotHeight);
  };
  const [left, right] = [axisOf('left'), axisOf('right')];
  return {
    ...graph,
    ...(left && { left }),
    ...(right && { right }),
    layers,
    thresholds,
    moments: momentsOf(properties.annotations),
    ticks: timeTicks(range, width),
    plotHeight,
  };
}

/** What is above a threshold is what matters of it, so it is seen to be there. */
function guarded(guards: readonly number[]): number[] {
  const most = Math.max(0, ...guards);
  return [...guards, ...guards.filter((value) => value === most).map((value) => value * 1.05)];
}

/** Rather too much than too little, because on a narrow screen there are more rows. */
function legendHeight({ lines, properties, range, width }: TimeGraph): number {
  const { position } = objectOf(properties.legend);
  if (position === 'hidden' || position === 'right') return 0;
  const marked = momentsOf(properties.annotations).map((moment) => nameOf(moment, range));
  const needed = [...lines.map(({ label }) => label), ...marked].reduce((sum, text) => sum + widthOf(text, 12) + 36, 0);
  return LEGEND_ROW * Math.min(LEGEND_ROWS, Math.max(1, Math.ceil(needed / (width * 0.6)))) + 4;
}

/** What is on the same axis is stacked. */
function layersOf(lines: readonly ColoredLine[]): Map<ColoredLine, Layer> {
  const sides = (['left', 'right'] as const).map((side) => lines.filter(({ axis }) => axis === side));
  return new Map(
    sides.flatMap((some) => {
      const layers = stack(some.map(({ values }) => values));
      return some.map((line, index): [ColoredLine, Layer] => [line, layers[index]]);
    }),
  );
}

function wishesOf({ thresholds, left, right, plotHeight }: Drawing): { text: string; y: number }[] {
  return thresholds.flatMap(({ values, labels, axis }) => {
    const scale = axis === 'left' ? left : right;
    if (scale === undefined) return [];
    return values.flatMap((value, index) => {
      const share = heightOf(value, scale);
      return share < 0 || share > 1 ? [] : [{ text: labels[index], y: share * plotHeight }];
    });
  });
}

function picture(drawing: Drawing): Markup {
  const { id, title, lines, thresholds, moments, range, ticks } = drawing;
  const axis = drawing.left ?? drawing.right;
  const levels = (axis?.ticks ?? []).map((tick) => {
    const y = axis ? yOf(tick, { scale: axis }) : 0;
    return html`<path class="grid" d="M0 ${y}H${UNITS}" />`;
  });
  const times = ticks.map(({ share }) => html`<path class="grid" d="M${Math.round(share * UNITS)} 0V${UNITS}" />`);
  return html`<svg
    class="${isCut(drawing) ? 'cut' : 'whole'}"
    viewBox="0 0 ${UNITS} ${UNITS}"
    preserveAspectRatio="none"
    role="img"
    aria-labelledby="${id}-title ${id}-desc"
  >
    <title id="${id}-title">${title}</title>
    <desc id="${id}-desc">${describe(drawing)}</desc>
    ${times} ${levels} ${moments.filter((one) => isSeen(one, range)).map((one) => momentMark(one, range))}
    ${thresholds.map((one) => band(one, drawing))} ${lines.map((line) => drawnLine(line, drawing))}
    ${thresholds.map((one) => thresholdLines(one, drawing))}
  </svg>`;
}

/** Where an axis ends before its values do, the picture is cut; else a line on the edge is drawn in its full width. */
function isCut({ lines, layers, left, right, thresholds }: Drawing): boolean {
  const isOutside = (value: number, axis?: ValueAxis): boolean =>
    axis !== undefined && (value < axis.from || value > axis.to);
  return (
    lines.some((line) => {
      const values = [...(layers.get(line)?.upper ?? line.values).values()];
      return values.some((value) => isOutside(value, line.axis === 'left' ? left : right));
    }) ||
    thresholds.some(({ values, axis }) => values.some((value) => isOutside(value, axis === 'left' ? left : right)))
  );
}

function drawnLine(line: ColoredLine, { left, right, layers, range }: Drawing): Markup {
  const scale = line.axis === 'left' ? left : right;
  if (scale === undefined) return NOTHING;
  const frame = { range, scale, period: line.period };
  const layer = layers.get(line);
  const area = layer
    ? html`<path class="area" style="fill:${line.paint}" d="${areaPath(layer.upper, layer.lower, frame)}" />`
    : NOTHING;
  const upper = layer?.upper ?? line.values;
  const dots = dotPath(upper, frame);
  return html`<g style="stroke:${line.paint}">
    <title>${line.label}</title>
    ${area}<path class="line" d="${linePath(upper, frame)}" />
    ${dots === '' ? NOTHING : html`<path class="dots" d="${dots}" />`}
  </g>`;
}

function band({ values, axis, fill, paint }: Threshold, { left, right }: Drawing): Markup {
  const scale = axis === 'left' ? left : right;
  if (scale === undefined || fill === 'none') return NOTHING;
  const ys = values.map((value) => yOf(value, { scale }));
  const [from, to] = { above: [0, ys[0]], below: [ys[0], UNITS], between: [Math.min(...ys), Math.max(...ys)] }[fill];
  return html`<path class="band" style="fill:${paint}" d="M0 ${from}H${UNITS}V${to}H0Z" />`;
}

function thresholdLines({ values, axis, paint }: Threshold, { left, right }: Drawing): Markup {
  const scale = axis === 'left' ? left : right;
  if (scale === undefined) return NOTHING;
  const lines = values.map(
    (value) => html`<path class="guard" style="stroke:${paint}" d="M0 ${yOf(value, { scale })}H${UNITS}" />`,
  );
  return html`<g>${lines}</g>`;
}

function momentMark({ times, fill, paint }: Moment, range: TimeRange): Markup {
  const xs = times.map((time) => xOf(time, { range }));
  const lines = xs.map((x) => html`<path class="guard" style="stroke:${paint}" d="M${x} 0V${UNITS}" />`);
  if (fill === 'none') return html`<g>${lines}</g>`;
  const [from, to] = { before: [0, xs[0]], after: [xs[0], UNITS], between: [Math.min(...xs), Math.max(...xs)] }[fill];
  return html`<g><path class="band" style="fill:${paint}" d="M${from} 0H${to}V${UNITS}H${from}Z" />${lines}</g>`;
}

function nameOf(moment: Moment, range: TimeRange): string {
  const times = moment.times.map(dateAndTime).join(' to ');
  return `${moment.label}, ${times}${isSeen(moment, range) ? '' : ' (not in the time shown)'}`;
}

function axisNames({ left, right }: Drawing): Markup {
  if (!left?.label && !right?.label) return NOTHING;
  return html`<div class="axis-names"><span>${left?.label ?? ''}</span><span>${right?.label ?? ''}</span></div>`;
}

function valueNames(axis: ValueAxis | undefined, side: 'left' | 'right'): Markup {
  const names = (axis?.ticks ?? []).map(
    (tick, index) =>
      html`<span class="value ${side}" style="top:${percent(axis ? heightOf(tick, axis) : 0)}"
        >${axis?.names[index] ?? ''}</span
      >`,
  );
  return html`<span aria-hidden="true">${names}</span>`;
}

/** More lines than this nobody wants to have read out. */
const MOST_DESCRIBED = 12;

/** What the picture shows, for who does not see it. */
function describe({ lines, thresholds }: Drawing): string {
  const described = lines.slice(0, MOST_DESCRIBED).map(({ label, values }) => {
    const all = [...values.values()];
    if (all.length === 0) return `${label}: no data.`;
    const [least, most] = [Math.min(...all), Math.max(...all)].map(shortNumber);
    return `${label}: from ${least} to ${most}, at last ${shortNumber(all[all.length - 1])}.`;
  });
  const more = lines.length > MOST_DESCRIBED ? [`And ${lines.length - MOST_DESCRIBED} more.`] : [];
  const guards = thresholds.map(({ labels }) => `Line at ${labels.join(' and ')}.`);
  return shorten([...described, ...more, ...guards].join(' '), 1500);
}
