import { RecorderError } from './errors';
import { RECORDING_DELAY_MINUTES } from './recorded';

/** What EventBridge sends each minute, as far as it matters. */
export interface ScheduleEvent {
  readonly time: string;
}

export const MINUTE_MILLIS = 60_000;

/**
 * The beginning of the minute to look at.
 *
 * By the event and not by the clock: an event that comes again, or late, is about the same minute.
 */
export function minuteOf({ time }: ScheduleEvent): Date {
  const at = Date.parse(time);
  if (Number.isNaN(at)) throw new RecorderError(`the event must have a time, got ${JSON.stringify(time)}`);
  return new Date((Math.floor(at / MINUTE_MILLIS) - RECORDING_DELAY_MINUTES) * MINUTE_MILLIS);
}
