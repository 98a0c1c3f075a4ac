import { TimeRange } from './range';

/** When the new release goes live, as a share of the time that is shown. */
const GOES_LIVE = 2 / 3;

/** How long it is a canary, as a share of the time that is shown, and how much of the traffic it then gets. */
const CANARY = 0.08;
const CANARY_SHARE = 0.1;

/** In a range of some days there was trouble once. */
const TROUBLE = { at: 0.3, seconds: 45 * 60, leastRange: 2 * 86_400 };

/** When the new release got its first request. */
export function canaryBegins({ start, end }: TimeRange): number {
  return start + (end - start) * GOES_LIVE;
}

/** When the new release got all of the traffic. */
export function goesLive(range: TimeRange): number {
  return canaryBegins(range) + (range.end - range.start) * CANARY;
}

/** The new release's share of the traffic. */
export function shareOfNew(range: TimeRange, seconds: number): number {
  if (seconds < canaryBegins(range)) return 0;
  return seconds < goesLive(range) ? CANARY_SHARE : 1;
}

/** Whether requests fail at a moment as they seldom do. */
export function isTrouble({ start, end }: TimeRange, seconds: number): boolean {
  const begins = start + (end - start) * TROUBLE.at;
  return end - start >= TROUBLE.leastRange && seconds >= begins && seconds < begins + TROUBLE.seconds;
}

/**
 * The releases of a service in the range, as moments: the one of the story, and in a longer range those before it,
 * about one in two days; the fourth from last had to be rolled back.
 */
export function releasesIn(range: TimeRange): { readonly at: number; readonly rolledBack: boolean }[] {
  const last = goesLive(range);
  const earlier = Math.floor((last - range.start) / (2 * 86_400));
  return Array.from({ length: earlier + 1 }, (_, index) => ({
    // Not at the same hour each time: people deploy through the day.
    at: last - index * 2 * 86_400 + (index % 3) * 5400,
    rolledBack: index % 7 === 3,
  }));
}
