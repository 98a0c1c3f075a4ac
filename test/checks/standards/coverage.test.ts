import * as fc from 'fast-check';
import { Report } from '../../../lib/checks/report/report-model';
import { renderStandards } from '../../../lib/checks/report/standards-markdown';
import { coverage, CoverageRow } from '../../../lib/checks/standards/coverage';
import { KNOWN_CONTROLS } from '../../../lib/checks/standards/standards';
import { acknowledgementOf, compliantOf, findingOf, HOSTILE, reportOf, ruleOf } from '../report/model-samples';

const markdownIt = jest.requireActual<typeof import('markdown-it')>('markdown-it');

function rowOf(report: Report, id: string): CoverageRow | undefined {
  return coverage(report).find(({ standard, control }) => `${standard}:${control}` === id);
}

const LOGS = ruleOf({ rule: 'AwsSolutions-S1', standards: ['FSBP:S3.9'] });
const LOGS_TOO = ruleOf({
  pack: 'HIPAA.Security',
  rule: 'HIPAA.Security-S3BucketLoggingEnabled',
  standards: ['FSBP:S3.9'],
});

test('a control is checked by the rules that speak to it, and counts resources by their worst state', () => {
  const { pack, rule } = LOGS_TOO;
  const report = reportOf({
    rules: [LOGS, LOGS_TOO],
    findings: [findingOf({ rule: 'AwsSolutions-S1', construct: 'Shop/Broken' })],
    acknowledgements: [
      acknowledgementOf({ construct: 'Shop/Accepted' }),
      acknowledgementOf({ pack, rule, construct: 'Shop/Broken' }),
    ],
    compliant: ['Shop/Broken', 'Shop/Accepted', 'Shop/Kept', 'Shop/Kept too'].map((construct) =>
      compliantOf({ pack, rule, construct }),
    ),
  });
  expect(rowOf(report, 'FSBP:S3.9')).toEqual({
    standard: 'FSBP',
    control: 'S3.9',
    title: 'access logs',
    rules: ['AwsSolutions-S1', 'HIPAA.Security-S3BucketLoggingEnabled'],
    compliant: 2,
    nonCompliant: 1,
    acknowledged: 1,
    covered: 'checked',
  });
});

test('resources of one path in two stacks are two', () => {
  const compliant = ['a', 'b'].map((stack) => compliantOf({ rule: 'AwsSolutions-S1', stack, construct: 'Bucket' }));
  expect(rowOf(reportOf({ rules: [LOGS], compliant }), 'FSBP:S3.9')).toMatchObject({ compliant: 2 });
});

test('an acknowledgement that accepts nothing says nothing of the control', () => {
  const report = reportOf({ rules: [LOGS], acknowledgements: [acknowledgementOf({ states: ['unused'] })] });
  expect(rowOf(report, 'FSBP:S3.9')).toMatchObject({ acknowledged: 0, covered: 'no rule', rules: [] });
});

test('a finding speaks to its own controls, whatever is known of its rule', () => {
  const findings = [findingOf({ rule: 'AwsSolutions-IAM5[Resource::*]', standards: ['X:1'] })];
  expect(rowOf(reportOf({ findings }), 'X:1')).toMatchObject({
    standard: 'X',
    title: '',
    rules: ['AwsSolutions-IAM5'],
    nonCompliant: 1,
    covered: 'checked',
  });
});

test('every known control has a row, and says why nothing was checked', () => {
  const report = reportOf();
  expect(coverage(report)).toHaveLength(KNOWN_CONTROLS.length);
  expect(rowOf(report, 'FSBP:GuardDuty.1')).toMatchObject({ covered: 'account' });
  expect(rowOf(report, 'CIS-7.0:5.9')).toMatchObject({ covered: 'account' });
  expect(rowOf(report, 'FSBP:EC2.8')).toMatchObject({ covered: 'no rule' });
  expect(rowOf(report, 'FSBP:KMS.3')).toMatchObject({ covered: 'no rule' });
});

test('a control of the account that a rule does speak to is checked, and one that templates show in part says so', () => {
  const report = reportOf({
    rules: [ruleOf({ standards: ['FSBP:CloudTrail.2', 'FSBP:KMS.3'] })],
    compliant: [compliantOf()],
  });
  expect(rowOf(report, 'FSBP:CloudTrail.2')).toMatchObject({ covered: 'checked', compliant: 1 });
  expect(rowOf(report, 'FSBP:KMS.3')).toMatchObject({ covered: 'partly', compliant: 1 });
});

test('rows stand by standard, those with names first, and by number', () => {
  const standards = [
    'NIST-800-53-R5:AC-10',
    'NIST-800-53-R5:AC-6(10)',
    'NIST-800-53-R5:AC-6(9)',
    'NIST-800-53-R5:AC-6',
    'HIPAA:1',
  ];
  const ids = coverage(reportOf({ findings: [findingOf({ standards })] })).map(
    ({ standard, control }) => `${standard}:${control}`,
  );
  expect([...new Set(ids.map((id) => id.split(':')[0]))]).toEqual(['FSBP', 'CIS-7.0', 'HIPAA', 'NIST-800-53-R5']);
  expect(ids.filter((id) => id.startsWith('NIST'))).toEqual([
    'NIST-800-53-R5:AC-6',
    'NIST-800-53-R5:AC-6(9)',
    'NIST-800-53-R5:AC-6(10)',
    'NIST-800-53-R5:AC-10',
  ]);
  const ec2 = ids.filter((id) => id.startsWith('FSBP:EC2.'));
  expect(ec2.indexOf('FSBP:EC2.8')).toBeLessThan(ec2.indexOf('FSBP:EC2.19'));
  expect(ids.filter((id) => id.startsWith('CIS-7.0:2.1')).slice(0, 3)).toEqual([
    'CIS-7.0:2.1.1',
    'CIS-7.0:2.1.2',
    'CIS-7.0:2.1.3',
  ]);
});

test('the same rows in any order give the same table, and every resource is counted once for a control', () => {
  const control = fc.constantFrom('FSBP:EC2.8', 'NIST-800-53-R5:AC-6', 'X:1');
  const construct = fc.constantFrom('A', 'B', 'C', 'D');
  const anyReport = fc
    .record({
      findings: fc.array(
        fc.record({ construct, standards: fc.array(control) }).map((props) => findingOf(props)),
        { maxLength: 5 },
      ),
      acknowledgements: fc.array(
        construct.map((one) => acknowledgementOf({ construct: one })),
        { maxLength: 4 },
      ),
      compliant: fc.array(
        construct.map((one) => compliantOf({ construct: one })),
        { maxLength: 4 },
      ),
      rules: fc.array(control).map((standards) => [ruleOf({ standards }), { ...LOGS, standards }]),
    })
    .map(reportOf);
  fc.assert(
    fc.property(anyReport, (report) => {
      const { findings, acknowledgements, compliant } = report;
      const rows = coverage(report);
      const backwards = {
        ...report,
        findings: [...findings].reverse(),
        acknowledgements: [...acknowledgements].reverse(),
        compliant: [...compliant].reverse(),
      };
      expect(coverage(backwards)).toEqual(rows);
      for (const row of rows) expect(row.compliant + row.nonCompliant + row.acknowledged).toBeLessThanOrEqual(4);
    }),
  );
});

describe('the section of the Markdown report', () => {
  test('has a table for each standard, with what was not looked at', () => {
    const report = reportOf({
      rules: [LOGS],
      compliant: [compliantOf({ rule: 'AwsSolutions-S1' })],
      findings: [findingOf({ rule: 'AwsSolutions-S1' })],
    });
    const blocks = renderStandards(report);
    const fsbp = KNOWN_CONTROLS.filter(({ id }) => id.startsWith('FSBP:')).length;
    expect(blocks.slice(0, 3)).toEqual([
      '## Standards',
      '### AWS Foundational Security Best Practices',
      `1 of ${fsbp} controls were checked, 1 of them are broken.`,
    ]);
    const lines = blocks.join('\n').split('\n');
    expect(lines).toContain('| S3.9 | access logs | checked | 1 | 1 | 0 | AwsSolutions-S1 |');
    expect(lines).toContain('| GuardDuty.1 | GuardDuty is on | not covered here: account level | 0 | 0 | 0 |  |');
    expect(lines).toContain('### CIS AWS Foundations Benchmark 7.0');
  });

  test('renders hostile names as text', () => {
    const html = markdownIt({ html: true }).render(
      renderStandards(
        reportOf({ findings: [findingOf({ rule: HOSTILE, standards: [HOSTILE, `X:${HOSTILE}`] })] }),
      ).join('\n\n'),
    );
    expect(html).not.toMatch(/<script|href=/);
    expect(html).toContain('&lt;script&gt;');
  });

  test('has room for five hundred rows in all, and counts the rest', () => {
    const standards = Array.from({ length: 600 }, (_, index) => `NIST-800-53-R5:AC-${index}`);
    const text = renderStandards(reportOf({ findings: [findingOf({ standards })] })).join('\n');
    const shown = 500 - KNOWN_CONTROLS.length;
    expect(text).toContain(`${600 - shown} more rows are in the JSON report.`);
    expect(text.split('\n').filter((line) => line.startsWith('| AC-'))).toHaveLength(shown);
  });
});
