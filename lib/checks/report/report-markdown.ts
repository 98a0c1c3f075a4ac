import { Acknowledgement, Finding, PackResult } from './findings';
import { count, countFindings, oneLine } from './plain-text';
import { DeclaredException, isError, isInfo, isWarning, Report, ReportedService } from './report';

/** GitHub refuses a step summary above 1 MiB; 500 rows per table stay well below, and the rest is counted, not hidden. */
const MAX_ROWS = 500;

/** The report for a GitHub step summary or a pull-request comment. */
export function renderMarkdown(report: Report): string {
  const blocks = [
    '# Golden path report',
    ...report.problems.map((problem) => `> [!CAUTION]\n> Could not judge. ${escapeMarkdown(problem)}`),
    renderCounts(report),
    '## Services',
    table(['Service', 'Host', 'Commit', 'Release', 'Image', 'Built', 'Stack'], report.services.map(serviceRow)),
    '## Findings',
    ...findingTable('Errors', report.findings.filter(isError)),
    ...findingTable('Warnings', report.findings.filter(isWarning)),
    ...findingTable('Information', report.findings.filter(isInfo)),
    ...(report.findings.length === 0 ? ['None.'] : []),
    '## Acknowledgements',
    table(['Rule', 'Construct', 'Reason', 'Acknowledged at', 'As'], report.acknowledgements.map(acknowledgementRow)),
    '## Exceptions',
    table(['Topic', 'Construct', 'Reason'], report.exceptions.map(exceptionRow)),
    '## Packs',
    table(['Pack', 'Verdict', 'Findings', 'Acknowledged', 'Error'], report.packs.map(packRow)),
    '## Stacks',
    table(
      ['Stack', 'Construct', 'Environment', 'Resources'],
      report.stacks.map((stack) => [stack.name, stack.path, stack.environment, String(stack.resources)]),
    ),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/**
 * Makes any text plain in Markdown and HTML: it can end no table cell and no line, and start no markup.
 *
 * Entities, not backslashes: inside a table GitHub looks at backslashes twice.
 */
export function escapeMarkdown(text: string): string {
  return oneLine(text).replace(/[&<>|`*_~[\]\\$]|:(?=\/\/)/g, (character) => `&#${character.charCodeAt(0)};`);
}

function renderCounts({ summary }: Report): string {
  return [
    `**${countFindings(summary)}**`,
    `${summary.acknowledgements} acknowledged`,
    count(summary.exceptions, 'exception'),
    count(summary.services, 'service'),
    count(summary.releases, 'release'),
    `${count(summary.resources, 'resource')} in ${count(summary.stacks, 'stack')}`,
  ].join(' · ');
}

function findingTable(title: string, findings: readonly Finding[]): string[] {
  if (findings.length === 0) return [];
  const rows = findings.map((finding) => [
    finding.pack,
    finding.rule,
    finding.customSeverity ?? finding.severity,
    placeOf(finding),
    finding.constructType ?? '',
    finding.description,
    finding.suggestedFix ?? '',
  ]);
  return [
    `### ${title} (${findings.length})`,
    table(['Pack', 'Rule', 'Severity', 'Construct', 'Type', 'Finding', 'Suggested fix'], rows),
  ];
}

function serviceRow(service: ReportedService): string[] {
  return [
    service.name,
    service.host,
    service.commit,
    service.fingerprint,
    `${service.image} (${service.architecture})`,
    service.builtAt ?? '',
    `${service.stack}, ${service.path}`,
  ];
}

function acknowledgementRow(row: Acknowledgement): string[] {
  return [row.rule, placeOf(row), row.reason || '(no reason given)', row.acknowledgedAt || '(app)', row.acknowledgedId];
}

function exceptionRow(exception: DeclaredException): string[] {
  return [exception.topic, exception.construct, exception.reason || '(no reason given)'];
}

function packRow(pack: PackResult): string[] {
  return [pack.name, pack.verdict, String(pack.findings), String(pack.acknowledged), pack.error ?? ''];
}

function placeOf({ construct }: { readonly construct: string }): string {
  return construct || '(app)';
}

/** Escapes every cell, so that no caller can forget it. */
function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  if (rows.length === 0) return 'None.';
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  const body = [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.slice(0, MAX_ROWS).map(line)].join('\n');
  return rows.length > MAX_ROWS ? `${body}\n\n${rows.length - MAX_ROWS} more rows are in the JSON report.` : body;
}
