const UNITS: ReadonlyArray<readonly [string, number]> = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
];

/** `3 d`, `6 h`, `30 min` or `10 s`: the largest unit that leaves a whole number. */
export function durationText(seconds: number): string {
  const [unit, size] = UNITS.find(([, length]) => seconds > 0 && seconds % length === 0) ?? ['s', 1];
  return `${seconds / size} ${unit}`;
}
