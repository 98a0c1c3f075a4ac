import Builder from 'fast-xml-builder';
import { baseRule } from '../../standards/rule-name';
import { Acknowledgement, Finding, Report } from '../report-model';
import { isInfo } from '../severity';
import { failing } from '../verdict';
import { acceptedIn, justificationOf } from './accepted';
import { fileText } from './file-text';

/** Attributes begin with this; no element does. */
const ATTRIBUTE = '@';

/** An element of XML: attributes, text, and elements below it by their names. */
interface Element {
  readonly [name: string]: string | number | Element | readonly Element[];
}

/** One rule on one resource: what JUnit calls a test case. */
interface Case {
  readonly suite: string;
  readonly rule: string;
  readonly construct: string;
  readonly findings: readonly Finding[];
  readonly accepted: readonly Acknowledgement[];
}

/**
 * A suite for each pack and stack, a test case for each rule and resource.
 *
 * It fails where `golden-path check` does: notes pass, and what a baseline knows is skipped like what is accepted.
 */
export function renderJunit(report: Report): string {
  const suites = [...problemSuites(report), ...caseSuites(report)];
  const builder = new Builder({
    attributeNamePrefix: ATTRIBUTE,
    ignoreAttributes: false,
    format: true,
    suppressBooleanAttributes: false,
    suppressEmptyNode: true,
  });
  return builder.build({
    '?xml': { [`${ATTRIBUTE}version`]: '1.0', [`${ATTRIBUTE}encoding`]: 'UTF-8' },
    testsuites: {
      ...attributes({ name: 'golden-path', ...countsOf(suites.flatMap(({ cases }) => cases)) }),
      testsuite: suites.map(({ name, cases }) => ({ ...attributes({ name, ...countsOf(cases) }), testcase: cases })),
    },
  });
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Element[];
}

/** What kept the app, or a pack, from being judged is an error: no test ran. */
function problemSuites({ problems, packs }: Report): Suite[] {
  const crashed = packs.filter(({ verdict }) => verdict === 'crashed');
  const suites = [
    { name: 'golden-path', cases: problems.map((problem) => errorCase('golden-path', 'can judge the app', problem)) },
    ...crashed.map(({ name, error }) => ({ name, cases: [errorCase(name, 'runs to its end', error ?? 'it crashed')] })),
  ];
  return suites.filter(({ cases }) => cases.length > 0);
}

function errorCase(classname: string, name: string, message: string): Element {
  const text = fileText(message);
  return {
    ...attributes({ classname, name }),
    error: { ...attributes({ message: text, type: 'error' }), '#text': text },
  };
}

function caseSuites(report: Report): Suite[] {
  const bySuite = new Map<string, Element[]>();
  for (const one of casesOf(report)) {
    const cases = bySuite.get(one.suite) ?? [];
    cases.push(caseElement(one));
    bySuite.set(one.suite, cases);
  }
  return [...bySuite].map(([name, cases]) => ({ name, cases }));
}

/** Sorted by what their names say, whatever came of them: a case stays in its place when it is mended. */
function casesOf(report: Report): Case[] {
  const cases = new Map<string, Case>();
  const add = (row: RowOfCase, outcome: Partial<Pick<Case, 'findings' | 'accepted'>>): void => {
    const [suite, rule, construct] = [suiteOf(row), baseRule(row.rule), row.construct];
    const key = JSON.stringify([suite, rule, construct]);
    const { findings = [], accepted = [] } = cases.get(key) ?? {};
    cases.set(key, {
      ...{ suite, rule, construct },
      findings: [...findings, ...(outcome.findings ?? [])],
      accepted: [...accepted, ...(outcome.accepted ?? [])],
    });
  };
  for (const finding of report.findings) add(finding, { findings: [finding] });
  for (const row of acceptedIn(report)) add(row, { accepted: [row] });
  for (const row of report.compliant) add(row, {});
  return [...cases].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

type RowOfCase = Pick<Finding, 'pack' | 'rule' | 'stack' | 'construct'>;

function suiteOf({ pack, stack }: RowOfCase): string {
  return `${pack} on ${stack || 'the app'}`;
}

function caseElement({ suite, rule, construct, findings, accepted }: Case): Element {
  const name = attributes({ classname: suite, name: `${rule}: ${construct || '(app)'}` });
  const broken = failing({ findings });
  if (broken.length > 0) return { ...name, failure: failureOf(broken) };
  const known = findings.filter((finding) => !isInfo(finding));
  const excuses = [
    ...accepted.map((row) => `accepted: ${justificationOf(row)}`),
    ...known.map(({ description }) => `in the baseline: ${description}`),
  ];
  if (excuses.length > 0) return { ...name, skipped: attributes({ message: excuses.map(fileText).join('; ') }) };
  const notes = findings.map(({ description }) => fileText(description));
  return notes.length === 0 ? name : { ...name, 'system-out': { '#text': notes.join('\n') } };
}

/** A test case fails once, whatever number of findings it has. */
function failureOf(findings: readonly Finding[]): Element {
  const [{ description, severity, customSeverity }, ...others] = findings;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return {
    ...attributes({ message: `${description}${more}`, type: customSeverity ?? severity }),
    '#text': findings.map(detailsOf).join('\n'),
  };
}

function detailsOf({ rule, description, suggestedFix, location }: Finding): string {
  const where = location === undefined ? '' : ` (${location.file}:${location.line})`;
  const fix = suggestedFix === undefined ? '' : ` Fix: ${suggestedFix}`;
  return fileText(`${rule}${where}: ${description}${fix}`);
}

function countsOf(cases: readonly Element[]): { readonly [count: string]: number } {
  const having = (outcome: string): number => cases.filter((one) => outcome in one).length;
  return { tests: cases.length, failures: having('failure'), errors: having('error'), skipped: having('skipped') };
}

function attributes(values: { readonly [name: string]: string | number }): Element {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      `${ATTRIBUTE}${name}`,
      typeof value === 'number' ? value : fileText(value),
    ]),
  );
}
