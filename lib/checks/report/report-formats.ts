import { renderCsv } from './formats/csv';
import { renderJunit } from './formats/junit';
import { renderSarif } from './formats/sarif/sarif';
import { reportAsPage } from './page/page';
import { renderMarkdown } from './report-markdown';
import { Report } from './report-model';

/** One way to write the report down. A new one is a file with its `render` and an entry below. */
export interface ReportFormat {
  /** What the user gives to `--format`. */
  readonly name: string;
  readonly fileName: string;
  render(report: Report): string;
}

/** For machines: stable, versioned by its `schema`. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** Every format of the report, in the order in which help and error messages name them. */
export const REPORT_FORMATS: readonly ReportFormat[] = [
  { name: 'json', fileName: 'report.json', render: renderJson },
  { name: 'markdown', fileName: 'report.md', render: renderMarkdown },
  { name: 'sarif', fileName: 'report.sarif', render: renderSarif },
  { name: 'csv', fileName: 'report.csv', render: renderCsv },
  { name: 'junit', fileName: 'report.junit.xml', render: renderJunit },
  { name: 'html', fileName: 'report.html', render: reportAsPage },
];
