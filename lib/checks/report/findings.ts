import { PluginReport, Severity, ViolatingConstruct, Violation } from '../assembly/validation-report';
import { PACK_ROLL } from '../pack-roll';
import { firstLineWithoutPaths, withoutFolders } from './plain-text';

/** What one pack (a validation plugin) concluded. */
export interface PackResult {
  readonly name: string;
  /** `crashed`: it gave no judgement, whatever the number of findings. */
  readonly verdict: 'clean' | 'findings' | 'crashed';
  readonly findings: number;
  readonly acknowledged: number;
  readonly error?: string;
}

/** One construct that breaks one rule. */
export interface Finding {
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

/** A finding that somebody accepted, with the reason given. */
export interface Acknowledgement {
  readonly pack: string;
  readonly rule: string;
  readonly construct: string;
  readonly acknowledgedAt: string;
  readonly acknowledgedId: string;
  readonly reason: string;
}

/** Every finding on a row of its own. `machineFolders` are cut out of the texts. */
export function listFindings(plugins: readonly PluginReport[], machineFolders: readonly string[]): Finding[] {
  return plugins.flatMap((plugin) =>
    plugin.violations.filter(isNoRoll).flatMap((violation) =>
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

/** Every acknowledged finding on a row of its own. `machineFolders` are cut out of the reasons. */
export function listAcknowledgements(
  plugins: readonly PluginReport[],
  machineFolders: readonly string[],
): Acknowledgement[] {
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

/** Every pack that left a row or stands on the roll; a name that two plugins share is one pack, with the worse verdict. */
export function listPacks(
  plugins: readonly PluginReport[],
  findings: readonly Finding[],
  acknowledgements: readonly Acknowledgement[],
): PackResult[] {
  const names = new Set([...plugins.filter(isNoBareRoll).map((plugin) => plugin.pluginName), ...packsOnRoll(plugins)]);
  return [...names].map((name) => {
    const found = findings.filter((finding) => finding.pack === name).length;
    const acknowledged = acknowledgements.filter((row) => row.pack === name).length;
    const crash = plugins.find((plugin) => plugin.pluginName === name && hasCrashed(plugin));
    if (crash === undefined) {
      return { name, verdict: found > 0 ? 'findings' : 'clean', findings: found, acknowledged };
    }
    const error = firstLineWithoutPaths(crash.metadata.error ?? 'it failed without naming a violation');
    return { name, verdict: 'crashed', findings: found, acknowledged, error };
  });
}

/** A plugin that throws is reported as a failure with no violations; so is one that says "failed" and nothing else. */
function hasCrashed(plugin: PluginReport): boolean {
  return plugin.conclusion === 'failure' && (plugin.metadata.error !== undefined || plugin.violations.length === 0);
}

function packsOnRoll(plugins: readonly PluginReport[]): string[] {
  return plugins
    .flatMap((plugin) => (plugin.metadata[PACK_ROLL] ?? '').split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function isNoBareRoll(plugin: PluginReport): boolean {
  const onlyTheRoll = plugin.violations.length > 0 && !plugin.violations.some(isNoRoll);
  return !onlyTheRoll || plugin.suppressedViolations.length > 0;
}

function isNoRoll(violation: Violation): boolean {
  return violation.ruleName !== PACK_ROLL || violation.constructs.length > 0;
}

/** A violation of the app as a whole names no construct, and is a finding nevertheless. */
function constructsOf(violation: Violation): readonly ViolatingConstruct[] {
  return violation.constructs.length > 0 ? violation.constructs : [{ place: '' }];
}
