import { spawnSync } from 'child_process';
import { createHash } from 'crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');
const REQUIREMENTS = join(__dirname, 'requirements.txt');
const MOTO = '5.2.1';
const OLDEST = [3, 10];
/** Names under which Python may be installed. */
const CANDIDATES = ['python3', 'python'];

/** A Python that can run the emulator, or why there is none. */
export type Found = { readonly python: string } | { readonly missing: string };

/**
 * Finds a Python with moto, and installs moto into a folder of the project's if there is none.
 *
 * What is there already is taken first, because installing takes about a minute.
 */
export function findPython(): Found {
  const own = environmentFolder();
  const installed = [pythonIn(own), ...CANDIDATES].find(hasMoto);
  if (installed !== undefined) return { python: installed };
  const base = CANDIDATES.find(isNewEnough);
  if (base === undefined) return { missing: `there is no Python ${OLDEST.join('.')} or newer` };
  const problem = install(base, own);
  return problem === undefined ? { python: pythonIn(own) } : { missing: problem };
}

/** Another list of packages is another folder, so that an old one is never used by mistake. */
function environmentFolder(): string {
  const digest = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12);
  return join(ROOT, 'node_modules', '.cache', 'golden-path-emulator', digest);
}

function pythonIn(folder: string): string {
  return process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
}

function hasMoto(python: string): boolean {
  const program = `import moto, flask, cfnlint; assert moto.__version__ == '${MOTO}'`;
  return isNewEnough(python) && spawnSync(python, ['-c', program], { stdio: 'ignore' }).status === 0;
}

function isNewEnough(python: string): boolean {
  const program = `import sys; assert sys.version_info >= (${OLDEST.join(', ')})`;
  return spawnSync(python, ['-c', program], { stdio: 'ignore' }).status === 0;
}

/** Returns what went wrong, if anything did. */
function install(base: string, folder: string): string | undefined {
  // Made beside its place and moved there when it is complete: half of one would be found the next time.
  const draft = `${folder}.${process.pid}`;
  mkdirSync(join(folder, '..'), { recursive: true });
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-input'];
  const steps: [string, string[]][] = [
    [base, ['-m', 'venv', draft]],
    [pythonIn(draft), ['-m', 'pip', 'install', ...quiet, '--requirement', REQUIREMENTS]],
  ];
  for (const [command, args] of steps) {
    const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
    if (status === 0) continue;
    rmSync(draft, { recursive: true, force: true });
    const lines = (stderr || String(error)).trim().split('\n');
    return `\`${command} ${args.slice(0, 3).join(' ')}\` failed: ${lines[lines.length - 1]}`;
  }
  if (existsSync(folder)) rmSync(draft, { recursive: true });
  else renameSync(draft, folder);
  return undefined;
}
