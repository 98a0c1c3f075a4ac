import { renderExposure } from './exposure-markdown';
import { escapeMarkdown, table } from './markdown-table';
import { count, countFindings } from './plain-text';
import {
  Acknowledgement,
  DeclaredException,
  Finding,
  PackResult,
  PrincipleRow,
  Report,
  ReportedService,
} from './report-model';
import { isError, isInfo, isWarning } from './severity';
import { renderSignals } from './signals-markdown';
import { renderStandards } from './standards-markdown';

/** The report for a GitHub step summary or a pull-request comment. */
export function renderMarkdown(report: Report): string {
  const blocks = [
    '# Golden path report',
    ...report.problems.map((problem) => `> [!CAUTION]\n> Could not judge. ${escapeMarkdown(problem)}`),
    renderCounts(report),
    '## Services',
    table(['Service', 'Host', 'Commit', 'Release', 'Image', 'Built', 'Stack'], report.services.map(serviceRow)),
    '## Principles',
    table(['Principle', 'Asks for', 'Verdict', 'Broken', 'Acknowledged', 'Kept'], report.principles.map(principleRow)),
    ...renderExposure(report.exposure),
    ...renderSignals(report),
    '## Findings',
    ...renderBaseline(report),
    ...findingTable('Errors', report.findings.filter(isError)),
    ...findingTable('Warnings', report.findings.filter(isWarning)),
    ...findingTable('Information', report.findings.filter(isInfo)),
    ...(report.findings.length === 0 ? ['None.'] : []),
    '## Acknowledgements',
    table(
      ['Rule', 'Construct', 'Reason', 'Owner', 'Until', 'Evidence', 'State', 'Acknowledged at', 'As'],
      report.acknowledgements.map(acknowledgementRow),
    ),
    '## Exceptions',
    table(['Topic', 'Construct', 'Reason'], report.exceptions.map(exceptionRow)),
    '## Packs',
    table(['Pack', 'Verdict', 'Findings', 'Acknowledged', 'Ran in', 'Error'], report.packs.map(packRow)),
    '## Rules that were applied',
    table(
      ['Pack', 'Rule', 'Asks for', 'Kept', 'Broken', 'Acknowledged', 'Standards'],
      report.rules.map((rule) => [
        rule.pack,
        rule.rule,
        rule.requirement,
        String(rule.compliant),
        String(rule.nonCompliant),
        String(rule.acknowledged),
        rule.standards.join(', '),
      ]),
    ),
    ...renderStandards(report),
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
    count(summary.publicComponents, 'public component'),
    `${summary.unknownExposure} of unknown exposure`,
    `${summary.compliant} times in order`,
    `${count(summary.resources, 'resource')} in ${count(summary.stacks, 'stack')}`,
  ].join(' · ');
}

const FINDING_HEAD = [
  ...['Pack', 'Rule', 'Severity', 'Construct', 'Type', 'Finding', 'Suggested fix'],
  ...['Source', 'Standards', 'Since the baseline'],
];

function renderBaseline({ baseline }: Report): string[] {
  if (baseline === undefined) return [];
  const { new: fresh, unchanged, fixed } = baseline;
  return [
    `Since the baseline: ${fresh} new, ${unchanged} unchanged, ${fixed.length} fixed.`,
    ...(fixed.length === 0
      ? []
      : [
          '### Fixed',
          table(
            ['Pack', 'Rule', 'Construct'],
            fixed.map((one) => [one.pack, one.rule, placeOf(one)]),
          ),
        ]),
  ];
}

function principleRow({ principle, title, verdict, findings, acknowledged, compliant }: PrincipleRow): string[] {
  return [principle, title, verdict, String(findings), String(acknowledged), String(compliant)];
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
    finding.location === undefined ? '' : `${finding.location.file}:${finding.location.line}`,
    finding.standards.join(', '),
    finding.status ?? '',
  ]);
  return [`### ${title} (${findings.length})`, table(FINDING_HEAD, rows)];
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
  return [
    row.rule,
    placeOf(row),
    row.reason || '(no reason given)',
    row.owner || '(none)',
    row.expires || '(no end)',
    row.evidence,
    row.states.join(', '),
    row.acknowledgedAt || '(app)',
    row.acknowledgedId,
  ];
}

function exceptionRow(exception: DeclaredException): string[] {
  return [exception.topic, exception.construct, exception.reason || '(no reason given)'];
}

function packRow(pack: PackResult): string[] {
  return [
    pack.name,
    pack.verdict,
    String(pack.findings),
    String(pack.acknowledged),
    pack.ran.join(', '),
    pack.error ?? '',
  ];
}

function placeOf({ construct }: { readonly construct: string }): string {
  return construct || '(app)';
}
