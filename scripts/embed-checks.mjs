// Writes the catalogue of the pack GoldenPath into docs/checks.md, from the rules themselves. `--check` only tells whether it is
// there as it is.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL(join('..', 'docs', 'checks.md'), import.meta.url));
const { PRINCIPLES, RULES, ruleName } = sources();

function sources() {
  const require = createRequire(import.meta.url);
  require('ts-node/register');
  return {
    ...require('../lib/checks/principles/principles.ts'),
    ...require('../lib/checks/principles/principle-finding.ts'),
    ...require('../lib/checks/principles/rules/index.ts'),
  };
}

const HEAD = `# The checks of the pack GoldenPath

They read the templates of any CDK app, and judge them by the principles that this library is about. A finding is a resource that
breaks a rule, or of which nobody can tell before the deployment: what is not known is never in order. An error fails the synth;
errors and warnings fail \`golden-path check\`.

To accept a finding, acknowledge it by its qualified name, with a reason:
\`GoldenPath.acknowledge(construct, { rule: 'GoldenPath::GoldenPath-DIS-3-UserData', reason: ..., owner: ..., expires: ... })\`.

_Written by \`node scripts/embed-checks.mjs\` from the rules themselves._
`;

function section({ id, title }) {
  const rules = RULES.filter(({ principle }) => principle === id);
  return [`## ${id}`, '', title, '', ...(rules.length > 0 ? rules.flatMap(describe) : ['No template shows it.', ''])];
}

function describe(rule) {
  const { severity, requirement, why, fix, standards = [] } = rule;
  return [
    `### ${ruleName(rule)}`,
    '',
    `${requirement} ${why}`,
    '',
    `- Fix: ${fix}.`,
    `- Severity: ${severity}.`,
    ...(standards.length > 0 ? [`- Asked for by: ${standards.join(', ')}.`] : []),
    '',
  ];
}

const text = `${[HEAD, ...PRINCIPLES.flatMap(section)].join('\n').trimEnd()}\n`;

if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  console.error('docs/checks.md does not show the rules as they are: run node scripts/embed-checks.mjs');
  process.exitCode = 1;
}
