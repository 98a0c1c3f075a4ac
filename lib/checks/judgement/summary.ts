import { Report, ReportSummary } from '../report/report-model';
import { isError, isInfo, isWarning } from '../report/severity';

/** The counts of everything that is in the report. */
export function summarize(report: Omit<Report, 'schema' | 'summary'>): ReportSummary {
  const { services, stacks, packs, findings, acknowledgements, exceptions, signals, exposure } = report;
  return {
    services: services.length,
    releases: new Set(services.map(({ fingerprint }) => fingerprint)).size,
    stacks: stacks.length,
    resources: stacks.reduce((sum, { resources }) => sum + resources, 0),
    packs: packs.length,
    findings: findings.length,
    errors: findings.filter(isError).length,
    warnings: findings.filter(isWarning).length,
    infos: findings.filter(isInfo).length,
    acknowledgements: acknowledgements.length,
    exceptions: exceptions.length,
    signals: signals.length,
    missingSignals: report.missingSignals.length,
    objectives: report.objectives.length,
    alarmGaps: report.alarmGaps.length,
    publicComponents: exposure.public,
    unknownExposure: exposure.unknown,
    compliant: report.compliant.length,
  };
}
