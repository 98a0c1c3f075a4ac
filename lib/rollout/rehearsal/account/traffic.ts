interface Stretch {
  readonly from: number;
  /** Requests until then. */
  readonly before: number;
  readonly perMillisecond: number;
}

/** How many requests each target group got, at any time in the past. */
export class Traffic {
  private readonly stretches = new Map<string, Stretch[]>();

  /** From now on a target group gets so many requests a minute. */
  public setRate(targetGroupArn: string, now: number, perMinute: number): void {
    const stretches = this.stretches.get(targetGroupArn) ?? [];
    this.stretches.set(targetGroupArn, stretches);
    const last = stretches[stretches.length - 1];
    const perMillisecond = perMinute / 60_000;
    if (last?.perMillisecond === perMillisecond) return;
    stretches.push({ from: now, before: this.total(targetGroupArn, now), perMillisecond });
  }

  /** Whole requests between two moments. */
  public count(targetGroupArn: string, from: number, to: number): number {
    if (to <= from) return 0;
    return Math.floor(this.total(targetGroupArn, to)) - Math.floor(this.total(targetGroupArn, from));
  }

  /** Requests until a moment, with a fraction. */
  public total(targetGroupArn: string, at: number): number {
    const stretches = this.stretches.get(targetGroupArn) ?? [];
    for (let index = stretches.length - 1; index >= 0; index--) {
      const { from, before, perMillisecond } = stretches[index];
      if (from <= at) return before + (at - from) * perMillisecond;
    }
    return 0;
  }

  public targetGroups(): string[] {
    return [...this.stretches.keys()];
  }
}
