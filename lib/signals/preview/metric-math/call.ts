import { MathError } from './math-error';
import { MathInput, MathValue, nameOfKind, TimeSeries } from './values';

/** A choice among the arguments of a function, such as DESC. */
export interface Word {
  readonly kind: 'word';
  readonly word: string;
}

export type Argument = MathValue | Word;

/** What a function makes of its arguments. */
export type MathFunction = (call: Call) => MathValue;

/** Functions by their names. */
export interface MathFunctions {
  readonly [name: string]: MathFunction;
}

/** A function that is called, with its arguments. Whoever takes an argument says what it must be. */
export class Call {
  constructor(
    public readonly name: string,
    public readonly args: readonly Argument[],
    public readonly input: MathInput,
    private readonly position: number,
  ) {}

  /** Fails unless there are so many arguments. */
  public takes(least: number, most = least): void {
    if (this.args.length >= least && this.args.length <= most) return;
    const range = least === most ? `${least}` : `${least} to ${most}`;
    this.fail(`takes ${range} argument${range === '1' ? '' : 's'}, not ${this.args.length}`);
  }

  public number(index: number): number {
    const argument = this.args[index];
    return argument.kind === 'number' ? argument.value : this.refuse(index, 'a number');
  }

  public series(index: number): TimeSeries {
    const argument = this.args[index];
    return argument.kind === 'series' ? argument.series : this.refuse(index, 'a time series');
  }

  public list(index: number): TimeSeries[] {
    const argument = this.args[index];
    return argument.kind === 'list' ? argument.list : this.refuse(index, 'a list of time series');
  }

  public text(index: number): string {
    const argument = this.args[index];
    return argument.kind === 'text' ? argument.text : this.refuse(index, 'a text');
  }

  /** One of some words. */
  public word(index: number, words: readonly string[]): string {
    const argument = this.args[index];
    return argument.kind === 'word' && words.includes(argument.word)
      ? argument.word
      : this.refuse(index, `one of ${words.join(', ')}`);
  }

  /** What is done to a series is done to each of a list. */
  public each(change: (series: TimeSeries) => TimeSeries): MathValue {
    const [argument] = this.args;
    if (argument.kind === 'series') return { kind: 'series', series: change(argument.series) };
    if (argument.kind === 'list') return { kind: 'list', list: argument.list.map(change) };
    return this.refuse(0, 'a time series or a list of them');
  }

  /** An argument is not what it must be. */
  public refuse(index: number, wanted: string): never {
    const argument = this.args[index];
    const found = argument.kind === 'word' ? `\`${argument.word}\`` : nameOfKind(argument);
    const ordinal = ['first', 'second', 'third', 'fourth'][index];
    return this.fail(`takes ${wanted} as its ${ordinal} argument, not ${found}`);
  }

  public fail(reason: string): never {
    throw new MathError(`${this.name} ${reason}`, this.position);
  }
}
