/** Something that takes room in a column, and where its middle should be. */
export interface Wish {
  readonly height: number;
  readonly middle: number;
}

/**
 * The middles of things in a column, in their order, none nearer to the next than the gap, and all together as near as possible to
 * where they should be. (Those that would collide become a block, which stands where its members want it on average: the
 * pool-adjacent-violators algorithm.)
 */
export function spread(wishes: readonly Wish[], gap: number): number[] {
  const offsets = offsetsOf(wishes, gap);
  const blocks: Array<{ sum: number; count: number }> = [];
  wishes.forEach(({ middle }, index) => {
    let block = { sum: middle - offsets[index], count: 1 };
    for (let last = blocks[blocks.length - 1]; last !== undefined && mean(last) >= mean(block);) {
      block = { sum: last.sum + block.sum, count: last.count + block.count };
      blocks.pop();
      last = blocks[blocks.length - 1];
    }
    blocks.push(block);
  });
  return blocks
    .flatMap((block) => Array<number>(block.count).fill(mean(block)))
    .map((at, index) => at + offsets[index]);
}

/** How far each must at least be below the first. */
function offsetsOf(wishes: readonly Wish[], gap: number): number[] {
  let offset = 0;
  return wishes.map(({ height }, index) => {
    if (index > 0) offset += (wishes[index - 1].height + height) / 2 + gap;
    return offset;
  });
}

function mean({ sum, count }: { readonly sum: number; readonly count: number }): number {
  return sum / count;
}
