import { App, Duration, Stack } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { GoldenPath } from '../lib';

/** One finding on one resource, accepted: why, who answers for it, until when, and what proves it. */
export function acknowledgements(app: App): void {
  const stack = new Stack(app, 'Thumbnails', { env: { account: '111122223333', region: 'eu-west-1' } });
  const wanted = new Queue(stack, 'Wanted', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.hours(1),
  });

  // The rule is what the finding says, to the last character. It holds for this queue alone.
  GoldenPath.acknowledge(wanted, {
    rule: 'AwsSolutions::AwsSolutions-SQS3',
    reason:
      'A thumbnail that nobody made in an hour is asked for again by the next visitor; there is nothing to look into.',
    owner: 'team-pictures',
    expires: '2027-11-30',
    evidence: 'In the template: the MessageRetentionPeriod of this queue is an hour.',
  });
}
