#!/usr/bin/env node
import * as fs from 'fs';
import * as path from 'path';
import { Command, CommanderError } from 'commander';
import { readAssembly } from '../lib/checks/assembly/assembly';
import { CannotJudgeError } from '../lib/checks/assembly/cannot-judge';
import { oneLine } from '../lib/checks/report/plain-text';
import { buildReport } from '../lib/checks/report/report';
import { renderJson, REPORT_FORMATS, ReportFormat } from '../lib/checks/report/report-formats';
import { Color, renderSummary } from '../lib/checks/report/report-summary';
import { version } from '../package.json';

const FORMAT_NAMES = REPORT_FORMATS.map((format) => format.name);

/** What the exit code of every command says. */
const EXIT = { done: 0, couldNotJudge: 2, calledWrongly: 2, bug: 2 };

/** Colours are for a person at a terminal who did not say no to them (https://no-color.org). */
const USE_COLOR = process.stdout.isTTY && !process.env.NO_COLOR;
const ANSI = { red: '\u001b[31m', yellow: '\u001b[33m', green: '\u001b[32m', reset: '\u001b[0m' };

/** The command was called in a way that it cannot follow. */
class UsageError extends Error {}

interface ReportOptions {
  readonly assembly: string;
  readonly format?: string;
  readonly out?: string;
  readonly json?: boolean;
}

function main(argv: readonly string[]): number {
  let exitCode = EXIT.done;
  const program = new Command('golden-path')
    .description('Judges the cloud assembly of an AWS CDK app and reports on it.')
    .version(version)
    .configureOutput({ outputError: () => undefined });
  const reportCommand = program
    .command('report')
    .description('writes what is true of an assembly: services, releases, findings, acknowledgements, exceptions')
    .option('--assembly <dir>', 'the folder that cdk synth wrote', 'cdk.out')
    .option('--format <list>', `comma-separated: ${FORMAT_NAMES.join(', ')} (default: all)`)
    .option('--out <dir>', 'the folder to write the report to')
    .option('--json', 'print the report as JSON instead of a summary')
    .action((options: ReportOptions) => {
      exitCode = runReport(options);
    });
  [program, reportCommand].forEach((command) => command.exitOverride((error) => explainUsage(command, error)));
  try {
    program.parse(argv);
    return exitCode;
  } catch (error) {
    return complain(error);
  }
}

function runReport({ assembly, format, out, json }: ReportOptions): number {
  if (out === undefined && (format !== undefined || !json)) {
    throw new UsageError('--out is missing: name a folder for the report, or give --json alone');
  }
  const files = parseFormats(format).map((one) => ({ ...one, path: path.join(out ?? '', one.fileName) }));
  // A report of an earlier run must not outlive a run that could not judge.
  if (out !== undefined) files.forEach((file) => writing(file.path, () => fs.rmSync(file.path, { force: true })));
  const report = buildReport(readAssembly(assembly));
  if (out !== undefined) {
    writing(out, () => fs.mkdirSync(out, { recursive: true }));
    files.forEach((file) => {
      const text = file.render(report);
      writing(file.path, () => fs.writeFileSync(file.path, text));
    });
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

/** A folder that cannot be written to is the user's to change, not a bug. */
function writing(file: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`cannot write ${file} (${code}): choose another folder with --out`);
  }
}

/** Says what is allowed, where commander only says what is not. */
function explainUsage(command: Command, error: CommanderError): never {
  const helpOrVersion = error.exitCode === 0 || error.code === 'commander.help';
  if (helpOrVersion) throw error;
  const allowed = [...command.commands.map((one) => one.name()), ...command.options.map((option) => option.long)];
  const message = error.message.replace(/^error: |\.$/g, '').replace(/\s*\n\s*/g, ' ');
  throw new UsageError(`${message}: allowed are ${allowed.join(', ')}, --help`);
}

/** The one place where an error becomes text and an exit code. */
function complain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.calledWrongly;
  if (error instanceof CannotJudgeError) {
    printError(error.message);
    return EXIT.couldNotJudge;
  }
  if (error instanceof UsageError) {
    printError(error.message);
    return EXIT.calledWrongly;
  }
  process.stderr.write(`golden-path: this is a bug, please report it: ${(error as Error).stack}\n`);
  return EXIT.bug;
}

function printError(message: string): void {
  process.stderr.write(`golden-path: ${oneLine(message)}\n`);
}

function paint(color: Color, text: string): string {
  return USE_COLOR ? `${ANSI[color]}${text}${ANSI.reset}` : text;
}

// `golden-path report --json | head` closes the pipe early; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = main(process.argv);
