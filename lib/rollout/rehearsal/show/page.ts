import { html, Markup } from '../../../page/markup';
import { page } from '../../../page/page';
import { count } from '../../../page/text';
import { Rehearsal, Run } from '../run';
import { outcomeClass, runSection } from './run-section';
import { STYLE } from './style';
import { clock, faultOf, invariantsOf, percentOf, releaseOf, verdictOf } from './words';

/** The rehearsal on one page that can be sent to anyone. */
export function rehearsalAsPage(rehearsal: Rehearsal): string {
  const { runs, service } = rehearsal;
  const { good, text } = verdictOf(runs);
  const title = `Rehearsal of ${service}`;
  const body = html`<header>
      <h1>${title}</h1>
      <p class="verdict ${good ? 'good' : 'bad'}">${good ? '✓' : '✗'} ${text}</p>
      ${header(rehearsal)}
    </header>
    <main>
      ${runs.length > 1 ? overview(runs) : html``}
      ${runs.map((run, index) => runSection(run, idOf(index), runs.length === 1))}
    </main>`;
  return page({ title, generator: 'golden-path rehearse', style: STYLE, body });
}

function idOf(index: number): string {
  return `run-${index + 1}`;
}

function header({ stack, from, to, rollout }: Rehearsal): Markup {
  return html`<dl>
      <dt>Stack</dt>
      <dd>${stack}</dd>
      <dt>From</dt>
      <dd><code>${releaseOf(from)}</code></dd>
      <dt>To</dt>
      <dd><code>${releaseOf(to)}</code></dd>
      <dt>Rollout</dt>
      <dd>${rollout}</dd>
    </dl>
    <p class="note">
      Simulated in virtual time with the real code of the release gate. Times are minutes and seconds.
    </p>`;
}

/**
 * A row for each run; its name leads to it.
 *
 * With roles, because on a narrow screen the cells stand in a line, and browsers then forget that they are cells.
 */
function overview(runs: readonly Run[]): Markup {
  return html`<table id="runs" role="table">
    <caption>
      ${summary(runs)}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        <th scope="col" role="columnheader">Fault</th>
        <th scope="col" role="columnheader">Outcome</th>
        <th scope="col" role="columnheader" class="number">Deploy</th>
        <th scope="col" role="columnheader" class="number">Way back</th>
        <th scope="col" role="columnheader" class="number">Exposed</th>
        <th scope="col" role="columnheader">Invariants</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${runs.map((run, index) => overviewRow(run, idOf(index)))}
    </tbody>
  </table>`;
}

function overviewRow(run: Run, id: string): Markup {
  const { good } = verdictOf([run]);
  const back = run.rollbackTimeSeconds === null ? '–' : clock(run.rollbackTimeSeconds);
  return html`<tr role="row">
    <th scope="row" role="rowheader"><a href="#${id}">${faultOf(run)}</a></th>
    <td role="cell" class="${outcomeClass(run)}">${run.outcome}</td>
    <td role="cell" class="number" data-name="Deploy">${clock(run.deployTimeSeconds)}</td>
    <td role="cell" class="number" data-name="Way back">${back}</td>
    <td role="cell" class="number" data-name="Exposed">${percentOf(run.exposedRequestShare)}</td>
    <td role="cell" class="${good ? 'good' : 'bad'}">${good ? '✓' : '✗'} ${invariantsOf(run)}</td>
  </tr>`;
}

function summary(runs: readonly Run[]): string {
  const outcomes = (['released', 'rolled back', 'refused before any traffic'] as const)
    .map((outcome) => ({ outcome, number: runs.filter((run) => run.outcome === outcome).length }))
    .filter(({ number }) => number > 0)
    .map(({ outcome, number }) => `${number} ${outcome}`);
  const slowest = Math.max(...runs.map(({ rollbackTimeSeconds }) => rollbackTimeSeconds ?? 0));
  const exposed = Math.max(...runs.map(({ exposedRequestShare }) => exposedRequestShare));
  return [
    `${count(runs.length, 'run')}: ${outcomes.join(', ')}.`,
    ...(slowest > 0 ? [`The slowest way back took ${clock(slowest)}.`] : []),
    ...(exposed > 0 ? [`At most ${percentOf(exposed)} of the requests met a release that was not let through.`] : []),
  ].join(' ');
}
