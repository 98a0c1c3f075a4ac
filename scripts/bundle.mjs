// Bundles what must run without this repository's dev dependencies, one file each. npm runs it as `prepare`, so `npm ci` in a
// clone, `npm pack` and the installation of a git dependency all do.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { peerDependencies } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8'));

/** Every bundle: from which source, to which file, with which further options of esbuild. It makes files with a `#!` executable. */
const BUNDLES = [
  {
    entry: 'bin/golden-path.ts',
    outfile: 'dist/bin/golden-path.js',
    options: { external: Object.keys(peerDependencies) },
  },
  // The functions of the platform, with the SDK of AWS in the version that was tested, not in that of the day.
  {
    entry: 'lib/rollout/gate/lambda.ts',
    outfile: 'assets/gate/index.js',
    options: { minify: true, mainFields: ['module', 'main'] },
  },
  {
    entry: 'lib/signals/recorder/lambda.ts',
    outfile: 'assets/recorder/index.js',
    options: { minify: true, mainFields: ['module', 'main'] },
  },
  { entry: 'lib/rollout/probe/lambda.ts', outfile: 'assets/probe/index.js' },
];

const missing = BUNDLES.filter(({ entry }) => !existsSync(`${ROOT}/${entry}`)).map(({ entry }) => entry);
if (missing.length > 0) {
  console.error(
    `bundle: no such entry: ${missing.join(', ')}. Restore it, or remove it from BUNDLES in scripts/bundle.mjs.`,
  );
  process.exit(1);
}

const esbuild = await import('esbuild').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  // `npm ci --omit=dev` in a clone: nothing can be built, and nothing was asked to be.
  console.warn('bundle: skipped, because the dev dependencies are not installed.');
  process.exit(0);
});

for (const { entry, outfile, options } of BUNDLES) {
  await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    legalComments: 'eof',
    // Else a linked node_modules puts this machine's paths into the comments that name the bundled modules.
    preserveSymlinks: true,
    logLevel: 'warning',
    ...options,
  });
  console.log(`bundle: ${relative(process.cwd(), `${ROOT}/${outfile}`)}`);
}
