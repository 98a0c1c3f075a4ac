import { Fn } from 'aws-cdk-lib';
import { CfnAlarm, CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmPlans } from '../alarm/alarm-plan';
import { EntranceSignals } from '../metric/entrance-signals';
import { RELEASE_NAMESPACE } from './release-widgets';
import {
  alarmTiles,
  FULL_WIDTH,
  graph,
  HALF_WIDTH,
  layOut,
  Line,
  linesOf,
  text,
  THIRD_WIDTH,
  thresholdsOf,
  Widget,
} from './widget';

export interface PlatformDashboardProps {
  readonly dashboardName: string;
  /** The domain of the platform, as a heading. */
  readonly domainName: string;
  /** The load balancer as CloudWatch names it: `app/name/id`. */
  readonly loadBalancer: string;
  /** The name of the recorder's function. */
  readonly recorder: string;
  /** The alarms of the entrance, by id: their thresholds are drawn on the graphs they guard. */
  readonly plans: AlarmPlans;
  /** Every alarm of the platform. */
  readonly alarms: CfnAlarm[];
}

/**
 * What the services of a platform share on one page: the load balancer, the signal recorder and the release gate. Whatever is
 * wrong here, each service sees as something else.
 */
export class PlatformDashboard extends Construct {
  /** The dashboard. */
  public readonly dashboard: CfnDashboard;

  constructor(scope: Construct, id: string, props: PlatformDashboardProps) {
    super(scope, id);
    const { domainName, alarms } = props;
    const rows = [
      [text(`# ${domainName}\nwhat its services share`, 2)],
      [
        alarmTiles(
          'Alarms',
          alarms.map((_, index) => `\${Alarm${index}}`),
          { width: FULL_WIDTH, height: 3 },
        ),
      ],
      ...entranceWidgets(new EntranceSignals('${LoadBalancer}', domainName, '${Recorder}'), props.plans),
      gateWidgets(domainName),
    ];
    this.dashboard = new CfnDashboard(this, 'Resource', {
      dashboardName: props.dashboardName,
      dashboardBody: Fn.sub(JSON.stringify({ start: '-PT3H', widgets: layOut(rows) }), {
        LoadBalancer: props.loadBalancer,
        Recorder: props.recorder,
        ...Object.fromEntries(alarms.map((alarm, index) => [`Alarm${index}`, alarm.attrArn])),
      }),
    });
  }
}

function entranceWidgets(signals: EntranceSignals, plans: AlarmPlans): Widget[][] {
  const third = { width: THIRD_WIDTH };
  return [
    [
      graph({
        ...third,
        title: 'Errors of the load balancer',
        unit: '% of requests',
        lines: linesOf(signals.errorRate),
        thresholds: thresholdsOf({ ticket: plans.EntranceErrors }),
      }),
      graph({
        ...third,
        title: 'TLS errors',
        unit: '% of new connections',
        lines: linesOf(signals.tlsErrorRate),
        thresholds: thresholdsOf({ page: plans.TlsErrors }),
      }),
      graph({
        ...third,
        title: 'Connections',
        unit: 'connections',
        lines: linesOf(signals.active, signals.rejected),
        thresholds: thresholdsOf({ 'rejected: page': plans.Rejected }),
      }),
    ],
    [
      graph({ ...third, title: 'Traffic', unit: 'requests a minute', lines: linesOf(signals.traffic) }),
      graph({ ...third, title: 'Capacity used', unit: 'LCU', lines: linesOf(signals.capacity) }),
      graph({
        ...third,
        title: 'Signal recorder',
        unit: 'a minute',
        lines: linesOf(signals.services, signals.recorderErrors),
      }),
    ],
  ];
}

/** What became of the releases of all services, and when the gate needed a person. */
function gateWidgets(domainName: string): Widget[] {
  const outcome = (metric: string, label: string, stat = 'Sum'): Line => [
    RELEASE_NAMESPACE,
    metric,
    'Platform',
    domainName,
    { id: metric.toLowerCase(), label, stat, period: 3600 },
  ];
  const width = HALF_WIDTH;
  return [
    graph({
      width,
      title: 'Releases',
      unit: 'an hour',
      lines: [
        outcome('Released', 'released'),
        outcome('RolledBack', 'rolled back'),
        outcome('NeedsAttention', 'needed a person'),
      ],
    }),
    graph({
      width,
      title: 'Longest deploy',
      unit: 'seconds',
      lines: [outcome('DeploySeconds', 'deploy time', 'Maximum')],
    }),
  ];
}
