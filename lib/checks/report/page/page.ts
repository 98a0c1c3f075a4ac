import { filterBar } from '../../../page/filter-bar';
import { html, Markup } from '../../../page/markup';
import { page } from '../../../page/page';
import { TABLE_SCRIPT } from '../../../page/table-script';
import { Report } from '../report-model';
import { acknowledgementsSection } from './acknowledgements-section';
import { checkedSection } from './checked-section';
import { exposureSection } from './exposure-section';
import { findingsSection } from './findings-section';
import { principlesSection } from './principles-section';
import { RuleAnchors } from './rule-anchors';
import { servicesSection } from './services-section';
import { signalsSection } from './signals-section';
import { stacksSection } from './stacks-section';
import { standardsSection } from './standards-section';
import { STYLE } from './style';
import { verdictLine, verdictPart } from './verdict-part';
import { Section, sectionOf } from './words';

/**
 * The report on one page that can be sent to any reviewer. All of it can be read without its script, which only sorts, filters,
 * and unfolds what is printed.
 */
export function reportAsPage(report: Report): string {
  const sections = sectionsOf(report);
  const body = html`<a class="skip" href="#main">To the report</a>
    <header>
      <h1>Golden path report</h1>
      ${verdictPart(report)}
      <p class="note">
        Judged on ${report.judgedOn} from the templates alone: nothing was asked of AWS. ${packNames(report)}
      </p>
      ${contents(sections)}
    </header>
    <main id="main" tabindex="-1">${filterBar(choicesOf(report))} ${sections.map(sectionOf)}</main>`;
  const title = `Golden path report: ${verdictLine(report).text.replace(/^[✓✗] /, '')}`;
  return page({ title, generator: 'golden-path report', style: STYLE, body, script: TABLE_SCRIPT });
}

function sectionsOf(report: Report): Section[] {
  const anchors = new RuleAnchors(report.rules);
  return [
    servicesSection(report),
    findingsSection(report, anchors),
    acknowledgementsSection(report, anchors),
    exposureSection(report),
    principlesSection(report),
    standardsSection(report),
    signalsSection(report),
    checkedSection(report, anchors),
    stacksSection(report),
  ];
}

function packNames({ packs }: Report): string {
  return packs.length === 0 ? 'No pack of rules was applied.' : `Packs: ${packs.map(({ name }) => name).join(', ')}.`;
}

function contents(sections: readonly Section[]): Markup {
  return html`<nav class="contents" aria-label="Contents">
    <ul>
      ${sections.map(({ id, title, note }) => html`<li><a href="#${id}">${title}</a> <span>${note}</span></li>`)}
    </ul>
  </nav>`;
}

/** What rows are chosen by: every stack and pack that a row can have. */
function choicesOf({ stacks, packs, findings, acknowledgements, rules }: Report) {
  const named = [...findings, ...acknowledgements];
  return [
    {
      key: 'stack',
      name: 'Stack',
      values: sorted([...stacks.map(({ name }) => name), ...named.map(({ stack }) => stack)]),
    },
    {
      key: 'pack',
      name: 'Pack',
      values: sorted([...packs.map(({ name }) => name), ...[...named, ...rules].map(({ pack }) => pack)]),
    },
  ];
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].filter((value) => value !== '').sort();
}
