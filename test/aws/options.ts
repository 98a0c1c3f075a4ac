import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { Fact } from './facts/fact';
import { FACTS } from './facts/facts';

/** The account that the user allows the script to work in. */
export const OPT_IN = 'GOLDEN_PATH_AWS_ACCOUNT';

export interface Options {
  readonly facts: Fact[];
  readonly keep: boolean;
  readonly region?: string;
  /** The account that was opted in; undefined if none was. */
  readonly account?: string;
}

/** The script was called in a way that it cannot follow. */
export class UsageError extends Error {}

/** Reads the command line and the environment; calls nothing. */
export function optionsOf(args: string[], env: NodeJS.ProcessEnv): Options | 'help' {
  const command = new Command('verify:aws')
    .description('Deploys the demo to a real account, small, and settles eight facts that documents do not.')
    .option('--only <numbers>', 'the facts to settle, such as 1,4', numbers)
    .option('--keep', 'leave everything in place at the end')
    .option('--region <region>', 'the region (default: AWS_REGION)')
    .allowExcessArguments(false)
    .configureOutput({ outputError: () => undefined })
    .exitOverride();
  try {
    command.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 'help';
    throw new UsageError(error.message.replace(/^error: /, ''));
  }
  const { only, keep, region } = command.opts<{ only?: number[]; keep?: boolean; region?: string }>();
  return {
    facts: FACTS.filter(({ number }) => only?.includes(number) ?? true),
    keep: keep ?? false,
    region: region ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION,
    account: accountOf(env[OPT_IN]),
  };
}

function numbers(text: string): number[] {
  const found = text.split(',').map((word) => Number(word.trim() || NaN));
  if (found.every((number) => FACTS.some((fact) => fact.number === number))) return found;
  throw new InvalidArgumentError(`allowed are numbers from 1 to ${FACTS.length}, with commas between them.`);
}

function accountOf(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (/^\d{12}$/.test(text)) return text;
  throw new UsageError(`${OPT_IN} is ${JSON.stringify(text)}: it must be the id of an account, twelve digits`);
}

/** Why the script must not begin, if it must not: what was opted in is compared with where the credentials lead. */
export function refusalOf(optedIn: string, actual: string): string | undefined {
  if (optedIn === actual) return undefined;
  return `${OPT_IN} is ${optedIn}, but the credentials belong to account ${actual}. Nothing was touched.`;
}

/**
 * The account of the credentials, read from the ARN of a parameter of theirs. Every bootstrapped account has that of the
 * CDK, so that no further client (STS) is needed to ask.
 */
export function accountOfArn(arn: string | undefined): string {
  const account = arn?.split(':')[4];
  if (account !== undefined && /^\d{12}$/.test(account)) return account;
  throw new UsageError(`no account in the ARN ${JSON.stringify(arn)}`);
}
