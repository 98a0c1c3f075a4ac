import { Acknowledgement, Finding, PackResult } from './findings';
import { escapeMarkdown, table } from './markdown-table';
import { count, countFindings } from './plain-text';
import { DeclaredException, isError, isInfo, isWarning, Report, ReportedService } from './report';
import { renderSignals } from './signals-markdown';

/** The report for a GitHub step summary or a pull-request comment. */
export function renderMarkdown(report: Report): string {
  const blocks = [
    '# Golden path report',
    ...report.problems.map((problem) => `> [!CAUTION]\n> Could not judge. ${escapeMarkdown(problem)}`),
    renderCounts(report),
    '## Services',
    table(['Service', 'Host', 'Commit', 'Release', 'Image', 'Built', 'Stack'], report.services.map(serviceRow)),
    ...renderSignals(report),
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

function renderCounts({ summary }: Report): string {
  return [
    `**${countFindings(summary)}**`,
    `${summary.acknowledgements} acknowledged`,
    count(summary.exceptions, 'exception'),
    count(summary.services, 'service'),
    count(summary.releases, 'release'),
    count(summary.missingSignals, 'missing signal'),
    count(summary.alarmGaps, 'alarm gap'),
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
