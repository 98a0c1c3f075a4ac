import { execFileSync } from 'child_process';
import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { dailyCost } from './cost';
import { STACKS, TAG } from './names';
import { Options, optionsOf, refusalOf, UsageError } from './options';
import { planText, usd } from './plan';
import { exitCodeOf, reportText, Result } from './report';

const NOT_RUN = 2;
const RESULTS = join(__dirname, 'results');

async function main(): Promise<number> {
  const options = optionsOf(process.argv.slice(2), process.env);
  if (options === 'help') return 0;
  if (options.account === undefined) {
    process.stdout.write(planText(options));
    return NOT_RUN;
  }
  if (options.region === undefined) throw new UsageError('no region: set AWS_REGION, or pass --region');
  return verify(options, options.account, options.region);
}

async function verify(options: Options, optedIn: string, region: string): Promise<number> {
  // The SDK is loaded only when it is to be used.
  const { accountOf, clientsIn } = await import('./account/clients');
  const clients = clientsIn(region);
  const account = await accountOf(clients);
  const refusal = refusalOf(optedIn, account);
  if (refusal !== undefined) throw new UsageError(refusal);

  // The command line of the CDK has to go to the same place.
  process.env.AWS_REGION = region;
  const from = new Date();
  const { run } = await import('./run');
  const outcome = await run({ options, account, clients, stop: stopOnInterrupt(), say });
  const result: Result = {
    schema: 'golden-path/aws-verification/1',
    account,
    region,
    commit: commitHere(),
    from: from.toISOString(),
    to: new Date().toISOString(),
    ...outcome,
  };
  const file = join(RESULTS, `${result.from.replace(/[:.]/g, '-')}.json`);
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  process.stdout.write(`${reportText(result)}\nEvidence: ${file}\n${afterword(options)}\n`);
  return exitCodeOf(result);
}

/** What stays where, and what to do about it. */
function afterword({ keep }: Options): string {
  if (keep) {
    const stacks = Object.values(STACKS).reverse().join(', then ');
    return `Everything is still there, for about ${usd(dailyCost())} a day. Delete the stacks: ${stacks}.`;
  }
  return `The platform's key is deleted in 30 days, and costs nothing until then. Look for the tag ${TAG.key} and for log groups /aws/lambda/GoldenPathVerify*, which the functions of the CDK leave.`;
}

/** The first interrupt ends the deploys, and everything is deleted; the second one ends the process at once. */
function stopOnInterrupt(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      say('broken off: what was made is deleted now; break off once more, and it stays');
      stop.abort();
    });
  }
  return stop.signal;
}

function commitHere(): string {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { cwd: __dirname, encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return 'unknown';
  }
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    process.stderr.write(`verify:aws: ${error instanceof UsageError ? error.message : error.stack}\n`);
    process.exitCode = error instanceof UsageError ? NOT_RUN : 1;
  },
);
