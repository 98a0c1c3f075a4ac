import { Alarm, AlarmBook } from './reading/alarms';
import { PreviewStack } from './reading/stacks';

/** The alarms that one dashboard shows, each once, in the order in which they come up. */
export class AlarmRegister {
  private readonly shown = new Map<string, Alarm>();

  constructor(
    private readonly book: AlarmBook,
    private readonly stack: PreviewStack,
  ) {}

  public find(reference: string): Alarm | undefined {
    const alarm = this.book.find(reference, this.stack);
    if (alarm !== undefined) this.shown.set(keyOf(alarm), alarm);
    return alarm;
  }

  public anchorOf(alarm: Alarm): string {
    return `alarm-${[...this.shown.keys()].indexOf(keyOf(alarm)) + 1}`;
  }

  public all(): Alarm[] {
    return [...this.shown.values()];
  }
}

/** Alarms of two stacks may be called the same. */
function keyOf({ name, condition, description }: Alarm): string {
  return JSON.stringify([name, condition, description]);
}
