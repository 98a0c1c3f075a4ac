import { App } from 'aws-cdk-lib';
import { GoldenPath, RulePack } from '../lib';

/** More rule packs for those who answer to more rules. */
export function compliancePacks(app: App): void {
  GoldenPath.protect(app, { packs: [RulePack.AWS_SOLUTIONS, RulePack.NIST_800_53_R5] });
}
