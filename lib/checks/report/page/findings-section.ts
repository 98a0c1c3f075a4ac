import { html, Markup, NOTHING, when } from '../../../page/markup';
import { Column, Row, table } from '../../../page/table';
import { count } from '../../../page/text';
import { Finding, Report } from '../report-model';
import { isError, isInfo, isWarning } from '../severity';
import { RuleAnchors } from './rule-anchors';
import { badge, locationOf, marksOf, placeOf, rankOf, Section, severityOf, standardsOf } from './words';

/** So many findings are written out in full. More are never left out, but what is wrong then stands at their rule. */
const MAX_IN_FULL = 2000;

/** What must be mended, the worst first. */
export function findingsSection(report: Report, anchors: RuleAnchors): Section {
  const { findings } = report;
  const sorted = worstFirst(findings);
  return {
    id: 'findings',
    title: 'Findings',
    note: findings.length === 0 ? 'none' : String(findings.length),
    body:
      findings.length === 0
        ? html`<p class="note">None. What was looked at stands in <a href="#checked">what was checked</a>.</p>`
        : html`<div class="beside">
              ${overview('pack', 'By pack', report)} ${overview('stack', 'By stack and service', report)}
            </div>
            ${
              sorted.length > MAX_IN_FULL
                ? html`<p class="note">
                    The first ${MAX_IN_FULL} are written out; for the others, what is wrong and what to do stands at
                    their rule.
                  </p>`
                : NOTHING
            }
            ${table({
              caption: `${count(findings.length, 'finding')}, the worst first`,
              columns: COLUMNS,
              rows: sorted.map((finding, index) => rowOf(finding, anchors, index < MAX_IN_FULL)),
            })}`,
  };
}

const COLUMNS: readonly Column[] = [
  { name: 'Severity', width: 8 },
  { name: 'Rule', isHead: true, width: 20 },
  { name: 'What is wrong', width: 36 },
  { name: 'Construct', width: 24 },
  { name: 'Stack', width: 12 },
];

/** By severity, and what is new before what was there; else as the report has them. */
function worstFirst(findings: readonly Finding[]): Finding[] {
  const known = ({ status }: Finding): number => (status === 'unchanged' ? 1 : 0);
  return [...findings].sort((a, b) => rankOf(a) - rankOf(b) || known(a) - known(b));
}

function rowOf(finding: Finding, anchors: RuleAnchors, isInFull: boolean): Row {
  const { construct, constructType, location, stack } = finding;
  return {
    cells: [
      { content: severityBadge(finding), sort: rankOf(finding) },
      { content: ruleCell(finding, anchors), sort: finding.rule },
      isInFull ? whatCell(finding) : marksPart(finding),
      html`${placeOf(construct)}${when(constructType, (type) => html`<div class="aside">${type}</div>`)}${locationOf(
        location,
      )}`,
      stack || '–',
    ],
    marks: marksOf(finding),
  };
}

function severityBadge(finding: Finding): Markup {
  if (isInfo(finding)) return badge('plain', severityOf(finding));
  return badge(isWarning(finding) ? 'warn' : 'bad', severityOf(finding));
}

function ruleCell({ pack, rule, principle }: Finding, anchors: RuleAnchors): Markup {
  return html`${anchors.linkTo(pack, rule)}
    <div class="aside">${pack}${principle === undefined ? '' : `, principle ${principle}`}</div>`;
}

function whatCell(finding: Finding): Markup {
  const { description, suggestedFix, standards } = finding;
  return html`${marksPart(finding)}${description}${when(
    suggestedFix,
    (fix) => html`<div class="fix"><b>Fix:</b> ${fix}</div>`,
  )}${standards.length === 0 ? NOTHING : html`<div class="aside">${standardsOf(standards)}</div>`}`;
}

function marksPart({ status, onlyInTemplate }: Finding): Markup {
  return html`${status === 'new' ? html`${badge('bad', 'new')} ` : NOTHING}${
    status === 'unchanged' ? html`${badge('plain', 'in the baseline')} ` : NOTHING
  }${onlyInTemplate === undefined ? NOTHING : html`${badge('warn', 'only the template shows it')} `}`;
}

/** How many findings each pack or stack has. */
function overview(key: 'pack' | 'stack', caption: string, { findings, acknowledgements, services }: Report): Markup {
  const names = [...new Set(findings.map((finding) => finding[key]))];
  const rows = names
    .map((name) => {
      const own = findings.filter((finding) => finding[key] === name);
      const counts = [own.filter(isError).length, own.filter(isWarning).length, own.filter(isInfo).length];
      const accepted = acknowledgements.filter((one) => one[key] === name && one.states.includes('used')).length;
      return { name, counts: [...counts, accepted] };
    })
    .sort((a, b) => compareCounts(a.counts, b.counts));
  const here = (stack: string): string[] => services.filter((one) => one.stack === stack).map(({ name }) => name);
  return table({
    caption,
    columns: [
      { name: key === 'pack' ? 'Pack' : 'Stack' },
      ...['Errors', 'Warnings', 'Notes', 'Acknowledged'].map((name): Column => ({ name, isNumber: true })),
    ],
    rows: rows.map(({ name, counts }) => ({
      cells: [
        html`${name || '(app)'}${
          key === 'stack' && here(name).length > 0 ? html`<div class="aside">${here(name).join(', ')}</div>` : NOTHING
        }`,
        ...counts,
      ],
      marks: marksOf({ [key]: name }),
    })),
  });
}

function compareCounts(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((number, i) => number !== b[i]);
  return index === -1 ? 0 : b[index] - a[index];
}
