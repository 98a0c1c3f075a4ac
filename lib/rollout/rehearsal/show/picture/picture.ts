import { html, Markup, when } from '../../../../page/markup';
import { rounded } from '../../../../page/scale';
import { oneLine, shorten } from '../../../../page/text';
import { Run } from '../../run';
import { clock, faultOf } from '../words';
import { Label, place } from './labels';
import { Panel, serversPanel, trafficPanel } from './panels';
import { FONT_SIZE, Size, TimeScale, timeScale } from './scale';
import { Mark, merged, Scene, Story, storyOf } from './story';

const ROW = 18;
const BAND = 8;
const TRAFFIC = 120;
const FLEET = 52;
/** The title of a panel stands above it. */
const TITLE = 26;
const AXIS = 44;

/** A name that finds no room is left out; the timeline has it. */
const PHASE_ROWS = 6;

/** A row for each mark that there can be, so that none is left out. */
const MARK_ROWS = 3;

/** Phases are names of the gate's; a longer one is not. */
const LONGEST_PHASE = 16;

/** Where everything stands, from top to bottom. */
interface Layout {
  readonly story: Story;
  readonly scale: TimeScale;
  readonly phaseLabels: readonly Label[];
  readonly band: Panel;
  readonly markLabels: readonly Label[];
  readonly markRows: Panel;
  readonly traffic: Panel;
  readonly former: Panel;
  readonly newest: Panel;
  readonly height: number;
}

/**
 * One run, drawn: the phases, the traffic of both releases on top of each other, and their servers.
 *
 * @param id begins the ids of the picture's parts, and must be the picture's own.
 */
export function pictureOf(run: Run, id: string, size: Size): Markup {
  const layout = layOut(storyOf(run), size);
  const { story, scale, traffic, former, newest, height } = layout;
  return html`<svg
    class="picture ${size.name}"
    viewBox="0 0 ${size.width} ${height}"
    role="img"
    aria-labelledby="${id}-title ${id}-desc"
  >
    <title id="${id}-title">Traffic and servers over time: ${faultOf(run)}</title>
    <desc id="${id}-desc">${describe(story)}</desc>
    ${phases(layout)} ${trafficPanel(story, scale, traffic)} ${serversPanel('former', story, scale, former)}
    ${serversPanel('newest', story, scale, newest)} ${timeAxis(layout)} ${marks(layout)}
    ${title('Share of the traffic', scale, traffic)} ${title('Former release: healthy of all servers', scale, former)}
    ${title('New release: healthy of all servers', scale, newest)}
  </svg>`;
}

function layOut(story: Story, size: Size): Layout {
  const scale = timeScale(size, story.end);
  const room = { left: scale.left, right: size.width, fontSize: FONT_SIZE };
  const phaseLabels = place(
    story.phases.map(({ from, name }) => ({ text: shorten(oneLine(name), LONGEST_PHASE), x: scale.x(from) })),
    { ...room, rows: PHASE_ROWS, across: false },
  );
  const markLabels = place(
    story.marks.map((mark) => ({ text: labelOf(mark), x: scale.x(mark.at) })),
    { ...room, left: 0, rows: MARK_ROWS, across: true },
  );
  const band = { top: rowsOf(phaseLabels) * ROW + 2, height: BAND };
  const markRows = { top: band.top + band.height + 4, height: rowsOf(markLabels) * ROW };
  const below = (panel: Panel, height: number): Panel => ({ top: panel.top + panel.height + TITLE, height });
  const traffic = below(markRows, TRAFFIC);
  const former = below(traffic, FLEET);
  const newest = below(former, FLEET);
  const height = newest.top + newest.height + AXIS;
  return { story, scale, phaseLabels, band, markLabels, markRows, traffic, former, newest, height };
}

function rowsOf(labels: readonly Label[]): number {
  return labels.reduce((rows, { row }) => Math.max(rows, row + 1), 0);
}

function labelOf({ label, at }: Mark): string {
  return `${label} ${clock(at)}`;
}

/** A band of all the phases, with their names above it, and a faint line where each begins. */
function phases({ story, scale, phaseLabels, band, newest }: Layout): Markup {
  const bottom = newest.top + newest.height;
  const bands = story.phases.map(({ from, to, name }, index) => {
    const width = rounded(Math.max(0.5, scale.x(to) - scale.x(from)));
    return html`<rect
      class="phase ${index % 2 === 0 ? 'even' : 'odd'}"
      x="${scale.x(from)}"
      y="${band.top}"
      width="${width}"
      height="${band.height}"
      ><title>${name}, from ${clock(from)}</title></rect
    >`;
  });
  const starts = story.phases.map(
    ({ from }) =>
      html`<line class="phase-start" x1="${scale.x(from)}" x2="${scale.x(from)}" y1="${band.top}" y2="${bottom}" />`,
  );
  const labels = phaseLabels.map(({ text, x, left, row }) => {
    const y = band.top - 6 - row * ROW;
    return html`<line class="leader" x1="${x}" x2="${x}" y1="${y - 9}" y2="${band.top}" /><text
        class="phase-name"
        x="${left}"
        y="${y}"
        >${text}</text
      >`;
  });
  return html`<g class="phases">${bands}${starts}${labels}</g>`;
}

/** The moments that matter, as lines through all panels. */
function marks({ story, scale, markLabels, markRows, newest }: Layout): Markup {
  const bottom = newest.top + newest.height;
  const places = story.marks.map((mark) => {
    const label = markLabels.find(({ text }) => text === labelOf(mark));
    const y = markRows.top + markRows.height - 6 - (label?.row ?? 0) * ROW;
    return { mark, label, x: scale.x(mark.at), y };
  });
  // First all halos: one must not cover the line of another mark.
  const halos = places.map(({ x, y }) => html`<line class="halo" x1="${x}" x2="${x}" y1="${y - 4}" y2="${bottom}" />`);
  const lines = places.map(({ mark, label, x, y }) => {
    const text = when(label, ({ left }) => html`<text class="mark-name" x="${left}" y="${y}">${labelOf(mark)}</text>`);
    return html`<g class="mark ${mark.kind}">
      <line class="stroke" x1="${x}" x2="${x}" y1="${y - 4}" y2="${bottom}" />
      <circle cx="${x}" cy="${y - 4}" r="3.5" />
      ${text}
    </g>`;
  });
  return html`<g class="marks">${halos}${lines}</g>`;
}

function title(text: string, { left }: TimeScale, { top }: Panel): Markup {
  return html`<text class="panel-title" x="${left}" y="${top - 8}">${text}</text>`;
}

function timeAxis({ scale, newest }: Layout): Markup {
  const y = newest.top + newest.height;
  const ticks = scale.ticks.map((seconds) => {
    const x = scale.x(seconds);
    return html`<line class="axis" x1="${x}" x2="${x}" y1="${y}" y2="${y + 5}" /><text
        class="tick"
        x="${x}"
        y="${y + 18}"
        text-anchor="middle"
        >${minutes(seconds)}</text
      >`;
  });
  const middle = (scale.left + scale.right) / 2;
  return html`<g class="time"
    >${ticks}<text class="tick" x="${middle}" y="${y + 37}" text-anchor="middle"
      >minutes since the deploy began</text
    ></g
  >`;
}

function minutes(seconds: number): string {
  return String(Math.round(seconds / 6) / 10);
}

/** What the picture shows, for who does not see it. */
function describe({ scenes, phases: bands, marks: moments }: Story): string {
  const shares = merged(scenes, ({ share }) => share ?? null);
  const healthy = merged(scenes, healthyIn);
  return [
    `Phases: ${bands.map(({ name, from }) => `${name} from ${clock(from)}`).join(', ')}.`,
    `Traffic of the new release: ${shares.map(shareIn).join(', ')}.`,
    `Healthy servers, former and new: ${healthy.map((scene) => `${healthyIn(scene)} from ${clock(scene.from)}`).join(', ')}.`,
    ...moments.map(({ name, at }) => `${name} at ${clock(at)}.`),
  ].join(' ');
}

function shareIn({ share, from }: Scene): string {
  return `${share === undefined ? 'nobody has any' : `${Math.round(share * 100)} %`} from ${clock(from)}`;
}

function healthyIn({ former, newest }: Scene): string {
  return `${former.healthy} and ${newest.healthy}`;
}
