import { Line } from '../graph/lines';

/** So many colours tell lines apart; after them they begin again. */
export const COLORS = 10;

/** A line with the colour that it has in all parts of a graph. */
export interface ColoredLine extends Line {
  /** For a style: a colour of the page's, or the one that the dashboard gives. */
  readonly paint: string;
}

export function colored(lines: readonly Line[]): ColoredLine[] {
  return lines.map((line, index) => ({ ...line, paint: line.color ?? `var(--series-${index % COLORS})` }));
}
