import { ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import { Severity } from '../alarm/alarm-plan';
import { incidentAlarmName } from '../alarm/incident-alarms';
import { RecordedSignals } from '../metric/recorded-signals';
import { availabilityObjective } from '../objective/objective';
import { RECORDED_DIMENSIONS, RECORDED_METRICS, RECORDED_NAMESPACE } from '../recorder/recorded';
import { leftLines, metricOf } from './budget-widgets';
import { MonitoredService } from './monitored-service';
import { alarmTiles, FULL_WIDTH, graph, HALF_WIDTH, Line, QUARTER_WIDTH, text, THIRD_WIDTH, Widget } from './widget';

/** The most alarms that one widget takes. */
const ALARMS_IN_A_WIDGET = 100;

/** Three metrics each, of the hundred that one widget takes. */
const BUDGETS_IN_A_WIDGET = 30;

/** As many lines as a graph of what is worst shows. */
const WORST = 10;

const DAY_SECONDS = 86_400;

/** A heading, and a link to the dashboard of each service; one in another account cannot be linked to. */
export function fleetHeader(title: string, services: MonitoredService[], home: string): Widget {
  const links = services.map(({ serviceName, dashboardName, account }) =>
    account === home ? link(serviceName, dashboardName) : `${serviceName} (in ${account})`,
  );
  const lines = Math.ceil(services.length / 12);
  return text([`# ${title}`, links.join(' · ')].join('\n\n').trim(), 1 + lines);
}

/** Where to find which service. */
export function partLinks(partNames: string[], pages: MonitoredService[][]): Widget {
  const links = partNames.map((name, index) => {
    const [first, last] = [pages[index][0], pages[index][pages[index].length - 1]];
    return link(`${first.serviceName} to ${last.serviceName}`, name);
  });
  return text(links.join(' · '), 1 + Math.ceil(partNames.length / 6));
}

/** A tile for each service by what people hear of, whoever's users are hurt first. */
export function incidentTiles(stack: Stack, services: MonitoredService[]): Widget[][] {
  const arnsOf = (severity: Severity) => services.map((service) => incidentArn(stack, service, severity));
  const [pages, tickets] = [
    inChunks(arnsOf('page'), ALARMS_IN_A_WIDGET),
    inChunks(arnsOf('ticket'), ALARMS_IN_A_WIDGET),
  ];
  return pages.map((arns, index) => {
    const size = { width: HALF_WIDTH, height: 2 + Math.ceil(arns.length / 8) };
    return [alarmTiles('Users are hurt', arns, size), alarmTiles('Look within a working day', tickets[index], size)];
  });
}

/** Whatever is worst now, over all the services that CloudWatch sees from here. */
export function worstGraphs(): Widget[] {
  const worst = (metric: string, statistic: string) =>
    `SORT(SEARCH('{${RECORDED_NAMESPACE},${RECORDED_DIMENSIONS.host}} MetricName="${metric}"', '${statistic}', 300), MAX, DESC, ${WORST})`;
  const drawn = (title: string, unit: string, expression: string) =>
    graph({
      title,
      width: THIRD_WIDTH,
      unit,
      lines: [[{ expression, label: `\${PROP('Dim.${RECORDED_DIMENSIONS.host}')}`, id: 'worst' }]],
      region: Aws.REGION,
    });
  return [
    drawn('Most errors', '% of requests', `100 * ${worst(RECORDED_METRICS.failures, 'Average')}`),
    drawn('Slowest', 'p99, seconds', worst(RECORDED_METRICS.latencyP99, 'Maximum')),
    drawn('Most traffic', 'requests in 5 minutes', worst(RECORDED_METRICS.requests, 'Sum')),
  ];
}

/** Four to a row. */
export function tileRows(tiles: Widget[]): Widget[][] {
  return inChunks(tiles, FULL_WIDTH / QUARTER_WIDTH);
}

/** One service in three numbers, as they are now, and how they went. */
export function fleetTile({ hostName, region, account }: MonitoredService, home: string): Widget {
  const { traffic, failures, latency } = new RecordedSignals(hostName);
  const lines: Line[] = [
    [...metricOf(traffic.metrics.m), { id: 'requests', stat: 'Sum', label: 'requests a minute' }],
    [{ expression: '100 * share', label: 'errors (%)', id: 'errors' }],
    [...metricOf(failures), { id: 'share', stat: 'Average', visible: false }],
    [...metricOf(latency.metrics.m), { id: 'slowest', stat: 'Maximum', label: 'p99 (s)' }],
  ];
  return {
    type: 'metric',
    width: QUARTER_WIDTH,
    height: 3,
    properties: {
      title: hostName,
      view: 'singleValue',
      sparkline: true,
      period: 60,
      region,
      metrics: lines.map((line) => located(line, account, home)),
    },
  };
}

/** What is left of the availability budgets, side by side; those over the same time stand together. */
export function budgetBars(services: MonitoredService[], home: string): Widget[][] {
  const windows = [...new Set(services.map(({ objectiveWindowDays, region }) => `${objectiveWindowDays} ${region}`))];
  return windows.flatMap((window) => {
    const alike = services.filter((one) => `${one.objectiveWindowDays} ${one.region}` === window);
    return inChunks(alike, BUDGETS_IN_A_WIDGET).map((some) => [budgetBar(some, home)]);
  });
}

function budgetBar(services: MonitoredService[], home: string): Widget {
  const [{ objectiveWindowDays: days, region }] = services;
  const lines = services.flatMap((service, index) => {
    const availability = availabilityObjective(new RecordedSignals(service.hostName), {
      availabilityPercent: service.availabilityPercent,
      objectiveWindowSeconds: days * DAY_SECONDS,
    });
    const left = leftLines(availability, `left${index}`, service.serviceName);
    return left.map((line) => located(line, service.account, home));
  });
  return {
    type: 'metric',
    width: FULL_WIDTH,
    // Two bars fit into one unit of height.
    height: 2 + Math.ceil(services.length / 2),
    properties: {
      title: `Availability budgets left, % over ${days} days`,
      view: 'bar',
      region,
      start: `-P${days}D`,
      setPeriodToTimeRange: true,
      yAxis: { left: { min: 0, max: 100 } },
      metrics: lines,
    },
  };
}

/** A metric of another account says so; an expression is worked out here. */
function located(line: Line, account: string, home: string): Line {
  if (line.length === 1 || account === home) return line;
  const [last] = line.slice(-1);
  return [...line.slice(0, -1), { ...(last as object), accountId: account }];
}

function incidentArn(stack: Stack, { domainName, serviceName, account, region }: MonitoredService, severity: Severity) {
  return stack.formatArn({
    service: 'cloudwatch',
    account,
    region,
    resource: 'alarm',
    resourceName: incidentAlarmName(domainName, serviceName, severity),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

function link(words: string, dashboardName: string): string {
  return `[${words}](#dashboards:name=${dashboardName})`;
}

export function inChunks<T>(items: T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
