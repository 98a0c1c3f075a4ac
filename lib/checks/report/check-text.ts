import { count, countFindings, oneLine } from './plain-text';
import { Finding, Report } from './report-model';
import { Paint } from './report-summary';
import { isError, isWarning } from './severity';
import { failing, verdictOf } from './verdict';

/** So many findings a person reads on a terminal; all of them are in the report. */
const MAX_FINDINGS = 50;

/** What a person needs to mend what fails: each finding with its place, what is wrong, and what to do. */
export function renderCheck(report: Report, paint: Paint): string {
  const found = failing(report);
  const more = found.length - MAX_FINDINGS;
  return [
    paint(verdictOf(report) === 'clean' ? 'green' : 'red', headline(report, found)),
    ...(report.baseline === undefined ? [] : [baselineLine(report.baseline)]),
    ...found.slice(0, MAX_FINDINGS).map((finding) => `\n${renderFinding(finding, paint)}`),
    ...(more > 0 ? [`\nand ${more} more: golden-path report has them all`] : []),
    '',
    footer(report),
  ].join('\n');
}

function headline(report: Report, found: readonly Finding[]): string {
  if (verdictOf(report) === 'could not judge') return `could not judge; so far ${countFindings(report.summary)}`;
  if (found.length === 0) return 'clean';
  return countFindings({
    errors: found.filter(isError).length,
    warnings: found.filter(isWarning).length,
    infos: report.summary.infos,
  });
}

function baselineLine({ new: fresh, unchanged, fixed }: NonNullable<Report['baseline']>): string {
  return `since the baseline: ${fresh} new, ${fixed.length} fixed, ${unchanged} unchanged, which do not fail again`;
}

function renderFinding(finding: Finding, paint: Paint): string {
  const { rule, construct, description, suggestedFix, location, onlyInTemplate } = finding;
  const where = location === undefined ? '' : ` (${location.file}:${location.line})`;
  const severity = finding.customSeverity ?? finding.severity;
  return [
    `${paint(isError(finding) ? 'red' : 'yellow', severity)} ${oneLine(rule)}`,
    `  ${oneLine((construct || '(app)') + where)}`,
    `  ${oneLine(description)}`,
    ...(suggestedFix === undefined ? [] : [`  Fix: ${oneLine(suggestedFix)}`]),
    ...(onlyInTemplate === undefined ? [] : ['  Only the template shows it: the synth could not see it']),
  ].join('\n');
}

function footer({ summary, packs, exposure, judgedOn }: Report): string {
  return [
    `${count(summary.resources, 'resource')} in ${count(summary.stacks, 'stack')}`,
    `packs ${packs.map(({ name }) => name).join(', ')}`,
    `${summary.compliant} times in order`,
    `${summary.acknowledgements} acknowledged`,
    ...(summary.infos === 0 ? [] : [`${count(summary.infos, 'note')}, which are in the report`]),
    `exposure: ${exposure.public} public of ${exposure.budget}, ${exposure.unknown} unknown`,
    `judged on ${judgedOn}`,
  ].join(' · ');
}
