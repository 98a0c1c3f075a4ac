/**
 * Families that have disks of their own: with a `d` behind the generation, those for storage, and some with accelerators.
 *
 * As remembered from the guide to instance types, November 2026. One that is newer than this list is not found.
 */
const WITH_DISKS: readonly RegExp[] = [
  /^[a-z]+\d+[a-z]*d[a-z]*$/,
  /^(i\d+|im\d+|is\d+|d\d+|h1|hi1|hs1|x1|f1|f2|g2|g5|g6|gr6|p5|p6|trn1|trn2|dl1|m1|m2|m3|c1|c3|r3|cr1|cc2)(?!\d)/,
];

/** The same letters, without disks. */
const WITHOUT_DISKS = /^g5g$/;

/** Whether servers of a type, as `m7gd.large`, come with a disk that is lost with them. */
export function hasLocalStorage(instanceType: string): boolean {
  const [family] = instanceType.toLowerCase().split('.');
  return !WITHOUT_DISKS.test(family) && WITH_DISKS.some((pattern) => pattern.test(family));
}
