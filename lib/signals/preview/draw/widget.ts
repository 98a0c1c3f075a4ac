import { html, Markup, NOTHING } from '../../../page/markup';
import { count } from '../../../page/text';
import { JsonObject, listOf, objectOf, textOf, textsOf } from '../../../private/json';
import { Surroundings } from '../graph/lines';
import { Placed } from '../layout';
import { Alarm } from '../reading/alarms';
import { rangeOf } from '../samples/range';
import { Sampler } from '../samples/sampler';
import { alarmTiles } from './alarm-tiles';
import { logTable } from './log';
import { markdown, PageOf } from './markdown';
import { Drawn, metricWidget } from './metric-widget';

/** What a widget sees of its dashboard. */
export interface WidgetContext {
  readonly surroundings: Surroundings;
  /** The alarm behind an ARN; nothing if there can be none. */
  readonly findAlarm: (reference: string) => Alarm | undefined;
  /** The id of what the page says of an alarm. */
  readonly anchorOf: (alarm: Alarm) => string;
  readonly pageOf: PageOf;
}

/** A row of CloudWatch's grid is so many pixels high, and a column about so many wide. */
const ROW = 50;
const COLUMN = 50;

/** Pixels of a widget that its frame and its title take. */
const FRAME = 30;
const HEADING = 30;

/** A widget in its frame, with what is wrong with it in plain sight. */
export function drawWidget({ widget, number, place, problems }: Placed, context: WidgetContext): Drawn {
  const id = `widget-${number}`;
  const title = textOf(widget.properties.title) ?? '';
  const { x, y, width, height } = place;
  const drawn = contentOf({
    id,
    type: widget.type,
    title: title || `Widget ${number}`,
    properties: widget.properties,
    width: width * COLUMN - FRAME,
    height: height * ROW - FRAME - (title === '' ? 0 : HEADING),
    context,
  });
  const all = [...problems, ...drawn.problems];
  const position = `grid-area:${y + 1}/${x + 1}/span ${height}/span ${width};--rows:${height}`;
  const markup = html`<article
    class="widget ${knownType(widget.type)}"
    id="${id}"
    aria-label="${title || `${widget.type}, widget ${number}`}"
    style="${position}"
  >
    ${heading(title, badges(widget.properties, context))}
    ${all.map((problem) => html`<p class="problem">✗ ${problem}</p>`)}
    <div class="content">${drawn.markup}</div>
  </article>`;
  return { markup, problems: all };
}

interface Content {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly properties: JsonObject;
  readonly width: number;
  readonly height: number;
  readonly context: WidgetContext;
}

function knownType(type: string): string {
  return ['text', 'metric', 'alarm', 'log'].includes(type) ? type : 'other';
}

function contentOf({ type, context, ...content }: Content): Drawn {
  const { properties, title } = content;
  switch (type) {
    case 'text': {
      const text = markdown(textOf(properties.markdown) ?? '', context.pageOf);
      return {
        markup: html`<div class="markdown scroll" tabindex="0" role="group" aria-label="${title}">${text}</div>`,
        problems: [],
      };
    }
    case 'alarm': {
      const { alarms, problems } = alarmsOf(properties.alarms, context);
      return { markup: alarmTiles(alarms, properties, context.anchorOf), problems };
    }
    case 'metric': {
      const { alarms, problems } = alarmsOf(objectOf(properties.annotations).alarms, context);
      const { surroundings, unknown } = ownTime(properties, context.surroundings);
      const drawn = metricWidget({ ...content, alarms, surroundings });
      return { ...drawn, problems: [...problems, ...unknown, ...drawn.problems] };
    }
    case 'log':
      return { markup: logTable(properties, title), problems: [] };
    case '':
      return { markup: NOTHING, problems: ['it has no `type`'] };
    default:
      return { markup: html`<p class="empty">A widget of the type “${type}” is not drawn here.</p>`, problems: [] };
  }
}

function alarmsOf(references: unknown, { findAlarm }: WidgetContext): { alarms: Alarm[]; problems: string[] } {
  const found = textsOf(references).map((reference) => ({ reference, alarm: findAlarm(reference) }));
  return {
    alarms: found.flatMap(({ alarm }) => alarm ?? []),
    problems: found.flatMap(({ reference, alarm }) => (alarm ? [] : [`\`${reference}\` leads to no alarm`])),
  };
}

/** A widget may show another time than its dashboard. */
function ownTime(
  { start, end }: JsonObject,
  surroundings: Surroundings,
): { surroundings: Surroundings; unknown: string[] } {
  const own = start === undefined ? undefined : rangeOf(textOf(start), textOf(end));
  if (start !== undefined && own === undefined) {
    return { surroundings, unknown: [`\`start\` or \`end\` is no time that CloudWatch knows: ${String(start)}`] };
  }
  const sampler = own && new Sampler(surroundings.world, own);
  return { surroundings: { ...surroundings, ...(sampler && { sampler }) }, unknown: [] };
}

function heading(title: string, badge: Markup): Markup {
  return title === ''
    ? badge
    : html`<div class="heading">
        <h3>${title}</h3>
        ${badge}
      </div>`;
}

/** Says where metrics are from if that is not where the dashboard is. */
function badges(properties: JsonObject, { surroundings: { region, account } }: WidgetContext): Markup {
  const rows = listOf(properties.metrics).map((row) => objectOf(listOf(row)[listOf(row).length - 1]));
  const all = [properties, ...rows];
  const [regions, accounts] = [
    all.map((one) => textOf(one.region) ?? textOf(properties.region) ?? region),
    all.map((one) => textOf(one.accountId) ?? textOf(properties.accountId) ?? account),
  ].map((some) => [...new Set(some)]);
  const shown = [
    ...(regions.some((one) => one !== region) ? regions : []),
    ...(accounts.some((one) => one !== account) ? accounts : []),
  ];
  if (shown.length === 0) return NOTHING;
  return html`<span class="badge">${shown.length > 3 ? count(shown.length, 'place') : shown.join(', ')}</span>`;
}
