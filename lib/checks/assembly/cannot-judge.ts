/** What keeps an assembly from being judged, in the parts that every such message has. */
export interface Obstacle {
  /** The file or the pack. */
  readonly where: string;
  /** What is wrong with it. */
  readonly problem: string;
  /** What to do about it, as an order. */
  readonly fix: string;
}

/** One line for a person; the same words stand in the report and on the terminal. */
export function describeObstacle({ where, problem, fix }: Obstacle): string {
  return `${where}: ${problem}: ${fix}`;
}

/**
 * Nothing can be said of the assembly.
 *
 * A class of its own, because "could not judge" must never end like "nothing found": the command gives it another exit code.
 */
export class CannotJudgeError extends Error {
  constructor(obstacle: Obstacle) {
    super(describeObstacle(obstacle));
    this.name = 'CannotJudgeError';
  }
}
