import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { renderCsv } from '../../../../lib/checks/report/formats/csv';
import { fileText } from '../../../../lib/checks/report/formats/file-text';
import { Report } from '../../../../lib/checks/report/report-model';
import { acknowledgementOf, compliantOf, findingOf, reportOf, ruleOf } from '../model-samples';
import { FULL_REPORT } from './full-report';
import { anyReport, anyText } from './hostile';

type Row = Record<string, string>;

function rowsOf(report: Report): Row[] {
  return parse(renderCsv(report), { columns: true });
}

test('the first six columns are those of cdk-nag 2', () => {
  expect(renderCsv(reportOf()).split('\n')).toEqual([
    '"Rule ID","Resource ID","Compliance","Exception Reason","Rule Level","Rule Info",' +
      '"Pack","Stack","Finding","Owner","Expires","Evidence","Principle","Standards","Baseline"',
    '',
  ]);
});

test('a finding is a row, its bracket in a column of its own', () => {
  const report = reportOf({
    rules: [
      ruleOf({
        pack: 'GoldenPath',
        rule: 'GoldenPath-SEC-1-Rights',
        principle: 'SEC-1',
        standards: ['FSBP:IAM.1', 'X:1'],
      }),
    ],
    findings: [
      findingOf({
        pack: 'GoldenPath',
        rule: 'GoldenPath-SEC-1-Rights[Resource::*]',
        severity: 'warning',
        description: 'Too wide.',
        standards: ['FSBP:IAM.1'],
        status: 'new',
      }),
    ],
  });
  expect(rowsOf(report)).toEqual([
    {
      'Rule ID': 'GoldenPath-SEC-1-Rights',
      'Resource ID': 'Shop/Topic/Resource',
      Compliance: 'Non-Compliant',
      'Exception Reason': 'N/A',
      'Rule Level': 'Warning',
      'Rule Info': 'Too wide.',
      Pack: 'GoldenPath',
      Stack: 'prod-shop',
      Finding: 'Resource::*',
      Owner: '',
      Expires: '',
      Evidence: '',
      Principle: 'SEC-1',
      Standards: 'FSBP:IAM.1 X:1',
      Baseline: 'new',
    },
  ]);
});

test('an acknowledgement is a row with all that governs it, in the words of its rule', () => {
  const rules = [
    ruleOf({ rule: 'AwsSolutions-S1', severity: 'warning', requirement: 'No logs.', standards: ['FSBP:S3.9'] }),
  ];
  expect(rowsOf(reportOf({ rules, acknowledgements: [acknowledgementOf()] }))).toEqual([
    expect.objectContaining({
      'Rule ID': 'AwsSolutions-S1',
      'Resource ID': 'Shop/Logs/Resource',
      Compliance: 'Suppressed',
      'Exception Reason': 'A log bucket that logs to itself never comes to rest.',
      'Rule Level': 'Warning',
      'Rule Info': 'No logs.',
      Owner: 'platform-team',
      Expires: '2027-06-30',
      Evidence: 'https://example.com/tickets/1',
      Standards: 'FSBP:S3.9',
    }),
  ]);
});

test('an acknowledgement that accepts nothing is no row', () => {
  expect(rowsOf(reportOf({ acknowledgements: [acknowledgementOf({ states: ['unused'] })] }))).toEqual([]);
});

test('what is in order has a row, so that a reader sees what was looked at', () => {
  expect(rowsOf(reportOf({ rules: [ruleOf()], compliant: [compliantOf()] }))).toEqual([
    expect.objectContaining({
      'Rule ID': 'AwsSolutions-SNS3',
      'Resource ID': 'Shop/Alerts/Resource',
      Compliance: 'Compliant',
      'Exception Reason': 'N/A',
      'Rule Level': 'Error',
      'Rule Info': 'The SNS Topic does not require publishers to use SSL.',
    }),
  ]);
});

test('what could not be judged has a row that is not in order', () => {
  expect(rowsOf(reportOf({ problems: ['a pack crashed'] }))).toEqual([
    expect.objectContaining({ 'Rule ID': 'could-not-judge', Compliance: 'UNKNOWN', 'Rule Info': 'a pack crashed' }),
  ]);
});

test('every field is quoted', () => {
  const fields = /^"(?:[^"]|"")*"(?:,"(?:[^"]|"")*")*$/;
  const lines = renderCsv(FULL_REPORT).trimEnd().split('\n');
  expect(lines.filter((line) => !fields.test(line))).toEqual([]);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1'])('%j is text for a spreadsheet', (reason) => {
  const [row] = rowsOf(reportOf({ acknowledgements: [acknowledgementOf({ reason })] }));
  expect(row['Exception Reason']).toBe(`'${reason.trim()}`);
});

test('a parser reads back what was written, whatever it was', () => {
  const guarded = (text: string) => fileText(text).replace(/^[=+\-@＝＋－＠]/, "'$&");
  fc.assert(
    fc.property(anyText, anyText, anyText, (construct, reason, owner) => {
      const [finding, accepted, ...others] = rowsOf(
        reportOf({ findings: [findingOf({ construct })], acknowledgements: [acknowledgementOf({ reason, owner })] }),
      );
      expect(others).toEqual([]);
      expect(finding['Resource ID']).toBe(guarded(construct));
      expect([accepted['Exception Reason'], accepted.Owner]).toEqual([reason, owner].map(guarded));
    }),
  );
});

test('any report has as many rows as it has outcomes, and no cell that starts a formula', () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      const { problems, findings, acknowledgements, compliant } = report;
      const accepted = acknowledgements.filter(({ states }) => !states.includes('unused'));
      const rows = rowsOf(report);
      expect(rows).toHaveLength(problems.length + findings.length + accepted.length + compliant.length);
      expect(rows.flatMap(Object.values).filter((cell) => /^\s*[=+\-@＝＋－＠]/.test(cell))).toEqual([]);
    }),
  );
});
