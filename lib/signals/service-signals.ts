import { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import { CfnAlarm, CfnCompositeAlarm, CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmPlans, Severity } from './alarm/alarm-plan';
import { AlarmSet, AlarmTopics } from './alarm/alarm-set';
import { IncidentAlarms } from './alarm/incident-alarms';
import { rollbackAlarms } from './alarm/release-alarms';
import { AlarmThresholds, serviceAlarms } from './alarm/service-alarms';
import { ServiceDashboard } from './dashboard/service-dashboard';
import { GoldenSignals, SignalSource } from './metric/golden-signals';
import { RecordedSignals } from './metric/recorded-signals';
import { burnRateAlarms, burnRatePairs } from './objective/burn-rate-alarms';
import { Objective, objectivesOf, ObjectiveTerms } from './objective/objective';
import { ServiceLevelObjectives } from './objective/service-level-objectives';

export interface ServiceSignalsProps {
  readonly serviceName: string;
  /** The domain of the platform. */
  readonly domainName: string;
  /** The service's host name, which its recorded signals go by. */
  readonly host: string;
  /** The commit of the release. */
  readonly commit: string;
  /** The fingerprint of the release. */
  readonly fingerprint: string;
  /** The name of the dashboard, unique in the account over all regions. */
  readonly dashboardName: string;
  /** Whose signals they are. */
  readonly source: SignalSource;
  readonly thresholds: AlarmThresholds & ObjectiveTerms;
  /** Who hears of incidents. */
  readonly topics: AlarmTopics;
  /** Where each single alarm speaks, whether it is an incident or not. */
  readonly detailTopicArn: string;
  /** The log group of the release gate. */
  readonly gateLogGroupName: string;
  readonly runbookUrl: string;
}

/** Everything that is seen of a service, from metric to alarm to widget. */
export class ServiceSignals extends Construct {
  /** The alarms that judge this release. */
  public readonly rollbackAlarms: CfnAlarm[];

  /** The alarms on what the service does now. */
  public readonly serviceAlarms: CfnAlarm[];

  /** The alarms on how fast error budgets are spent, two for each alert. */
  public readonly burnRateAlarms: CfnAlarm[];

  /** The alarm that users are hurt. */
  public readonly pageAlarm: CfnCompositeAlarm;

  /** The alarm that somebody should look in working hours. */
  public readonly ticketAlarm: CfnCompositeAlarm;

  /** The objectives, as CloudWatch Application Signals knows them. */
  public readonly serviceLevelObjectives: CfnServiceLevelObjective[];

  /** The service's golden signals on one page. */
  public readonly dashboard: CfnDashboard;

  /** What the service promises over weeks. */
  public readonly objectives: Objective[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ServiceSignalsProps,
  ) {
    super(scope, id);
    const { serviceName, thresholds } = props;
    const signals = new GoldenSignals(props.source);
    const recorded = new RecordedSignals(props.host);
    this.objectives = objectivesOf(recorded, thresholds);
    const plans = serviceAlarms(signals, recorded, serviceName, thresholds);
    const rollbackPlans = rollbackAlarms(signals, serviceName, thresholds);

    // The release gate acts on them; when users are hurt, the alarms of the service tell people.
    this.rollbackAlarms = new AlarmSet(this, 'RollbackAlarms', {
      plans: rollbackPlans,
      ...this.speakingInDetail(),
    }).alarms;
    // The id is older than tickets. It stays, because another one would make all these alarms anew, without their past.
    const now = new AlarmSet(this, 'PagingAlarms', { plans, ...this.speakingInDetail() });
    const burning = this.createBurnRateAlarms();
    const incidents = this.createIncidentAlarms(plans, now, burning);
    this.serviceAlarms = now.alarms;
    this.burnRateAlarms = burning.alarms;
    this.pageAlarm = incidents.page;
    this.ticketAlarm = incidents.ticket;
    this.serviceLevelObjectives = new ServiceLevelObjectives(this, 'Objectives', {
      serviceName,
      host: props.host,
      objectives: this.objectives,
    }).objectives;
    this.dashboard = this.createDashboard(plans, rollbackPlans);
  }

  /** What names the live release, and so follows the users to it. What is over all releases does not. */
  public get followers(): Construct[] {
    return [...this.serviceAlarms, this.dashboard];
  }

  private createBurnRateAlarms(): AlarmSet {
    const plans = this.objectives.map((objective) => burnRateAlarms(objective, this.props.serviceName));
    return new AlarmSet(this, 'BurnRateAlarms', { plans: Object.assign({}, ...plans), ...this.speakingInDetail() });
  }

  /** An alarm that is part of an incident tells nobody by itself, or one incident would page many times. */
  private speakingInDetail() {
    const { detailTopicArn, runbookUrl } = this.props;
    return { topics: { page: detailTopicArn, ticket: detailTopicArn }, runbookUrl };
  }

  private createIncidentAlarms(plans: AlarmPlans, now: AlarmSet, burning: AlarmSet): IncidentAlarms {
    const alone = (severity: Severity) =>
      Object.keys(plans)
        .filter((id) => plans[id].severity === severity)
        .map((id) => [now.alarm(id).ref]);
    const together = (severity: Severity) =>
      this.objectives
        .flatMap(burnRatePairs)
        .filter((pair) => pair.severity === severity)
        .map(({ ids }) => ids.map((id) => burning.alarm(id).ref));
    return new IncidentAlarms(this, 'Incidents', {
      ...this.props,
      conditions: {
        page: [...alone('page'), ...together('page')],
        ticket: [...alone('ticket'), ...together('ticket')],
      },
    });
  }

  private createDashboard(plans: AlarmPlans, rollbackPlans: AlarmPlans): CfnDashboard {
    return new ServiceDashboard(this, 'Dashboard', {
      ...this.props,
      plans,
      rollbackPlans,
      maxCapacity: this.props.thresholds.maxCapacity,
      objectives: this.objectives,
      alarms: this.serviceAlarms,
      burnRateAlarms: this.burnRateAlarms,
      rollbackAlarms: this.rollbackAlarms,
      incidents: [this.pageAlarm, this.ticketAlarm],
    }).dashboard;
  }
}
