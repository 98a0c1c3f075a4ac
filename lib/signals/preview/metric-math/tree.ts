/** An expression as it was understood. Each part knows the index of the character where it stands. */
export type Tree =
  | { readonly kind: 'number'; readonly value: number; readonly position: number }
  | { readonly kind: 'text'; readonly text: string; readonly position: number }
  | { readonly kind: 'id'; readonly id: string; readonly position: number }
  /** A choice among the arguments of a function, such as DESC. */
  | { readonly kind: 'word'; readonly word: string; readonly position: number }
  | { readonly kind: 'list'; readonly items: readonly Tree[]; readonly position: number }
  | { readonly kind: 'minus'; readonly operand: Tree; readonly position: number }
  | {
      readonly kind: 'operation';
      readonly operator: Operator;
      readonly left: Tree;
      readonly right: Tree;
      readonly position: number;
    }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Tree[]; readonly position: number };

export type Operator = '+' | '-' | '*' | '/' | '^' | '==' | '!=' | '<' | '>' | '<=' | '>=' | 'AND' | 'OR';

/** The parts that a part is made of. */
export function partsOf(tree: Tree): readonly Tree[] {
  switch (tree.kind) {
    case 'list':
      return tree.items;
    case 'minus':
      return [tree.operand];
    case 'operation':
      return [tree.left, tree.right];
    case 'call':
      return tree.args;
    default:
      return [];
  }
}
