import { Finding, Report } from './report-model';
import { isInfo } from './severity';

/** What a gate needs to know. */
export type Verdict = 'clean' | 'findings' | 'could not judge';

/** With a baseline, what was there before does not fail again. */
export function verdictOf(report: Report): Verdict {
  if (report.problems.length > 0) return 'could not judge';
  return failing(report).length > 0 ? 'findings' : 'clean';
}

/** The findings that fail a check: every one that is more than a note, and not in the baseline. */
export function failing({ findings }: Pick<Report, 'findings'>): Finding[] {
  return findings.filter((finding) => !isInfo(finding) && finding.status !== 'unchanged');
}

/** The verdict for machines. */
export function checkAsJson(report: Report): string {
  const { problems, findings, summary, exposure, judgedOn, baseline } = report;
  const { budget, public: open, unknown } = exposure;
  const verdict = verdictOf(report);
  const shown = { schema: 'golden-path/check/1', verdict, judgedOn, problems, findings, summary };
  return `${JSON.stringify({ ...shown, exposure: { budget, public: open, unknown }, baseline }, undefined, 2)}\n`;
}
