/** Something that will happen. */
export interface Timer {
  cancel(): void;
}

interface Entry {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
  cancelled: boolean;
}

/**
 * Virtual time. Nothing waits: the clock jumps from one event to the next, in an order that is the same in every run.
 *
 * Between two events it lets all the promises settle that the first one made.
 */
export class Clock {
  private readonly listeners: Array<() => void> = [];
  private queue: Entry[] = [];
  private made = 0;
  private failure: { readonly error: unknown } | undefined;

  /** @param now milliseconds since 1970 at the start. */
  constructor(public now: number) {}

  /** Lets something happen later; what is due at the same moment happens in the order it was asked for. */
  public after(milliseconds: number, run: () => void): Timer {
    const entry: Entry = { at: this.now + Math.max(0, milliseconds), order: this.made++, run, cancelled: false };
    this.push(entry);
    return { cancel: () => (entry.cancelled = true) };
  }

  public sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.after(milliseconds, resolve));
  }

  /** Starts something that goes on by itself; an error of it ends the run. */
  public start(work: () => Promise<void>): void {
    this.after(0, () => {
      work().catch((error) => (this.failure = { error }));
    });
  }

  /** Calls back after every step. */
  public afterEach(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Lets time pass until a moment, or until something holds. */
  public async run(until: number, enough: () => boolean = () => false): Promise<void> {
    while (!enough()) {
      let next = this.pop(until);
      if (!next) {
        this.now = Math.max(this.now, until);
        return;
      }
      this.now = next.at;
      // What is due at one moment, such as the answers to ten calls made at once, is one step.
      for (; next; next = this.pop(this.now)) next.run();
      await settled();
      if (this.failure) throw this.failure.error;
      for (const listener of this.listeners) listener();
    }
  }

  private push(entry: Entry): void {
    // The queue is sorted, the next event last; most new events are close.
    let place = this.queue.length;
    while (place > 0 && this.queue[place - 1].at <= entry.at) place--;
    this.queue.splice(place, 0, entry);
  }

  private pop(until: number): Entry | undefined {
    for (;;) {
      const next = this.queue[this.queue.length - 1];
      if (next === undefined || next.at > until) return undefined;
      this.queue.pop();
      if (!next.cancelled) return next;
    }
  }
}

/** All promises that can settle have settled by then. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
