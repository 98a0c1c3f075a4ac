import { Argument, Call } from './call';
import { FUNCTIONS } from './functions/functions';
import { MathError } from './math-error';
import { negate, operate } from './operators';
import { parse } from './parser';
import { partsOf, Tree } from './tree';
import { MathInput, MathValue, nameOfKind, numeric } from './values';

/**
 * The value of an expression.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function evaluate(expression: string, input: MathInput): MathValue {
  return valueOf(parse(expression), input);
}

/** The ids that an expression refers to, each once, in their order. */
export function referencesOf(expression: string): string[] {
  return [...new Set(idsIn(parse(expression)))];
}

function idsIn(tree: Tree): string[] {
  return tree.kind === 'id' ? [tree.id] : partsOf(tree).flatMap(idsIn);
}

function valueOf(tree: Tree, input: MathInput): MathValue {
  switch (tree.kind) {
    case 'number':
      return numeric(tree.value);
    case 'text':
      return { kind: 'text', text: tree.text };
    case 'id':
      return variableOf(tree.id, tree.position, input);
    case 'word':
      throw new MathError(`\`${tree.word}\` is no value: ids begin with a lower-case letter`, tree.position);
    case 'list':
      return listOf(tree.items, input);
    case 'minus':
      return negate(valueOf(tree.operand, input), tree.position);
    case 'operation':
      return operate({ ...tree, left: valueOf(tree.left, input), right: valueOf(tree.right, input) }, input.missing);
    case 'call':
      return call(tree, input);
  }
}

function variableOf(id: string, position: number, { variables }: MathInput): MathValue {
  if (!Object.prototype.hasOwnProperty.call(variables, id))
    throw new MathError(`nothing has the id \`${id}\``, position);
  return variables[id];
}

/** Lists in a list are laid out flat, as in `[METRICS('4xx'), METRICS('5xx')]`. */
function listOf(items: readonly Tree[], input: MathInput): MathValue {
  const list = items.flatMap((item) => {
    const value = valueOf(item, input);
    if (value.kind === 'series') return [value.series];
    if (value.kind === 'list') return value.list;
    throw new MathError(`a list is made of time series, not of ${nameOfKind(value)}`, item.position);
  });
  return { kind: 'list', list };
}

function call({ name, args, position }: Extract<Tree, { kind: 'call' }>, input: MathInput): MathValue {
  if (!Object.prototype.hasOwnProperty.call(FUNCTIONS, name)) {
    throw new MathError(`there is no function ${name}`, position);
  }
  const values = args.map((tree): Argument => (tree.kind === 'word' ? tree : valueOf(tree, input)));
  return FUNCTIONS[name](new Call(name, values, input, position));
}
