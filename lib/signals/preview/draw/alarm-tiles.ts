import { html, Markup, NOTHING } from '../../../page/markup';
import { JsonObject, textOf, textsOf } from '../../../private/json';
import { clock } from '../graph/format';
import { Alarm } from '../reading/alarms';
import { chance } from '../samples/noise';
import { NOW } from '../samples/range';

/** The states in the order in which they ask for attention. */
const STATES = ['ALARM', 'INSUFFICIENT_DATA', 'OK'] as const;

const WORDS: { readonly [state in State]: string } = { ALARM: 'In alarm', INSUFFICIENT_DATA: 'No data', OK: 'OK' };

type State = (typeof STATES)[number];

/** An alarm with the state that the page gives it. */
interface Tile extends Alarm {
  readonly state: State;
  readonly since: number;
}

/** The alarms of a widget as tiles, in the order that the widget wants; each leads to what the page says of it below. */
export function alarmTiles(
  alarms: readonly Alarm[],
  properties: JsonObject,
  anchorOf: (alarm: Alarm) => string,
): Markup {
  const states = STATES.filter((state) => textsOf(properties.states).includes(state));
  // All is well in the samples; a widget that shows other states alone shows what its tiles would look like.
  const state = states.length === 0 || states.includes('OK') ? 'OK' : states[0];
  const sortBy = textOf(properties.sortBy);
  const isByTime = sortBy === 'timestamp' || sortBy === 'stateUpdatedTimestamp';
  const tiles = alarms.map((alarm) => ({ ...alarm, state, since: NOW - 60 * Math.ceil(600 * chance(alarm.name)) }));
  const items = sorted(tiles, sortBy).map((tile) => {
    const since = isByTime ? html` since ${clock(tile.since)}` : NOTHING;
    return html`<li class="tile ${state.toLowerCase()}">
      <a href="#${anchorOf(tile)}" title="${tile.name}">${endOf(tile.name)}</a>
      <span title="${tile.condition}"><b>${WORDS[tile.state]}${since}</b> · ${tile.condition}</span>
      ${tile.description === '' ? NOTHING : html`<span class="description">${tile.description}</span>`}
    </li>`;
  });
  return html`<ul class="tiles scroll" tabindex="0" aria-label="${textOf(properties.title) ?? 'Alarms'}">
    ${items}
  </ul>`;
}

/** A name that is longer has no room in a tile. */
const LONG = 22;

/** What the CDK puts behind a logical id, and this library behind that of a release: they look like words, and are none. */
const HASH = /[0-9A-F]{8}([0-9a-f]{12})?$/;

/** The end of a long name from the beginning of a word on: alarms of one service have their beginnings in common. */
function endOf(name: string): string {
  if (name.length <= LONG) return name;
  const hash = HASH.exec(name)?.[0].slice(0, 8) ?? '';
  const end = name.replace(HASH, '').length;
  const words = [...name.slice(0, end).matchAll(/(?<=[a-z0-9])(?=[A-Z])|(?<=[-/_ ])/g)].map(({ index }) => index);
  const start = words.find((index) => end - index + hash.length <= LONG) ?? words[words.length - 1];
  return start === undefined ? name : `…${name.slice(start)}`;
}

/**
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
function sorted(tiles: readonly Tile[], sortBy: string | undefined): Tile[] {
  const byName = (a: Tile, b: Tile): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  const byTime = (a: Tile, b: Tile): number => b.since - a.since || byName(a, b);
  const byState = (a: Tile, b: Tile): number => STATES.indexOf(a.state) - STATES.indexOf(b.state) || byTime(a, b);
  const order = sortBy === 'timestamp' ? byTime : sortBy === 'stateUpdatedTimestamp' ? byState : byName;
  return [...tiles].sort(order);
}
