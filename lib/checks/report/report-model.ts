import { ServiceMetadata } from '../../private/metadata';
import { AssemblyStack } from '../assembly/assembly';
import { Severity } from '../assembly/validation-report';
import { ExposureVerdict } from '../exposure/exposure-model';
import { PrincipleId } from '../principles/principle';
import { AlarmGap } from '../signals/alarm/alarm-gaps';
import { ObjectiveRow } from '../signals/objectives';
import { MissingSignal, SignalRow } from '../signals/signal-table';

/** What is true of an assembly. Sorted and without times, so that the same app gives the same bytes. */
export interface Report {
  readonly schema: 'golden-path/report/1';
  readonly summary: ReportSummary;
  /** Why the assembly could not be judged; while this is not empty, nothing below means "all is well". */
  readonly problems: readonly string[];
  readonly stacks: readonly AssemblyStack[];
  readonly services: readonly ReportedService[];
  readonly packs: readonly PackResult[];
  /** Every rule that was applied to something, with what came of it. */
  readonly rules: readonly RuleRow[];
  readonly findings: readonly Finding[];
  readonly acknowledgements: readonly Acknowledgement[];
  readonly exceptions: readonly DeclaredException[];
  readonly exposure: ExposureReport;
  /** How the principles stand that a template can show. */
  readonly principles: readonly PrincipleRow[];
  /** Every rule and resource that were looked at and found in order. */
  readonly compliant: readonly CompliantRow[];
  /** How the golden signals of each service, and of each of its releases, are watched. */
  readonly signals: readonly SignalRow[];
  /** Golden signals of services that nothing watches. */
  readonly missingSignals: readonly MissingSignal[];
  /** What is promised over weeks. */
  readonly objectives: readonly ObjectiveRow[];
  /** Alarms, of whatever stack, that do nothing, say nothing, or do not say what silence means. */
  readonly alarmGaps: readonly AlarmGap[];
  /** The day by which acknowledgements were judged, as `2026-11-24`. */
  readonly judgedOn: string;
  /** What changed since another report, where one was given. */
  readonly baseline?: BaselineComparison;
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
  readonly publicComponents: number;
  readonly unknownExposure: number;
  /** Rules applied to resources, those that were found in order. */
  readonly compliant: number;
}

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

/** What one pack (a validation plugin) concluded. */
export interface PackResult {
  readonly name: string;
  /** `crashed`: it gave no judgement, whatever the number of findings. */
  readonly verdict: 'clean' | 'findings' | 'crashed';
  readonly findings: number;
  readonly acknowledged: number;
  readonly error?: string;
  /** Where it ran: in the synth, over the templates, or both. */
  readonly ran: readonly PackRun[];
}

export type PackRun = 'synth' | 'templates';

/** One construct that breaks one rule. */
export interface Finding {
  readonly pack: string;
  readonly rule: string;
  readonly severity: Severity;
  /** The pack's own word, where severity is `custom`. */
  readonly customSeverity?: string;
  /** The construct path; empty for the app as a whole. */
  readonly construct: string;
  readonly constructType?: string;
  readonly description: string;
  readonly suggestedFix?: string;
  /** The name of the innermost stack around the construct; empty for the app as a whole. */
  readonly stack: string;
  /** The principle that is broken, for rules of the pack `GoldenPath`. */
  readonly principle?: PrincipleId;
  /** Controls of other standards that ask for the same, as `NIST-800-53-R5:AC-6`. */
  readonly standards: readonly string[];
  /** Where in the user's own code the construct is made, relative to the folder of the command. */
  readonly location?: SourceLocation;
  /** Found in the templates alone: a nag pack in the synth cannot see it. */
  readonly onlyInTemplate?: true;
  /** Against a baseline, where one was given. */
  readonly status?: 'new' | 'unchanged';
}

export interface SourceLocation {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** A finding that somebody accepted, or an acknowledgement that accepts nothing. */
export interface Acknowledgement {
  readonly pack: string;
  readonly rule: string;
  /** The construct with the finding; for one that is unused, the construct that it was declared on. */
  readonly construct: string;
  readonly acknowledgedAt: string;
  readonly acknowledgedId: string;
  readonly reason: string;
  /** Who answers for it; empty where nobody was named. */
  readonly owner: string;
  /** The last day on which it holds, as `2027-06-30`; empty where it never ends. */
  readonly expires: string;
  /** What proves the reason: a link, or a sentence; empty where none was given. */
  readonly evidence: string;
  readonly states: readonly AcknowledgementState[];
  readonly stack: string;
  readonly location?: SourceLocation;
}

/**
 * `used`: there is such a finding. The others are findings of their own: `unused`, `expired`, `no-reason`, `no-owner`, `no-expiry`,
 * `broad` (on an app, a stage or a stack), `unrecorded` (by a bare rule id, which leaves no row in the validation report).
 */
export type AcknowledgementState =
  'used' | 'unused' | 'expired' | 'no-reason' | 'no-owner' | 'no-expiry' | 'broad' | 'unrecorded';

/** One rule, and how many resources it was applied to. */
export interface RuleRow {
  readonly pack: string;
  /** Without the finding in brackets: `AwsSolutions-IAM5`. */
  readonly rule: string;
  /** What a finding of it weighs. */
  readonly severity: Severity;
  readonly principle?: PrincipleId;
  readonly requirement: string;
  readonly why?: string;
  readonly fix?: string;
  readonly standards: readonly string[];
  readonly compliant: number;
  readonly nonCompliant: number;
  readonly acknowledged: number;
}

/** A resource that keeps a rule. */
export interface CompliantRow {
  readonly pack: string;
  readonly rule: string;
  readonly stack: string;
  readonly construct: string;
  readonly type: string;
}

/** How one principle stands in this app. */
export interface PrincipleRow {
  readonly principle: PrincipleId;
  readonly title: string;
  /** `not shown`: no rule of it applied to anything here, so nothing is known. */
  readonly verdict: 'kept' | 'broken' | 'acknowledged' | 'not shown';
  readonly findings: number;
  readonly acknowledged: number;
  readonly compliant: number;
  /** The first few resources that keep it, as `rule: construct`. */
  readonly evidence: readonly string[];
}

/** What the app shows to the outside. */
export interface ExposureReport {
  /** How many public components the app declares that it may have. */
  readonly budget: number;
  readonly public: number;
  readonly unknown: number;
  readonly resources: readonly ExposedResource[];
  readonly grants: readonly GrantRow[];
  readonly egress: readonly EgressRow[];
}

export interface ExposedResource {
  readonly stack: string;
  readonly logicalId: string;
  readonly construct: string;
  readonly type: string;
  readonly verdict: ExposureVerdict;
  readonly reason: string;
  readonly paths: readonly (readonly string[])[];
  /** The reason given by whoever declared it. */
  readonly declared?: string;
}

export interface GrantRow {
  readonly stack: string;
  readonly construct: string;
  readonly type: string;
  readonly kind: 'cross-account' | 'sharing';
  readonly to: string;
  readonly what: string;
}

export interface EgressRow {
  readonly stack: string;
  readonly construct: string;
  readonly type: string;
  readonly to: string;
  readonly reason: string;
  readonly verdict: 'open' | 'limited' | 'unknown';
}

/** What changed since a baseline. Findings are the same if pack, rule and construct are. */
export interface BaselineComparison {
  readonly new: number;
  readonly unchanged: number;
  readonly fixed: readonly Pick<Finding, 'pack' | 'rule' | 'construct' | 'description'>[];
}
