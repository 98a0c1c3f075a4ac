import * as fc from 'fast-check';
import { budgetProblems, spentShare } from '../../../lib/rollout/gate/decide/budget';
import { budgetOrder } from './requests';

const DAY = 24 * 3600;

const budget = (goalPercent: number, windowSeconds = 30 * DAY) => budgetOrder({ goalPercent, windowSeconds });

describe('the share of an error budget that is spent', () => {
  test.each([
    [99.9, 1_000_000, 0, 0],
    [99.9, 1_000_000, 250, 0.25],
    [99.9, 1_000_000, 1_000, 1],
    [99.9, 1_000_000, 1_320, 1.32],
    [99.9, 1_000, 1, 1],
    [99.3, 1_000, 7, 1],
    [99.93, 10_000, 7, 1],
    [99.99, 10_000, 1, 1],
    [99.999, 100_000, 1, 1],
    [95, 200, 5, 0.5],
    [0, 10, 10, 1],
    [99.9, 0, 0, 0],
    [100, 1_000, 0, 0],
    [100, 1_000, 1, Infinity],
  ])('with a goal of %s %%, %s requests and %s misses is %s', (goal, requests, missed, share) => {
    expect(spentShare(budget(goal), { requests, missed })).toBe(share);
  });
});

/** Goals with three decimals, as whole thousandths of a percent, and figures of a window. */
const goals = fc.integer({ min: 50_000, max: 99_999 });
const figures = fc
  .tuple(fc.nat(1_000_000_000), fc.nat(1_000_000))
  .map(([requests, share]) => ({ requests, missed: Math.round(requests * (share / 1_000_000) ** 8) }));

/** Figures close to where the budget ends, one request more or less. */
const edges = fc.tuple(goals, fc.integer({ min: 1, max: 1_000_000_000 }), fc.constantFrom(-1, 0, 1));

function always<T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void): void {
  fc.assert(
    fc.property(arbitrary, (value) => check(value)),
    { seed: 5, numRuns: 2_000 },
  );
}

/** By whole numbers, which have no dust: missed / requests >= (100000 - goal) / 100000. */
function isSpent(goal: number, requests: number, missed: number): boolean {
  return missed > 0 && BigInt(missed) * 100_000n >= BigInt(100_000 - goal) * BigInt(requests);
}

/** Whether a release is kept back, by a goal in thousandths of a percent. */
function isKept(goal: number, requests: number, missed: number): boolean {
  return budgetProblems(budget(goal / 1000), { requests, missed }).length > 0;
}

describe('whatever the goal and the figures', () => {
  test('a release is kept back exactly if all of the budget is spent', () => {
    always(fc.tuple(goals, figures), ([goal, { requests, missed }]) => {
      expect(isKept(goal, requests, missed)).toBe(isSpent(goal, requests, missed));
    });
    let spent = 0;
    always(edges, ([goal, requests, more]) => {
      const missed = Math.min(requests, Math.max(0, Math.round((requests * (100_000 - goal)) / 100_000) + more));
      if (isKept(goal, requests, missed)) spent++;
      expect(isKept(goal, requests, missed)).toBe(isSpent(goal, requests, missed));
    });
    // Both sides of the edge were met.
    expect(spent).toBeGreaterThan(500);
    expect(spent).toBeLessThan(1_500);
  });

  test('one more miss lets none start, and one more good request keeps none back', () => {
    always(fc.tuple(goals, figures), ([goal, { requests, missed }]) => {
      if (isKept(goal, requests, missed)) expect(isKept(goal, requests + 1, missed + 1)).toBe(true);
      else expect(isKept(goal, requests + 1, missed)).toBe(false);
    });
  });

  test('what a goal keeps back, a stricter one does, too', () => {
    let between = 0;
    always(fc.tuple(goals, goals, figures), ([one, other, { requests, missed }]) => {
      const [looser, stricter] = [Math.min(one, other), Math.max(one, other)];
      if (isKept(looser, requests, missed)) expect(isKept(stricter, requests, missed)).toBe(true);
      else if (isKept(stricter, requests, missed)) between++;
    });
    // Figures were met that tell two goals apart.
    expect(between).toBeGreaterThan(100);
  });

  test('who got no request starts, and so does who missed nothing', () => {
    always(fc.tuple(fc.integer({ min: 0, max: 100_000 }), fc.nat()), ([goal, requests]) => {
      expect(budgetProblems(budget(goal / 1000), { requests: 0, missed: 0 })).toEqual([]);
      expect(budgetProblems(budget(goal / 1000), { requests, missed: 0 })).toEqual([]);
    });
  });

  test('people are told in one short sentence of figures that do not contradict it', () => {
    const met = fc.tuple(goals, figures).filter(([goal, { requests, missed }]) => isSpent(goal, requests, missed));
    always(met, ([goal, view]) => {
      const [problem] = budgetProblems(budget(goal / 1000), view);
      const sentence = / ([\d.]+) % of requests missed the objective, and ([\d.]+) % allows ([\d.]+) %\./;
      const [, share, of, allowed] = sentence.exec(problem) ?? [];
      expect(Number(of)).toBe(goal / 1000);
      expect(Number(allowed)).toBe((100_000 - goal) / 1000);
      expect(Number(share)).toBeGreaterThanOrEqual(Number(allowed));
      expect(Number(share)).toBeCloseTo((100 * view.missed) / view.requests, 0);
      expect(problem.length).toBeLessThan(250);
    });
  });
});

describe('people are told', () => {
  test.each([
    [30 * DAY, '30 days'],
    [DAY, 'day'],
    [36 * 3600, '36 hours'],
    [3600, 'hour'],
    [5400, '1.5 hours'],
  ])('of a window of %s s as %s', (seconds, words) => {
    expect(budgetProblems(budget(99, seconds), { requests: 3, missed: 1 })).toEqual([
      `The error budget of availability is spent: in the last ${words} 33.3 % of requests missed the objective, and 99 % allows 1 %. Until it has recovered only a release marked as a fix may start ("fix" in its manifest).`,
    ]);
  });

  test('no less than what is allowed, even rounded', () => {
    // 0.10041 % is spent, and rounds to 0.1 %.
    const [problem] = budgetProblems(budget(99.8996), { requests: 10_000_000, missed: 10_041 });
    expect(problem).toContain('0.1004 % of requests missed the objective, and 99.8996 % allows 0.1004 %.');
  });
});
