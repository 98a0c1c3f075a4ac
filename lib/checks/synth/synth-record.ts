/**
 * The rule, and the first metadata key, under which an app leaves in its validation report how it was checked.
 *
 * The CDK writes no row for a plugin that found nothing and suppressed nothing, so a clean pack and a pack that never ran
 * look the same. The record tells them apart. Its value is the names of the packs.
 */
export const PACK_ROLL = 'golden-path:packs';

/** The plugin that leaves the record, as the validation report names it. */
export const SYNTH_RECORDER = 'golden-path';

/** Which templates were checked, by their digest: a report that is left from an earlier synth speaks of others. */
export const TEMPLATES_DIGEST = 'golden-path:templates';

/** How many public components the app declares that it may have. */
export const PUBLIC_COMPONENTS = 'golden-path:public-components';

/** Acknowledgements on the app and on its Stages, as JSON: their metadata is in no stack, and so not in the assembly. */
export const OUTSIDE_ACKNOWLEDGEMENTS = 'golden-path:acknowledgements';

/** What the record says. */
export interface SynthRecord {
  readonly packs: readonly string[];
  readonly digest: string;
  readonly publicComponents: number;
  readonly acknowledgements: string;
}

/** A validation plugin that finds nothing and leaves a row. Shaped like the CDK's `IPolicyValidationPlugin`. */
export interface SynthRecordPlugin {
  readonly name: string;
  validate(): SynthRecordReport;
}

/** What the plugin reports: a success, with one violation that no construct commits. */
export interface SynthRecordReport {
  readonly success: boolean;
  readonly metadata: { readonly [key: string]: string };
  readonly violations: SynthRecordViolation[];
}

/** The violation that keeps the CDK from dropping the row; the CDK's command line prints nothing for it. */
export interface SynthRecordViolation {
  readonly ruleName: string;
  readonly description: string;
  readonly severity: string;
  readonly violatingResources: never[];
}

/** The plugin that leaves the record. Register it together with the packs: the CDK runs all plugins of an app or none. */
export function synthRecorder(record: () => SynthRecord): SynthRecordPlugin {
  return {
    name: SYNTH_RECORDER,
    validate: () => {
      const { packs, digest, publicComponents, acknowledgements } = record();
      return {
        success: true,
        metadata: {
          [PACK_ROLL]: packs.join(','),
          [TEMPLATES_DIGEST]: digest,
          [PUBLIC_COMPONENTS]: String(publicComponents),
          [OUTSIDE_ACKNOWLEDGEMENTS]: acknowledgements,
        },
        violations: [
          {
            ruleName: PACK_ROLL,
            description: `Not a finding: the packs that examined this app are ${packs.join(', ')}`,
            severity: 'info',
            violatingResources: [],
          },
        ],
      };
    },
  };
}
