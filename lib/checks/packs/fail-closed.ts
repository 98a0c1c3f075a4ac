import { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport } from 'aws-cdk-lib';

/**
 * A plugin whose crash fails the synth.
 *
 * When a plugin throws, the CDK writes it into a file and ends with exit code 0, as if nothing had been found. Here the crash is a
 * violation, and like every other it fails the synth.
 */
export function failClosed(plugin: IPolicyValidationPlugin): IPolicyValidationPlugin {
  const { name, version, ruleIds } = plugin;
  return {
    name,
    version,
    ruleIds,
    validate: (context: IPolicyValidationContext) => {
      try {
        return plugin.validate(context);
      } catch (error) {
        return crashReport(name, error instanceof Error ? error.message : String(error));
      }
    },
  };
}

/** The rule that a pack breaks by crashing. */
export function crashRule(pack: string): string {
  return `${pack}-Crashed`;
}

function crashReport(pack: string, error: string): PolicyValidationPluginReport {
  return {
    success: false,
    metadata: { error },
    violations: [
      {
        ruleName: crashRule(pack),
        description: `The pack '${pack}' crashed (${error}), so nobody knows what it would have found.`,
        fix: 'repair it, or leave it out; until then nothing is known to be in order',
        // Nobody can acknowledge what is fatal. It is on no construct: the CLI would skip it with the stacks that it does not select.
        severity: 'fatal',
        violatingResources: [{ locations: [] }],
      },
    ],
  };
}
