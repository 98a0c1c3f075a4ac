import { judgePrinciples } from '../../../lib/checks/principles/judge-principles';
import { describeResult } from '../../../lib/checks/principles/principle-finding';
import { Rule } from '../../../lib/checks/principles/rule';
import { AppTemplates } from '../../../lib/checks/template/app-templates';
import { resource, stackTemplate } from '../templates';

const RULE: Rule = {
  id: 'DIS-2-Sample',
  principle: 'DIS-2',
  severity: 'warning',
  requirement: 'There is a sample.',
  why: 'Samples are good.',
  fix: 'make one',
  judge: (app) => app.ofType('Sample').map((one) => ({ resource: one, verdict: 'compliant' })),
};

const CRASHING: Rule = {
  ...RULE,
  id: 'DIS-2-Crash',
  judge: () => {
    throw new Error('no such thing\nat line 1');
  },
};

const APP = new AppTemplates([stackTemplate({ One: resource('Sample', {}, 'Shop/One') })]);

describe('judging principles', () => {
  test('gives the rows of each rule, in the order of the rules', () => {
    const outcomes = judgePrinciples(APP, [RULE, { ...RULE, id: 'DIS-2-Other', judge: () => [] }]);
    expect(outcomes.map(({ rule, results }) => [rule.id, results.map(({ resource: { name } }) => name)])).toEqual([
      ['DIS-2-Sample', ['Shop/One']],
      ['DIS-2-Other', []],
    ]);
  });

  test('makes a rule that crashes a finding that fails, and goes on', () => {
    const [crash, next] = judgePrinciples(APP, [CRASHING, RULE]);
    expect(crash.rule.severity).toBe('error');
    expect(crash.results).toHaveLength(1);
    expect(crash.results[0]).toMatchObject({ verdict: 'unknown', resource: { name: 'Shop' } });
    expect(describeResult(crash.rule, crash.results[0])).toBe(
      'The rule crashed: no such thing. Nobody can tell before the deployment whether it is so: There is a sample. Samples are good.',
    );
    expect(next.results).toHaveLength(1);
  });

  test('does so in an app without stacks', () => {
    const [{ results }] = judgePrinciples(new AppTemplates([]), [CRASHING]);
    expect(results).toMatchObject([{ verdict: 'unknown', resource: { name: '' } }]);
  });
});
