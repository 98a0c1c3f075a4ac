import * as path from 'path';
import { Command } from 'commander';
import { renderJson, REPORT_FORMATS, ReportFormat } from '../../lib/checks/report/report-formats';
import { renderSummary } from '../../lib/checks/report/report-summary';
import { judgeAssembly, JudgingOptions, readBaseline, withJudgingOptions } from './judging';
import { EXIT, makeFolder, paint, printError, removeFiles, UsageError, writeFile } from './terminal';

const FORMAT_NAMES = REPORT_FORMATS.map((format) => format.name);

interface ReportOptions extends JudgingOptions {
  readonly format?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** `golden-path report`: what is true of an assembly. */
export function reportCommand(end: (exitCode: number) => void): Command {
  return withJudgingOptions(
    new Command('report').description(
      'writes what is true of an assembly: findings, acknowledgements, exposure, principles, services, signals',
    ),
  )
    .option('--format <list>', `comma-separated: ${FORMAT_NAMES.join(', ')} (default: all)`)
    .option('--out <dir>', 'the folder to write the report to')
    .option('--json', 'print the report as JSON instead of a summary')
    .action((options: ReportOptions) => end(runReport(options)));
}

function runReport({ format, out, json, ...judging }: ReportOptions): number {
  if (out === undefined && (format !== undefined || !json)) {
    throw new UsageError('--out is missing: name a folder for the report, or give --json alone');
  }
  const files = parseFormats(format).map((one) => ({ ...one, path: path.join(out ?? '', one.fileName) }));
  // First, because it may be among the files that are written anew.
  const baseline = readBaseline(judging);
  if (out !== undefined) removeFiles(files.map((file) => file.path));
  const report = judgeAssembly(judging, baseline);
  if (out !== undefined) {
    makeFolder(out);
    for (const file of files) writeFile(file.path, file.render(report));
  }
  const paths = files.map((file) => file.path).join(', ');
  process.stdout.write(json ? renderJson(report) : `${renderSummary(report, paint)}\n\nReport: ${paths}\n`);
  report.problems.forEach(printError);
  return report.problems.length === 0 ? EXIT.done : EXIT.couldNotJudge;
}

function parseFormats(list: string | undefined): ReportFormat[] {
  if (list === undefined) return [...REPORT_FORMATS];
  return list.split(',').map((word) => {
    const format = REPORT_FORMATS.find(({ name }) => name === word.trim());
    if (format) return format;
    throw new UsageError(`unknown format '${word.trim()}': allowed are ${FORMAT_NAMES.join(', ')}`);
  });
}
