import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, AlarmStatusWidget, Dashboard, GraphWidget, IMetric, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { ServiceMetrics } from './metrics';

export interface DashboardProps {
  readonly metrics: ServiceMetrics;
  readonly alarms: Alarm[];
  readonly hostName: string;
  readonly commit: string;
}

/** A service's golden signals on one page. */
export function addDashboard(stack: Stack, { metrics, alarms, hostName, commit }: DashboardProps): void {
  const graph = (title: string, left: IMetric[], threshold?: number) =>
    new GraphWidget({
      title,
      left,
      width: 12,
      height: 6,
      leftYAxis: { min: 0 },
      leftAnnotations: threshold === undefined ? [] : [{ label: 'pages', value: threshold }],
    });
  const dashboard = new Dashboard(stack, 'Dashboard', {
    dashboardName: `${hostName.replace(/\./g, '-')}-${stack.region}`,
    defaultInterval: Duration.hours(3),
  });
  dashboard.addWidgets(new TextWidget({ markdown: `# ${hostName}\nlive: commit \`${commit}\``, width: 24, height: 2 }));
  dashboard.addWidgets(new AlarmStatusWidget({ title: 'Paging alarms', alarms, width: 24, height: 2 }));
  const latencies = [50, 90, 99].map((percentile) => metrics.latency(percentile).with({ label: `p${percentile} (s)` }));
  const servers = [
    metrics.inService.with({ label: 'servers in service' }),
    metrics.healthyInWorstZone.with({ label: 'healthy servers in the worst zone' }),
    metrics.unhealthy.with({ label: 'unhealthy servers' }),
  ];
  dashboard.addWidgets(
    graph('Latency', latencies, 1),
    graph('Traffic', [metrics.traffic.with({ label: 'requests a minute' })]),
  );
  dashboard.addWidgets(
    graph('Errors', [metrics.errorRate], 1),
    graph('Saturation', [metrics.cpu.with({ label: 'CPU (%)' })], 85),
  );
  dashboard.addWidgets(graph('Servers', servers));
}
