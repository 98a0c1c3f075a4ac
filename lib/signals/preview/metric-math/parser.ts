import { MathError } from './math-error';
import { Token, tokensOf } from './tokens';
import { Operator, Tree } from './tree';

/** The operators between two operands, from those that bind weakest to those that bind strongest. */
const LEVELS: ReadonlyArray<{ readonly [sign: string]: Operator }> = [
  { OR: 'OR', '||': 'OR' },
  { AND: 'AND', '&&': 'AND' },
  { '==': '==', '!=': '!=', '<': '<', '>': '>', '<=': '<=', '>=': '>=' },
  { '+': '+', '-': '-' },
  { '*': '*', '/': '/' },
];

/** Understands an expression. */
export function parse(expression: string): Tree {
  return new Parser(tokensOf(expression)).parse();
}

class Parser {
  private index = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  public parse(): Tree {
    const tree = this.level(0);
    if (this.next.kind !== 'end') this.fail(`\`${this.next.text}\` was not expected`);
    return tree;
  }

  private get next(): Token {
    return this.tokens[this.index];
  }

  /** Operators of one level take what is left of them first: 1 - 2 - 3 is (1 - 2) - 3. */
  private level(number: number): Tree {
    if (number === LEVELS.length) return this.signed();
    let left = this.level(number + 1);
    for (;;) {
      const { kind, text, position } = this.next;
      const operator = kind === 'mark' || kind === 'word' ? LEVELS[number][text] : undefined;
      if (operator === undefined) return left;
      this.index++;
      left = { kind: 'operation', operator, left, right: this.level(number + 1), position };
    }
  }

  /** As on paper: -2 ^ 2 is -4. */
  private signed(): Tree {
    const { position } = this.next;
    if (this.skip('-')) return { kind: 'minus', operand: this.signed(), position };
    return this.power();
  }

  private power(): Tree {
    const left = this.operand();
    const { position } = this.next;
    if (!this.skip('^')) return left;
    return { kind: 'operation', operator: '^', left, right: this.signed(), position };
  }

  private operand(): Tree {
    const { kind, text, position } = this.next;
    switch (kind) {
      case 'number':
        this.index++;
        return { kind: 'number', value: Number(text), position };
      case 'text':
        this.index++;
        return { kind: 'text', text: text.slice(1, -1), position };
      case 'id':
        return this.id();
      case 'word':
        return this.word();
      default:
        return this.group();
    }
  }

  private id(): Tree {
    const { text, position } = this.take();
    if (this.next.text === '(') {
      const name = text.toUpperCase();
      throw new MathError(`\`${text}\` is no function: functions are in upper case, such as ${name}`, position);
    }
    return { kind: 'id', id: text, position };
  }

  private word(): Tree {
    const { text, position } = this.take();
    if (!this.skip('(')) return { kind: 'word', word: text, position };
    return { kind: 'call', name: text, args: this.items(')'), position };
  }

  private group(): Tree {
    const { position } = this.next;
    if (this.skip('[')) return { kind: 'list', items: this.items(']'), position };
    if (!this.skip('(')) return this.fail(`${this.found()} stands where a value was expected`);
    const tree = this.level(0);
    this.expect(')');
    return tree;
  }

  /** What stands between commas, until it is closed. */
  private items(close: string): Tree[] {
    const items: Tree[] = [];
    if (this.skip(close)) return items;
    do items.push(this.level(0));
    while (this.skip(','));
    this.expect(close);
    return items;
  }

  private take(): Token {
    return this.tokens[this.index++];
  }

  private skip(mark: string): boolean {
    if (this.next.kind !== 'mark' || this.next.text !== mark) return false;
    this.index++;
    return true;
  }

  private expect(mark: string): void {
    if (!this.skip(mark)) this.fail(`${this.found()} stands where \`${mark}\` was expected`);
  }

  private found(): string {
    return this.next.kind === 'end' ? 'the end' : `\`${this.next.text}\``;
  }

  private fail(reason: string): never {
    throw new MathError(reason, this.next.position);
  }
}
