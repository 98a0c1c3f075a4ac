// Rehearses the demo's next release, and writes what the command prints into README.md, below the comments that hold its
// arguments; and the picture of the page beside it. `--check` only tells whether the text is there.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('..', import.meta.url));
const readme = join(root, 'README.md');
const folder = mkdtempSync(join(tmpdir(), 'golden-path-readme-'));
const node = (...args) => execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' });

/** The assemblies as the README has them made. */
for (const [name, manifest] of [
  ['before', 'examples/release.json'],
  ['after', 'examples/next-release.json'],
]) {
  const context = JSON.stringify({
    ...JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')).context,
    release: manifest,
  });
  execFileSync(process.execPath, ['-r', 'ts-node/register', 'bin/app.ts'], {
    cwd: root,
    env: { ...process.env, CDK_OUTDIR: join(folder, name), CDK_CONTEXT_JSON: context, CDK_VALIDATION: 'false' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

const rehearse = (args) =>
  node(
    '-r',
    'ts-node/register',
    'bin/golden-path.ts',
    'rehearse',
    '--from',
    join(folder, 'before'),
    '--to',
    join(folder, 'after'),
    ...args,
  );

async function draw() {
  const chromium = require('@sparticuz/chromium');
  const browser = await require('playwright-core').chromium.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args,
  });
  const page = await browser.newPage({ viewport: { width: 1100, height: 800 }, deviceScaleFactor: 1 });
  await page.goto(pathToFileURL(join(folder, 'out', 'rehearsal.html')).href);
  await page
    .locator('figure')
    .first()
    .screenshot({ path: join(root, 'docs', 'rehearsal.png') });
  await browser.close();
}

try {
  const text = readFileSync(readme, 'utf8');
  const embedded = text.replace(
    /(<!-- rehearse: (.*) -->\n\n?```text\n)[\s\S]*?(```\n)/g,
    (_, head, args, tail) => `${head}${rehearse(args.split(' ')).trimEnd()}\n${tail}`,
  );
  if (process.argv.includes('--check')) {
    if (embedded !== text) {
      console.error('README.md does not show the rehearsal as it is: run node scripts/embed-rehearsal.mjs');
      process.exitCode = 1;
    }
  } else {
    writeFileSync(readme, embedded);
    rehearse(['--stack', 'Checkout', '--fault', 'alarm-during-bake@12m', '--out', join(folder, 'out')]);
    await draw();
  }
} finally {
  rmSync(folder, { recursive: true });
}
