import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import { ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { acknowledge } from '../../private/acknowledgement';
import { warnIfDropped } from '../../private/dropped-policy';
import { requireMatch } from '../../private/validation';

/** Properties of {@link AlertTopic}. */
export interface AlertTopicProps {
  /**
   * The key that messages are encrypted with. It has to be a customer key: the key policy of `alias/aws/sns` does not
   * let CloudWatch in, and cannot be changed.
   *
   * @default - a new key with rotation
   */
  readonly encryptionKey?: IKey;

  /**
   * Addresses that get every alert by e-mail, once each has confirmed.
   *
   * @default - none
   */
  readonly emails?: string[];
}

const EMAIL = {
  pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  must: 'be e-mail addresses',
  fix: "write each like 'on-call@example.com'",
};

/** What a publisher to an encrypted topic does with the key. */
const PUBLISHER_KEY_ACTIONS = ['kms:Decrypt', 'kms:GenerateDataKey*'];

/**
 * Where alarms and Auto Scaling groups send their messages: an encrypted topic that CloudWatch can publish to.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
export class AlertTopic extends Construct {
  /** The topic, to add subscriptions to. */
  public readonly topic: ITopic;

  /** The key that messages are encrypted with. */
  public readonly encryptionKey: IKey;

  constructor(scope: Construct, id: string, props: AlertTopicProps = {}) {
    super(scope, id);
    for (const email of props.emails ?? []) requireMatch(this, 'emails', email, EMAIL);
    this.encryptionKey = props.encryptionKey ?? this.createKey();
    this.topic = new Topic(this, 'Topic', { masterKey: this.encryptionKey, enforceSSL: true });

    this.admitCloudWatch();
    this.admitAutoScaling();
    for (const email of props.emails ?? []) this.subscribe(email);
  }

  private subscribe(email: string): void {
    acknowledge(this.topic.addSubscription(new EmailSubscription(email)), {
      packs: ['Serverless'],
      rule: 'SNSRedrivePolicy',
      reason:
        'A mail that does not arrive is tried again for hours. A queue that nobody reads while the phone is silent helps nobody; the same incident stands in the feed of incidents and on the dashboard.',
      evidence: 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html',
    });
  }

  private createKey(): Key {
    return new Key(this, 'Key', {
      enableKeyRotation: true,
      description: 'Alerts',
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }

  private admitCloudWatch(): void {
    const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com');
    const conditions = { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } };
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [cloudWatch],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions,
      }),
    );
    this.extendKeyPolicy(
      new PolicyStatement({ principals: [cloudWatch], actions: PUBLISHER_KEY_ACTIONS, resources: ['*'], conditions }),
    );
  }

  /**
   * Auto Scaling publishes with its service-linked role, which may publish but may not use customer keys.
   *
   * Any principal under the condition of being that role, rather than the role itself: a key policy that names a role
   * which does not exist yet is refused, and an account that never had a group does not have it yet.
   */
  private admitAutoScaling(): void {
    const stack = Stack.of(this);
    const role = stack.formatArn({
      service: 'iam',
      region: '',
      resource: 'role',
      resourceName: 'aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling',
    });
    this.extendKeyPolicy(
      new PolicyStatement({
        principals: [new AnyPrincipal()],
        actions: PUBLISHER_KEY_ACTIONS,
        resources: ['*'],
        conditions: {
          StringEquals: { 'aws:PrincipalAccount': stack.account },
          ArnEquals: { 'aws:PrincipalArn': role },
        },
      }),
    );
  }

  private extendKeyPolicy(statement: PolicyStatement): void {
    warnIfDropped(this, this.encryptionKey.addToResourcePolicy(statement), 'The encryption key');
  }
}
