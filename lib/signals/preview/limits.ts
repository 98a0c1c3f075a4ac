import { readRows } from '../../private/metric-rows';
import { Dashboard } from './reading/dashboards';

/**
 * What CloudWatch accepts of one dashboard. Metrics count although they are not drawn.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
 */
const MOST = { widgets: 500, metricsInWidget: 500, metrics: 2500 };

/** How many metrics a dashboard asks for, without those that searches will find. */
export function metricsOf({ widgets }: Dashboard): number {
  return widgets.reduce((sum, { properties }) => sum + countMetrics(properties.metrics), 0);
}

/** What CloudWatch would refuse for its size. */
export function limitProblems(dashboard: Dashboard): string[] {
  const { widgets } = dashboard;
  const problems = widgets.flatMap(({ properties }, index) =>
    tooMany(`widget ${index + 1}`, 'metrics', countMetrics(properties.metrics), MOST.metricsInWidget),
  );
  return [
    ...tooMany('the dashboard', 'widgets', widgets.length, MOST.widgets),
    ...tooMany('the dashboard', 'metrics', metricsOf(dashboard), MOST.metrics),
    ...problems,
  ];
}

function countMetrics(metrics: unknown): number {
  return readRows(metrics).rows.filter(({ metric }) => metric !== undefined).length;
}

function tooMany(what: string, noun: string, number: number, most: number): string[] {
  return number > most ? [`${what} has ${number} ${noun}, but CloudWatch allows ${most}`] : [];
}
