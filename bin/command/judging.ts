import * as fs from 'fs';
import { Command, Option } from 'commander';
import { judgementDate } from '../../lib/checks/acknowledgements/judgement-date';
import { readAssembly } from '../../lib/checks/assembly/assembly';
import { CannotJudgeError } from '../../lib/checks/assembly/cannot-judge';
import { judge } from '../../lib/checks/judgement/judge';
import { compareWithBaseline } from '../../lib/checks/report/formats/baseline';
import { Report } from '../../lib/checks/report/report-model';
import { RulePack } from '../../lib/checks/rule-packs';
import { UsageError } from './terminal';

/** What every command that judges an assembly can be told. */
export interface JudgingOptions {
  readonly assembly: string;
  readonly packs?: string;
  readonly budget?: string;
  readonly date?: string;
  readonly expired: 'fail' | 'warn';
  readonly baseline?: string;
}

/** Adds the options of {@link JudgingOptions}. */
export function withJudgingOptions(command: Command): Command {
  return command
    .option('--assembly <dir>', 'the folder that cdk synth wrote', 'cdk.out')
    .option('--packs <list>', `packs that must have run: ${packNames()} (default: those of the app, or AwsSolutions)`)
    .option('--budget <number>', 'how many public components are allowed (default: what the app declares, or 0)')
    .option('--date <YYYY-MM-DD>', 'the day by which expiry is judged (default: SOURCE_DATE_EPOCH, or today)')
    .addOption(
      new Option('--expired <what>', 'what an expired acknowledgement does; `warn` to go back to a released manifest')
        .choices(['fail', 'warn'])
        .default('fail'),
    )
    .option('--baseline <file>', 'an earlier report.json, to tell new findings from known ones');
}

/** The earlier report to compare with, as it stands in its file; nothing where none was named. */
export function readBaseline({ baseline }: JudgingOptions): unknown {
  return baseline === undefined ? undefined : readJson(baseline);
}

/** Judges an assembly as a command was told to. */
export function judgeAssembly(options: JudgingOptions, baseline = readBaseline(options)): Report {
  const { assembly, packs, budget, date, expired } = options;
  const report = judge(readAssembly(assembly), {
    packs: packs === undefined ? undefined : parsePacks(packs),
    budget: budget === undefined ? undefined : parseBudget(budget),
    date: judgementDate(date, process.env, new Date()),
    expired,
    folder: process.cwd(),
  });
  return options.baseline === undefined ? report : compareWithBaseline(report, baseline);
}

function parsePacks(list: string): RulePack[] {
  return list.split(',').map((word) => {
    const pack = RulePack._ALL.find(({ packName }) => packName === word.trim());
    if (pack) return pack;
    throw new UsageError(`unknown pack '${word.trim()}': allowed are ${packNames()}`);
  });
}

function packNames(): string {
  return RulePack._ALL.map(({ packName }) => packName).join(', ');
}

export function parseBudget(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new UsageError(`--budget must be a whole number from 0 on, got '${text}'`);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    const problem = error instanceof SyntaxError ? 'is not valid JSON' : 'cannot be read';
    throw new CannotJudgeError({ where: file, problem, fix: 'name a report.json that golden-path report wrote' });
  }
}
