import { Command } from 'commander';
import { readAssembly } from '../../lib/checks/assembly/assembly';
import { CannotJudgeError } from '../../lib/checks/assembly/cannot-judge';
import { exposureOf } from '../../lib/checks/exposure/exposure';
import { exposureRows } from '../../lib/checks/judgement/exposure-rows';
import { exposureTerms } from '../../lib/checks/judgement/exposure-terms';
import { exposureAsJson, isWithinBudget, renderExposureText } from '../../lib/checks/report/exposure-text';
import { ExposureReport } from '../../lib/checks/report/report-model';
import { AppTemplates } from '../../lib/checks/template/app-templates';
import { withConstructPaths } from '../../lib/checks/template/construct-paths';
import { parseBudget } from './judging';
import { EXIT, paint } from './terminal';

interface ExposureOptions {
  readonly assembly: string;
  readonly budget?: string;
  readonly json?: boolean;
}

/** `golden-path exposure`: what anybody on the internet can reach of an app, and how. */
export function exposureCommand(end: (exitCode: number) => void): Command {
  return new Command('exposure')
    .description('shows what the internet can reach, and how: exit code 0 within budget, 1 over it or unknown')
    .option('--assembly <dir>', 'the folder that cdk synth wrote', 'cdk.out')
    .option('--budget <number>', 'how many public components are allowed (default: what the app declares, or 0)')
    .option('--json', 'print what was found as JSON instead of text')
    .action((options: ExposureOptions) => end(runExposure(options)));
}

function runExposure({ assembly, budget, json }: ExposureOptions): number {
  const report = judgeExposure(assembly, budget === undefined ? undefined : parseBudget(budget));
  process.stdout.write(json ? exposureAsJson(report) : `${renderExposureText(report, paint)}\n`);
  return isWithinBudget(report) ? EXIT.done : EXIT.found;
}

/** An app without resources is not one that nobody can reach: more likely, nobody has synthesized it. */
function judgeExposure(folder: string, budget: number | undefined): ExposureReport {
  const assembly = readAssembly(folder);
  const app = new AppTemplates(withConstructPaths(assembly));
  const report = exposureRows(exposureOf(app), exposureTerms(assembly, budget));
  if (report.resources.length > 0) return report;
  throw new CannotJudgeError({
    where: folder,
    problem: 'has no resources, so there is nothing to judge',
    fix: "run `cdk synth '**'` first, or name the folder with --assembly",
  });
}
