import { judgePrinciples } from '../../../lib/checks/principles/judge-principles';
import { PRINCIPLE_CANARY, principleCanaryProblems } from '../../../lib/checks/principles/principle-canary';
import { RULES } from '../../../lib/checks/principles/rules';
import { AppTemplates } from '../../../lib/checks/template/app-templates';

const without = (id: string) => RULES.filter((rule) => rule.id !== id);
const blind = (id: string) => RULES.map((rule) => (rule.id === id ? { ...rule, judge: () => [] } : rule));

describe('the canary of the principles', () => {
  test('sings', () => {
    expect(principleCanaryProblems()).toEqual([]);
  });

  test.each([
    ['a rule is missing', without('DIS-3-UserData')],
    ['a rule sees nothing', blind('DIS-3-UserData')],
    [
      'a rule crashes',
      RULES.map((rule) =>
        rule.id === 'DIS-3-UserData'
          ? {
              ...rule,
              judge: () => {
                throw new Error('x');
              },
            }
          : rule,
      ),
    ],
  ])('falls silent when %s', (_, rules) => {
    expect(principleCanaryProblems(rules)).toEqual([
      "pack 'GoldenPath': does not report GoldenPath-DIS-3-UserData for a template that breaks it, so it is blind: " +
        'use another version of cdk-golden-path',
    ]);
  });

  test('is broken in many ways', () => {
    const outcomes = judgePrinciples(new AppTemplates([PRINCIPLE_CANARY]));
    const found = outcomes.filter(({ results }) => results.some(({ verdict }) => verdict === 'non-compliant'));
    expect(found.length).toBeGreaterThanOrEqual(15);
  });
});
