// Writes the cases of exposure that the tests hold, with what the checks say of each, into docs/exposure.md. `--check` only tells
// whether they are there as they are.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../docs/exposure.md', import.meta.url));
const { AppTemplates, EXPOSURE_FIXTURES, exposureOf, PRINCIPAL_FIXTURES } = sources();

function sources() {
  const require = createRequire(import.meta.url);
  require('ts-node/register');
  return {
    ...require('../lib/checks/exposure/exposure.ts'),
    ...require('../lib/checks/template/app-templates.ts'),
    ...require('../test/checks/exposure/fixtures.ts'),
    ...require('../test/checks/exposure/principals/fixtures.ts'),
  };
}

const HEAD = `# What the internet can reach

\`golden-path exposure\` judges every resource of an app: public, not public, or unknown. It reads the templates that are deployed, and
follows values through all stacks. What it cannot follow is unknown, and counts until somebody acknowledges it.

- **Public** is what anybody on the internet can call: by an address, or because a policy admits everybody. What is reached
  *through* a public component, such as the load balancer behind a distribution, is not public itself; the way to it is shown.
- **Not public** needs a proof in the templates. A type of resource that this version does not know is unknown.
- A condition narrows a policy only if every value that it admits does: a range of all addresses, a wildcard, an operator that is true
  when the key is missing, narrow nothing.
- Other accounts, and what is shared with them, stand apart; so do the ways out.

These are the cases that the tests hold, with what is said of each.

_Written by \`node scripts/embed-exposure.mjs\`._
`;

function rowOf({ property, name, templates, judged }) {
  const { judgements } = exposureOf(new AppTemplates(templates()));
  const one = judgements.find(({ resource }) => resource.logicalId === judged || resource.name === judged);
  const ways = one.paths.length > 0 ? one.paths[0].join(' → ') : '';
  return [property, name, one.verdict, one.reason, ways];
}

const cell = (text) =>
  text.replace(/\s+/g, ' ').replace(/[|<>*_~[\]`]/g, (character) => `&#${character.charCodeAt(0)};`);

function table(title, fixtures) {
  const rows = [['property', 'case', 'verdict', 'why', 'the first way'], Array(5).fill('---')];
  const lines = [...rows, ...fixtures.map(rowOf).map((cells) => cells.map(cell))];
  return [`## ${title}`, '', ...lines.map((cells) => `| ${cells.join(' | ')} |`), ''];
}

const text = `${[
  HEAD,
  ...table('By networks and endpoints', EXPOSURE_FIXTURES),
  ...table('By policies, permissions and shares', PRINCIPAL_FIXTURES),
]
  .join('\n')
  .trimEnd()}\n`;

if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  console.error('docs/exposure.md does not show the cases as they are: run node scripts/embed-exposure.mjs');
  process.exitCode = 1;
}
