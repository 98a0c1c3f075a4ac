import { spawnSync } from 'child_process';
import * as path from 'path';

export const ROOT = path.join(__dirname, '../..');

interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The real command in a real process. */
export function goldenPath(args: readonly string[], env: NodeJS.ProcessEnv = {}): Result {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['-r', require.resolve('ts-node/register'), path.join(ROOT, 'bin/golden-path.ts'), ...args],
    // A report of a large app is longer than what Node takes unless it is told.
    { cwd: ROOT, encoding: 'utf8', env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 },
  );
  return { code: status, out: stdout, err: stderr };
}
