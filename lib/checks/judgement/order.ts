/**
 * Sorted by code unit, not by locale, and at last by all that the row says: the order is the same on every machine.
 *
 * Equal rows become one: a pack that was registered twice says everything twice.
 */
export function distinctSorted<T>(rows: readonly T[], fields: readonly (keyof T)[]): T[] {
  const keyed = rows.map((row) => ({ row, key: [...fields.map((field) => String(row[field])), JSON.stringify(row)] }));
  const ordered = keyed.sort((a, b) => compare(a.key, b.key));
  return ordered.filter(({ key }, index) => compare(key, ordered[index - 1]?.key ?? []) !== 0).map(({ row }) => row);
}

function compare(a: readonly string[], b: readonly string[]): number {
  const index = a.findIndex((part, i) => part !== b[i]);
  if (index === -1) return 0;
  return b[index] === undefined || a[index] > b[index] ? 1 : -1;
}
