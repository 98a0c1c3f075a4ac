import { ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnResourcePolicy, ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from '../../private/acknowledgement';
import { encryptedLogs } from '../../private/logs';
import { ALARM_CHANGE, alarmArn } from './incident-events';
import { incidentLogGroupName } from './incident-query';

export interface IncidentFeedProps {
  /** The domain of the platform, which the names of its services' incident alarms begin with. */
  readonly domainName: string;
  /** The alarms of the platform itself, by ARN: CloudFormation names them. */
  readonly alarmArns: string[];
  /** The key that the log is encrypted with; CloudWatch Logs must be able to use it. */
  readonly encryptionKey: IKey;
}

/**
 * What has happened on a platform, alarm by alarm: each change of state of its services' incident alarms, and of its own
 * alarms, for a year.
 *
 * One log for all services, because CloudWatch Logs has room for ten policies in a region that let other services write.
 * `incidentQuery` shows what is one service's.
 *
 * Dashboards of other stacks find the log by its name, which never changes. It is kept when the platform goes, so whoever
 * makes a platform of the same domain once more deletes it first, or imports it.
 */
export class IncidentFeed extends Construct {
  /** The log, one line for each event. */
  public readonly logGroup: ILogGroup;

  constructor(scope: Construct, id: string, props: IncidentFeedProps) {
    super(scope, id);
    const { domainName, encryptionKey } = props;
    this.logGroup = new LogGroup(this, 'LogGroup', {
      ...encryptedLogs(encryptionKey),
      logGroupName: incidentLogGroupName(domainName),
    });
    const rule = this.createRule(props);
    this.admit(domainName, rule);
    acknowledge(rule, {
      packs: ['Serverless'],
      rule: 'EventBusDLQ',
      reason:
        'The feed is the second record of an incident: people are told by the alarm itself, and CloudWatch keeps the history of each alarm. A line that is lost is not worth a queue that somebody would have to read.',
      evidence: 'In the template: each alarm that is fed into the log has a topic among its AlarmActions.',
    });
  }

  private createRule({ domainName, alarmArns }: IncidentFeedProps): CfnRule {
    return new CfnRule(this, 'Rule', {
      description: `Writes down the incidents of ${domainName}`,
      eventPattern: {
        source: [ALARM_CHANGE.source],
        'detail-type': [ALARM_CHANGE.detailType],
        resources: [{ prefix: alarmArn(this, `${domainName}/`) }, ...alarmArns],
      },
      targets: [{ id: 'LogGroup', arn: this.targetArn() }],
    });
  }

  /** The log as EventBridge names it, without the `:*` that ends the ARN of a log group elsewhere. */
  private targetArn(): string {
    return Stack.of(this).formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: this.logGroup.logGroupName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  /**
   * EventBridge writes by a policy of CloudWatch Logs; a role is not used.
   *
   * Only lines come with the ARN of the rule; when a log stream is made for them, there is none to compare.
   *
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-cloudwatchlogs-permissions
   */
  private admit(domainName: string, rule: CfnRule): void {
    const statement = {
      Effect: 'Allow',
      Principal: { Service: ['delivery.logs.amazonaws.com', 'events.amazonaws.com'] },
      Resource: this.logGroup.logGroupArn,
    };
    new CfnResourcePolicy(this, 'Policy', {
      policyName: `golden-path-${domainName}-incidents`,
      policyDocument: Stack.of(this).toJsonString({
        Version: '2012-10-17',
        Statement: [
          { ...statement, Action: 'logs:CreateLogStream' },
          {
            ...statement,
            Action: 'logs:PutLogEvents',
            Condition: { ArnEquals: { 'aws:SourceArn': rule.attrArn } },
          },
        ],
      }),
    });
  }
}
