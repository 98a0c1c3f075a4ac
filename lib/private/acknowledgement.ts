import { Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { AcknowledgementMetadata, describeAcknowledgement } from './metadata';

/**
 * Who answers for the acknowledgements of this library, for which release they were last looked through, and the last day on
 * which they hold.
 *
 * About eighteen months: long enough for users who upgrade once a year, short enough that nobody relies on a reason that AWS
 * has overtaken. No test compares the day with that of today: it would fail one morning, with nothing changed. The
 * version does the same by a change that somebody makes: a release with another one fails a test until the acknowledgements
 * were looked through and the day was moved (CONTRIBUTING.md, "Releasing").
 */
export const LIBRARY_REVIEW = { owner: 'cdk-golden-path', version: '0.1.0', expires: '2028-05-31' };

/** Where AWS says of each action whether it knows resources. */
export const SERVICE_AUTHORIZATION =
  'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html';

/** Why a finding is right to stay. */
export interface Justification {
  /** What is true instead of what the rule asks for. */
  readonly reason: string;
  /** What proves it: a page of AWS's documentation, or what to look at in the template. */
  readonly evidence: string;
}

/** One rule, as several packs of cdk-nag have it. */
export interface AcknowledgedRule extends Justification {
  /** The packs, by the names that they have in the validation report. */
  readonly packs: string[];
  /** The rule without its pack, with the finding in brackets where the rule has one: `IAM5[Resource::*]`. */
  readonly rule: string;
}

/** Accepts findings of cdk-nag on a construct of this library. */
export function acknowledge(construct: IConstruct, ...rules: AcknowledgedRule[]): void {
  for (const { packs, rule, ...justification } of rules) {
    for (const pack of packs) acknowledgeRule(construct, `${pack}::${pack}-${rule}`, justification);
  }
}

/** Accepts a finding of any plugin on a construct of this library. */
export function acknowledgeRule(construct: IConstruct, rule: string, { reason, evidence }: Justification): void {
  const { owner, expires } = LIBRARY_REVIEW;
  declareAcknowledgement(construct, { rule, reason, owner, expires, evidence });
}

/**
 * Accepts a finding: the CDK learns of the rule and the reason, the report of the rest, too.
 *
 * Always in the qualified form `Pack::Rule`: a bare rule id silences the finding without leaving a row in the
 * validation report, so a reviewer would never learn of it.
 */
export function declareAcknowledgement(construct: IConstruct, acknowledgement: AcknowledgementMetadata): void {
  const { rule, reason } = acknowledgement;
  Validations.of(construct).acknowledge({ id: rule, reason });
  describeAcknowledgement(construct, acknowledgement);
}
