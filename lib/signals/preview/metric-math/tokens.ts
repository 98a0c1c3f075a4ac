import { MathError } from './math-error';

/** What an expression is written in. Ids begin with a lower-case letter, words such as functions with an upper-case one. */
export interface Token {
  readonly kind: 'number' | 'text' | 'id' | 'word' | 'mark' | 'end';
  readonly text: string;
  readonly position: number;
}

const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const TEXT = /'[^']*'|"[^"]*"/y;
const ID = /[a-z]\w*/y;
const WORD = /[A-Z]\w*/y;
const MARK = /==|!=|<=|>=|&&|\|\||[-+*/^<>()[\],]/y;
const BLANK = /\s+/y;

const KINDS: ReadonlyArray<readonly [Token['kind'], RegExp]> = [
  ['number', NUMBER],
  ['text', TEXT],
  ['id', ID],
  ['word', WORD],
  ['mark', MARK],
];

/** The parts of an expression, and an end behind the last of them. */
export function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  let position = lengthAt(BLANK, expression, 0);
  while (position < expression.length) {
    const token = tokenAt(expression, position);
    tokens.push(token);
    position += token.text.length;
    position += lengthAt(BLANK, expression, position);
  }
  return [...tokens, { kind: 'end', text: '', position }];
}

function tokenAt(expression: string, position: number): Token {
  for (const [kind, pattern] of KINDS) {
    const length = lengthAt(pattern, expression, position);
    if (length > 0) return { kind, text: expression.slice(position, position + length), position };
  }
  if (/['"]/.test(expression[position])) throw new MathError('the text is not closed by the same quote', position);
  throw new MathError(`\`${expression[position]}\` means nothing here`, position);
}

/** How long what fits the pattern is at a place; 0 if nothing does. */
function lengthAt(pattern: RegExp, text: string, position: number): number {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0].length ?? 0;
}
