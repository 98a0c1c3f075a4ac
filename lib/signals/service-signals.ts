import { CfnAlarm, CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmThresholds, pagingAlarms, rollbackAlarms } from './alarm/alarm-plan';
import { AlarmSet } from './alarm/alarm-set';
import { GoldenSignals, SignalSource } from './metric/golden-signals';
import { ServiceDashboard } from './dashboard/service-dashboard';

export interface ServiceSignalsProps {
  readonly serviceName: string;
  /** The service's host name, as a heading. */
  readonly host: string;
  /** The commit of the release. */
  readonly commit: string;
  /** The fingerprint of the release. */
  readonly fingerprint: string;
  /** The name of the dashboard, unique in the account over all regions. */
  readonly dashboardName: string;
  /** Whose signals they are. */
  readonly source: SignalSource;
  readonly thresholds: AlarmThresholds;
  /** Where alarms go. */
  readonly alertTopicArn: string;
}

/** Everything that is seen of a service, from metric to alarm to widget. */
export class ServiceSignals extends Construct {
  /** The alarms that judge this release. */
  public readonly rollbackAlarms: CfnAlarm[];

  /** The alarms that page a person about the service. */
  public readonly pagingAlarms: CfnAlarm[];

  /** The service's golden signals on one page. */
  public readonly dashboard: CfnDashboard;

  constructor(scope: Construct, id: string, props: ServiceSignalsProps) {
    super(scope, id);
    const signals = new GoldenSignals(props.source);
    const actions = { alarmActions: [props.alertTopicArn], okActions: [props.alertTopicArn] };
    const plans = pagingAlarms(signals, props.serviceName, props.thresholds);

    this.rollbackAlarms = new AlarmSet(this, 'RollbackAlarms', {
      plans: rollbackAlarms(signals, props.serviceName, props.thresholds),
      actions,
    }).alarms;
    this.pagingAlarms = new AlarmSet(this, 'PagingAlarms', { plans, actions }).alarms;
    this.dashboard = new ServiceDashboard(this, 'Dashboard', { ...props, plans, alarms: this.pagingAlarms }).dashboard;
  }
}
