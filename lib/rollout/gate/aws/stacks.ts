import {
  CloudFormationClient,
  DescribeStackResourceCommand,
  DescribeStacksCommand,
  ListStackResourcesCommand,
  StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { DescribeImagesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DeleteParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { Account, AccountError } from '../account';
import { allPages, call, callUnless, CLIENT } from './call';

/** What the gate asks of CloudFormation, and the image that a stack launches. */
export function stacks(): Pick<Account, 'stack' | 'alarmsOfStack' | 'image'> {
  const client = new CloudFormationClient(CLIENT);
  const ec2 = new EC2Client(CLIENT);
  return {
    async stack(stackId, logicalId) {
      const [answer, resource] = await Promise.all([
        call('cloudformation:DescribeStacks', client.send(new DescribeStacksCommand({ StackName: stackId }))),
        callUnless(
          'cloudformation:DescribeStackResource',
          (code, message) => code === 'ValidationError' && message.includes('does not exist'),
          undefined,
          client.send(new DescribeStackResourceCommand({ StackName: stackId, LogicalResourceId: logicalId })),
        ),
      ]);
      const [stack] = answer.Stacks ?? [];
      if (!stack) throw new AccountError('not-found', 'cloudformation:DescribeStacks', `there is no stack ${stackId}`);
      return {
        name: stack.StackName!,
        status: stack.StackStatus!,
        rollbackDisabled: stack.DisableRollback ?? false,
        resourceStatus: resource?.StackResourceDetail?.ResourceStatus,
      };
    },

    async alarmsOfStack(stackId) {
      const resources = await allPages<StackResourceSummary>(async (NextToken) => {
        const command = new ListStackResourcesCommand({ StackName: stackId, NextToken });
        const answer = await call('cloudformation:ListStackResources', client.send(command));
        return [answer.StackResourceSummaries, answer.NextToken];
      });
      return resources
        .filter(
          ({ ResourceType, PhysicalResourceId }) => ResourceType === 'AWS::CloudWatch::Alarm' && PhysicalResourceId,
        )
        .map(({ PhysicalResourceId }) => PhysicalResourceId!);
    },

    async image(imageId) {
      const answer = await callUnless(
        'ec2:DescribeImages',
        (code) => code.startsWith('InvalidAMIID'),
        { Images: [] },
        ec2.send(new DescribeImagesCommand({ ImageIds: [imageId] })),
      );
      const [image] = answer.Images ?? [];
      return image && { state: image.State ?? 'unknown', architecture: image.Architecture ?? 'unknown' };
    },
  };
}

/** The gate's own record. */
export function parameters(): Pick<Account, 'putParameter' | 'deleteParameter'> {
  const client = new SSMClient(CLIENT);
  return {
    async putParameter(Name, Value) {
      const command = new PutParameterCommand({ Name, Value, Type: 'String', Overwrite: true });
      await call('ssm:PutParameter', client.send(command));
    },

    async deleteParameter(Name) {
      const sending = client.send(new DeleteParameterCommand({ Name }));
      await callUnless('ssm:DeleteParameter', (code) => code === 'ParameterNotFound', undefined, sending);
    },
  };
}
