import {
  CloudFormationClient,
  DescribeStacksCommand,
  paginateDescribeStackEvents,
  paginateListStackResources,
  StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { StackEvent } from '../records';
import { Clients } from './clients';

/** What a stack that is not there is in. */
export const ABSENT = 'ABSENT';

interface StackView {
  readonly status: string;
  readonly outputs: { readonly [key: string]: string };
}

export async function stackOf(cloudFormation: CloudFormationClient, name: string): Promise<StackView> {
  try {
    const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: name }));
    const outputs = (Stacks[0]?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]);
    return { status: Stacks[0]?.StackStatus ?? ABSENT, outputs: Object.fromEntries(outputs) };
  } catch (error) {
    if (isAbsent(error)) return { status: ABSENT, outputs: {} };
    throw error;
  }
}

/** CloudFormation says it with a general error and a sentence. */
export function isAbsent(error: unknown): boolean {
  const { name, message } = error as Error;
  return name === 'ValidationError' && message.includes('does not exist');
}

export async function resourcesOf({ cloudFormation }: Clients, name: string): Promise<StackResourceSummary[]> {
  const found: StackResourceSummary[] = [];
  try {
    for await (const { StackResourceSummaries = [] } of paginateListStackResources(
      { client: cloudFormation },
      { StackName: name },
    )) {
      found.push(...StackResourceSummaries);
    }
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
  return found;
}

/** The physical id of a resource, by its logical id. */
export async function physicalId(clients: Clients, stack: string, logicalId: string): Promise<string> {
  const resources = await resourcesOf(clients, stack);
  const found = resources.find(({ LogicalResourceId }) => LogicalResourceId === logicalId)?.PhysicalResourceId;
  if (found === undefined) throw new Error(`stack ${stack} has no ${logicalId}`);
  return found;
}

/** The events of a stack since a moment, the oldest first. */
export async function eventsOf({ cloudFormation }: Clients, stack: string, since: number): Promise<StackEvent[]> {
  const found: StackEvent[] = [];
  try {
    // The newest come first.
    for await (const { StackEvents = [] } of paginateDescribeStackEvents(
      { client: cloudFormation },
      { StackName: stack },
    )) {
      const young = StackEvents.filter(({ Timestamp }) => Timestamp !== undefined && Timestamp.getTime() >= since);
      for (const event of young) {
        found.unshift({
          at: event.Timestamp!.getTime(),
          logicalId: event.LogicalResourceId ?? '',
          physicalId: event.PhysicalResourceId,
          type: event.ResourceType ?? '',
          status: event.ResourceStatus ?? '',
          reason: event.ResourceStatusReason,
        });
      }
      if (young.length < StackEvents.length) break;
    }
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
  return found;
}
