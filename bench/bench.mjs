// Runs this library against a hand-written app of the same resources, in pairs, and writes bench/RESULTS.md.
//
// A is bench/golden-path, B is bench/hand-written. Whole processes take turns (A B A B), so that whatever else the machine
// does falls on both; every ratio is that of one pair. Wall time is not measured, because it says more about the neighbours.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { APPS, buildApps, runApp } from './runner/apps.mjs';
import { resourcesOf } from './runner/assembly.mjs';
import { measureChecks, renderChecks } from './runner/checks.mjs';
import { findDifferences } from './runner/equality.mjs';
import { parseOptions } from './runner/options.mjs';
import { printProfile } from './runner/profile.mjs';
import { renderResults, renderTable } from './runner/results.mjs';
import { summarize } from './runner/statistics.mjs';

const RESULTS = fileURLToPath(new URL('RESULTS.md', import.meta.url));

const options = parseOptions(process.argv.slice(2));
const folder = mkdtempSync(join(tmpdir(), 'cdk-golden-path-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

buildApps(folder);
if (options.profile) {
  printProfile(folder, options);
} else if (options.checks) {
  console.log(renderChecks(measureChecks(folder, options), options));
} else {
  const rows = options.services.map((services) => compare({ ...options, services }));
  console.log(renderTable(rows));
  writeFileSync(RESULTS, renderResults(rows, options));
}

function compare(settings) {
  const { services, pairs } = settings;
  const runPair = () => Object.keys(APPS).map((app) => runApp(folder, app, settings));
  // The first pair warms the file cache up, and shows whether there is anything to compare.
  const [a, b] = runPair();
  requireEquality(findDifferences(a.assembly, b.assembly), services);
  const measured = Array.from({ length: pairs }, (_, index) => {
    console.error(`bench: ${services} services, pair ${index + 1} of ${pairs}`);
    return runPair();
  });
  const resources = resourcesOf(a.assembly).length;
  return { services, resources, ...summarize(measured, resources) };
}

function requireEquality(differences, services) {
  if (differences.length === 0) return;
  console.error(`bench: with ${services} services the apps do not make the same, so their times say nothing:`);
  for (const difference of differences) console.error(`  ${difference}`);
  console.error('bench: bring bench/hand-written up to what the library makes, then run again.');
  process.exit(1);
}
