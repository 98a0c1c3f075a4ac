import { JsonNode } from './json-node';

const CONCLUSIONS = ['success', 'failure'] as const;
const SEVERITIES = ['fatal', 'error', 'warning', 'info', 'custom'] as const;

/** How bad a finding is, in the words of the CDK's validation report. */
export type Severity = (typeof SEVERITIES)[number];

/** What one validation plugin said, as it stands in `validation-report.json`. */
export interface PluginReport {
  readonly pluginName: string;
  readonly conclusion: (typeof CONCLUSIONS)[number];
  readonly metadata: { readonly [key: string]: string };
  readonly violations: readonly Violation[];
  readonly suppressedViolations: readonly SuppressedViolation[];
}

/** One rule that was broken, with everything that broke it. */
export interface Violation {
  readonly ruleName: string;
  readonly description: string;
  readonly suggestedFix?: string;
  readonly severity: Severity;
  readonly customSeverity?: string;
  readonly constructs: readonly ViolatingConstruct[];
}

/** A violation that somebody accepted. */
export interface SuppressedViolation extends Violation {
  readonly acknowledgedId: string;
  readonly acknowledgedAt: string;
  readonly reason: string;
}

/** What broke a rule: a construct or, where the CDK found none, a resource of a template. */
export interface ViolatingConstruct {
  readonly place: string;
  readonly type?: string;
}

/** Reads what every plugin said. */
export function readPluginReports(report: JsonNode): PluginReport[] {
  return report.objects('pluginReports').map((plugin) => ({
    pluginName: plugin.string('pluginName'),
    conclusion: plugin.oneOf('conclusion', CONCLUSIONS),
    metadata: readMetadata(plugin.optionalObject('metadata')),
    violations: plugin.objects('violations').map(readViolation),
    suppressedViolations: plugin.optionalObjects('suppressedViolations').map((violation) => ({
      ...readViolation(violation),
      acknowledgedId: violation.string('acknowledgedId'),
      // The CDK leaves out what is empty: a reason of '' and an acknowledgement on the app, whose path is ''.
      acknowledgedAt: violation.optionalString('acknowledgedAt') ?? '',
      reason: violation.optionalString('reason') ?? '',
    })),
  }));
}

function readMetadata(metadata: JsonNode | undefined): { readonly [key: string]: string } {
  if (metadata === undefined) return {};
  return Object.fromEntries(metadata.keys().map((key) => [key, metadata.string(key)]));
}

function readViolation(violation: JsonNode): Violation {
  return {
    ruleName: violation.string('ruleName'),
    description: violation.string('description'),
    suggestedFix: violation.optionalString('suggestedFix'),
    severity: violation.oneOf('severity', SEVERITIES),
    customSeverity: violation.optionalString('customSeverity'),
    constructs: violation.objects('violatingConstructs').map(readConstruct),
  };
}

function readConstruct(construct: JsonNode): ViolatingConstruct {
  const path = construct.string('constructPath');
  const resource = construct.optionalObject('cloudFormationResource');
  const place = path === '' && resource ? `${resource.string('templatePath')}#${resource.string('logicalId')}` : path;
  return { place, type: construct.optionalString('constructFqn') };
}
