import { AlarmPlans } from '../alarm/alarm-plan';
import { GoldenSignals } from '../metric/golden-signals';
import { RecordedSignals } from '../metric/recorded-signals';
import { drawn, graph, HALF_WIDTH, linesOf, QUARTER_WIDTH, thresholdsOf, Widget } from './widget';

export interface SignalWidgetsProps {
  readonly signals: GoldenSignals;
  /** The signals of the service, over all its releases. */
  readonly recorded: RecordedSignals;
  /** The alarms of the service, by id: their thresholds are drawn on the graphs they guard. */
  readonly plans: AlarmPlans;
  /** The alarms that judge the release, by id. */
  readonly rollbackPlans: AlarmPlans;
  /** The most servers that the group may have. */
  readonly maxCapacity: number;
}

/** The four golden signals of the live release, two to a row. */
export function signalWidgets(props: SignalWidgetsProps): Widget[][] {
  const { signals, plans, rollbackPlans, maxCapacity } = props;
  const guards = (id: string) => thresholdsOf({ page: plans[id], 'roll back': rollbackPlans[id] });
  return [
    [
      graph({
        title: 'Latency',
        width: HALF_WIDTH,
        unit: 'seconds',
        lines: linesOf(...['p50', 'p90', 'p99'].map((percentile) => signals.latency(percentile))),
        thresholds: guards('Latency'),
      }),
      traffic(props),
    ],
    [
      graph({
        title: 'Errors',
        width: HALF_WIDTH,
        unit: '% of requests',
        lines: linesOf(signals.errorRate),
        thresholds: guards('Errors'),
      }),
      graph({
        title: 'Errors by kind',
        width: HALF_WIDTH,
        unit: 'a minute',
        lines: linesOf(signals.failed, signals.refused, signals.unanswered),
      }),
    ],
    [
      graph({
        title: 'Saturation',
        width: HALF_WIDTH,
        unit: '%',
        lines: linesOf(signals.cpu, signals.memory, signals.disk),
        thresholds: thresholdsOf({ 'CPU: ticket': plans.Saturation, 'memory, disk: ticket, roll back': plans.Memory }),
      }),
      graph({
        title: 'Servers',
        width: QUARTER_WIDTH,
        unit: 'servers',
        lines: linesOf(signals.inService, signals.healthyInBestZone, signals.healthyInWorstZone, signals.unhealthy),
        thresholds: [
          { label: 'maximum', value: maxCapacity },
          ...thresholdsOf({ 'best zone: page, worst: ticket': plans.Outage }),
        ],
      }),
      graph({
        title: 'Load of a server',
        width: QUARTER_WIDTH,
        unit: 'requests a minute',
        lines: linesOf(signals.requestsPerServer),
      }),
    ],
  ];
}

/** The live release, all releases, and the band that CloudWatch has learned to be usual: below it is a ticket. */
function traffic({ signals, recorded, plans }: SignalWidgetsProps): Widget {
  const all = drawn({ ...recorded.traffic, label: 'all releases' }, 'all', {});
  const band = `ANOMALY_DETECTION_BAND(allm, ${plans.TrafficLost.threshold})`;
  return graph({
    title: 'Traffic',
    width: HALF_WIDTH,
    unit: 'requests a minute',
    lines: [
      ...linesOf({ ...signals.traffic, label: 'live release' }),
      ...all,
      [{ expression: band, label: 'usual: below it, ticket', id: 'usual', color: '#95a5a6' }],
    ],
  });
}
