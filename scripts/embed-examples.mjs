// Writes the examples into README.md, below the comments that name them. `--check` only tells whether they are there.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = join(root, 'README.md');
const text = readFileSync(readme, 'utf8');

// Users import the package, examples import its sources, so that nothing stale is ever compiled.
const example = (name) => readFileSync(join(root, name), 'utf8').trimEnd().replaceAll("'../lib'", "'cdk-golden-path'");
const embedded = text.replace(
  /(<!-- (examples\/[\w-]+\.ts) -->\n\n?```ts\n)[\s\S]*?(```\n)/g,
  (_, head, name, tail) => `${head}${example(name)}\n${tail}`,
);

if (!process.argv.includes('--check')) writeFileSync(readme, embedded);
else if (embedded !== text) {
  console.error('README.md does not show the examples as they are: run node scripts/embed-examples.mjs');
  process.exitCode = 1;
}
