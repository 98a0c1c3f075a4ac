import { count, oneLine } from './plain-text';
import { EgressRow, ExposedResource, ExposureReport, GrantRow } from './report-model';
import { Paint } from './report-summary';

/** Whether as much is public as may be, and nothing is unknown that nobody has looked at. */
export function isWithinBudget({ budget, public: open, unknown }: ExposureReport): boolean {
  return open <= budget && unknown === 0;
}

/** What a person reads on a terminal: the verdict, what is reached from the internet and how, and what nobody can tell. */
export function renderExposureText(report: ExposureReport, paint: Paint): string {
  const { resources, grants, egress } = report;
  const shown = (verdict: ExposedResource['verdict']) => resources.filter((one) => one.verdict === verdict);
  return [
    headline(report, paint),
    ...section('Public', shown('public'), renderResource),
    ...section('Unknown', shown('unknown'), renderResource),
    ...section('Reached through a public component', resources.filter(isBehind), renderResource),
    ...section('Who else gets in', grants, renderGrant),
    ...section('Ways out', egress, renderEgress),
  ].join('\n');
}

/** The rows for machines. */
export function exposureAsJson({ budget, resources, grants, egress }: ExposureReport): string {
  return `${JSON.stringify({ schema: 'golden-path/exposure/1', budget, resources, grants, egress }, undefined, 2)}\n`;
}

function isBehind({ verdict, paths }: ExposedResource): boolean {
  return verdict === 'not-public' && paths.length > 0;
}

function headline(report: ExposureReport, paint: Paint): string {
  const { budget, public: open, unknown, resources } = report;
  const closed = resources.filter(({ verdict }) => verdict === 'not-public').length;
  const acknowledged = resources.filter(
    ({ verdict, declared }) => verdict === 'unknown' && declared !== undefined,
  ).length;
  const isWithin = isWithinBudget(report);
  const counts = `${open} public of ${budget} allowed, ${unknown} unknown, ${closed} not public`;
  const more = acknowledged === 0 ? '' : `, ${acknowledged} unknown and acknowledged`;
  return paint(
    isWithin ? 'green' : 'red',
    `${verdictOf(report)}: ${counts}${more} (${count(resources.length, 'resource')})`,
  );
}

function verdictOf(report: ExposureReport): string {
  if (isWithinBudget(report)) return 'within budget';
  return report.public > report.budget ? 'over budget' : 'unknown exposure';
}

function section<T>(title: string, rows: readonly T[], render: (row: T) => string[]): string[] {
  if (rows.length === 0) return [];
  const lines = rows.flatMap((row) =>
    render(row).map((line, index) => `${index === 0 ? '  ' : '    '}${oneLine(line)}`),
  );
  return ['', `${title} (${rows.length})`, ...lines];
}

function renderResource({ construct, type, stack, reason, paths, declared }: ExposedResource): string[] {
  return [
    [construct, type, stack].join(' · '),
    reason,
    ...paths.map((path) => path.join(' -> ')),
    ...(declared === undefined ? [] : [`declared: ${declared}`]),
  ];
}

function renderGrant({ kind, to, what, construct }: GrantRow): string[] {
  return [[kind, to, what, construct].join(' · ')];
}

function renderEgress({ verdict, to, reason, construct }: EgressRow): string[] {
  return [[verdict, to, construct].join(' · '), reason];
}
