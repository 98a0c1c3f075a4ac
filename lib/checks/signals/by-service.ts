import { MissingSignal, SignalRow } from './signal-table';

/** What is known of the signals of one service in one stack. */
export interface ServiceSignals {
  readonly stack: string;
  readonly service: string;
  readonly rows: readonly SignalRow[];
  readonly missing: readonly MissingSignal[];
}

/** The table in parts, one for each service, sorted. */
export function byService(rows: readonly SignalRow[], missing: readonly MissingSignal[]): ServiceSignals[] {
  const keys = new Set([...rows, ...missing].map(keyOf));
  return [...keys].sort().map((key) => {
    const parts = [rows.filter((row) => keyOf(row) === key), missing.filter((row) => keyOf(row) === key)] as const;
    const [{ stack, service }] = [...parts[0], ...parts[1]];
    return { stack, service, rows: parts[0], missing: parts[1] };
  });
}

function keyOf({ stack, service }: Pick<SignalRow, 'stack' | 'service'>): string {
  return JSON.stringify([stack, service]);
}
