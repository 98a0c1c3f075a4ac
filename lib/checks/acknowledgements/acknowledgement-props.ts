/** A finding that somebody accepts. */
export interface AcknowledgementProps {
  /**
   * The rule, with its pack before it, as the finding says: `AwsSolutions::AwsSolutions-S1`,
   * `AwsSolutions::AwsSolutions-IAM5[Resource::*]` or `GoldenPath::GoldenPath-SEC-4-PublicComponent`.
   */
  readonly rule: string;

  /** Why the finding is right to stay, in words that a reviewer can judge. */
  readonly reason: string;

  /** Who answers for it: a team, or a person. */
  readonly owner: string;

  /**
   * The last day on which it holds, as `2027-06-30`. After it, `golden-path check` fails; the synth never looks at the day.
   *
   * More than two years ahead counts as no end at all.
   */
  readonly expires: string;

  /**
   * What proves the reason: a link, or a sentence.
   *
   * @default - nothing but the reason
   */
  readonly evidence?: string;
}
