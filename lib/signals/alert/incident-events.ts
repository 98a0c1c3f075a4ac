import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/**
 * What EventBridge is told of when an alarm changes its state.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 */
export const ALARM_CHANGE = { source: 'aws.cloudwatch', detailType: 'CloudWatch Alarm State Change' };

/** The ARN of an alarm, or the pattern of several, by name. Events have it in `resources`. */
export function alarmArn(scope: Construct, name: string): string {
  return Stack.of(scope).formatArn({
    service: 'cloudwatch',
    resource: 'alarm',
    resourceName: name,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}
