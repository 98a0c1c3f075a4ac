/** One run of the gate's function. */
export class Invocation {
  /** A dead function makes no more calls, and hears of none. */
  public dead = false;
  private whenKilled?: () => void;

  /**
   * @param startedAt when it began.
   * @param deadline when its time is over.
   * @param retrySeconds the longest pause until it is run again if it fails.
   */
  constructor(
    public readonly startedAt: number,
    public readonly deadline: number,
    public readonly retrySeconds: number,
  ) {}

  public onKill(action: () => void): void {
    this.whenKilled = action;
  }

  public kill(): void {
    if (this.dead) return;
    this.dead = true;
    this.whenKilled?.();
  }
}
