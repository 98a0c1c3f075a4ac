// Runs this library against a hand-written app of the same resources, in pairs, and writes bench/RESULTS.md.
//
// A is bench/golden-path, B is bench/hand-written. Whole processes take turns (A B A B), so that whatever else the machine
// does falls on both; every ratio is that of one pair. Wall time is not measured, because it says more about the neighbours.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { APPS, buildApps, runApp } from './runner/apps.mjs';
import { findDifferences } from './runner/equality.mjs';
import { parseOptions } from './runner/options.mjs';
import { printProfile } from './runner/profile.mjs';
import { renderResults, renderTable } from './runner/results.mjs';
import { summarize } from './runner/statistics.mjs';

const RESULTS = fileURLToPath(new URL('RESULTS.md', import.meta.url));

const options = parseOptions(process.argv.slice(2));
const folder = mkdtempSync(join(tmpdir(), 'cdk-golden-path-bench-'));
try {
  buildApps(folder);
  if (options.profile) printProfile(folder, options);
  else process.exitCode = compare();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function compare() {
  const rows = [];
  for (const services of options.services) {
    // The first runs warm the file cache up, and show whether there is anything to compare.
    const [a, b] = Object.keys(APPS).map((app) => runApp(folder, app, { ...options, services }));
    const differences = findDifferences(a.assembly, b.assembly);
    if (differences.length > 0) {
      console.error(`bench: with ${services} services the apps are not the same, so their times say nothing:`);
      for (const difference of differences) console.error(`  ${difference}`);
      console.error('bench: bring bench/hand-written up to what the library makes.');
      return 1;
    }
    const pairs = Array.from({ length: options.pairs }, (_, index) => {
      process.stderr.write(`bench: ${services} services, pair ${index + 1} of ${options.pairs}\n`);
      return Object.keys(APPS).map((app) => runApp(folder, app, { ...options, services }));
    });
    rows.push({ services, ...summarize(pairs) });
  }
  console.log(renderTable(rows));
  writeFileSync(RESULTS, renderResults(rows, options));
  return 0;
}
