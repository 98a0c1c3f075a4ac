import { count, oneLine, shorten } from '../../../page/text';
import { InvariantVerdict, RehearsedRelease, Run, Side } from '../run';

/** Whether every invariant held, and how to say so. */
export interface Verdict {
  readonly good: boolean;
  readonly text: string;
}

/** When users were led back, in seconds since the deploy began. */
export interface WayBack {
  /** The first sign of trouble. */
  readonly seenAtSeconds: number;
  /** All traffic is on the former release again. */
  readonly backAtSeconds: number;
}

/** No name is longer; what is was made to be in the way. */
const LONG_NAME = 60;

/** `12:05`, or `1:02:05` from an hour on. */
export function clock(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const two = (number: number): string => String(number).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** A share from 0 to 1. Little is never shown as nothing, nor almost all as all. */
export function percentOf(share: number): string {
  const percent = share * 100;
  if (percent <= 0) return 'none';
  if (percent < 0.1) return '< 0.1 %';
  if (percent > 99.9 && percent < 100) return '> 99.9 %';
  return `${percent >= 10 ? Math.round(percent) : Math.round(percent * 10) / 10} %`;
}

export function faultOf({ fault }: Run): string {
  return fault === null ? 'no fault' : oneLine(fault);
}

/** The fingerprint is what a release is found by in AWS, the commit what it is found by in Git. */
export function releaseOf({ fingerprint, commit }: RehearsedRelease): string {
  return `${oneLine(fingerprint)} (commit ${oneLine(commit).slice(0, 12)})`;
}

/** `5/6`. */
export function healthOf({ healthy, servers }: Side): string {
  return `${healthy}/${servers}`;
}

export function brokenOf({ invariants }: Run): InvariantVerdict[] {
  return invariants.filter(({ held }) => !held);
}

/** The invariants of one run in a few words. */
export function invariantsOf(run: Run): string {
  const broken = brokenOf(run);
  const all = run.invariants.length;
  if (all === 0) return 'none was checked';
  if (broken.length === 0) return `all ${all} held`;
  return `${broken.length} of ${all} broke: ${broken.map(({ name }) => shorten(oneLine(name), LONG_NAME)).join(', ')}`;
}

/** What was not checked did not hold. */
export function verdictOf(runs: readonly Run[]): Verdict {
  const bad = runs.filter((run) => run.invariants.length === 0 || brokenOf(run).length > 0);
  if (runs.length === 0) return { good: false, text: 'Nothing was rehearsed.' };
  if (bad.length === 0) {
    return { good: true, text: `Every invariant held${runs.length === 1 ? '' : ` in all ${runs.length} runs`}.` };
  }
  const names = [...new Set(bad.flatMap(brokenOf).map(({ name }) => shorten(oneLine(name), LONG_NAME)))];
  const what = names.length === 0 ? 'No invariant was checked' : `${count(names.length, 'invariant')} broke`;
  const list = names.length === 0 ? '' : `: ${names.join(', ')}`;
  return { good: false, text: `${what} in ${bad.length} of ${count(runs.length, 'run')}${list}.` };
}

/** The way back, if users were on the new release and did not stay there. */
export function wayBackOf({ rollbackTimeSeconds, timeline }: Run): WayBack | undefined {
  if (rollbackTimeSeconds === null) return undefined;
  const lastExposed = timeline.map(({ newest }) => newest.weight > 0).lastIndexOf(true);
  const back = timeline[lastExposed + 1];
  if (lastExposed < 0 || back === undefined) return undefined;
  return { seenAtSeconds: Math.max(0, back.atSeconds - rollbackTimeSeconds), backAtSeconds: back.atSeconds };
}
