/** Whether a text is a day that there is, as `2027-06-30`. Such texts sort like the days. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  // JavaScript reads the 30th of February as a day in March.
  return !Number.isNaN(time) && dayOf(new Date(time)) === text;
}

/** The day of a time, in UTC: the same wherever the command runs. */
export function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/** The same day some years later; of the 29th of February a text that sorts as if it were there. */
export function yearsLater(day: string, years: number): string {
  return `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
}
