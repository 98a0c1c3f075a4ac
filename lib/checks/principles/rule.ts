import { AppTemplates } from '../template/app-templates';
import { Resource } from '../template/resource';
import { PrincipleId } from './principle';

/** What a rule says of one resource. What it cannot know is never compliant. */
export type RuleVerdict = 'compliant' | 'non-compliant' | 'unknown';

/** One resource that a rule applies to, and how it stands. */
export interface RuleResult {
  readonly resource: Resource;
  readonly verdict: RuleVerdict;
  /** What was found there, where it is not compliant: the property, and its value. */
  readonly detail?: string;
}

/** One rule of the pack `GoldenPath`, which judges the templates of any CDK app. */
export interface Rule {
  /** The principle, and what of it: `DIS-3-UserData`. The file of the rule is named after it. */
  readonly id: string;
  readonly principle: PrincipleId;
  readonly severity: 'error' | 'warning';
  /** What must be true, as one sentence about the resource. */
  readonly requirement: string;
  /** Why it must. */
  readonly why: string;
  /** What to do about it, as an order. */
  readonly fix: string;
  /** Ids of controls in other standards that ask for the same: `FSBP:EC2.8`, `CIS-7.0:6.7`, `NIST-800-53-R5:AC-6`. */
  readonly standards?: readonly string[];
  /** Every resource that the rule applies to, in all stacks. */
  judge(app: AppTemplates): RuleResult[];
}
