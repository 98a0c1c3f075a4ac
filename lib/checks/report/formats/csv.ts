import { stringify } from 'csv-stringify/sync';
import { Severity } from '../../assembly/validation-report';
import { baseRule, findingInRule } from '../../standards/rule-name';
import { Acknowledgement, CompliantRow, Finding, Report } from '../report-model';
import { isInfo, isWarning } from '../severity';
import { acceptedIn } from './accepted';
import { fileText } from './file-text';
import { RuleBook } from './rule-book';

/** The first six columns are those of cdk-nag 2, in its words, so that what reads its reports reads this one. */
const HEADER = [
  ...['Rule ID', 'Resource ID', 'Compliance', 'Exception Reason', 'Rule Level', 'Rule Info'],
  ...['Pack', 'Stack', 'Finding', 'Owner', 'Expires', 'Evidence', 'Principle', 'Standards', 'Baseline'],
] as const;

type Column = (typeof HEADER)[number];
type Row = { readonly [column in Column]?: string };

/** What cdk-nag 2 writes where there is no exception. */
const NO_EXCEPTION = 'N/A';

/**
 * A row for each rule and resource: broken, accepted, or in order.
 *
 * Spreadsheets take what begins like a formula for one, and reasons and construct ids come from anybody: such a field gets an
 * apostrophe in front, which they show as text.
 */
export function renderCsv(report: Report): string {
  const book = new RuleBook(report);
  const rows = [
    ...report.problems.map(problemRow),
    ...report.findings.map((finding) => findingRow(finding, book)),
    ...acceptedIn(report).map((row) => acceptedRow(row, book)),
    ...report.compliant.map((row) => compliantRow(row, book)),
  ];
  const cells = rows.map((row) => HEADER.map((column) => fileText(row[column] ?? '')));
  return stringify([HEADER, ...cells], { quoted: true, quoted_empty: true, escape_formulas: true });
}

/** Not judged is not in order: whoever counts rows must meet it. */
function problemRow(problem: string): Row {
  return {
    'Rule ID': 'could-not-judge',
    Compliance: 'UNKNOWN',
    'Exception Reason': NO_EXCEPTION,
    'Rule Level': 'Error',
    'Rule Info': problem,
  };
}

function findingRow(finding: Finding, book: RuleBook): Row {
  return {
    ...placeOf(finding),
    Compliance: 'Non-Compliant',
    'Exception Reason': NO_EXCEPTION,
    'Rule Level': levelOf(finding),
    'Rule Info': finding.description,
    Principle: finding.principle ?? book.of(finding)?.principle,
    Standards: standardsOf([...finding.standards, ...(book.of(finding)?.standards ?? [])]),
    Baseline: finding.status,
  };
}

function acceptedRow(row: Acknowledgement, book: RuleBook): Row {
  return {
    ...ruleCells(row, book),
    Compliance: 'Suppressed',
    'Exception Reason': row.reason,
    Owner: row.owner,
    Expires: row.expires,
    Evidence: row.evidence,
  };
}

function compliantRow(row: CompliantRow, book: RuleBook): Row {
  return { ...ruleCells(row, book), Compliance: 'Compliant', 'Exception Reason': NO_EXCEPTION };
}

function ruleCells(row: Pick<CompliantRow, 'pack' | 'rule' | 'stack' | 'construct'>, book: RuleBook): Row {
  const rule = book.of(row);
  return {
    ...placeOf(row),
    'Rule Level': rule && levelOf(rule),
    'Rule Info': rule?.requirement,
    Principle: rule?.principle,
    Standards: standardsOf(rule?.standards ?? []),
  };
}

function placeOf({ pack, rule, stack, construct }: Pick<CompliantRow, 'pack' | 'rule' | 'stack' | 'construct'>): Row {
  return {
    'Rule ID': baseRule(rule),
    'Resource ID': construct,
    Pack: pack,
    Stack: stack,
    Finding: findingInRule(rule),
  };
}

function standardsOf(standards: readonly string[]): string {
  return [...new Set(standards)].join(' ');
}

/** cdk-nag 2 knows errors and warnings. */
function levelOf(rated: { readonly severity: Severity }): string {
  if (isWarning(rated)) return 'Warning';
  return isInfo(rated) ? 'Info' : 'Error';
}
