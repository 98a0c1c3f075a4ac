import { StackTemplate } from '../assembly/assembly';
import { Resource, resourcesOf } from '../template/resource';
import { TemplateTexts } from '../template/template-texts';
import { AlarmRoutes } from './alarm/alarm-routes';
import { thresholdOf } from './alarm/threshold';
import { watchedBy } from './alarm/watched';
import { DrawnLine, drawnLinesOf } from './drawn-lines';
import { essenceOf, GOLDEN_SIGNALS, GoldenSignal, isAvailability, Scope, SCOPES, signalOf } from './golden-signal';
import { Metric, shows } from './metric';
import { GateOrder, gateOrdersOf } from './release-gates';

/** How one signal of a service or of its releases is watched: from metric to alarm to widget. */
export interface SignalRow {
  readonly stack: string;
  readonly service: string;
  readonly scope: Scope;
  readonly signal: GoldenSignal;
  readonly metric: string;
  /** The construct path of the alarm, or in words who looks instead. */
  readonly alarm: string;
  readonly threshold: string;
  /** What a period without data means. */
  readonly missingData: string;
  /** Whom it reaches: `page`, `ticket`, `release gate`, or other alarms by their names. */
  readonly reaches: readonly string[];
  /** The titles of the widgets that draw it, on the dashboards of the stack. */
  readonly widgets: readonly string[];
  /** Whether anything comes of it. */
  readonly action: boolean;
}

/** A golden signal that nothing watches. */
export type MissingSignal = Pick<SignalRow, 'stack' | 'service' | 'scope' | 'signal'>;

/** A service that says of itself that it is one. */
export interface DeclaredService {
  readonly name: string;
  /** The path of its stack. */
  readonly stackPath: string;
}

export interface SignalTable {
  readonly rows: readonly SignalRow[];
  readonly missing: readonly MissingSignal[];
}

/** The golden signals of all services: what watches them, and which of them nothing does. */
export function signalTable(
  templates: readonly StackTemplate[],
  declared: readonly DeclaredService[],
  texts = new TemplateTexts(templates),
): SignalTable {
  const routes = new AlarmRoutes(templates, texts);
  const tables = [...templates]
    .sort((a, b) => byCodeUnit(a.path, b.path))
    .flatMap((template) => tablesOf(template, declared, { texts, routes }));
  return { rows: tables.flatMap(({ rows }) => rows), missing: tables.flatMap(({ missing }) => missing) };
}

/** The golden signals that nothing watches, of the services that have a gate: the table without what it says of the others. */
export function missingSignals(templates: readonly StackTemplate[], texts: TemplateTexts): MissingSignal[] {
  const routes = new AlarmRoutes(templates, texts);
  return templates.flatMap((template) => {
    const watched = resourcesOf(template, 'AWS::CloudWatch::Alarm').flatMap((alarm) => {
      const signal = signalOf(watchedBy(alarm, texts).metrics);
      return signal === undefined ? [] : [{ scope: scopeOf(alarm, routes), signal }];
    });
    return gateOrdersOf(template, texts).flatMap(({ service }) =>
      missingFrom([...watched, TRAFFIC_OF_RELEASE], template.stack, service),
    );
  });
}

/** The gate looks at the traffic of each release. */
const TRAFFIC_OF_RELEASE = { scope: 'release', signal: 'traffic' } as const;

interface Tools {
  readonly texts: TemplateTexts;
  readonly routes: AlarmRoutes;
}

/** A service is known by its gate, or by what it says of itself: one without a gate has a release that nothing judges. */
function tablesOf(template: StackTemplate, declared: readonly DeclaredService[], tools: Tools): SignalTable[] {
  const orders = gateOrdersOf(template, tools.texts);
  const here = declared.filter(({ stackPath }) => stackPath === template.path);
  const names = new Set([...orders.map(({ service }) => service), ...here.map(({ name }) => name)]);
  return [...names].sort(byCodeUnit).map((service) => {
    const order = orders.find((one) => one.service === service);
    const found = rowsOf({ template, service, order }, tools);
    const sorted = inOrder((scope, signal) => found.filter((row) => row.scope === scope && row.signal === signal));
    return { rows: sorted, missing: missingFrom(sorted, template.stack, service) };
  });
}

interface Service {
  readonly template: StackTemplate;
  readonly service: string;
  readonly order?: GateOrder;
}

/** A line with what it comes to; it is compared with every alarm. */
interface ReadLine extends DrawnLine {
  readonly essence: readonly Metric[];
}

function rowsOf({ template, service, order }: Service, tools: Tools): SignalRow[] {
  const lines = drawnLinesOf(template, tools.texts).map((line) => ({ ...line, essence: essenceOf(line.metrics) }));
  const rows = resourcesOf(template, 'AWS::CloudWatch::Alarm')
    .flatMap((alarm) => rowOf(alarm, { template, service, order }, lines, tools))
    .sort((a, b) => byCodeUnit(a.alarm, b.alarm));
  return order === undefined ? rows : [...rows, trafficOfRelease(template.stack, order, lines)];
}

function rowOf(alarm: Resource, { service, order }: Service, lines: readonly ReadLine[], tools: Tools): SignalRow[] {
  const { texts, routes } = tools;
  const { label, metrics } = watchedBy(alarm, texts);
  const signal = signalOf(metrics);
  if (signal === undefined) return [];
  const essence = essenceOf(metrics);
  return [
    {
      stack: alarm.template.stack,
      service,
      scope: scopeOf(alarm, routes),
      signal,
      metric: describeWatched(label, metrics),
      alarm: withoutFingerprint(alarm, order),
      threshold: thresholdOf(alarm, texts),
      missingData: texts.of(alarm.properties.TreatMissingData, alarm.template) || 'not stated',
      reaches: routes.reaches(alarm, service),
      widgets: titlesOf(lines.filter((line) => shows(line.essence, essence))),
      action: routes.acts(alarm),
    },
  ];
}

function scopeOf(alarm: Resource, routes: AlarmRoutes): Scope {
  return routes.isJudging(alarm) ? 'release' : 'service';
}

/** What is reckoned is called by its label, which need not say what it is reckoned from; where that is one thing, it is said. */
function describeWatched(label: string, metrics: readonly Metric[]): string {
  const [source, ...others] = new Set(essenceOf(metrics).map(({ namespace, name }) => `${namespace} ${name}`.trim()));
  const named = others.length > 0 || label.includes(source) ? label : `${label}, from ${source}`;
  return isAvailability(metrics) ? `availability of servers: ${named}` : named;
}

/** No alarm could tell a quiet night from a release that nobody reaches. The gate counts requests, and knows what to do. */
function trafficOfRelease(stack: string, { service, tests }: GateOrder, lines: readonly DrawnLine[]): SignalRow {
  return {
    stack,
    service,
    ...TRAFFIC_OF_RELEASE,
    metric: 'requests that the new release gets',
    alarm: 'none: the release gate measures it',
    threshold: 'enough for alarms to judge by',
    missingData: tests > 0 ? 'too few: the functional tests judge' : 'too few: nothing judges',
    reaches: ['release gate'],
    widgets: titlesOf(lines.filter(({ metrics }) => signalOf(metrics) === 'traffic')),
    action: true,
  };
}

/** Logical ids of what belongs to a release end with its fingerprint; construct paths never have it. */
function withoutFingerprint({ name, logicalId }: Resource, order?: GateOrder): string {
  const fingerprint = order?.fingerprint ?? '';
  return name === logicalId && name.endsWith(fingerprint) ? name.slice(0, name.length - fingerprint.length) : name;
}

function titlesOf(lines: readonly DrawnLine[]): string[] {
  return [...new Set(lines.map(({ widget }) => widget))];
}

function missingFrom(
  rows: ReadonlyArray<Pick<SignalRow, 'scope' | 'signal'>>,
  stack: string,
  service: string,
): MissingSignal[] {
  return inOrder((scope, signal) =>
    rows.some((row) => row.scope === scope && row.signal === signal) ? [] : [{ stack, service, scope, signal }],
  );
}

function inOrder<T>(of: (scope: Scope, signal: GoldenSignal) => readonly T[]): T[] {
  return SCOPES.flatMap((scope) => GOLDEN_SIGNALS.flatMap((signal) => of(scope, signal)));
}

/** The same on every machine, whatever its language. */
function byCodeUnit(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
