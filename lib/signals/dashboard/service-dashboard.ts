import { Fn } from 'aws-cdk-lib';
import { CfnAlarm, CfnCompositeAlarm, CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmPlans } from '../alarm/alarm-plan';
import { incidentQuery } from '../alert/incident-query';
import { GoldenSignals, SignalSource } from '../metric/golden-signals';
import { RecordedSignals } from '../metric/recorded-signals';
import { Objective } from '../objective/objective';
import { budgetWidgets } from './budget-widgets';
import { deployTimes, releaseWidgets } from './release-widgets';
import { signalWidgets } from './signal-widgets';
import { alarmTiles, FULL_WIDTH, GRAPH_HEIGHT, HALF_WIDTH, layOut, QUARTER_WIDTH, text, Widget } from './widget';

export interface ServiceDashboardProps {
  readonly dashboardName: string;
  readonly serviceName: string;
  /** The domain of the platform. */
  readonly domainName: string;
  /** The service's host name, as a heading. */
  readonly host: string;
  /** The commit that is live. */
  readonly commit: string;
  /** The fingerprint of the release that is live. */
  readonly fingerprint: string;
  /** Whose signals to draw. */
  readonly source: SignalSource;
  /** The alarms of the service, by id: their thresholds are drawn on the graphs they guard. */
  readonly plans: AlarmPlans;
  /** The alarms that judge the release, by id. */
  readonly rollbackPlans: AlarmPlans;
  readonly maxCapacity: number;
  readonly objectives: Objective[];
  readonly alarms: CfnAlarm[];
  readonly burnRateAlarms: CfnAlarm[];
  readonly rollbackAlarms: CfnAlarm[];
  readonly incidents: CfnCompositeAlarm[];
  /** The log group of the release gate, which knows what became of releases. */
  readonly gateLogGroupName: string;
  readonly runbookUrl: string;
}

/** Stands in the text of the dashboard for what only CloudFormation knows. */
const VARIABLES = {
  loadBalancer: '${LoadBalancer}',
  targetGroup: '${TargetGroup}',
  autoScalingGroup: '${Group}',
};

/**
 * What there is to see of one service on one page, the most urgent first: does anything fire, what is left of the budgets,
 * the four golden signals with the thresholds that guard them, the releases side by side, and what has happened.
 *
 * Written as one text with few variables instead of by the CDK's widgets: the template is a fifth as long, and so is
 * the time that it takes to make.
 */
export class ServiceDashboard extends Construct {
  /** The dashboard. */
  public readonly dashboard: CfnDashboard;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ServiceDashboardProps,
  ) {
    super(scope, id);
    const { source, host, objectives } = props;
    const signals = new GoldenSignals({ ...VARIABLES, zones: source.zones.map((_, index) => `\${Zone${index}}`) });
    const rows = [
      [this.header()],
      ...this.alarmRows(),
      ...budgetWidgets(objectives),
      ...signalWidgets({ ...props, signals, recorded: new RecordedSignals(host) }),
      releaseWidgets(host),
      [deployTimes(host, HALF_WIDTH), this.incidentLog()],
    ];
    this.dashboard = new CfnDashboard(this, 'Resource', {
      dashboardName: props.dashboardName,
      dashboardBody: Fn.sub(JSON.stringify({ start: '-PT3H', widgets: layOut(rows) }), this.variables()),
    });
  }

  private header(): Widget {
    const { host, commit, runbookUrl } = this.props;
    const console = 'https://${AWS::Region}.console.aws.amazon.com';
    const links = [
      `[What to do](${runbookUrl})`,
      `[Objectives](${console}/cloudwatch/home?region=\${AWS::Region}#application-signals:slos)`,
      `[Servers](${console}/ec2/home?region=\${AWS::Region}#AutoScalingGroupDetails:id=\${Group})`,
    ];
    return text(`# ${host}\nlive: commit \`${commit}\`, release \`\${Fingerprint}\`\n\n${links.join(' · ')}`, 3);
  }

  private alarmRows(): Widget[][] {
    const { incidents, alarms, rollbackAlarms, burnRateAlarms } = this.props;
    const arns = (name: string, list: unknown[]) => list.map((_, index) => `\${${name}${index}}`);
    return [
      [
        // Room for three rows of tiles.
        alarmTiles('Incidents', arns('Incident', incidents), { width: QUARTER_WIDTH, height: 5 }),
        alarmTiles('Alarms', arns('Alarm', alarms), { width: HALF_WIDTH, height: 5 }),
        alarmTiles('Judge the release', arns('Rollback', rollbackAlarms), { width: QUARTER_WIDTH, height: 5 }),
      ],
      [
        alarmTiles('Error budgets: each alert is a long window and a short one', arns('Burn', burnRateAlarms), {
          width: FULL_WIDTH,
          height: 4,
        }),
      ],
    ];
  }

  private incidentLog(): Widget {
    const { domainName, serviceName } = this.props;
    const query = incidentQuery(domainName, serviceName, '${GateLogGroup}');
    return {
      type: 'log',
      width: HALF_WIDTH,
      height: GRAPH_HEIGHT,
      properties: { title: 'Incidents and releases', region: '${AWS::Region}', view: 'table', query },
    };
  }

  private variables(): { [name: string]: string } {
    const { source, fingerprint, gateLogGroupName, alarms, rollbackAlarms, burnRateAlarms, incidents } = this.props;
    const numbered = (name: string, values: string[]) => values.map((value, index) => [`${name}${index}`, value]);
    const arns = (list: Array<CfnAlarm | CfnCompositeAlarm>) => list.map(({ attrArn }) => attrArn);
    return Object.fromEntries([
      ['LoadBalancer', source.loadBalancer],
      ['TargetGroup', source.targetGroup],
      ['Group', source.autoScalingGroup],
      ['Fingerprint', fingerprint],
      ['GateLogGroup', gateLogGroupName],
      ...numbered('Zone', source.zones),
      ...numbered('Alarm', arns(alarms)),
      ...numbered('Burn', arns(burnRateAlarms)),
      ...numbered('Rollback', arns(rollbackAlarms)),
      ...numbered('Incident', arns(incidents)),
    ]);
  }
}
