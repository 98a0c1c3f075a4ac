import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The two sides of the comparison, by the letter that stands for them in ratios. */
export const APPS = { A: 'golden-path', B: 'hand-written' };

const BUILD = fileURLToPath(new URL('build.mjs', import.meta.url));
const REPORT_USAGE = fileURLToPath(new URL('report-usage.cjs', import.meta.url));

/** The file descriptor that a child reports its usage on; the first that has no other use. */
const USAGE_FD = 3;

/** What cdk.json and cdk.context.json hold in a new app today. The hand-written app needs the zones to be known. */
const CONTEXT = {
  ...createRequire(import.meta.url)('aws-cdk-lib/recommended-feature-flags.json'),
  'aws:cdk:enable-path-metadata': true,
  'aws:cdk:enable-asset-metadata': true,
  'aws:cdk:version-reporting': true,
  'availability-zones:account=111122223333:region=eu-west-1': ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
};

/** Compiles both apps into a folder. */
export function buildApps(folder) {
  succeed('build', spawnSync(process.execPath, [BUILD, folder], { encoding: 'utf8' }));
}

/** Synthesizes one app in a process of its own, started as `cdk synth` would start it, and tells what that took. */
export function runApp(folder, app, { services, packs, validator, checks = 'nag', nodeOptions = [] }) {
  const assembly = join(folder, `cdk.out.${app}.${services}.${checks}`);
  const program = join(folder, 'bench', APPS[app], 'app.js');
  const child = spawnSync(process.execPath, [...nodeOptions, '--require', REPORT_USAGE, program], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      CDK_OUTDIR: assembly,
      CDK_CONTEXT_JSON: JSON.stringify({ ...CONTEXT, services, packs: packs.join(','), checks }),
      CDK_VALIDATION: String(validator),
      BENCH_USAGE_FD: String(USAGE_FD),
    },
  });
  succeed(`${APPS[app]} with ${services} services`, child);
  return { ...JSON.parse(child.output[USAGE_FD]), assembly };
}

function succeed(what, { status, signal, error, stderr }) {
  if (status === 0) return;
  console.error(`bench: ${what} failed: ${error?.message ?? signal ?? `exit ${status}`}\n${stderr ?? ''}`);
  process.exit(1);
}
