import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { ALLOWED } from './equality.mjs';

const HEADER = [
  'services',
  'resources',
  'CPU A (s)',
  'CPU B (s)',
  'CPU A/B',
  'peak A (MB)',
  'peak B (MB)',
  'peak A/B',
  'resources/CPU s A',
  'resources/CPU s B',
  'resources/CPU s A/B',
];

/** The comparison as a Markdown table, which reads well in a terminal too. */
export function renderTable(rows) {
  const cells = rows.map(({ services, resources, a, b, ratios }) => [
    services,
    resources,
    a.cpuSeconds.toFixed(2),
    b.cpuSeconds.toFixed(2),
    ratio(ratios.cpu),
    a.peakMegabytes.toFixed(0),
    b.peakMegabytes.toFixed(0),
    ratio(ratios.peak),
    a.resourcesPerSecond.toFixed(0),
    b.resourcesPerSecond.toFixed(0),
    ratio(ratios.throughput),
  ]);
  const lines = [HEADER, HEADER.map(() => '---:'), ...cells].map((line) => line.map(String));
  const widths = HEADER.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines.map((line) => `| ${line.map((cell, column) => cell.padStart(widths[column])).join(' | ')} |`).join('\n');
}

/** The page that is kept. It names no machine: figures of two machines are not to be compared, ratios are. */
export function renderResults(rows, { pairs, packs, validator, date }) {
  return `# Synthesis against a hand-written app

A is an app on this library (\`bench/golden-path\`), B one by hand with the same resources, rule packs and acknowledgements
(\`bench/hand-written\`): a platform stack and a stack per service. Medians of ${pairs} pairs of processes run in turn after
a warm-up; in brackets the smallest and the largest ratio. CPU is user and system time of the whole process. Below 1 the
library takes less; for resources per second of CPU, above 1.

${renderTable(rows)}

Rule packs: ${packs.join(', ')}. Built-in CloudFormation validator: ${validator ? 'on' : 'off'}. Node ${process.versions.node}, ${cpus().length} processors, \
aws-cdk-lib ${versionOf('aws-cdk-lib')}, cdk-nag ${versionOf('cdk-nag')}${date ? `, ${date}` : ''}.

Differences in resources between the apps (checked before each comparison): ${allowedDifferences()}.

Written by \`npm run bench\`; \`npm run bench -- --help\` shows its options.
`;
}

function allowedDifferences() {
  const allowed = Object.entries(ALLOWED).map(([difference, reason]) => `${difference} (${reason})`);
  return allowed.length === 0 ? 'none' : allowed.join('; ');
}

function ratio({ median, min, max }) {
  return `${median.toFixed(2)} (${min.toFixed(2)}-${max.toFixed(2)})`;
}

function versionOf(name) {
  return JSON.parse(readFileSync(createRequire(import.meta.url).resolve(`${name}/package.json`), 'utf8')).version;
}
