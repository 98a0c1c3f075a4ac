import { ServiceMetadata } from '../../private/metadata';
import { Assembly, AssemblyStack, ConstructMetadata } from '../assembly/assembly';
import { CannotJudgeError, describeObstacle } from '../assembly/cannot-judge';
import { AlarmGap, listAlarmGaps } from '../signals/alarm/alarm-gaps';
import { listObjectives, ObjectiveRow } from '../signals/objectives';
import { MissingSignal, SignalRow, signalTable } from '../signals/signal-table';
import { withConstructPaths } from '../template/construct-paths';
import { Acknowledgement, Finding, listAcknowledgements, listFindings, listPacks, PackResult } from './findings';
import { withoutFolders } from './plain-text';

/** Plugins that aws-cdk-lib brings along: they run in an app that checks nothing else, so they prove nothing. */
const BUILT_IN_PLUGINS = ['CloudFormation Validate', 'Construct Annotations'];

/** A service of this library, with the release that it runs. */
export interface ReportedService extends ServiceMetadata {
  readonly stack: string;
  readonly path: string;
}

/** An opinion of this library that somebody opted out of, with the reason given. */
export interface DeclaredException {
  readonly construct: string;
  readonly topic: string;
  readonly reason: string;
}

/** The counts that a reader wants first. */
export interface ReportSummary {
  readonly services: number;
  readonly releases: number;
  readonly stacks: number;
  readonly resources: number;
  readonly packs: number;
  readonly findings: number;
  /** Findings of severity fatal, error and custom. */
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly acknowledgements: number;
  readonly exceptions: number;
  /** Rows of the table of golden signals. */
  readonly signals: number;
  readonly missingSignals: number;
  readonly objectives: number;
  readonly alarmGaps: number;
}

/** What is true of an assembly. Sorted and without times, so that the same app gives the same bytes. */
export interface Report {
  readonly schema: 'golden-path/report/1';
  readonly summary: ReportSummary;
  /** Why the assembly could not be judged; while this is not empty, nothing below means "all is well". */
  readonly problems: readonly string[];
  readonly stacks: readonly AssemblyStack[];
  readonly services: readonly ReportedService[];
  readonly packs: readonly PackResult[];
  readonly findings: readonly Finding[];
  readonly acknowledgements: readonly Acknowledgement[];
  readonly exceptions: readonly DeclaredException[];
  /** How the golden signals of each service, and of each of its releases, are watched. */
  readonly signals: readonly SignalRow[];
  /** Golden signals of services that nothing watches. */
  readonly missingSignals: readonly MissingSignal[];
  /** What is promised over weeks. */
  readonly objectives: readonly ObjectiveRow[];
  /** Alarms, of whatever stack, that do nothing, say nothing, or do not say what silence means. */
  readonly alarmGaps: readonly AlarmGap[];
}

/** Turns an assembly into its report. Pure: everything it knows comes from the argument. */
export function buildReport(assembly: Assembly): Report {
  const { plugins, machineFolders } = assembly;
  const findings = distinctSorted(listFindings(plugins, machineFolders), ['pack', 'rule', 'construct']);
  const acknowledgements = distinctSorted(listAcknowledgements(plugins, machineFolders), ['pack', 'rule', 'construct']);
  const packs = distinctSorted(listPacks(plugins, findings, acknowledgements), ['name']);
  const stacks = distinctSorted(assembly.stacks, ['path']);
  const services = distinctSorted(metadataOf(assembly, 'golden-path:service', readService), ['name', 'path']);
  const exceptions = distinctSorted(metadataOf(assembly, 'golden-path:exception', readException), [
    'construct',
    'topic',
  ]);
  const templates = withConstructPaths(assembly);
  const { rows: signals, missing: missingSignals } = signalTable(
    templates,
    services.map(({ name, path }) => ({ name, stackPath: stackAround(assembly, path)?.path ?? '' })),
  );
  const objectives = distinctSorted(listObjectives(templates), ['service', 'stack', 'name']);
  const alarmGaps = distinctSorted(listAlarmGaps(templates), ['stack', 'alarm']);
  return {
    schema: 'golden-path/report/1',
    summary: {
      services: services.length,
      releases: new Set(services.map((service) => service.fingerprint)).size,
      stacks: stacks.length,
      resources: stacks.reduce((sum, stack) => sum + stack.resources, 0),
      packs: packs.length,
      findings: findings.length,
      errors: findings.filter(isError).length,
      warnings: findings.filter(isWarning).length,
      infos: findings.filter(isInfo).length,
      acknowledgements: acknowledgements.length,
      exceptions: exceptions.length,
      signals: signals.length,
      missingSignals: missingSignals.length,
      objectives: objectives.length,
      alarmGaps: alarmGaps.length,
    },
    problems: listProblems(packs),
    stacks,
    services,
    packs,
    findings,
    acknowledgements,
    exceptions,
    signals,
    missingSignals,
    objectives,
    alarmGaps,
  };
}

/** A severity that we cannot place counts as an error. */
export function isError(finding: Finding): boolean {
  return !isWarning(finding) && !isInfo(finding);
}

export function isWarning(finding: Finding): boolean {
  return finding.severity === 'warning';
}

export function isInfo(finding: Finding): boolean {
  return finding.severity === 'info';
}

function listProblems(packs: readonly PackResult[]): string[] {
  const crashes = packs
    .filter((pack) => pack.verdict === 'crashed')
    .map((pack) =>
      describeObstacle({
        where: `pack '${pack.name}'`,
        problem: `crashed (${pack.error})`,
        fix: 'repair it and synthesize again; until then nobody knows what it would have found',
      }),
    );
  if (packs.some((pack) => !BUILT_IN_PLUGINS.includes(pack.name))) return crashes;
  const noPack = describeObstacle({
    where: 'validation-report.json',
    problem: 'shows no nag pack (one that finds nothing leaves no trace of its own)',
    fix: 'add GoldenPath.protect(app), which names the packs that ran, and synthesize again',
  });
  return [...crashes, noPack];
}

/** What one piece of metadata says, with the means to read it. */
interface MetadataReader {
  readonly construct: string;
  readonly stack: string;
  required(field: string): string;
  optional(field: string): string | undefined;
}

function readService(metadata: MetadataReader): ReportedService {
  const builtAt = metadata.optional('builtAt');
  return {
    name: metadata.required('name'),
    stack: metadata.stack,
    path: metadata.construct,
    host: metadata.required('host'),
    commit: metadata.required('commit'),
    image: metadata.required('image'),
    architecture: metadata.required('architecture'),
    fingerprint: metadata.required('fingerprint'),
    ...(builtAt === undefined ? {} : { builtAt }),
  };
}

function readException(metadata: MetadataReader): DeclaredException {
  return {
    construct: metadata.construct,
    topic: metadata.required('topic'),
    reason: metadata.required('reason'),
  };
}

function metadataOf<T>(assembly: Assembly, type: string, read: (metadata: MetadataReader) => T): T[] {
  return assembly.metadata
    .filter((entry) => entry.type === type)
    .map((entry) =>
      read({
        construct: entry.path,
        stack: stackAround(assembly, entry.path)?.name ?? '',
        optional: (field) => textOf(assembly, entry, field),
        required: (field) => {
          const text = textOf(assembly, entry, field);
          if (text !== undefined) return text;
          throw new CannotJudgeError({
            where: entry.path,
            problem: `its metadata ${type} has no \`${field}\``,
            fix: 'use the command of the same version of cdk-golden-path as the app',
          });
        },
      }),
    );
}

/** A field as text; one that CloudFormation fills in only at deployment is shown as its expression. */
function textOf(assembly: Assembly, { data }: ConstructMetadata, field: string): string | undefined {
  const value = typeof data === 'object' && data !== null ? new Map(Object.entries(data)).get(field) : undefined;
  if (value === undefined || value === null) return undefined;
  return withoutFolders(typeof value === 'string' ? value : JSON.stringify(value), assembly.machineFolders);
}

/** The innermost stack around a construct. */
function stackAround(assembly: Assembly, construct: string): AssemblyStack | undefined {
  return assembly.stacks
    .filter((stack) => construct === stack.path || construct.startsWith(`${stack.path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0];
}

/**
 * Sorted by code unit, not by locale, and at last by all that the row says: the order is the same on every machine.
 *
 * Equal rows become one: a pack that was registered twice says everything twice.
 */
function distinctSorted<T>(rows: readonly T[], fields: readonly (keyof T)[]): T[] {
  const keyed = rows.map((row) => ({ row, key: [...fields.map((field) => String(row[field])), JSON.stringify(row)] }));
  const ordered = keyed.sort((a, b) => compare(a.key, b.key));
  return ordered.filter(({ key }, index) => compare(key, ordered[index - 1]?.key ?? []) !== 0).map(({ row }) => row);
}

function compare(a: readonly string[], b: readonly string[]): number {
  const index = a.findIndex((part, i) => part !== b[i]);
  if (index === -1) return 0;
  return b[index] === undefined || a[index] > b[index] ? 1 : -1;
}
