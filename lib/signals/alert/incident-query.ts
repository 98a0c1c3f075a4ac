import { incidentAlarmName } from '../alarm/incident-alarms';

/** Where the incidents of a platform are written down. EventBridge writes to names that begin with `/aws/events/`. */
export function incidentLogGroupName(domainName: string): string {
  return `/aws/events/golden-path/${domainName}/incidents`;
}

/**
 * A query of CloudWatch Logs Insights for what has happened to one service, the latest first: when its incidents began and
 * ended, and what became of its releases, which the log of the gate knows.
 *
 * The alarm that has just been made, and is fine, is no incident; so of a change to OK only the end of an alarm is shown.
 */
export function incidentQuery(domainName: string, serviceName: string, gateLogGroupName: string): string {
  const alarms = [
    incidentAlarmName(domainName, serviceName, 'page'),
    incidentAlarmName(domainName, serviceName, 'ticket'),
  ];
  const isIncident = `detail.alarmName in ${JSON.stringify(alarms)} and (detail.state.value = "ALARM" or detail.previousState.value = "ALARM")`;
  const isRelease = `event = "outcome" and service = ${JSON.stringify(serviceName)}`;
  return [
    `SOURCE '${incidentLogGroupName(domainName)}' | SOURCE '${gateLogGroupName}'`,
    `filter (${isIncident}) or (${isRelease})`,
    `parse detail.alarmName "${domainName}/${serviceName}/*" as severity`,
    'fields coalesce(severity, event) as kind, coalesce(detail.state.value, outcome) as state, coalesce(detail.state.reason, reason) as why',
    'display @timestamp, kind, state, why, commit',
    'sort @timestamp desc',
    'limit 100',
  ].join('\n| ');
}
