/** A check of the whole app, which no single resource can keep or break. */
export const PUBLIC_BUDGET = {
  id: 'SEC-4-PublicBudget',
  principle: 'SEC-4',
  fix: 'take it off the internet, or raise `publicComponents` of GoldenPath.protect, which is a change that security reviews',
  describe: (found: number, budget: number): string =>
    `${found} ${found === 1 ? 'component' : 'components'} can be reached by anybody on the internet, and at most ${budget} may be.`,
} as const;
