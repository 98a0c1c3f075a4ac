import { existsSync } from 'fs';
import { dirname, join } from 'path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { GoldenPathError } from './errors';

/** The code of a function of this library, bundled into one file when the package was made. */
export function bundledCode(scope: Construct, bundle: 'gate' | 'probe' | 'recorder'): Code {
  const folder = join(packageRoot(__dirname), 'assets', bundle);
  if (existsSync(join(folder, 'index.js'))) return Code.fromAsset(folder);
  throw new GoldenPathError(
    scope,
    `the bundled code of a function, assets/${bundle}/index.js, is missing in the package cdk-golden-path: run \`npm run prepare\` in its folder, or install the package again`,
  );
}

/** The sources are two folders below it, the compiled code of the package three. */
function packageRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : packageRoot(dirname(folder));
}
