// Draws the dashboards of the demo as the command does, into docs/, for README.md.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'golden-path-dashboards-'));
const run = (env, ...args) =>
  execFileSync(process.execPath, ['-r', 'ts-node/register', ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });

async function draw() {
  const chromium = require('@sparticuz/chromium');
  const browser = await require('playwright-core').chromium.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args,
  });
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, deviceScaleFactor: 1 });
  for (const [dashboard, picture] of [
    ['checkout_shop_internal-eu-west-1', 'service-dashboard'],
    ['fleet', 'fleet-dashboard'],
  ]) {
    await page.goto(pathToFileURL(join(folder, 'pages', `${dashboard}.html`)).href);
    await page.locator('.dashboard').screenshot({ path: join(root, 'docs', `${picture}.png`) });
  }
  await browser.close();
}

try {
  const context = JSON.stringify(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')).context);
  const assembly = join(folder, 'assembly');
  run({ CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: context, CDK_VALIDATION: 'false' }, 'bin/app.ts');
  run({}, 'bin/golden-path.ts', 'dashboard', '--assembly', assembly, '--out', join(folder, 'pages'));
  await draw();
} finally {
  rmSync(folder, { recursive: true });
}
