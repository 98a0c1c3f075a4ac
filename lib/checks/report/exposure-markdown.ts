import { table } from './markdown-table';
import { EgressRow, ExposedResource, ExposureReport, GrantRow } from './report-model';

/** What the app shows to the outside: what anybody reaches and how, what nobody can know, who else gets in, and the ways out. */
export function renderExposure({ budget, public: open, unknown, resources, grants, egress }: ExposureReport): string[] {
  const notPublic = resources.filter(({ verdict }) => verdict === 'not-public').length;
  const shown = resources.filter(({ verdict }) => verdict !== 'not-public');
  return [
    '## Exposure',
    `**${open} public** of ${budget} declared · ${unknown} unknown · ${notPublic} not public`,
    table(
      ['Verdict', 'Component', 'Type', 'Why', 'Ways from the internet', 'Declared', 'Stack'],
      shown.map(resourceRow),
    ),
    '### Who else gets in',
    table(['Kind', 'To', 'What', 'Component', 'Stack'], grants.map(grantRow)),
    '### Ways out',
    table(['Verdict', 'To', 'Component', 'Why', 'Stack'], egress.map(egressRow)),
  ];
}

function resourceRow({ verdict, construct, type, reason, paths, declared, stack }: ExposedResource): string[] {
  return [verdict, construct, type, reason, paths.map((path) => path.join(' → ')).join('; '), declared ?? 'no', stack];
}

function grantRow({ kind, to, what, construct, stack }: GrantRow): string[] {
  return [kind, to, what, construct, stack];
}

function egressRow({ verdict, to, construct, reason, stack }: EgressRow): string[] {
  return [verdict, to, construct, reason, stack];
}
