import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

const ROOT = path.join(__dirname, '..');
const README = fs.readFileSync(path.join(ROOT, 'README.md'), 'utf8');

describe('the README', () => {
  test('shows the examples as they are, which are compiled and synthesized', () => {
    execFileSync(process.execPath, ['scripts/embed-examples.mjs', '--check'], { cwd: ROOT });
  });

  test('shows a rehearsal as the command prints it', () => {
    execFileSync(process.execPath, ['scripts/embed-rehearsal.mjs', '--check'], { cwd: ROOT, stdio: 'pipe' });
  }, 60_000);

  test('shows what signals cost, as the templates and the prices have it', () => {
    execFileSync(process.execPath, ['scripts/embed-cost.mjs', '--check'], { cwd: ROOT, stdio: 'pipe' });
  }, 60_000);

  test('has no TypeScript that does not come from an example', () => {
    const blocks = README.split('```ts\n').length - 1;
    const named = README.match(/<!-- examples\/[\w-]+\.ts -->\n\n?```ts\n/g) ?? [];
    expect(named).toHaveLength(blocks);
    expect(blocks).toBeGreaterThan(0);
  });

  test('links to files that are there', () => {
    const links = [...README.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link]) => link);
    expect(links.filter((link) => !fs.existsSync(path.join(ROOT, link)))).toEqual([]);
    expect(links).toContain('CHANGELOG.md');
  });
});

describe('the page on exposure', () => {
  test('shows the cases that the tests hold, and what is said of each', () => {
    execFileSync(process.execPath, ['scripts/embed-exposure.mjs', '--check'], { cwd: ROOT, stdio: 'pipe' });
  }, 120_000);
});
