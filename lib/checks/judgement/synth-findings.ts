import { PluginReport, Severity, ViolatingConstruct, Violation } from '../assembly/validation-report';
import { firstLineWithoutPaths, withoutFolders } from '../report/plain-text';
import { PACK_ROLL } from '../synth/synth-record';

/** What a plugin found in the synth. */
export interface SynthFinding {
  readonly pack: string;
  readonly rule: string;
  readonly severity: Severity;
  /** The pack's own word, where severity is `custom`. */
  readonly customSeverity?: string;
  readonly construct: string;
  readonly constructType?: string;
  readonly description: string;
  readonly suggestedFix?: string;
}

/** A finding of the synth that somebody accepted there. */
export interface SynthAcceptance {
  readonly pack: string;
  readonly rule: string;
  readonly construct: string;
  readonly acknowledgedAt: string;
  readonly acknowledgedId: string;
  readonly reason: string;
}

/** A pack that ran in the synth, and how it failed if it did. */
export interface SynthPack {
  readonly name: string;
  readonly crash?: string;
}

/** Plugins that aws-cdk-lib brings along: they run in an app that checks nothing else, so they prove nothing. */
const BUILT_IN_PLUGINS = ['CloudFormation Validate', 'Construct Annotations'];

/** Every finding on a row of its own. `machineFolders` are cut out of the texts. */
export function synthFindings(plugins: readonly PluginReport[], machineFolders: readonly string[]): SynthFinding[] {
  return plugins.flatMap((plugin) =>
    plugin.violations.filter(isNoRecord).flatMap((violation) =>
      constructsOf(violation).map((construct) => ({
        pack: plugin.pluginName,
        rule: violation.ruleName,
        severity: violation.severity,
        ...(violation.customSeverity === undefined ? {} : { customSeverity: violation.customSeverity }),
        construct: construct.place,
        ...(construct.type === undefined ? {} : { constructType: construct.type }),
        description: withoutFolders(violation.description, machineFolders),
        ...(violation.suggestedFix === undefined
          ? {}
          : { suggestedFix: withoutFolders(violation.suggestedFix, machineFolders) }),
      })),
    ),
  );
}

/** Every accepted finding on a row of its own. `machineFolders` are cut out of the reasons. */
export function synthAcceptances(
  plugins: readonly PluginReport[],
  machineFolders: readonly string[],
): SynthAcceptance[] {
  return plugins.flatMap((plugin) =>
    plugin.suppressedViolations.flatMap((violation) =>
      constructsOf(violation).map((construct) => ({
        pack: plugin.pluginName,
        rule: violation.ruleName,
        construct: construct.place,
        acknowledgedAt: violation.acknowledgedAt,
        acknowledgedId: violation.acknowledgedId,
        reason: withoutFolders(violation.reason, machineFolders),
      })),
    ),
  );
}

/** Every pack that left a row or stands on the roll, once; a crash of one of two plugins of a name is a crash. */
export function synthPacks(plugins: readonly PluginReport[]): SynthPack[] {
  const names = new Set([
    ...plugins.filter(isNoBareRecord).map(({ pluginName }) => pluginName),
    ...packsOnRoll(plugins),
  ]);
  return [...names].map((name) => {
    const crash = plugins.find((plugin) => plugin.pluginName === name && hasCrashed(plugin));
    if (crash === undefined) return { name };
    return { name, crash: firstLineWithoutPaths(crash.metadata.error ?? 'it failed without naming a violation') };
  });
}

/** Whether anybody but the CDK itself has looked at the app in its synth. */
export function isChecked(packs: readonly SynthPack[]): boolean {
  return packs.some(({ name }) => !BUILT_IN_PLUGINS.includes(name));
}

/** The packs that the app names as its own. */
export function packsOnRoll(plugins: readonly PluginReport[]): string[] {
  return plugins
    .flatMap((plugin) => (plugin.metadata[PACK_ROLL] ?? '').split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** What the app has put on record in its synth, by its key. */
export function onRecord(plugins: readonly PluginReport[], key: string): string | undefined {
  return plugins.map(({ metadata }) => metadata[key]).find((value) => value !== undefined);
}

/** A plugin that throws is reported as a failure with no violations; so is one that says "failed" and nothing else. */
function hasCrashed(plugin: PluginReport): boolean {
  return plugin.conclusion === 'failure' && (plugin.metadata.error !== undefined || plugin.violations.length === 0);
}

function isNoBareRecord(plugin: PluginReport): boolean {
  const onlyTheRecord = plugin.violations.length > 0 && !plugin.violations.some(isNoRecord);
  return !onlyTheRecord || plugin.suppressedViolations.length > 0;
}

function isNoRecord(violation: Violation): boolean {
  return violation.ruleName !== PACK_ROLL || violation.constructs.length > 0;
}

/** A violation of the app as a whole names no construct, and is a finding nevertheless. */
function constructsOf(violation: Violation): readonly ViolatingConstruct[] {
  return violation.constructs.length > 0 ? violation.constructs : [{ place: '' }];
}
