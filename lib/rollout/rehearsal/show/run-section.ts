import { html, Markup, when } from '../../../page/markup';
import { count } from '../../../page/text';
import { Moment, Run } from '../run';
import { pictureOf } from './picture/picture';
import { SIZES } from './picture/scale';
import { marksOf } from './picture/story';
import { brokenOf, clock, faultOf, healthOf, invariantsOf, percentOf, verdictOf } from './words';

/** The class that colours an outcome; the words say it, too. */
export function outcomeClass({ outcome }: Run): string {
  return { released: 'released', 'rolled back': 'rolled-back', 'refused before any traffic': 'refused' }[outcome];
}

/** One run. Beside others, what is long waits behind a click. */
export function runSection(run: Run, id: string, alone: boolean): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-name">
    <h2 id="${id}-name">${faultOf(run)}</h2>
    <p class="facts">${facts(run)}</p>
    <p>${run.story}</p>
    <figure>${legend(run)} ${SIZES.map((size) => pictureOf(run, `${id}-${size.name}`, size))}</figure>
    ${when(
      run.reason,
      (reason) =>
        html`<blockquote>
          <p class="told">CloudFormation was told:</p>
          <p>${reason}</p>
        </blockquote>`,
    )}
    ${invariantList(run, alone)} ${timelineTable(run.timeline, alone)}
    ${alone ? html`` : html`<p class="up"><a href="#runs">All runs</a></p>`}
  </section>`;
}

function facts(run: Run): Markup {
  const { good } = verdictOf([run]);
  return html`<span class="${outcomeClass(run)}">${run.outcome}</span> · deploy <b>${clock(run.deployTimeSeconds)}</b> ·
    ${when(run.rollbackTimeSeconds, (seconds) => html`way back <b>${clock(seconds)}</b> · `)}exposed requests
    <b>${percentOf(run.exposedRequestShare)}</b> ·
    <span class="${good ? 'released' : 'bad'}">${invariantsOf(run)}</span>`;
}

function legend(run: Run): Markup {
  const swatch = (name: string): Markup =>
    html`<svg viewBox="0 0 16 12" aria-hidden="true"><rect class="${name}" width="16" height="12" /></svg>`;
  const line = (kind: string): Markup =>
    html`<svg viewBox="0 0 16 12" aria-hidden="true">
      <g class="mark ${kind}"><line class="stroke" x1="8" x2="8" y1="0" y2="12" /></g>
    </svg>`;
  return html`<figcaption>
    <span>${swatch('former')} former release</span>
    <span>${swatch('newest')} new release</span>
    <span>${swatch('former servers')}${swatch('newest servers')} servers that are not healthy</span>
    ${marksOf(run).map(({ kind, name }) => html`<span>${line(kind)} ${name}</span>`)}
  </figcaption>`;
}

/** What broke is open for all to see. */
function invariantList(run: Run, alone: boolean): Markup {
  const items = run.invariants.map(({ name, held, broken }) =>
    held
      ? html`<li><span class="good" aria-hidden="true">✓</span> ${name}: held</li>`
      : html`<li><b class="bad">✗ ${name}: broke${when(broken, (how) => html`, ${how}`)}</b></li>`,
  );
  const title = count(run.invariants.length, 'invariant');
  return disclosure(
    title,
    html`<ul class="invariants">
      ${items}
    </ul>`,
    alone || brokenOf(run).length > 0,
  );
}

function timelineTable(timeline: readonly Moment[], open: boolean): Markup {
  const rows = timeline.map(
    ({ atSeconds, phase, former, newest, event }) =>
      html`<tr>
        <th scope="row" class="number">${clock(atSeconds)}</th>
        <td>${phase}</td>
        <td class="number">${former.weight} + ${newest.weight} %</td>
        <td class="number">${healthOf(former)} + ${healthOf(newest)}</td>
        <td>${event}</td>
      </tr>`,
  );
  const table = html`<table>
    <caption>
      Traffic and healthy of all servers: of the former release + of the new one.
    </caption>
    <thead>
      <tr>
        <th scope="col" class="number">Time</th>
        <th scope="col">Phase</th>
        <th scope="col" class="number">Traffic</th>
        <th scope="col" class="number">Healthy</th>
        <th scope="col">Event</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
  return disclosure(`Timeline: ${count(timeline.length, 'moment')}`, table, open);
}

function disclosure(title: string, content: Markup, open: boolean): Markup {
  return html`<details${open ? html` open` : html``}><summary>${title}</summary>${content}</details>`;
}
