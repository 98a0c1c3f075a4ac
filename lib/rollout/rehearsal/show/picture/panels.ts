import { html, Markup } from '../../../../page/markup';
import { rounded } from '../../../../page/scale';
import { Side } from '../../run';
import { TimeScale } from './scale';
import { merged, Scene, Story } from './story';

/** A part of the picture with an axis of its own: where it begins and how high it is. */
export interface Panel {
  readonly top: number;
  readonly height: number;
}

/** Who of all gets the traffic, the new release from below. */
export function trafficPanel(story: Story, scale: TimeScale, panel: Panel): Markup {
  const areas = merged(story.scenes, ({ share }) => share ?? null).map((scene) => {
    if (scene.share === undefined) return html``;
    const height = rounded(panel.height * scene.share);
    return html`${bar('former share', scene, scale, { top: panel.top, height: rounded(panel.height - height) })}${bar(
      'newest share',
      scene,
      scale,
      { top: rounded(panel.top + panel.height - height), height },
    )}`;
  });
  const lines = [0, 50, 100].map((percent) => gridLine(`${percent} %`, percent / 100, scale, panel));
  return html`<g class="traffic">${areas}${lines}</g>`;
}

/** How many servers one of the releases has, and how many of them are healthy. */
export function serversPanel(side: 'former' | 'newest', story: Story, scale: TimeScale, panel: Panel): Markup {
  const most = story.mostServers;
  const bars = merged(story.scenes, (scene) => scene[side]).map((scene) => {
    const { servers, healthy }: Side = scene[side];
    return html`${level(`${side} servers`, scene, servers)}${level(`${side} healthy`, scene, healthy)}`;
  });
  const lines = [0, most].map((servers) => gridLine(String(servers), servers / most, scale, panel));
  return html`<g class="fleet">${bars}${lines}</g>`;

  function level(name: string, scene: Scene, servers: number): Markup {
    const height = rounded((panel.height * Math.min(servers, most)) / most);
    return bar(name, scene, scale, { top: rounded(panel.top + panel.height - height), height });
  }
}

function bar(name: string, { from, to }: Scene, { x }: TimeScale, { top, height }: Panel): Markup {
  const width = rounded(x(to) - x(from));
  if (height === 0) return html``;
  return html`<rect class="${name}" x="${x(from)}" y="${top}" width="${width}" height="${height}" />`;
}

function gridLine(name: string, share: number, { left, right }: TimeScale, { top, height }: Panel): Markup {
  const y = rounded(top + height * (1 - share));
  return html`<line class="grid" x1="${left}" x2="${right}" y1="${y}" y2="${y}" /><text
      class="tick"
      x="${left - 6}"
      y="${y + 4}"
      text-anchor="end"
      >${name}</text
    >`;
}
