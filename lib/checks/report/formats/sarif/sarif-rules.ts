import type { ReportingConfiguration, ReportingDescriptor } from 'sarif';
import { Severity } from '../../../assembly/validation-report';
import { GOLDEN_PATH } from '../../../principles/principle-finding';
import { baseRule } from '../../../standards/rule-name';
import { escapeMarkdown } from '../../markdown-table';
import { Report, RuleRow } from '../../report-model';
import { isInfo, isWarning } from '../../severity';
import { acceptedIn } from '../accepted';
import { fileText } from '../file-text';
import { messageOf, shortMessageOf } from './sarif-text';

/** GitHub shows ten tags of a rule, and refuses one with more than twenty. */
const MAX_TAGS = 10;

/** GitHub calls these high, medium and low; above 9.0 it says critical, which no pack claims. */
const SECURITY_SEVERITY = { error: '8.0', warning: '5.0', note: '2.0' };

export type Level = keyof typeof SECURITY_SEVERITY;

/** The rule of results that say that something could not be judged. */
export const COULD_NOT_JUDGE: Pick<RuleRow, 'pack' | 'rule'> = { pack: GOLDEN_PATH, rule: 'could-not-judge' };

/** Rules of two packs may have one name. */
export function ruleIdOf({ pack, rule }: Pick<RuleRow, 'pack' | 'rule'>): string {
  return fileText(`${pack}/${baseRule(rule)}`);
}

/** A severity that cannot be placed is an error. */
export function levelOf(rated: { readonly severity: Severity }): Level {
  if (isWarning(rated)) return 'warning';
  return isInfo(rated) ? 'note' : 'error';
}

/** Every rule that was applied, sorted; also those that found nothing, so that a reader sees what was looked for. */
export function rulesOf(report: Report): ReportingDescriptor[] {
  const named = [...acceptedIn(report).map(bareRule), ...report.findings.map(bareRule)];
  const rows = [...named, ...report.rules];
  if (report.problems.length > 0) rows.push(couldNotJudge());
  const byId = new Map(rows.map((row) => [ruleIdOf(row), row]));
  return [...byId].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, row]) => descriptorOf(id, row));
}

type RuleTexts = Omit<RuleRow, 'compliant' | 'nonCompliant' | 'acknowledged'>;

/** What a finding, or an acknowledgement, says of its rule, where the report says no more. */
function bareRule(row: { readonly pack: string; readonly rule: string; readonly severity?: Severity }): RuleTexts {
  const rule = baseRule(row.rule);
  return { pack: row.pack, rule, severity: row.severity ?? 'error', requirement: rule, standards: [] };
}

function couldNotJudge(): RuleTexts {
  return {
    ...COULD_NOT_JUDGE,
    severity: 'error',
    requirement: 'Everything in the app can be judged.',
    why: 'What was not judged may be anything; nobody may take it for being in order.',
    standards: [],
  };
}

function descriptorOf(id: string, rule: RuleTexts): ReportingDescriptor {
  const help = helpOf(rule);
  return {
    id,
    shortDescription: shortMessageOf(rule.requirement),
    fullDescription: shortMessageOf([rule.requirement, rule.why].filter(Boolean).join(' ')),
    help: {
      ...messageOf(help.map(([title, text]) => `${title}: ${text}`).join(' ')),
      markdown: help.map(([title, text]) => `**${title}:** ${escapeMarkdown(fileText(text))}`).join('\n\n'),
    },
    defaultConfiguration: configurationOf(rule),
    properties: {
      tags: tagsOf(rule),
      precision: 'high',
      ...(isSecurity(rule)
        ? { 'security-severity': SECURITY_SEVERITY[levelOf(rule)] }
        : { 'problem.severity': levelOf(rule) === 'note' ? 'recommendation' : levelOf(rule) }),
      standards: rule.standards.map(fileText),
    },
  };
}

function configurationOf(rule: RuleTexts): ReportingConfiguration {
  return { level: levelOf(rule) };
}

function helpOf({ pack, rule, requirement, why, fix, principle, standards }: RuleTexts): Array<[string, string]> {
  const acceptable = rule !== COULD_NOT_JUDGE.rule;
  const rows: Array<[string, string | undefined]> = [
    ['Rule', requirement],
    ['Why', why],
    ['Fix', fix],
    ['Principle', principle],
    ['Standards', standards.join(', ')],
    [
      'To accept a finding',
      acceptable ? `acknowledge ${pack}::${rule} with a reason, an owner, an expiry and evidence` : '',
    ],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== undefined && row[1] !== '');
}

function tagsOf(rule: RuleTexts): string[] {
  const kind = isSecurity(rule) ? 'security' : 'reliability';
  const principle = rule.principle === undefined ? [] : [rule.principle];
  return [...new Set([kind, rule.pack, ...principle, ...rule.standards].map(fileText))].slice(0, MAX_TAGS);
}

/** The packs of cdk-nag are about security; of this library's own principles, some are. */
function isSecurity({ pack, rule, principle }: RuleTexts): boolean {
  if (pack !== GOLDEN_PATH) return true;
  return principle?.startsWith('SEC-') === true || rule === COULD_NOT_JUDGE.rule;
}
