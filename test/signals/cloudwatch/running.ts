/** Numbers one after the other, of which any run can be summed in the same time, however long it is. */
export class RunningSums {
  private readonly high: Float64Array;
  /** What rounding took away. Without it, sums of long series leave dust, and 0.3 is more than 0.3. */
  private readonly low: Float64Array;

  constructor(values: ArrayLike<number>) {
    this.high = new Float64Array(values.length + 1);
    this.low = new Float64Array(values.length + 1);
    for (let index = 0; index < values.length; index++) {
      const [before, value] = [this.high[index], values[index]];
      const sum = before + value;
      const part = sum - before;
      this.high[index + 1] = sum;
      this.low[index + 1] = this.low[index] + (before - (sum - part)) + (value - part);
    }
  }

  /** The sum of the numbers from one index up to, but without, another one. */
  public between(from: number, to: number): number {
    return this.high[to] - this.high[from] + (this.low[to] - this.low[from]);
  }
}

/** Numbers one after the other, of which the best of any run is soon found. */
export class RunningBest {
  private readonly tree: Float64Array;

  /** `better` takes two numbers and gives one of them; `none` is worse than any. */
  constructor(
    private readonly values: ArrayLike<number>,
    private readonly better: (one: number, other: number) => number,
    private readonly none: number,
  ) {
    const size = values.length;
    this.tree = new Float64Array(2 * size).fill(none);
    this.tree.set(values, size);
    for (let node = size - 1; node > 0; node--) this.tree[node] = better(this.tree[2 * node], this.tree[2 * node + 1]);
  }

  public between(from: number, to: number): number {
    let best = this.none;
    let [left, right] = [from + this.values.length, to + this.values.length];
    for (; left < right; left >>= 1, right >>= 1) {
      if (left & 1) best = this.better(best, this.tree[left++]);
      if (right & 1) best = this.better(best, this.tree[--right]);
    }
    return best;
  }
}
