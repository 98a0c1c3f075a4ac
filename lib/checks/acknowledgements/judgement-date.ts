import { dayOf, isDay } from '../../private/day';
import { CannotJudgeError } from '../assembly/cannot-judge';

/** The environment, as far as it tells the time. */
export interface ClockEnvironment {
  readonly SOURCE_DATE_EPOCH?: string;
}

/** The last second that JavaScript knows a date of. */
const LAST_SECOND = 8.64e12;

/**
 * The day by which expiry is judged: the one that was asked for, or that of SOURCE_DATE_EPOCH, or today; in UTC.
 *
 * What cannot be read is an error: today, taken instead, would be a judgement that nobody asked for.
 *
 * @see https://reproducible-builds.org/specs/source-date-epoch/
 */
export function judgementDate(option: string | undefined, environment: ClockEnvironment, now: Date): string {
  if (option !== undefined) return requireDay(option);
  const seconds = environment.SOURCE_DATE_EPOCH;
  return seconds === undefined || seconds === '' ? dayOf(now) : dayOfEpoch(seconds);
}

function requireDay(option: string): string {
  if (isDay(option)) return option;
  throw new CannotJudgeError({
    where: '--date',
    problem: `'${option}' is not a day`,
    fix: 'write it as 2027-06-30, or leave it out for today',
  });
}

function dayOfEpoch(seconds: string): string {
  if (/^\d+$/.test(seconds) && Number(seconds) <= LAST_SECOND) {
    const day = dayOf(new Date(Number(seconds) * 1000));
    if (isDay(day)) return day;
  }
  throw new CannotJudgeError({
    where: 'SOURCE_DATE_EPOCH',
    problem: `'${seconds}' is not a number of seconds since 1970 before the year 10000`,
    fix: 'unset it, or name the day with --date',
  });
}
