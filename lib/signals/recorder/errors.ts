/** What went wrong in a run, in words for its log. */
export class RecorderError extends Error {
  constructor(message: string) {
    super(message);
    // Written out: the bundle shortens the names of classes.
    this.name = 'RecorderError';
  }
}
