import { Fn } from 'aws-cdk-lib';
import { CfnAlarm, CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmPlan } from '../alarm/alarm-plan';
import { GoldenSignals, Signal, SignalSource } from '../metric/golden-signals';

export interface ServiceDashboardProps {
  readonly dashboardName: string;
  /** The service's host name, as a heading. */
  readonly host: string;
  /** The commit that is live. */
  readonly commit: string;
  /** The fingerprint of the release that is live. */
  readonly fingerprint: string;
  /** Whose signals to draw. */
  readonly source: SignalSource;
  /** The alarms that page, by the signal that they watch; their thresholds are drawn on the graphs they guard. */
  readonly plans: { readonly [id: string]: AlarmPlan };
  readonly alarms: CfnAlarm[];
}

/** CloudWatch's grid is 24 wide. */
const FULL_WIDTH = 24;
const HALF_WIDTH = FULL_WIDTH / 2;
const GRAPH_HEIGHT = 6;
const LINE_HEIGHT = 2;

/** Stands in the text of the dashboard for what only CloudFormation knows. */
const VARIABLES = {
  loadBalancer: '${LoadBalancer}',
  targetGroup: '${TargetGroup}',
  autoScalingGroup: '${Group}',
};

/**
 * One service's golden signals on one page: what is live, latency, traffic, errors, saturation, and the alarms.
 *
 * Written as one text with few variables instead of by the CDK's widgets: the template is a fifth as long, and so is
 * the time that it takes to make.
 */
export class ServiceDashboard extends Construct {
  /** The dashboard. */
  public readonly dashboard: CfnDashboard;

  constructor(scope: Construct, id: string, props: ServiceDashboardProps) {
    super(scope, id);
    const signals = new GoldenSignals({
      ...VARIABLES,
      zones: props.source.zones.map((_, index) => `\${Zone${index}}`),
    });
    const { Latency, Errors, Saturation } = props.plans;
    const rows = [
      [text(`# ${props.host}\nlive: commit \`${props.commit}\`, release \`\${Fingerprint}\``)],
      [alarmStates(props.alarms.map((_, index) => `\${Alarm${index}}`))],
      [
        graph(
          'Latency',
          ['p50', 'p90', 'p99'].map((percentile) => signals.latency(percentile)),
          Latency,
        ),
        graph('Traffic', [signals.traffic]),
      ],
      [graph('Errors', [signals.errorRate], Errors), graph('Saturation', [signals.cpu], Saturation)],
      [graph('Servers', [signals.inService, signals.healthyInWorstZone, signals.unhealthy])],
    ];
    this.dashboard = new CfnDashboard(this, 'Resource', {
      dashboardName: props.dashboardName,
      dashboardBody: Fn.sub(JSON.stringify({ start: '-PT3H', widgets: layOut(rows) }), {
        LoadBalancer: props.source.loadBalancer,
        TargetGroup: props.source.targetGroup,
        Group: props.source.autoScalingGroup,
        Fingerprint: props.fingerprint,
        ...Object.fromEntries(props.source.zones.map((zone, index) => [`Zone${index}`, zone])),
        ...Object.fromEntries(props.alarms.map((alarm, index) => [`Alarm${index}`, alarm.attrArn])),
      }),
    });
  }
}

interface Widget {
  readonly type: string;
  readonly width: number;
  readonly height: number;
  readonly properties: object;
}

/** Rows from top to bottom, each as high as its highest widget. */
function layOut(rows: Widget[][]): object[] {
  let y = 0;
  return rows.flatMap((row) => {
    let x = 0;
    const placed = row.map((widget) => {
      const at = { ...widget, x, y };
      x += widget.width;
      return at;
    });
    y += Math.max(...row.map(({ height }) => height));
    return placed;
  });
}

function text(markdown: string): Widget {
  return { type: 'text', width: FULL_WIDTH, height: LINE_HEIGHT, properties: { markdown } };
}

function alarmStates(alarms: string[]): Widget {
  return { type: 'alarm', width: FULL_WIDTH, height: LINE_HEIGHT, properties: { title: 'Paging alarms', alarms } };
}

function graph(title: string, signals: Signal[], guard?: AlarmPlan): Widget {
  return {
    type: 'metric',
    width: HALF_WIDTH,
    height: GRAPH_HEIGHT,
    properties: {
      title,
      view: 'timeSeries',
      region: '${AWS::Region}',
      metrics: signals.flatMap((signal, index) => metricsOf(signal, index)),
      yAxis: { left: { min: 0 } },
      ...(guard && { annotations: { horizontal: [{ label: 'pages', value: guard.threshold }] } }),
    },
  };
}

function metricsOf({ label, metrics, expression }: Signal, index: number): unknown[][] {
  const line = (id: string, shown: object) => {
    const { namespace, name, dimensions, statistic } = metrics[id];
    return [
      namespace,
      name,
      ...Object.entries(dimensions).flat(),
      { id: expression ? id : `${id}${index}`, stat: statistic, period: 60, ...shown },
    ];
  };
  if (expression === undefined) return Object.keys(metrics).map((id) => line(id, { label }));
  return [[{ expression, label, id: `e${index}` }], ...Object.keys(metrics).map((id) => line(id, { visible: false }))];
}
