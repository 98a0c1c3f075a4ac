import { CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { Severity } from './alarm-plan';
import { AlarmTopics } from './alarm-set';

export interface IncidentAlarmsProps {
  readonly serviceName: string;
  /** The domain of the platform. */
  readonly domainName: string;
  /** The names of alarms, by severity: each list that fires as a whole is an incident. */
  readonly conditions: { readonly [severity in Severity]: string[][] };
  readonly topics: AlarmTopics;
  readonly runbookUrl: string;
}

/**
 * How long the ticket waits for the page before it is written, and after the page is over, in seconds: parts of one
 * incident fire minutes apart.
 */
const SUPPRESSION = { waitSeconds: 120, extensionSeconds: 600 };

/**
 * The two alarms that people hear of, whatever number of others fire: one that users are hurt, one that somebody should
 * look in working hours. While the first one fires, the second one is quiet.
 *
 * Their names never change, so that dashboards of other stacks, the release gate and incident tools can go by them.
 */
export class IncidentAlarms extends Construct {
  /** Users are hurt. */
  public readonly page: CfnCompositeAlarm;

  /** Somebody should look in working hours. */
  public readonly ticket: CfnCompositeAlarm;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: IncidentAlarmsProps,
  ) {
    super(scope, id);
    const { serviceName, runbookUrl } = props;
    this.page = new CfnCompositeAlarm(this, 'Page', {
      ...this.about('page'),
      alarmDescription: `${serviceName}: users are hurt. Look at which of its alarms fire on the dashboard of the service, and lead traffic back if a release has just gone live. Runbook: ${runbookUrl}#page`,
    });
    this.ticket = new CfnCompositeAlarm(this, 'Ticket', {
      ...this.about('ticket'),
      alarmDescription: `${serviceName}: nobody is hurt yet. Look at which of its alarms fire on the dashboard of the service, within a working day. Runbook: ${runbookUrl}#ticket`,
      actionsSuppressor: this.page.attrArn,
      actionsSuppressorWaitPeriod: SUPPRESSION.waitSeconds,
      actionsSuppressorExtensionPeriod: SUPPRESSION.extensionSeconds,
    });
  }

  private about(severity: Severity) {
    const { serviceName, domainName, conditions, topics } = this.props;
    return {
      alarmName: incidentAlarmName(domainName, serviceName, severity),
      alarmRule: ruleOf(conditions[severity]),
      alarmActions: [topics[severity]],
      okActions: [topics[severity]],
    };
  }
}

/** The name of the alarm that tells people of a service's incidents. */
export function incidentAlarmName(domainName: string, serviceName: string, severity: Severity): string {
  return `${domainName}/${serviceName}/${severity}`;
}

function ruleOf(conditions: string[][]): string {
  return conditions
    .map((names) => names.map((name) => `ALARM("${name}")`).join(' AND '))
    .map((all, index) => (conditions[index].length > 1 ? `(${all})` : all))
    .join(' OR ');
}
