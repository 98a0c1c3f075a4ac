#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { CannotJudgeError } from '../lib/checks/assembly/cannot-judge';
import { GoldenPathError } from '../lib/private/errors';
import { version } from '../package.json';
import { checkCommand } from './command/check';
import { dashboardCommand } from './command/dashboard';
import { exposureCommand } from './command/exposure';
import { rehearseCommand } from './command/rehearse';
import { reportCommand } from './command/report';
import { EXIT, printError, UsageError } from './command/terminal';

async function main(argv: readonly string[]): Promise<number> {
  let exitCode = EXIT.done;
  const end = (code: number) => {
    exitCode = code;
  };
  const program = new Command('golden-path')
    .description(
      'Judges the cloud assembly of an AWS CDK app, reports on it, rehearses its releases, and draws its dashboards.',
    )
    .version(version)
    .addCommand(checkCommand(end))
    .addCommand(reportCommand(end))
    .addCommand(exposureCommand(end))
    .addCommand(rehearseCommand(end))
    .addCommand(dashboardCommand(end));
  for (const command of [program, ...program.commands]) {
    command.configureOutput({ outputError: () => undefined });
    command.exitOverride((error) => explainUsage(command, error));
  }
  try {
    await program.parseAsync(argv);
    return exitCode;
  } catch (error) {
    return complain(error);
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
  if (error instanceof CannotJudgeError || error instanceof GoldenPathError) {
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

// `golden-path report --json | head` closes the pipe early; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
void main(process.argv).then((exitCode) => {
  process.exitCode = exitCode;
});
