/** Yes, no, or: the template does not tell. */
export type Answer = 'yes' | 'no' | 'unknown';

/** Something that must be open for anybody to come through: an address, a security group, a route. */
export interface Door {
  readonly isOpen: Answer;
  /** What decides it: property and value. */
  readonly why: string;
}

const OPENNESS: readonly Answer[] = ['no', 'unknown', 'yes'];

/** Of several doors side by side, the widest open one counts. */
export function widest<T extends Door>(doors: readonly [T, ...T[]]): T {
  return doors.reduce((best, door) => (rank(door) > rank(best) ? door : best));
}

/** Of several doors one behind the other, the least open one counts. */
export function narrowest<T extends Door>(doors: readonly [T, ...T[]]): T {
  return doors.reduce((best, door) => (rank(door) < rank(best) ? door : best));
}

function rank({ isOpen }: Door): number {
  return OPENNESS.indexOf(isOpen);
}
