import { isObject, JsonObject } from '../../../private/json';
import { CannotJudgeError } from '../../assembly/cannot-judge';
import { BaselineComparison, Finding, Report } from '../report-model';

type KnownFinding = BaselineComparison['fixed'][number] & { readonly severity: string };

const SCHEMA: Report['schema'] = 'golden-path/report/1';

/**
 * Marks what is new since an earlier report, and lists what is gone.
 *
 * Findings are the same if pack, rule and construct are. Where there are several of these, as many are known as were there before.
 */
export function compareWithBaseline(report: Report, baseline: unknown): Report {
  const before = readFindings(baseline);
  const unmatched = groupByKey(before);
  const matches = matchFindings(report.findings, unmatched);
  const findings = report.findings.map((finding, index): Finding => {
    return { ...finding, status: matches.has(index) ? 'unchanged' : 'new' };
  });
  const left = new Set([...unmatched.values()].flat());
  return {
    ...report,
    findings,
    baseline: {
      new: findings.length - matches.size,
      unchanged: matches.size,
      fixed: before.filter((finding) => left.has(finding)).map(withoutSeverity),
    },
  };
}

function withoutSeverity({ pack, rule, construct, description }: KnownFinding): BaselineComparison['fixed'][number] {
  return { pack, rule, construct, description };
}

/** The indexes of findings that were there before; what they match is taken out of `unmatched`. */
function matchFindings(findings: readonly Finding[], unmatched: Map<string, KnownFinding[]>): ReadonlySet<number> {
  const matched = new Set<number>();
  const take = (isSame: (known: KnownFinding, finding: Finding) => boolean): void => {
    findings.forEach((finding, index) => {
      const candidates = unmatched.get(keyOf(finding)) ?? [];
      const at = matched.has(index) ? -1 : candidates.findIndex((known) => isSame(known, finding));
      if (at === -1) return;
      candidates.splice(at, 1);
      matched.add(index);
    });
  };
  // Of several findings of one key, those that say the same are the same; then any.
  take((known, { description }) => known.description === description);
  // Of the app as a whole there is one finding for many things, and only its words tell them apart.
  take((_, { construct }) => construct !== '');
  return matched;
}

function groupByKey(findings: readonly KnownFinding[]): Map<string, KnownFinding[]> {
  const groups = new Map<string, KnownFinding[]>();
  for (const finding of findings) groups.set(keyOf(finding), [...(groups.get(keyOf(finding)) ?? []), finding]);
  return groups;
}

/** With its severity: a note that has become an error is news. */
function keyOf({ pack, rule, construct, severity }: KnownFinding): string {
  return JSON.stringify([pack, rule, construct, severity]);
}

function readFindings(baseline: unknown): KnownFinding[] {
  if (!isObject(baseline) || baseline.schema !== SCHEMA) {
    throw noBaseline(`is no report of the schema ${SCHEMA}`);
  }
  if (!Array.isArray(baseline.findings)) throw noBaseline('has no list of findings');
  return baseline.findings.map((finding: unknown, index) => {
    if (!isObject(finding)) throw noBaseline(`has a finding that is no object (findings[${index}])`);
    const text = (field: string): string => requiredText(finding, field, index);
    return {
      ...{ pack: text('pack'), rule: text('rule'), construct: text('construct') },
      ...{ severity: text('severity'), description: text('description') },
    };
  });
}

function requiredText(finding: JsonObject, field: string, index: number): string {
  const value = finding[field];
  if (typeof value === 'string') return value;
  throw noBaseline(`has a finding without \`${field}\` (findings[${index}])`);
}

function noBaseline(problem: string): CannotJudgeError {
  return new CannotJudgeError({
    where: 'baseline',
    problem,
    fix: 'give the report.json that `golden-path report` wrote earlier',
  });
}
