import { html, Markup, NOTHING } from '../../../page/markup';
import { Column, Row, table } from '../../../page/table';
import { count } from '../../../page/text';
import { EgressRow, ExposedResource, ExposureReport, GrantRow, Report } from '../report-model';
import { drawingOf } from './drawing/drawing';
import { badge, marksOf, placeOf, Section, tally } from './words';

/** What anybody can reach from outside and how, what nobody can know, who else gets in, and the ways out. */
export function exposureSection({ exposure }: Report): Section {
  const { public: open, budget, unknown, resources, grants, egress } = exposure;
  return {
    id: 'exposure',
    title: 'Exposure',
    note: `${open} public, ${unknown} unknown`,
    body: html`${budgetLine(exposure)}
      <h3>What the internet can reach</h3>
      ${drawingOf(resources, open, unknown)} ${reachTable('public', resources, `of ${budget} declared`)}
      ${reachTable('unknown', resources, 'nobody can tell before the deployment')} ${insideTable(resources)}
      ${notPublicPart(resources)}
      <h3>Who else gets in</h3>
      ${grantTable(grants)}
      <h3>Ways out</h3>
      ${egressTable(egress)}`,
  };
}

function budgetLine({ public: open, budget, unknown }: ExposureReport): Markup {
  const isKept = open <= budget && unknown === 0;
  const room =
    open > budget
      ? `${open - budget} more than the app declares that it may have (${budget})`
      : `within the ${budget} that the app declares that it may have`;
  const unclear = unknown === 0 ? 'nothing is unknown' : `${count(unknown, 'resource')} of unknown exposure`;
  return html`<p class="verdict ${isKept ? 'good' : 'bad'}">
    ${isKept ? '✓' : '✗'} ${count(open, 'public component')}, ${room}; ${unclear}
  </p>`;
}

const COMPONENT: readonly Column[] = [
  { name: 'Component', width: 24 },
  { name: 'Why', width: 24 },
  { name: 'Ways from the internet', width: 30 },
];

function reachTable(verdict: 'public' | 'unknown', resources: readonly ExposedResource[], note: string): Markup {
  const found = resources.filter((one) => one.verdict === verdict);
  if (found.length === 0) return NOTHING;
  return table({
    caption: `${found.length} ${verdict}, ${note}`,
    columns: [...COMPONENT, { name: 'Declared', width: 12 }, { name: 'Stack', width: 10 }],
    rows: found.map((one): Row => {
      const { declared, stack } = one;
      return {
        cells: [
          ...componentCells(one),
          declared ?? badge('bad', verdict === 'public' ? 'not declared' : 'not acknowledged'),
          stack,
        ],
        marks: marksOf({ stack }),
      };
    }),
  });
}

/** What is not public itself, but stands behind something that is. */
function insideTable(resources: readonly ExposedResource[]): Markup {
  const found = resources.filter(({ verdict, paths }) => verdict === 'not-public' && paths.length > 0);
  if (found.length === 0) return NOTHING;
  return table({
    caption: `${found.length} not public, but reached through others that are`,
    columns: [...COMPONENT, { name: 'Stack', width: 10 }],
    rows: found.map((one) => ({ cells: [...componentCells(one), one.stack], marks: marksOf(one) })),
  });
}

function componentCells({ construct, type, logicalId, reason, paths }: ExposedResource): Markup[] {
  return [
    html`${placeOf(construct)}
      <div class="aside">${type}${construct === logicalId ? '' : `, ${logicalId}`}</div>`,
    html`${reason}`,
    paths.length === 0
      ? html`none known`
      : html`<ul class="ways">
          ${paths.map((path) => html`<li>${path.join(' → ')}</li>`)}
        </ul>`,
  ];
}

function notPublicPart(resources: readonly ExposedResource[]): Markup {
  const types = tally(resources.filter(({ verdict }) => verdict === 'not-public').map(({ type }) => type));
  const sum = types.reduce((total, [, number]) => total + number, 0);
  if (sum === 0) return html`<p class="note">No resource was found to be not public.</p>`;
  return html`<details>
    <summary>${count(sum, 'resource')} not public, by type</summary>
    ${table({
      caption: `${count(types.length, 'type')} of resources that nobody reaches from outside`,
      columns: [{ name: 'Type' }, { name: 'Resources', isNumber: true }],
      rows: types.map(([type, number]) => ({ cells: [html`<code>${type}</code>`, number] })),
    })}
  </details>`;
}

function grantTable(grants: readonly GrantRow[]): Markup {
  if (grants.length === 0) return html`<p class="note">Nobody: no other account was given any access.</p>`;
  return table({
    caption: `${count(grants.length, 'grant')} to others than the public`,
    columns: ['Component', 'Kind', 'To', 'What', 'Stack'].map((name) => ({ name })),
    rows: grants.map(({ stack, construct, type, kind, to, what }) => ({
      cells: [withType(construct, type), kind, to, what, stack],
      marks: marksOf({ stack }),
    })),
  });
}

const EGRESS_KINDS = { open: 'warn', limited: 'good', unknown: 'bad' } as const;

function egressTable(egress: readonly EgressRow[]): Markup {
  if (egress.length === 0) return html`<p class="note">None was found.</p>`;
  return table({
    caption: `${count(egress.length, 'way')} by which data can leave`,
    columns: ['Component', 'Verdict', 'To', 'Why', 'Stack'].map((name) => ({ name })),
    rows: egress.map(({ stack, construct, type, to, reason, verdict }) => ({
      cells: [withType(construct, type), badge(EGRESS_KINDS[verdict], verdict), to, reason, stack],
      marks: marksOf({ stack }),
    })),
  });
}

function withType(construct: string, type: string): Markup {
  return html`${placeOf(construct)}
    <div class="aside">${type}</div>`;
}
