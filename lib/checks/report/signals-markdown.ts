import { byService, ServiceSignals } from '../signals/by-service';
import { ObjectiveRow } from '../signals/objectives';
import { SignalRow } from '../signals/signal-table';
import { escapeMarkdown, MAX_ROWS, table } from './markdown-table';
import { Report } from './report-model';

/** How services are watched, what nothing watches, what they promise, and which alarms leave something open. */
export function renderSignals({ signals, missingSignals, objectives, alarmGaps }: Report): string[] {
  const services = byService(signals, missingSignals);
  return [
    '## Golden signals',
    ...(services.length === 0 ? ['None.'] : []),
    ...services.flatMap((service, index) => renderService(service, rowsBefore(services, index))),
    '## Objectives',
    table(['Service', 'Objective', 'Goal', 'Window', 'Burn rates over', 'Stack'], objectives.map(objectiveRow)),
    '## Alarms that lack something',
    table(
      ['Stack', 'Alarm', 'Lacks'],
      alarmGaps.map(({ stack, alarm, lacks }) => [stack, alarm, lacks.join(', ')]),
    ),
  ];
}

/** There may be any number of services, so all their tables together have the room of one. */
function rowsBefore(services: readonly ServiceSignals[], index: number): number {
  return services.slice(0, index).reduce((sum, { rows }) => sum + rows.length, 0);
}

function renderService({ service, stack, rows, missing }: ServiceSignals, before: number): string[] {
  const head = ['Scope', 'Signal', 'Metric', 'Alarm', 'Threshold', 'No data', 'Reaches', 'Widget'];
  const lines = missing.map(({ signal, scope }) => `> - nothing watches the ${signal} of the ${scope}`);
  return [
    `### ${escapeMarkdown(`${service} (${stack})`)}`,
    ...(lines.length === 0 ? [] : [['> [!WARNING]', ...lines].join('\n')]),
    table(head, rows.map(signalRow), Math.max(0, MAX_ROWS - before)),
  ];
}

function signalRow(row: SignalRow): string[] {
  const { scope, signal, metric, alarm, threshold, missingData, reaches, widgets } = row;
  return [scope, signal, metric, alarm, threshold, missingData, reaches.join(', '), widgets.join('; ') || 'none'];
}

function objectiveRow({ service, name, goal, window, burnRateWindows, stack }: ObjectiveRow): string[] {
  return [service || '(none)', name, goal, window, burnRateWindows.join(', '), stack];
}
