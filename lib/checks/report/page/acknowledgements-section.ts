import { linked } from '../../../page/link';
import { html, Markup, NOTHING } from '../../../page/markup';
import { Row, table } from '../../../page/table';
import { count } from '../../../page/text';
import { isDay } from '../../../private/day';
import { Acknowledgement, AcknowledgementState, DeclaredException, Report } from '../report-model';
import { RuleAnchors } from './rule-anchors';
import { badge, locationOf, marksOf, placeOf, Section } from './words';

/** What each state means for who reviews. */
const STATES: {
  readonly [state in AcknowledgementState]: { readonly kind: 'plain' | 'bad' | 'warn'; readonly text: string };
} = {
  used: { kind: 'plain', text: 'used' },
  unused: { kind: 'warn', text: 'unused' },
  expired: { kind: 'bad', text: 'expired' },
  'no-reason': { kind: 'bad', text: 'no reason' },
  'no-owner': { kind: 'bad', text: 'no owner' },
  'no-expiry': { kind: 'bad', text: 'never ends' },
  broad: { kind: 'warn', text: 'broad' },
  unrecorded: { kind: 'bad', text: 'unrecorded' },
};

/** Whoever reviews should hear of an end before it comes. */
const SOON_DAYS = 30;

const DAY = 24 * 3600 * 1000;

/** What somebody accepted, with who answers for it and until when. What is wrong with it comes first. */
export function acknowledgementsSection(report: Report, anchors: RuleAnchors): Section {
  const { acknowledgements, exceptions, judgedOn } = report;
  const sorted = [...acknowledgements].sort((a, b) => troubleOf(b) - troubleOf(a));
  const troubled = acknowledgements.filter((one) => troubleOf(one) > 0).length;
  return {
    id: 'acknowledgements',
    title: 'Acknowledgements',
    note: acknowledgements.length === 0 ? 'none' : String(acknowledgements.length),
    body: html`${
      acknowledgements.length === 0
        ? html`<p class="note">None: no finding was accepted.</p>`
        : table({
            caption: html`${count(acknowledgements.length, 'finding')} accepted, judged by
            ${judgedOn}${troubled === 0 ? NOTHING : html`; <b class="bad">${troubled} with something wrong</b>`}`,
            columns: [
              { name: 'Rule', width: 20 },
              { name: 'Construct', width: 19 },
              { name: 'Reason and evidence', width: 27 },
              { name: 'Owner', width: 9 },
              { name: 'Until', width: 8 },
              { name: 'State', width: 10 },
              { name: 'Stack', width: 8 },
            ],
            rows: sorted.map((one) => rowOf(one, anchors, judgedOn)),
          })
    }
    ${exceptionsPart(exceptions)}`,
  };
}

function troubleOf({ states }: Acknowledgement): number {
  const kinds = states.map((state) => STATES[state].kind);
  if (kinds.includes('bad')) return 2;
  return kinds.includes('warn') ? 1 : 0;
}

function rowOf(row: Acknowledgement, anchors: RuleAnchors, judgedOn: string): Row {
  const { pack, rule, construct, acknowledgedAt, reason, owner, expires, states, stack, location } = row;
  return {
    cells: [
      { content: ruleCell(row, anchors), sort: rule },
      html`${placeOf(construct)}${
        acknowledgedAt === construct
          ? NOTHING
          : html`<div class="aside">acknowledged at ${placeOf(acknowledgedAt)}</div>`
      }${locationOf(location)}`,
      html`${reason === '' ? badge('bad', 'no reason given') : reason}${evidencePart(row)}`,
      owner === '' ? badge('bad', 'nobody') : owner,
      { content: untilCell(expires, judgedOn), sort: expires === '' ? '9999' : expires },
      {
        content: states.map((state) => html`${badge(STATES[state].kind, STATES[state].text)} `),
        sort: `${2 - troubleOf(row)} ${states.join(' ')}`,
      },
      stack || '–',
    ],
    marks: marksOf({ stack, pack }),
  };
}

function ruleCell({ pack, rule, acknowledgedId }: Acknowledgement, anchors: RuleAnchors): Markup {
  const asWhat = acknowledgedId === rule || acknowledgedId === `${pack}::${rule}` ? '' : `, as ${acknowledgedId}`;
  return html`${anchors.linkTo(pack, rule)}
    <div class="aside">${pack}${asWhat}</div>`;
}

function evidencePart({ evidence }: Acknowledgement): Markup {
  return html`<div class="aside">Evidence: ${evidence === '' ? 'none given' : linked(evidence)}</div>`;
}

function untilCell(expires: string, judgedOn: string): Markup {
  if (expires === '') return badge('bad', 'no end');
  if (!isDay(expires)) return html`${badge('bad', 'no day')} ${expires}`;
  const days = Math.round((Date.parse(expires) - Date.parse(judgedOn)) / DAY);
  const isSoon = days >= 0 && days <= SOON_DAYS;
  const soon = days === 0 ? 'last day' : `in ${count(days, 'day')}`;
  return html`<span class="date">${expires}</span>${isSoon ? html` ${badge('warn', soon)}` : NOTHING}`;
}

function exceptionsPart(exceptions: readonly DeclaredException[]): Markup {
  if (exceptions.length === 0) return NOTHING;
  return html`<h3>Exceptions</h3>
    ${table({
      caption: `${count(exceptions.length, 'opinion')} of cdk-golden-path that somebody opted out of`,
      columns: [
        { name: 'Topic', width: 20 },
        { name: 'Construct', width: 30 },
        { name: 'Reason', width: 50 },
      ],
      rows: exceptions.map(({ topic, construct, reason }) => ({
        cells: [topic, placeOf(construct), reason === '' ? badge('bad', 'no reason given') : reason],
      })),
    })}`;
}
