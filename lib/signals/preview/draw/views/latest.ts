import { shortNumber } from '../../graph/format';
import { Line } from '../../graph/lines';

/** The value that a view shows that has no time axis: the last one. */
export function latestOf({ values }: Pick<Line, 'values'>): number | undefined {
  return [...values.values()].pop();
}

export function textOfLatest(line: Pick<Line, 'values'>): string {
  const latest = latestOf(line);
  return latest === undefined ? '--' : shortNumber(latest);
}
