import { Account } from '../account';
import { cut } from '../decide/reasons';
import { Outcome } from '../decide/state';
import { CustomResourceEvent, GATE_TYPE } from '../protocol';

/**
 * Answers CloudFormation. The physical id never changes: another one would make CloudFormation delete the "old" gate.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html
 */
export async function respond(account: Account, request: CustomResourceEvent, outcome: Outcome): Promise<void> {
  const { ResponseURL, StackId, RequestId, LogicalResourceId } = request;
  await account.respond(
    ResponseURL,
    JSON.stringify({
      Status: outcome.status,
      Reason: cut(outcome.reason),
      PhysicalResourceId: physicalId(request),
      StackId,
      RequestId,
      LogicalResourceId,
    }),
  );
}

function physicalId({ PhysicalResourceId, ResourceType, LogicalResourceId }: CustomResourceEvent): string {
  return (
    PhysicalResourceId ?? `${ResourceType === GATE_TYPE ? 'release-gate' : 'release-preflight'}/${LogicalResourceId}`
  );
}
