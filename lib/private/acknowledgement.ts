import { Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** A rule of a pack, such as `{ pack: 'AwsSolutions', rule: 'AwsSolutions-S1' }`. */
export interface AcknowledgedRule {
  /** The pack's name as it stands in the validation report. */
  readonly pack: string;
  /** The rule, with the finding in brackets where the rule has one: `AwsSolutions-IAM5[Resource::*]`. */
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
    ...rules.map(({ pack, rule, evidence }) => ({ id: `${pack}::${rule}`, reason: evidence })),
  );
}
