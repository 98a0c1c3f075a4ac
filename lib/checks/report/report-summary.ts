import { byService } from '../signals/by-service';
import { SCOPES } from '../signals/golden-signal';
import { count, countFindings, oneLine } from './plain-text';
import { Report } from './report-model';
import { isError, isInfo, isWarning } from './severity';

/** Of each list a person sees the beginning; all of it is in the files. */
const MAX_LINES = 8;

export type Color = 'red' | 'yellow' | 'green';

/** Paints a text, or leaves it as it is where there is no terminal. */
export type Paint = (color: Color, text: string) => string;

/** What a person reads in ten seconds on the terminal; the verdict comes first. */
export function renderSummary(report: Report, paint: Paint): string {
  const findings = [
    ...report.findings.filter(isError),
    ...report.findings.filter(isWarning),
    ...report.findings.filter(isInfo),
  ];
  return [
    verdictOf(report, paint),
    ...section(
      `Services (${report.services.length}), releases (${report.summary.releases})`,
      report.services.map((service) => [
        service.name,
        `commit ${service.commit.slice(0, 12)}`,
        `release ${service.fingerprint}`,
        `${service.image} (${service.architecture})`,
        service.stack,
      ]),
    ),
    ...principleSection(report),
    ...exposureSection(report),
    ...signalSections(report),
    ...section(
      `Stacks (${report.stacks.length})`,
      report.stacks.map((stack) => [stack.name, count(stack.resources, 'resource'), stack.environment]),
    ),
    ...section(
      `Packs (${report.packs.length})`,
      report.packs.map((pack) => [
        pack.name,
        pack.verdict,
        pack.error ?? `${count(pack.findings, 'finding')}, ${pack.acknowledged} acknowledged`,
      ]),
    ),
    ...section(
      `Findings (${findings.length})`,
      findings.map((finding) => [
        finding.customSeverity ?? finding.severity,
        finding.rule,
        finding.construct || '(app)',
      ]),
    ),
    ...acceptedSections(report),
  ].join('\n');
}

function verdictOf({ problems, summary }: Report, paint: Paint): string {
  if (problems.length > 0) return paint('red', `could not judge; so far ${countFindings(summary)}`);
  if (summary.findings === 0) return paint('green', 'no findings');
  return paint(summary.errors > 0 ? 'red' : 'yellow', countFindings(summary));
}

/** What somebody answers for: findings that are accepted, and opinions of this library that are not followed. */
function acceptedSections(report: Report): string[] {
  return [
    ...section(
      `Acknowledgements (${report.acknowledgements.length})`,
      report.acknowledgements.map((row) => [
        row.rule,
        row.construct || '(app)',
        row.owner || '(no owner)',
        row.expires === '' ? '(no expiry)' : `until ${row.expires}`,
        row.reason || '(no reason given)',
      ]),
    ),
    ...section(
      `Exceptions (${report.exceptions.length})`,
      report.exceptions.map((exception) => [
        exception.topic,
        exception.construct,
        exception.reason || '(no reason given)',
      ]),
    ),
  ];
}

function principleSection({ principles }: Report): string[] {
  const shown = principles.filter(({ verdict }) => verdict !== 'not shown');
  return section(
    `Principles (${shown.length} of ${principles.length} can be seen in these templates)`,
    [...shown]
      .sort((a, b) => b.findings - a.findings)
      .map(({ principle, title, verdict, findings, acknowledged, compliant }) => [
        principle,
        verdict,
        `${findings} broken, ${acknowledged} acknowledged, ${compliant} kept`,
        title,
      ]),
  );
}

function exposureSection({ exposure }: Report): string[] {
  const { budget, public: open, unknown, resources } = exposure;
  return section(
    `Exposure (${open} public of ${budget} declared, ${unknown} unknown)`,
    resources
      .filter(({ verdict }) => verdict !== 'not-public')
      .map(({ verdict, construct, reason }) => [verdict, construct, reason]),
  );
}

function signalSections(report: Report): string[] {
  return [
    ...section(
      `Golden signals (${report.signals.length}), missing (${report.missingSignals.length})`,
      signalRows(report),
    ),
    ...section(
      `Objectives (${report.objectives.length})`,
      report.objectives.map((objective) => [objective.name, objective.goal, objective.window, objective.stack]),
    ),
    ...section(
      `Alarms that lack something (${report.alarmGaps.length})`,
      report.alarmGaps.map((gap) => [gap.stack, gap.alarm, gap.lacks.join(', ')]),
    ),
  ];
}

/** A line for each service and scope, those first of which something is missing. */
function signalRows({ signals, missingSignals }: Report): string[][] {
  return byService(signals, missingSignals)
    .flatMap(({ service, stack, missing }) =>
      SCOPES.map((scope) => ({ service, scope, stack, unwatched: missing.filter((one) => one.scope === scope) })),
    )
    .sort((a, b) => Math.sign(b.unwatched.length) - Math.sign(a.unwatched.length))
    .map(({ service, scope, stack, unwatched }) => {
      const names = unwatched.map(({ signal }) => signal).join(', ');
      return [service, scope, names === '' ? 'all four' : `nothing watches ${names}`, stack];
    });
}

/** A title and rows in columns. */
function section(title: string, rows: ReadonlyArray<readonly string[]>): string[] {
  const shown = rows.slice(0, MAX_LINES).map((row) => row.map(oneLine));
  const widths = (shown[0] ?? []).map((_, column) => Math.max(...shown.map((row) => row[column].length)));
  const lines = shown.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column])).join('  ')}`.trimEnd());
  const more = rows.length > MAX_LINES ? [`  and ${rows.length - MAX_LINES} more`] : [];
  return ['', title, ...lines, ...more];
}
