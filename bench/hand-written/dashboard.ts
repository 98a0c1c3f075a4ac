import { Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmStatusWidget,
  AlarmStatusWidgetSortBy,
  CompositeAlarm,
  Dashboard,
  GaugeWidget,
  GraphWidget,
  IAlarm,
  IMetric,
  LogQueryWidget,
  MathExpression,
  Metric,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { ServiceMetrics } from './metrics';

export interface DashboardProps {
  readonly metrics: ServiceMetrics;
  readonly alarms: { readonly service: Alarm[]; readonly release: Alarm[]; readonly incidents: CompositeAlarm[] };
  readonly hostName: string;
  readonly commit: string;
  readonly maxCapacity: number;
  readonly logGroupNames: string[];
}

const BURN_RATES: [string, Duration, number][] = [
  ['Fast burn', Duration.hours(1), 14.4],
  ['Slow burn', Duration.hours(6), 6],
  ['Leak', Duration.days(3), 1],
];

/** A service's golden signals on one page. */
export function addDashboard(stack: Stack, props: DashboardProps): void {
  const { metrics, alarms, hostName, commit, maxCapacity, logGroupNames } = props;
  const graph = (title: string, width: number, left: IMetric[], thresholds: [string, number][] = [], start?: string) =>
    new GraphWidget({
      title,
      left,
      width,
      height: 6,
      start,
      leftYAxis: { min: 0 },
      leftAnnotations: thresholds.map(([label, value]) => ({ label, value })),
    });
  const tiles = (title: string, width: number, list: IAlarm[]) =>
    new AlarmStatusWidget({
      title,
      alarms: list,
      width,
      height: 4,
      sortBy: AlarmStatusWidgetSortBy.STATE_UPDATED_TIMESTAMP,
    });
  const byRelease = (title: string, metricName: string, statistic: string) =>
    graph(title, 8, [
      new MathExpression({
        expression: `SEARCH('{GoldenPath/Service,Host,Release} Host="${hostName}" MetricName="${metricName}"', '${statistic}', 60)`,
        label: "${PROP('Dim.Release')}",
      }),
      released(hostName),
    ]);
  const dashboard = new Dashboard(stack, 'Dashboard', {
    dashboardName: `${hostName.replace(/\./g, '-')}-${stack.region}`,
    defaultInterval: Duration.hours(3),
  });
  dashboard.addWidgets(new TextWidget({ markdown: `# ${hostName}\nlive: commit \`${commit}\``, width: 24, height: 3 }));
  dashboard.addWidgets(
    tiles('Incidents', 6, alarms.incidents),
    tiles('Alarms', 12, alarms.service),
    tiles('Judge the release', 6, alarms.release),
  );
  const month = Duration.days(30);
  const left = metrics.objectives.map(
    (objective) =>
      new MathExpression({
        expression: `100 * (1 - share / ${objective.allowed})`,
        usingMetrics: { share: metrics.badShare(objective, month) },
        label: `${objective.name}: % left`,
        period: month,
      }),
  );
  dashboard.addWidgets(
    ...left.map((metric, index) => {
      const title = `Budget left: ${metrics.objectives[index].name}`;
      return new GaugeWidget({ title, metrics: [metric], width: 6, height: 6, setPeriodToTimeRange: true });
    }),
    graph(
      'Error budgets',
      12,
      metrics.objectives.map((objective) => metrics.badShare(objective, Duration.hours(1))),
      [],
      '-P30D',
    ),
  );
  dashboard.addWidgets(
    ...BURN_RATES.map(([title, period, rate]) =>
      graph(
        title,
        8,
        metrics.objectives.map((objective) => metrics.burnRate(objective, period)),
        [['rate', rate]],
      ),
    ),
  );
  const latencies = [50, 90, 99].map((percentile) => metrics.latency(percentile).with({ label: `p${percentile} (s)` }));
  dashboard.addWidgets(
    graph('Latency', 12, latencies, [
      ['page', 1],
      ['roll back', 0.8],
    ]),
    graph('Traffic', 12, [metrics.traffic.with({ label: 'requests a minute' })]),
  );
  dashboard.addWidgets(
    graph(
      'Errors',
      12,
      [metrics.errorRate],
      [
        ['page', 1],
        ['roll back', 0.8],
      ],
    ),
    graph('Errors by kind', 12, [metrics.failed, metrics.refused, metrics.unanswered]),
  );
  dashboard.addWidgets(
    graph(
      'Saturation',
      12,
      [metrics.cpu, metrics.memory, metrics.disk],
      [
        ['CPU: ticket', 85],
        ['memory, disk', 90],
      ],
    ),
    graph('Servers', 6, [metrics.inService, metrics.healthyInWorstZone, metrics.unhealthy], [['maximum', maxCapacity]]),
    graph('Load of a server', 6, [metrics.requestsPerServer]),
  );
  dashboard.addWidgets(
    byRelease('Traffic by release', 'Requests', 'Sum'),
    byRelease('Errors by release', 'Failures', 'Average'),
    byRelease('p99 by release', 'LatencyP99', 'Maximum'),
  );
  dashboard.addWidgets(
    graph('Deploy time', 12, [outcome(hostName, 'DeploySeconds'), released(hostName)], [], '-P30D'),
    new LogQueryWidget({
      title: 'Incidents and releases',
      width: 12,
      height: 6,
      logGroupNames,
      queryLines: [`filter @message like "${hostName}"`, 'sort @timestamp desc', 'limit 100'],
    }),
  );
}

function outcome(hostName: string, metricName: string): Metric {
  const dimensionsMap = { Host: hostName };
  return new Metric({ namespace: 'GoldenPath/Release', metricName, dimensionsMap, statistic: 'Maximum' });
}

function released(hostName: string): Metric {
  return outcome(hostName, 'Released').with({ label: 'released' });
}
