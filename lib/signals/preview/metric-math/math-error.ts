/** Why an expression cannot be evaluated, and where in it. */
export class MathError extends Error {
  constructor(
    /** What is wrong. */
    public readonly reason: string,
    /** The index of the character that it is about. */
    public readonly position: number,
  ) {
    super(`${reason} (at character ${position + 1})`);
    this.name = 'MathError';
  }
}
