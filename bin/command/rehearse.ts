import * as path from 'path';
import { Command } from 'commander';
import { readTemplates, StackTemplate } from '../../lib/checks/assembly/assembly';
import { hasGate } from '../../lib/rollout/rehearsal/deployment/service-plan';
import { rehearse } from '../../lib/rollout/rehearsal/rehearse';
import { Rehearsal } from '../../lib/rollout/rehearsal/run';
import { rehearsalAsPage } from '../../lib/rollout/rehearsal/show/page';
import { progressLine, rehearsalAsText } from '../../lib/rollout/rehearsal/show/text';
import { verdictOf } from '../../lib/rollout/rehearsal/show/words';
import { strategiesAsText } from '../../lib/rollout/rehearsal/strategies';
import { EXIT, makeFolder, removeFiles, UsageError, USE_COLOR, writeFile } from './terminal';

interface RehearseOptions {
  readonly from: string;
  readonly to: string;
  readonly stack?: string;
  readonly fault: string[];
  readonly out?: string;
  readonly strategies?: boolean;
  readonly json?: boolean;
}

/** `golden-path rehearse`: a deploy in virtual time, with the real gate and without an account. */
export function rehearseCommand(end: (exitCode: number) => void): Command {
  return new Command('rehearse')
    .description('deploys one release over another in virtual time, with the real release gate and with faults')
    .requiredOption('--from <dir>', 'the assembly with the live release')
    .requiredOption('--to <dir>', 'the assembly with the new release')
    .option('--stack <name>', 'the stack of the service (default: the only one with a release gate)')
    .option(
      '--fault <name[@time]>',
      'what goes wrong, such as alarm-during-bake@12m; `all` for every scenario',
      list,
      [],
    )
    .option('--out <dir>', 'the folder to write rehearsal.html and rehearsal.json to')
    .option('--strategies', 'print also how long each way to deploy would take, by a model with stated assumptions')
    .option('--json', 'print the rehearsal as JSON instead of text')
    .action(async (options: RehearseOptions) => end(await runRehearsal(options)));
}

function list(word: string, before: string[]): string[] {
  return [...before, ...word.split(',').map((one) => one.trim())];
}

async function runRehearsal({ from, to, stack, fault, out, strategies, json }: RehearseOptions): Promise<number> {
  const page = path.join(out ?? '', 'rehearsal.html');
  const data = path.join(out ?? '', 'rehearsal.json');
  if (out !== undefined) removeFiles([page, data]);
  const [before, after] = [readTemplates(from), readTemplates(to)];
  const name = chooseStack(before, after, stack);
  const rehearsal = await rehearse({
    stack: name,
    from: templateOf(before, name, from),
    to: templateOf(after, name, to),
    faults: fault,
    onMoment: process.stderr.isTTY ? (moment) => process.stderr.write(`${progressLine(moment)}\n`) : undefined,
  });
  if (out !== undefined) {
    makeFolder(out);
    writeFile(page, rehearsalAsPage(rehearsal));
    writeFile(data, asJson(rehearsal));
  }
  process.stdout.write(json ? asJson(rehearsal) : `${rehearsalAsText(rehearsal, { color: USE_COLOR })}\n`);
  if (strategies && !json) process.stdout.write(`\n${strategiesAsText(name, templateOf(after, name, to))}\n`);
  if (out !== undefined && !json) process.stdout.write(`\nPage: ${page}\n`);
  return verdictOf(rehearsal.runs).good ? EXIT.done : EXIT.found;
}

/** The stack to rehearse: of several services the user names one. */
function chooseStack(before: readonly StackTemplate[], after: readonly StackTemplate[], wanted?: string): string {
  const gated = after.filter(({ template }) => hasGate(template)).map((one) => one.stack);
  const candidates = gated.filter((name) => before.some((one) => one.stack === name));
  if (wanted !== undefined) {
    if (candidates.includes(wanted)) return wanted;
    throw new UsageError(`no stack ${wanted} with a release gate in both assemblies: there are ${namesOf(candidates)}`);
  }
  if (candidates.length === 1) return candidates[0];
  throw new UsageError(`name the service with --stack: in both assemblies there are ${namesOf(candidates)}`);
}

function namesOf(names: string[]): string {
  return names.length > 0 ? names.join(', ') : 'none';
}

function templateOf(templates: readonly StackTemplate[], name: string, folder: string): StackTemplate['template'] {
  const found = templates.filter(({ stack }) => stack === name);
  if (found.length === 1) return found[0].template;
  throw new UsageError(`${folder} has ${found.length} stacks of the name ${name}: rehearse an assembly of one stage`);
}

function asJson(rehearsal: Rehearsal): string {
  return `${JSON.stringify(rehearsal, null, 2)}\n`;
}
