import { RECORDED_DIMENSIONS, RECORDED_METRICS, RECORDED_NAMESPACE } from '../recorder/recorded';
import { graph, Line, THIRD_WIDTH, Widget } from './widget';

/** Where the release gate writes what became of each release. */
export const RELEASE_NAMESPACE = 'GoldenPath/Release';

/** A moment, as a spike over the height of the graph. */
const MARK = { stat: 'Maximum', period: 60, yAxis: 'right' };
const GOOD = '#1d8102';
const BAD = '#d13212';

/**
 * The releases of a service side by side, while one takes over and after: found by their host name at the moment that
 * somebody looks, because no template knows the release before it or the one after.
 */
export function releaseWidgets(host: string): Widget[] {
  const byRelease = (title: string, unit: string, found: FoundMetric) =>
    graph({
      title,
      width: THIRD_WIDTH,
      unit,
      lines: [searched(host, found), released(host)],
      stacked: found.stacked,
    });
  return [
    byRelease('Traffic by release', 'requests a minute', {
      metric: RECORDED_METRICS.requests,
      statistic: 'Sum',
      stacked: true,
    }),
    byRelease('Errors by release', '% of requests', {
      metric: RECORDED_METRICS.failures,
      statistic: 'Average',
      factor: 100,
    }),
    byRelease('p99 by release', 'seconds', { metric: RECORDED_METRICS.latencyP99, statistic: 'Maximum' }),
  ];
}

/** How long each deploy took by the gate's own clock, and what became of it. */
export function deployTimes(host: string, width: number): Widget {
  return graph({
    title: 'Deploy time, releases and rollbacks',
    width,
    unit: 'minutes',
    lines: [
      [{ expression: 'seconds / 60', label: 'deploy time', id: 'minutes' }],
      [...outcomeOf(host, 'DeploySeconds'), { id: 'seconds', stat: 'Maximum', period: 60, visible: false }],
      released(host),
      [...outcomeOf(host, 'RolledBack'), { ...MARK, id: 'rolledback', label: 'rolled back', color: BAD }],
    ],
    start: '-P30D',
  });
}

interface FoundMetric {
  readonly metric: string;
  readonly statistic: string;
  /** @default 1 */
  readonly factor?: number;
  /** @default - lines do not add up */
  readonly stacked?: boolean;
}

/** One line for each release that has data in the range shown, under its fingerprint. */
function searched(host: string, { metric, statistic, factor }: FoundMetric): Line {
  const { host: byHost, release } = RECORDED_DIMENSIONS;
  const query = `{${RECORDED_NAMESPACE},${byHost},${release}} ${byHost}="${host}" MetricName="${metric}"`;
  const search = `SEARCH('${query}', '${statistic}', 60)`;
  // CloudWatch fills the label in; CloudFormation must not try to.
  const label = `\${!PROP('Dim.${release}')}`;
  return [{ expression: factor === undefined ? search : `${factor} * ${search}`, label, id: 'releases' }];
}

/** The moments at which a release went live. */
function released(host: string): Line {
  return [...outcomeOf(host, 'Released'), { ...MARK, id: 'released', label: 'released', color: GOOD }];
}

function outcomeOf(host: string, metric: string): string[] {
  return [RELEASE_NAMESPACE, metric, 'Host', host];
}
