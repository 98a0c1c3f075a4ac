import * as fs from 'fs';
import * as path from 'path';
import { Command } from 'commander';
import { readTemplates } from '../../lib/checks/assembly/assembly';
import { Preview, previewOf } from '../../lib/signals/preview/preview';
import { GENERATOR } from '../../lib/signals/preview/style';
import { EXIT, makeFolder, printError, removeFiles, writeFile } from './terminal';

interface DashboardOptions {
  readonly assembly: string;
  readonly out: string;
  readonly json?: boolean;
}

/** `golden-path dashboard`: what a team will look at, before it deploys it. */
export function dashboardCommand(end: (exitCode: number) => void): Command {
  return new Command('dashboard')
    .description('draws each CloudWatch dashboard of an assembly as a page, with sample data')
    .option('--assembly <dir>', 'the folder that cdk synth wrote', 'cdk.out')
    .requiredOption('--out <dir>', 'the folder to write a page for each dashboard to, and index.html')
    .option('--json', 'print what was drawn as JSON instead of the paths')
    .action((options: DashboardOptions) => end(runDashboard(options)));
}

function runDashboard({ assembly, out, json }: DashboardOptions): number {
  removeFiles(earlierPages(out));
  const preview = previewOf(readTemplates(assembly));
  makeFolder(out);
  const index = path.join(out, 'index.html');
  const pages = preview.dashboards.map(({ file, html }) => ({ file: path.join(out, file), html }));
  for (const { file, html } of pages) writeFile(file, html);
  writeFile(index, preview.index);
  const paths = [...pages.map(({ file }) => file), index];
  process.stdout.write(json ? asJson(preview) : paths.map((one) => `${one}\n`).join(''));
  const problems = preview.dashboards.flatMap(({ name, problems: some }) =>
    some.map((problem) => `${name}: ${problem}`),
  );
  problems.forEach(printError);
  return problems.length === 0 ? EXIT.done : EXIT.couldNotJudge;
}

/** Dashboards come and go, and their pages with them; what else lies in the folder is not ours. */
function earlierPages(folder: string): string[] {
  if (!fs.existsSync(folder) || !fs.statSync(folder).isDirectory()) return [];
  return fs
    .readdirSync(folder)
    .filter((file) => file.endsWith('.html'))
    .map((file) => path.join(folder, file))
    .filter((file) => fs.statSync(file).isFile() && fs.readFileSync(file, 'utf8').includes(MARK));
}

const MARK = `<meta name="generator" content="${GENERATOR}" />`;

function asJson({ dashboards }: Preview): string {
  const shown = dashboards.map(({ name, stack, file, widgets, metrics, problems }) => ({
    name,
    stack,
    file,
    widgets,
    metrics,
    problems,
  }));
  return `${JSON.stringify({ schema: 'golden-path/dashboards/1', dashboards: shown }, null, 2)}\n`;
}
