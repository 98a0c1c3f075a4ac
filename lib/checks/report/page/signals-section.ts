import { breakable } from '../../../page/breakable';
import { html, Markup, NOTHING } from '../../../page/markup';
import { table } from '../../../page/table';
import { count } from '../../../page/text';
import { AlarmGap } from '../../signals/alarm/alarm-gaps';
import { ObjectiveRow } from '../../signals/objectives';
import { MissingSignal, SignalRow } from '../../signals/signal-table';
import { Report } from '../report-model';
import { badge, marksOf, Section } from './words';

/** How services are watched, what nothing watches, what is promised, and which alarms lack something. */
export function signalsSection({ signals, missingSignals, objectives, alarmGaps }: Report): Section {
  const missing = missingSignals.length;
  return {
    id: 'signals',
    title: 'Golden signals',
    note: missing > 0 ? `${missing} missing` : signals.length === 0 ? 'none' : 'none missing',
    body: html`${missingTable(missingSignals)} ${signalTable(signals)}
      <h3>Objectives</h3>
      ${objectiveTable(objectives)}
      <h3>Alarms that lack something</h3>
      ${gapTable(alarmGaps)}`,
  };
}

function missingTable(missing: readonly MissingSignal[]): Markup {
  if (missing.length === 0) return NOTHING;
  return table({
    caption: html`<b class="bad">${count(missing.length, 'golden signal')} that nothing watches</b>`,
    columns: ['Service', 'Signal', 'Of', 'Stack'].map((name) => ({ name })),
    rows: missing.map(({ service, signal, scope, stack }) => ({
      cells: [service, signal, `the ${scope}`, stack],
      marks: marksOf({ stack }),
    })),
  });
}

function signalTable(signals: readonly SignalRow[]): Markup {
  if (signals.length === 0) return html`<p class="note">No golden signal of a service is watched here.</p>`;
  return table({
    caption: `${count(signals.length, 'alarm')} and other watches on golden signals, from metric to who hears of it`,
    columns: [
      { name: 'Service', width: 12 },
      { name: 'Signal', width: 9 },
      { name: 'Metric and widgets', width: 27 },
      { name: 'Alarm and threshold', width: 28 },
      { name: 'No data', width: 12 },
      { name: 'Reaches', width: 12 },
    ],
    rows: signals.map((row) => ({
      cells: [
        html`${row.service}
          <div class="aside">${row.stack}</div>`,
        html`${row.signal}
          <div class="aside">of the ${row.scope}</div>`,
        html`${row.metric}
          <div class="aside">Drawn in: ${row.widgets.join('; ') || 'nothing'}</div>`,
        html`${breakable(row.alarm)}
          <div class="aside">${row.threshold}</div>`,
        row.missingData,
        row.action ? row.reaches.join(', ') : html`${badge('bad', 'nobody')}`,
      ],
      marks: marksOf({ stack: row.stack }),
    })),
  });
}

function objectiveTable(objectives: readonly ObjectiveRow[]): Markup {
  if (objectives.length === 0) return html`<p class="note">None.</p>`;
  return table({
    caption: `${count(objectives.length, 'service level objective')}`,
    columns: ['Objective', 'Service', 'Goal', 'Window', 'Burn rates over', 'Stack'].map((name) => ({ name })),
    rows: objectives.map(({ name, service, goal, window, burnRateWindows, stack }) => ({
      cells: [name, service || '(none)', goal, window, burnRateWindows.join(', ') || 'none', stack],
      marks: marksOf({ stack }),
    })),
  });
}

function gapTable(gaps: readonly AlarmGap[]): Markup {
  if (gaps.length === 0)
    return html`<p class="note">None: every alarm acts, says what it is about, and what silence means.</p>`;
  return table({
    caption: `${count(gaps.length, 'alarm')} of any stack that do nothing, say nothing, or leave open what silence means`,
    columns: ['Alarm', 'Lacks', 'Stack'].map((name) => ({ name })),
    rows: gaps.map(({ alarm, lacks, stack }) => ({
      cells: [alarm, lacks.join(', '), stack],
      marks: marksOf({ stack }),
    })),
  });
}
