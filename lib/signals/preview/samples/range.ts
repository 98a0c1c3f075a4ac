/** The time that a graph shows, in seconds since 1970. */
export interface TimeRange {
  readonly start: number;
  readonly end: number;
}

/** A page that is made again from the same assembly must be the same, so every page is made at this moment. */
export const NOW = Date.UTC(2026, 0, 1, 12) / 1000;

/** What CloudWatch shows of a dashboard that does not say. */
const THREE_HOURS = 3 * 3600;

/** CloudWatch draws no more points of one metric. */
const MOST_POINTS = 1440;

const PERIODS = [60, 300, 900, 3600, 21_600, 86_400];

/** The range of a dashboard, or of a widget that has its own; `undefined` if what is written is no time. */
export function rangeOf(start: string | undefined, end: string | undefined): TimeRange | undefined {
  const until = end === undefined ? NOW : secondsOfDate(end);
  if (start === undefined || until === undefined)
    return until === undefined ? undefined : { start: until - THREE_HOURS, end: until };
  const length = /^-P/.test(start) ? secondsOfDuration(start.slice(1)) : until - (secondsOfDate(start) ?? NaN);
  if (length === undefined || Number.isNaN(length)) return undefined;
  // What began in the future of the page's moment has a length all the same.
  return length > 0
    ? { start: until - length, end: until }
    : { start: until - length, end: until - length + THREE_HOURS };
}

function secondsOfDate(text: string): number | undefined {
  const milliseconds = /^\d{4}-/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(milliseconds) ? undefined : Math.floor(milliseconds / 1000);
}

const UNITS = [365 * 86_400, 30 * 86_400, 7 * 86_400, 86_400, 3600, 60, 1];

/** The length of an ISO 8601 duration, such as `PT3H` or `P1DT12H`. */
export function secondsOfDuration(text: string): number | undefined {
  const parts = /^P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(?:T(?=.)(\d+H)?(\d+M)?(\d+S)?)?$/.exec(text);
  if (parts === null) return undefined;
  const seconds = UNITS.reduce((sum, unit, index) => sum + unit * parseInt(parts[index + 1] ?? '0', 10), 0);
  return seconds > 0 ? seconds : undefined;
}

/** The period in which a range is drawn: the one asked for, or a longer one if there would be too many points. */
export function periodFor({ start, end }: TimeRange, wanted: number): number {
  const fits = (period: number): boolean => (end - start) / period <= MOST_POINTS;
  if (fits(wanted)) return wanted;
  return (
    PERIODS.find((period) => period % wanted === 0 && fits(period)) ??
    wanted * Math.ceil((end - start) / wanted / MOST_POINTS)
  );
}

/** The starts of all periods that lie in the range. */
export function timesOf({ start, end }: TimeRange, period: number): number[] {
  const first = Math.ceil(start / period) * period;
  return Array.from({ length: Math.max(0, Math.ceil((end - first) / period)) }, (_, index) => first + index * period);
}
