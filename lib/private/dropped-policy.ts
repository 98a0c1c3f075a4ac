import { Annotations } from 'aws-cdk-lib';
import { AddToResourcePolicyResult } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** Says so where a statement went nowhere: the policy of something that was imported cannot be changed from here. */
export function warnIfDropped(scope: Construct, result: AddToResourcePolicyResult, what: string): void {
  if (result.statementAdded) return;
  Annotations.of(scope).addWarningV2(
    'cdk-golden-path:policyNotAdded',
    `${what} was imported, so this app cannot change its policy. Deploying fails, or messages are lost, unless the policy allows what this construct needs; see the documentation of ${scope.constructor.name}.`,
  );
}
