import { IRuleTarget, Match, Rule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { InvalidInputError } from '../../private/errors';
import { incidentAlarmName } from '../alarm/incident-alarms';
import { ALARM_CHANGE, alarmArn } from './incident-events';

export interface IncidentTargetsProps {
  /** The domain of the platform, which the names of its services' incident alarms begin with. */
  readonly domainName: string;
  /** The alarms of the platform itself that page, by ARN: CloudFormation names them. */
  readonly alarmArns: string[];
  readonly targets: IRuleTarget[];
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const TARGETS_PER_RULE = 5;

/**
 * Tells incident tools of pages, and of nothing else: when users begin to be hurt, and when they no longer are.
 *
 * A service's alarm is found by its name, so services come and go without a change here.
 */
export class IncidentTargets extends Construct {
  /** The rule. */
  public readonly rule: Rule;

  constructor(scope: Construct, id: string, { domainName, alarmArns, targets }: IncidentTargetsProps) {
    super(scope, id);
    if (targets.length > TARGETS_PER_RULE) {
      throw new InvalidInputError(this, {
        property: 'incidentTargets',
        got: `${targets.length} targets`,
        must: `be ${TARGETS_PER_RULE} at most, as EventBridge allows for a rule`,
        fix: 'pass an event bus of yours, and add rules to that',
      });
    }
    const pages = alarmArn(this, incidentAlarmName(domainName, '*', 'page'));
    this.rule = new Rule(this, 'Resource', {
      description: `Pages about ${domainName}`,
      eventPattern: {
        source: [ALARM_CHANGE.source],
        detailType: [ALARM_CHANGE.detailType],
        resources: Match.anyOf(Match.wildcard(pages), ...alarmArns.map((arn) => Match.exactString(arn))),
        detail: { state: { value: ['ALARM', 'OK'] } },
      },
      targets,
    });
  }
}
