/** List prices of us-east-1 in USD, from memory. */
export const PRICES_AS_OF = 'November 2026';

interface Item {
  readonly what: string;
  /** USD an hour. */
  readonly hourly: number;
  /** How many at a time, on average over the run. */
  readonly count: number;
  /** How many are left with --keep. */
  readonly kept: number;
}

const HOURS_A_MONTH = 730;

const ITEMS: Item[] = [
  { what: 'load balancer', hourly: 0.0225, count: 1, kept: 1 },
  { what: 'interface endpoints, four in two zones', hourly: 0.01, count: 8, kept: 8 },
  { what: 'servers (t4g.small)', hourly: 0.0168, count: 4, kept: 2 },
  { what: 'their volumes (8 GB of gp3)', hourly: (8 * 0.08) / HOURS_A_MONTH, count: 4, kept: 2 },
  { what: 'alarms', hourly: 0.1 / HOURS_A_MONTH, count: 30, kept: 20 },
  { what: 'metrics of servers and groups', hourly: 0.3 / HOURS_A_MONTH, count: 60, kept: 40 },
  { what: 'key', hourly: 1 / HOURS_A_MONTH, count: 1, kept: 1 },
];

/** Paid for once, however long it takes: steps of the state machine, log lines, the snapshot of the image. */
const ONCE = 0.15;

/** What the run costs. */
export function costOf(minutes: number): number {
  return ITEMS.reduce((sum, { hourly, count }) => sum + (hourly * count * minutes) / 60, ONCE);
}

/** What a day costs with everything left in place. */
export function dailyCost(): number {
  return ITEMS.reduce((sum, { hourly, kept }) => sum + hourly * kept * 24, 0);
}
