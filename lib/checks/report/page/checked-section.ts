import { html, Markup, NOTHING, when } from '../../../page/markup';
import { table } from '../../../page/table';
import { count } from '../../../page/text';
import { PackResult, Report, RuleRow } from '../report-model';
import { KeptPart, keptPart } from './kept-part';
import { RuleAnchors } from './rule-anchors';
import { badge, marksOf, Section, standardsOf } from './words';

/** What was looked at, whatever came of it: without it, "no findings" would say nothing. */
export function checkedSection({ packs, rules, compliant }: Report, anchors: RuleAnchors): Section {
  const kept = keptPart(compliant);
  return {
    id: 'checked',
    title: 'What was checked',
    note: rules.length === 0 ? 'nothing' : count(rules.length, 'rule'),
    body: html`${packTable(packs)}
      <h3>Rules</h3>
      ${ruleTable(rules, kept, anchors)}
      <h3>Resources in order</h3>
      ${
        compliant.length === 0
          ? html`<p class="note">Nothing was looked at and found in order.</p>`
          : html`<p class="note">
                ${count(compliant.length, 'time')} a rule was applied to a resource and found it in order. Rules that
                the same resources keep stand together.
              </p>
              ${kept.body}`
      }`,
  };
}

const VERDICTS = { clean: 'good', findings: 'bad', crashed: 'bad' } as const;

function packTable(packs: readonly PackResult[]): Markup {
  if (packs.length === 0) return html`<p class="note">No pack of rules was applied.</p>`;
  return table({
    caption: `${count(packs.length, 'pack')} of rules. Those that ran over the templates saw what a synth cannot: raw resources and overrides.`,
    columns: [
      { name: 'Pack' },
      { name: 'Verdict' },
      { name: 'Findings', isNumber: true },
      { name: 'Acknowledged', isNumber: true },
      { name: 'Ran in' },
    ],
    rows: packs.map(({ name, verdict, findings, acknowledged, ran, error }) => ({
      cells: [
        name,
        html`${badge(VERDICTS[verdict], verdict)}${when(error, (text) => html`<div class="bad">${text}</div>`)}`,
        findings,
        acknowledged,
        ran.length === 0 ? badge('bad', 'nowhere') : ran.join(' and '),
      ],
      marks: marksOf({ pack: name }),
    })),
  });
}

function ruleTable(rules: readonly RuleRow[], kept: KeptPart, anchors: RuleAnchors): Markup {
  if (rules.length === 0) return html`<p class="note">No rule applied to anything.</p>`;
  return table({
    caption: `${count(rules.length, 'rule')} that applied to something`,
    columns: [
      { name: 'Rule', width: 22 },
      { name: 'What it asks for', width: 36 },
      { name: 'Kept', isNumber: true, width: 7 },
      { name: 'Broken', isNumber: true, width: 8 },
      { name: 'Acknowledged', isNumber: true, width: 9 },
      { name: 'Standards', width: 18 },
    ],
    rows: rules.map((rule) => ({
      cells: [
        html`${anchors.placeOf(rule)}
          <div class="aside">${rule.pack}${rule.principle === undefined ? '' : `, principle ${rule.principle}`}</div>`,
        requirementCell(rule),
        { content: kept.linkTo(rule.pack, rule.rule, rule.compliant), sort: rule.compliant },
        {
          content: rule.nonCompliant > 0 ? html`<b class="bad">${rule.nonCompliant}</b>` : html`0`,
          sort: rule.nonCompliant,
        },
        rule.acknowledged,
        standardsOf(rule.standards),
      ],
      marks: marksOf(rule),
    })),
  });
}

function requirementCell({ requirement, why, fix, nonCompliant }: RuleRow): Markup {
  return html`${requirement}${when(why, (text) => html`<div class="aside">${text}</div>`)}${
    nonCompliant === 0 ? NOTHING : when(fix, (text) => html`<div class="fix"><b>Fix:</b> ${text}</div>`)
  }`;
}
