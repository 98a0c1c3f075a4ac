import {
  DescribeTagsCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
  TargetGroupNotFoundException,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { Account, TaggedGroup } from '../account';
import { call, CLIENT, partsOf } from './call';

/** The most target groups that one call of DescribeTags takes. */
const ARNS_PER_CALL = 20;

/** What the recorder asks of Elastic Load Balancing. */
export function balancing(loadBalancerArn: string): Pick<Account, 'targetGroups'> {
  const client = new ElasticLoadBalancingV2Client(CLIENT);
  return {
    async targetGroups() {
      const groups: TaggedGroup[] = [];
      for (const arns of partsOf(await arnsOf(client, loadBalancerArn), ARNS_PER_CALL)) {
        groups.push(...(await withTags(client, arns)));
      }
      return groups;
    },
  };
}

async function arnsOf(client: ElasticLoadBalancingV2Client, loadBalancerArn: string): Promise<string[]> {
  const arns: string[] = [];
  let Marker: string | undefined;
  do {
    const command = new DescribeTargetGroupsCommand({ LoadBalancerArn: loadBalancerArn, Marker });
    const answer = await call('elasticloadbalancing:DescribeTargetGroups', client.send(command));
    arns.push(...(answer.TargetGroups ?? []).map(({ TargetGroupArn }) => TargetGroupArn!));
    Marker = answer.NextMarker;
  } while (Marker !== undefined && Marker !== '');
  return arns;
}

/** A release that goes between the two calls fails this one for all: then one by one, without those that are gone. */
async function withTags(client: ElasticLoadBalancingV2Client, arns: string[]): Promise<TaggedGroup[]> {
  const sending = client.send(new DescribeTagsCommand({ ResourceArns: arns })).catch((error) => {
    if (error instanceof TargetGroupNotFoundException) return undefined;
    throw error;
  });
  const answer = await call('elasticloadbalancing:DescribeTags', sending);
  if (answer) {
    const tags = new Map((answer.TagDescriptions ?? []).map(({ ResourceArn, Tags }) => [ResourceArn, Tags]));
    return arns.map((arn) => ({
      arn,
      tags: Object.fromEntries((tags.get(arn) ?? []).map(({ Key, Value = '' }) => [Key, Value])),
    }));
  }
  if (arns.length === 1) return [];
  const each: TaggedGroup[] = [];
  for (const arn of arns) each.push(...(await withTags(client, [arn])));
  return each;
}
