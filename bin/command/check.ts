import { Command } from 'commander';
import { renderCheck } from '../../lib/checks/report/check-text';
import { checkAsJson, verdictOf } from '../../lib/checks/report/verdict';
import { judgeAssembly, JudgingOptions, withJudgingOptions } from './judging';
import { EXIT, paint, printError } from './terminal';

interface CheckOptions extends JudgingOptions {
  readonly json?: boolean;
}

const EXIT_CODES = { clean: EXIT.done, findings: EXIT.found, 'could not judge': EXIT.couldNotJudge };

/** `golden-path check`: the one gate for CI. It fails closed: what it cannot judge is never clean. */
export function checkCommand(end: (exitCode: number) => void): Command {
  return withJudgingOptions(
    new Command('check').description('judges an assembly: exit code 0 if clean, 1 with findings, 2 if it cannot judge'),
  )
    .option('--json', 'print the verdict as JSON instead of text')
    .action((options: CheckOptions) => end(runCheck(options)));
}

function runCheck(options: CheckOptions): number {
  const report = judgeAssembly(options);
  process.stdout.write(options.json ? checkAsJson(report) : `${renderCheck(report, paint)}\n`);
  report.problems.forEach(printError);
  return EXIT_CODES[verdictOf(report)];
}
