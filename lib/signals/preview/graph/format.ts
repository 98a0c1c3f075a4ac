const UNITS: ReadonlyArray<readonly [least: number, sign: string]> = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e4, 'k'],
];

/** A number as people read it: the digits that matter, and a sign for thousands from ten of them on. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  const [unit, sign] = UNITS.find(([least]) => size >= least) ?? [1, ''];
  const scaled = value / (sign === 'k' ? 1000 : unit);
  if (scaled === 0) return '0';
  if (size < 1e-4) return value.toExponential(1);
  if (size < 1) return String(Number(scaled.toPrecision(3)));
  // Almost all is never shown as all: an objective may lie between the two.
  if (value > 99 && value < 100) return String(Number(value.toFixed(value > 99.994 ? 5 : 2)));
  return `${Number(scaled.toFixed(Math.abs(scaled) >= 1000 ? 0 : 2))}${sign}`;
}

/** The ticks of one axis, all with as many decimals as the steps between them need. */
export function tickNames(ticks: readonly number[]): string[] {
  const largest = Math.max(...ticks.map(Math.abs), 0);
  const [, sign] = UNITS.find(([least]) => largest >= least) ?? [1, ''];
  const unit = { T: 1e12, G: 1e9, M: 1e6, k: 1e3 }[sign] ?? 1;
  const scaled = ticks.map((tick) => Number((tick / unit).toPrecision(9)));
  const decimals = Math.max(0, ...scaled.map((tick) => (String(tick).split('.')[1] ?? '').length));
  return scaled.map((tick) => (tick === 0 ? '0' : `${tick.toFixed(Math.min(decimals, 6))}${sign}`));
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12:05`, in UTC. */
export function clock(seconds: number): string {
  const date = new Date(seconds * 1000);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** `Dec 31`, in UTC. */
export function day(seconds: number): string {
  const date = new Date(seconds * 1000);
  return `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}`;
}

/** `2025-12-31 12:05`, in UTC. */
export function dateAndTime(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 10)} ${clock(seconds)}`;
}

/** `3 hours`, `30 days`, `90 minutes`. */
export function span(seconds: number): string {
  const units: ReadonlyArray<readonly [seconds: number, name: string]> = [
    [86_400, 'day'],
    [3600, 'hour'],
    [60, 'minute'],
    [1, 'second'],
  ];
  const [unit, name] = units.find(([length]) => seconds >= length && Number.isInteger(seconds / length)) ?? [
    1,
    'second',
  ];
  return `${seconds / unit} ${name}${seconds === unit ? '' : 's'}`;
}
