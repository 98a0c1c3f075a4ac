import { AcceptedFinding } from '../acknowledgements/judge-acknowledgements';
import { CannotJudgeError } from '../assembly/cannot-judge';
import { PluginReport, ViolatingConstruct, Violation } from '../assembly/validation-report';
import { GOLDEN_PATH } from '../principles/principle-finding';
import { firstLineWithoutPaths, withoutFolders } from '../report/plain-text';
import { Finding } from '../report/report-model';
import { isInfo } from '../report/severity';
import { RulePack } from '../rule-packs';
import { PACK_ROLL, SYNTH_RECORDER } from '../synth/synth-record';

/** What a plugin found in the synth. */
export type SynthFinding = Pick<
  Finding,
  'pack' | 'rule' | 'severity' | 'customSeverity' | 'construct' | 'constructType' | 'description' | 'suggestedFix'
>;

/** A pack that ran in the synth, and how it failed if it did. */
export interface SynthPack {
  readonly name: string;
  readonly crash?: string;
}

/** The packs that look at security. Any other plugin, also those that aws-cdk-lib brings along, proves nothing. */
const SECURITY_PACKS = RulePack._ALL.map(({ packName }) => packName);

/** Every finding on a row of its own. `machineFolders` are cut out of the texts. */
export function synthFindings(plugins: readonly PluginReport[], machineFolders: readonly string[]): SynthFinding[] {
  return plugins.filter(isNoRecord).flatMap((plugin) =>
    plugin.violations.flatMap((violation) =>
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
): AcceptedFinding[] {
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
  const names = new Set([...plugins.filter(isNoRecord).map(({ pluginName }) => pluginName), ...packsOnRoll(plugins)]);
  return [...names].map((name) => {
    const crash = plugins.find((plugin) => plugin.pluginName === name && hasCrashed(plugin));
    if (crash === undefined) return { name };
    return { name, crash: firstLineWithoutPaths(crash.metadata.error ?? 'it failed without naming a violation') };
  });
}

/** The packs that have looked at the security of the app in its synth. */
export function securityPacks(packs: readonly SynthPack[]): string[] {
  return packs
    .map(({ name }) => name)
    .filter((name) => [...SECURITY_PACKS, GOLDEN_PATH].includes(name))
    .sort();
}

/** The packs that the app names as its own. */
export function packsOnRoll(plugins: readonly PluginReport[]): string[] {
  return (onRecord(plugins, PACK_ROLL) ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** What the app has put on record in its synth, by its key. Nobody else may speak for it, and not twice. */
export function onRecord(plugins: readonly PluginReport[], key: string): string | undefined {
  const records = plugins.filter(isRecord);
  if (records.length <= 1) return records[0]?.metadata[key];
  throw new CannotJudgeError({
    where: 'validation-report.json',
    problem: 'has several records of how the app was checked',
    fix: 'call GoldenPath.protect once, and synthesize again',
  });
}

/** A plugin that throws is reported as a failure with no violations; so is one that says "failed" and finds no more than notes. */
function hasCrashed({ conclusion, metadata, violations }: PluginReport): boolean {
  return conclusion === 'failure' && (metadata.error !== undefined || violations.every(isInfo));
}

/** The record, and nothing that only calls itself so: what finds something, or fails, is a plugin like every other. */
function isRecord({ pluginName, conclusion, violations }: PluginReport): boolean {
  return (
    pluginName === SYNTH_RECORDER &&
    conclusion === 'success' &&
    violations.every((one) => one.ruleName === PACK_ROLL && isInfo(one) && one.constructs.length === 0)
  );
}

function isNoRecord(plugin: PluginReport): boolean {
  return !isRecord(plugin);
}

/** A violation of the app as a whole names no construct, and is a finding nevertheless. */
function constructsOf(violation: Violation): readonly ViolatingConstruct[] {
  return violation.constructs.length > 0 ? violation.constructs : [{ place: '' }];
}
