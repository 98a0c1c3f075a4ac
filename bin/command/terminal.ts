import * as fs from 'fs';
import { oneLine } from '../../lib/checks/report/plain-text';

/** What the exit code of every command says. */
export const EXIT = { done: 0, found: 1, couldNotJudge: 2, calledWrongly: 2, bug: 2 };

/** Colours are for a person at a terminal who did not say no to them (https://no-color.org). */
export const USE_COLOR = process.stdout.isTTY && !process.env.NO_COLOR;

const ANSI = { red: '\u001b[31m', yellow: '\u001b[33m', green: '\u001b[32m', reset: '\u001b[0m' };

/** The command was called in a way that it cannot follow. */
export class UsageError extends Error {}

export function paint(color: 'red' | 'yellow' | 'green', text: string): string {
  return USE_COLOR ? `${ANSI[color]}${text}${ANSI.reset}` : text;
}

export function printError(message: string): void {
  process.stderr.write(`golden-path: ${oneLine(message)}\n`);
}

/** A folder that cannot be written to is the user's to change, not a bug. */
export function writing(file: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`cannot write ${file} (${code}): choose another folder with --out`);
  }
}

export function writeFile(file: string, text: string): void {
  writing(file, () => fs.writeFileSync(file, text));
}

export function makeFolder(folder: string): void {
  writing(folder, () => fs.mkdirSync(folder, { recursive: true }));
}

/** What an earlier run wrote must not outlive a run that could not judge. */
export function removeFiles(files: string[]): void {
  for (const file of files) writing(file, () => fs.rmSync(file, { force: true }));
}
