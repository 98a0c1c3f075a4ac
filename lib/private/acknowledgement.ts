import { Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** One rule, as several packs of cdk-nag have it. */
export interface AcknowledgedRule {
  /** The packs, by the names that they have in the validation report. */
  readonly packs: string[];
  /** The rule without its pack, with the finding in brackets where the rule has one: `IAM5[Resource::*]`. */
  readonly rule: string;
  /** Why the finding is right to stay, and what is true instead: evidence, not an excuse. */
  readonly evidence: string;
}

/**
 * Accepts findings on a construct of this library.
 *
 * Always in the qualified form `Pack::Rule`: a bare rule id silences the finding without leaving a row in the
 * validation report, so a reviewer would never learn of it.
 */
export function acknowledge(construct: IConstruct, ...rules: AcknowledgedRule[]): void {
  Validations.of(construct).acknowledge(
    ...rules.flatMap(({ packs, rule, evidence }) =>
      packs.map((pack) => ({ id: `${pack}::${pack}-${rule}`, reason: evidence })),
    ),
  );
}
