import * as fc from 'fast-check';
import { CannotJudgeError } from '../../../../lib/checks/assembly/cannot-judge';
import { compareWithBaseline } from '../../../../lib/checks/report/formats/baseline';
import { renderJson } from '../../../../lib/checks/report/report-formats';
import { Finding, Report } from '../../../../lib/checks/report/report-model';
import { verdictOf } from '../../../../lib/checks/report/verdict';
import { findingOf, reportOf } from '../model-samples';

/** An earlier report as its file holds it. */
function written(report: Report): unknown {
  return JSON.parse(JSON.stringify(report));
}

function compare(now: readonly Finding[], before: readonly Finding[]): Report {
  return compareWithBaseline(reportOf({ findings: now }), written(reportOf({ findings: before })));
}

const A = findingOf({ construct: 'Shop/A' });
const B = findingOf({ construct: 'Shop/B' });
const C = findingOf({ construct: 'Shop/C', description: 'Gone.' });

test('findings are new or unchanged, and those that are gone are fixed', () => {
  const { findings, baseline } = compare([A, B], [B, C]);
  expect(findings.map(({ construct, status }) => [construct, status])).toEqual([
    ['Shop/A', 'new'],
    ['Shop/B', 'unchanged'],
  ]);
  expect(baseline).toEqual({
    new: 1,
    unchanged: 1,
    fixed: [{ pack: 'AwsSolutions', rule: 'AwsSolutions-SNS3', construct: 'Shop/C', description: 'Gone.' }],
  });
});

test.each([
  ['description', { description: 'In other words.' }, 'unchanged'],
  // A note that has become an error is news.
  ['severity', { severity: 'warning' }, 'new'],
  ['line', { location: { file: 'lib/shop.ts', line: 9 } }, 'unchanged'],
  ['stack', { stack: 'other' }, 'unchanged'],
  ['pack', { pack: 'Own' }, 'new'],
  ['rule', { rule: 'AwsSolutions-SNS3[x]' }, 'new'],
  ['construct', { construct: 'Shop/Other' }, 'new'],
] as const)('a finding that differs in its %s is %j against it: %s', (_, props, status) => {
  expect(compare([findingOf(props)], [findingOf()]).findings.map((finding) => finding.status)).toEqual([status]);
});

test('of the app as a whole, findings are the same if they say the same', () => {
  const app = (description: string) => findingOf({ construct: '', description });
  expect(compare([app('5 components.')], [app('1 component.')]).findings.map(({ status }) => status)).toEqual(['new']);
  expect(compare([app('1 component.')], [app('1 component.')]).baseline).toMatchObject({ new: 0, unchanged: 1 });
});

test('of several of one key, those that say the same are the same', () => {
  const [one, two] = [findingOf({ description: 'One.' }), findingOf({ description: 'Two.' })];
  const { findings, baseline } = compare([one, two], [two]);
  expect(findings.map(({ status }) => status)).toEqual(['new', 'unchanged']);
  expect(baseline).toMatchObject({ new: 1, unchanged: 1, fixed: [] });
  expect(compare([one], [one, two]).baseline?.fixed.map(({ description }) => description)).toEqual(['Two.']);
});

test('the sums are right for any two reports', () => {
  const anyFindings = fc.array(
    fc
      .record({
        pack: fc.constantFrom('P', 'Q'),
        rule: fc.constantFrom('R', 'S'),
        construct: fc.constantFrom('A', 'B', '__proto__'),
        description: fc.constantFrom('x', 'y', 'z'),
      })
      .map((props) => findingOf(props)),
    { maxLength: 12 },
  );
  const keysOf = (findings: ReadonlyArray<Pick<Finding, 'pack' | 'rule' | 'construct'>>) =>
    findings.map(({ pack, rule, construct }) => [pack, rule, construct].join()).sort();
  fc.assert(
    fc.property(anyFindings, anyFindings, (now, before) => {
      const { findings, baseline } = compare(now, before);
      const having = (status: Finding['status']) => findings.filter((finding) => finding.status === status);
      expect(baseline).toMatchObject({ new: having('new').length, unchanged: having('unchanged').length });
      expect(findings.map(({ status: _, ...finding }) => finding)).toEqual(now);
      expect(keysOf([...having('unchanged'), ...(baseline?.fixed ?? [])])).toEqual(keysOf(before));
      // Nothing is both new and fixed: that would be unchanged.
      const fixed = new Set(keysOf(baseline?.fixed ?? []));
      expect(keysOf(having('new')).filter((key) => fixed.has(key))).toEqual([]);
    }),
  );
});

test('against itself a report is unchanged, and its check is clean', () => {
  const report = reportOf({ findings: [A, A, B] });
  const compared = compareWithBaseline(report, JSON.parse(renderJson(report)));
  expect(compared.baseline).toEqual({ new: 0, unchanged: 3, fixed: [] });
  expect([verdictOf(report), verdictOf(compared)]).toEqual(['findings', 'clean']);
});

test('a report that was compared before is a baseline like any other', () => {
  const before = compare([A, B], [A]);
  expect(compareWithBaseline(reportOf({ findings: [A, B, C] }), written(before)).baseline).toMatchObject({
    new: 1,
    unchanged: 2,
  });
});

test('what could not be judged stays so', () => {
  const report = compareWithBaseline(reportOf({ problems: ['kaput'] }), written(reportOf({ findings: [A] })));
  expect(verdictOf(report)).toBe('could not judge');
});

describe('what is no baseline', () => {
  const FIX = ': give the report.json that `golden-path report` wrote earlier';
  const schema = 'golden-path/report/1';

  test.each([
    [undefined, 'is no report of the schema golden-path/report/1'],
    [null, 'is no report of the schema golden-path/report/1'],
    ['text', 'is no report of the schema golden-path/report/1'],
    [[], 'is no report of the schema golden-path/report/1'],
    [{}, 'is no report of the schema golden-path/report/1'],
    [{ schema: 'golden-path/report/2', findings: [] }, 'is no report of the schema golden-path/report/1'],
    [{ schema: 'golden-path/check/1', findings: [] }, 'is no report of the schema golden-path/report/1'],
    [{ schema }, 'has no list of findings'],
    [{ schema, findings: {} }, 'has no list of findings'],
    [{ schema, findings: [null] }, 'has a finding that is no object (findings[0])'],
    [{ schema, findings: [{ ...A }, { ...A, rule: undefined }] }, 'has a finding without `rule` (findings[1])'],
    [{ schema, findings: [{ ...A, pack: 1 }] }, 'has a finding without `pack` (findings[0])'],
    [{ schema, findings: [{ ...A, construct: null }] }, 'has a finding without `construct` (findings[0])'],
    [{ schema, findings: [{ ...A, description: [] }] }, 'has a finding without `description` (findings[0])'],
  ])('cannot be judged by: %j', (baseline, problem) => {
    const act = (): unknown => compareWithBaseline(reportOf(), baseline);
    expect(act).toThrow(CannotJudgeError);
    expect(act).toThrow(new Error(`baseline: ${problem}${FIX}`));
  });
});
