/**
 * The rule and the metadata key under which an app leaves the names of its packs in the validation report.
 *
 * The CDK writes no row for a plugin that found nothing and suppressed nothing, so a clean pack and a pack that never ran
 * look the same. The roll tells them apart.
 */
export const PACK_ROLL = 'golden-path:packs';

/** A validation plugin that finds nothing and leaves a row. Shaped like the CDK's `IPolicyValidationPlugin`. */
export interface PackRollPlugin {
  readonly name: string;
  validate(): PackRollReport;
}

/** What the plugin reports: a success, with one violation that no construct commits. */
export interface PackRollReport {
  readonly success: boolean;
  readonly metadata: { readonly [key: string]: string };
  readonly violations: PackRollViolation[];
}

/** The violation that keeps the CDK from dropping the row; the CDK's command line prints nothing for it. */
export interface PackRollViolation {
  readonly ruleName: string;
  readonly description: string;
  readonly severity: string;
  readonly violatingResources: never[];
}

/** The plugin that names the packs. Register it together with them: the CDK runs all plugins of an app or none. */
export function packRoll(packs: readonly string[]): PackRollPlugin {
  return {
    name: 'golden-path',
    validate: () => ({
      success: true,
      metadata: { [PACK_ROLL]: packs.join(',') },
      violations: [
        {
          ruleName: PACK_ROLL,
          description: `Not a finding: the packs that examined this app are ${packs.join(', ')}`,
          severity: 'info',
          violatingResources: [],
        },
      ],
    }),
  };
}
