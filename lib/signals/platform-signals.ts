import { CfnAlarm, CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { AlarmSet, AlarmTopics } from './alarm/alarm-set';
import { entranceAlarms } from './alarm/entrance-alarms';
import { RUNBOOK_URL } from './alarm/runbooks';
import { PlatformDashboard } from './dashboard/platform-dashboard';
import { EntranceSignals } from './metric/entrance-signals';
import { SignalRecorder } from './metric/signal-recorder';

export interface PlatformSignalsProps {
  /** The domain of the platform. */
  readonly domainName: string;
  /** The name of the dashboard, unique in the account over all regions. */
  readonly dashboardName: string;
  readonly loadBalancerArn: string;
  /** The load balancer as CloudWatch names it: `app/name/id`. */
  readonly loadBalancerFullName: string;
  /** Who hears of what is wrong with what services share. */
  readonly topics: AlarmTopics;
  /** The alarms of the release gate, which are seen together with the others. */
  readonly gateAlarms: CfnAlarm[];
  /** The key that logs are encrypted with; CloudWatch Logs must be able to use it. */
  readonly encryptionKey: IKey;
}

/** Everything that is seen of what the services of a platform share, and the recorder of what is seen of each of them. */
export class PlatformSignals extends Construct {
  /** The alarms on the load balancer and on the recorder. */
  public readonly alarms: CfnAlarm[];

  /** Those of them that cannot wait. */
  public readonly pagingAlarms: CfnAlarm[];

  /** What the services share, on one page. */
  public readonly dashboard: CfnDashboard;

  constructor(scope: Construct, id: string, props: PlatformSignalsProps) {
    super(scope, id);
    const { domainName, loadBalancerFullName, topics, gateAlarms } = props;
    const { functionName } = new SignalRecorder(this, 'Recorder', props).function;
    const plans = entranceAlarms(new EntranceSignals(loadBalancerFullName, domainName, functionName), domainName);
    const set = new AlarmSet(this, 'Alarms', { plans, topics, runbookUrl: RUNBOOK_URL });
    this.alarms = set.alarms;
    this.pagingAlarms = Object.keys(plans)
      .filter((name) => plans[name].severity === 'page')
      .map((name) => set.alarm(name));
    this.dashboard = new PlatformDashboard(this, 'Dashboard', {
      dashboardName: props.dashboardName,
      domainName,
      loadBalancer: loadBalancerFullName,
      recorder: functionName,
      plans,
      alarms: [...this.alarms, ...gateAlarms],
    }).dashboard;
  }
}
