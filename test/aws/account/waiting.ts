import { setTimeout } from 'timers/promises';

/** The user broke off: everything that waits ends, and what was made is deleted. */
export type Stop = AbortSignal;

export async function pause(milliseconds: number, stop: Stop): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal: stop });
}

export interface Wait {
  readonly what: string;
  readonly minutes: number;
  readonly everySeconds: number;
  readonly stop: Stop;
}

/** Looks again and again until there is something; gives up after a while, by name. */
export async function until<T>(
  { what, minutes, everySeconds, stop }: Wait,
  look: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const end = Date.now() + minutes * 60_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() >= end) throw new Error(`waited ${minutes} minutes in vain: ${what}`);
    await pause(everySeconds * 1000, stop);
  }
}
