import {
  AutoScalingClient,
  AutoScalingGroup,
  CreateOrUpdateTagsCommand,
  DeleteTagsCommand,
  DescribeAutoScalingGroupsCommand,
  DescribeScalingActivitiesCommand,
  UpdateAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import { Account, GroupView } from '../account';
import { GROUP_TAGS } from '../protocol';
import { allPages, call, CLIENT } from './call';

/** What the gate asks of EC2 Auto Scaling. */
export function scaling(): Pick<Account, 'groups' | 'failedActivities' | 'hold' | 'letGo'> {
  const client = new AutoScalingClient(CLIENT);
  const update = async (groupName: string, minimum: number) => {
    // A minimum above the size raises the size with it.
    const command = new UpdateAutoScalingGroupCommand({ AutoScalingGroupName: groupName, MinSize: minimum });
    await call('autoscaling:UpdateAutoScalingGroup', client.send(command));
  };
  return {
    async groups(host) {
      const groups = await allPages<AutoScalingGroup>(async (NextToken) => {
        const Filters = [{ Name: `tag:${GROUP_TAGS.host}`, Values: [host] }];
        const command = new DescribeAutoScalingGroupsCommand({ Filters, NextToken });
        const answer = await call('autoscaling:DescribeAutoScalingGroups', client.send(command));
        return [answer.AutoScalingGroups, answer.NextToken];
      });
      // A group on its way out is listed until its last server is gone.
      return groups.filter(({ Status }) => Status === undefined).map(viewOfGroup);
    },

    async failedActivities(groupName) {
      const command = new DescribeScalingActivitiesCommand({ AutoScalingGroupName: groupName, MaxRecords: 20 });
      const { Activities = [] } = await call('autoscaling:DescribeScalingActivities', client.send(command));
      return Activities.filter(({ StatusCode }) => StatusCode === 'Failed' || StatusCode === 'Cancelled').map(
        ({ StartTime, StatusMessage, Description }) => ({
          at: StartTime?.getTime() ?? 0,
          message: StatusMessage ?? Description ?? 'no reason given',
        }),
      );
    },

    async hold(groupName, { minimum, priorMinimum }) {
      const tag = { ...tagOf(groupName), Value: String(priorMinimum), PropagateAtLaunch: false };
      await call('autoscaling:CreateOrUpdateTags', client.send(new CreateOrUpdateTagsCommand({ Tags: [tag] })));
      await update(groupName, minimum);
    },

    async letGo(groupName, minimum) {
      await update(groupName, minimum);
      await call('autoscaling:DeleteTags', client.send(new DeleteTagsCommand({ Tags: [tagOf(groupName)] })));
    },
  };
}

function tagOf(groupName: string) {
  return { ResourceId: groupName, ResourceType: 'auto-scaling-group', Key: GROUP_TAGS.priorMinimum };
}

function viewOfGroup(group: AutoScalingGroup): GroupView {
  const prior = group.Tags?.find(({ Key }) => Key === GROUP_TAGS.priorMinimum)?.Value;
  return {
    name: group.AutoScalingGroupName!,
    createdAt: group.CreatedTime!.getTime(),
    targetGroupArns: group.TargetGroupARNs ?? [],
    min: group.MinSize!,
    max: group.MaxSize!,
    desired: group.DesiredCapacity!,
    priorMinimum: prior === undefined ? undefined : Number(prior),
    servers: (group.Instances ?? []).map(({ InstanceId, AvailabilityZone, LifecycleState }) => ({
      id: InstanceId!,
      zone: AvailabilityZone!,
      inService: LifecycleState === 'InService',
    })),
  };
}
