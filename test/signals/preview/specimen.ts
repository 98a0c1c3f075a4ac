import { PreviewStack } from '../../../lib/signals/preview/reading/stacks';
import { alarmResource, compositeResource, dashboardResource, stackOf } from './stacks';

const HOST = 'checkout.shop.internal';
const ACCOUNT = 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:';

type Place = readonly [x: number, y: number, width: number, height: number];

function widget(type: string, [x, y, width, height]: Place, properties: object): object {
  return { type, x, y, width, height, properties };
}

function graph(place: Place, title: string, properties: object): object {
  return widget('metric', place, { title, ...properties });
}

const search = (dimensions: string, name: string): string =>
  `SEARCH('{GoldenPath/Service,${dimensions}} Host="${HOST}" MetricName="${name}"', 'Average', 60)`;

const service = (name: string, options: object): unknown[] => ['GoldenPath/Service', name, 'Host', HOST, options];

const NUMBERS = [
  graph([0, 3, 6, 3], 'Requests a minute', {
    view: 'singleValue',
    sparkline: true,
    metrics: [service('Requests', { stat: 'Sum', period: 60, label: 'now' })],
  }),
  graph([6, 3, 6, 3], 'Availability, 30 days (%)', {
    view: 'singleValue',
    start: '-P30D',
    setPeriodToTimeRange: true,
    metrics: [
      [{ expression: '100 * (1 - failed)', label: 'of requests answered', id: 'answered' }],
      service('Failures', { id: 'failed', stat: 'Average', visible: false }),
    ],
  }),
  graph([12, 3, 6, 3], 'CPU', {
    view: 'gauge',
    yAxis: { left: { min: 0, max: 100 } },
    annotations: { horizontal: [{ value: 85 }] },
    metrics: [['AWS/EC2', 'CPUUtilization', 'AutoScalingGroupName', '${Group}']],
  }),
  graph([18, 3, 6, 3], 'Two gauges', {
    view: 'gauge',
    yAxis: { left: { min: 0, max: 100 } },
    metrics: [
      ['Own', 'BudgetPercent', { label: 'left (%)' }],
      ['.', 'OtherPercent', { label: 'other (%)' }],
    ],
  }),
];

const GRAPHS = [
  graph([0, 6, 12, 6], 'Latency by release', {
    metrics: [
      [{ expression: search('Host,Release', 'LatencyP99'), label: "p99 ${PROP('Dim.Release')} [max: ${MAX}]" }],
    ],
    yAxis: { left: { min: 0, label: 'seconds' } },
    annotations: {
      horizontal: [
        { value: 0.3, label: 'pages', fill: 'above' },
        { value: 0.24, label: 'rolls back', color: '#c2571a' },
      ],
    },
  }),
  graph([12, 6, 12, 6], 'Traffic by release', {
    stacked: true,
    metrics: [[{ expression: search('Host,Release', 'Requests'), label: "${PROP('Dim.Release')}" }]],
    yAxis: { left: { min: 0 } },
  }),
  graph([0, 12, 8, 6], 'Errors and requests', {
    metrics: [
      [{ expression: '100 * failed', label: 'errors (%)', id: 'errors' }],
      service('Failures', { id: 'failed', stat: 'Average', period: 60, visible: false }),
      service('Requests', { stat: 'Sum', period: 60, yAxis: 'right', label: 'requests' }),
    ],
    yAxis: { left: { min: 0, label: '%' }, right: { min: 0, label: 'requests a minute' } },
    annotations: {
      horizontal: [
        { value: 0.05, label: 'objective' },
        { value: 0.5, label: 'page' },
        [
          { value: 0.2, label: 'ticket' },
          { value: 0.3, label: 'upper end' },
        ],
      ],
      vertical: [
        { value: '2026-01-01T10:30:00Z', label: 'Change of configuration' },
        { value: '2020-01-01T00:00:00Z', label: 'Long ago' },
      ],
    },
  }),
  graph([8, 12, 8, 6], 'Burn rate, 30 days', {
    start: '-P30D',
    metrics: [
      [{ expression: 'failed / 0.0005', label: 'burn rate' }],
      service('Failures', { id: 'failed', stat: 'Average', period: 3600, visible: false }),
    ],
    annotations: {
      horizontal: [
        { value: 14.4, label: '2 % of the budget in 1 hour' },
        { value: 6, label: '5 % of it in 6 hours' },
        { value: 1, label: 'just spends it all' },
      ],
    },
  }),
  graph([16, 12, 8, 6], 'Servers', {
    legend: { position: 'right' },
    metrics: [
      ['AWS/AutoScaling', 'GroupInServiceInstances', 'AutoScalingGroupName', '${Group}', { stat: 'Maximum' }],
      ['.', 'GroupDesiredCapacity', '.', '.'],
      ['.', 'GroupMaxSize', '.', '.'],
      ['AWS/ApplicationELB', 'UnHealthyHostCount', 'TargetGroup', '${Target.TargetGroupFullName}'],
    ],
  }),
];

const VIEWS = [
  graph([0, 18, 8, 5], 'Zones', {
    view: 'bar',
    metrics: [[{ expression: `SEARCH('{AWS/ELB,AvailabilityZone} MetricName="RequestCount"', 'Sum', 300)` }]],
  }),
  graph([8, 18, 8, 5], 'Share of zones', {
    view: 'pie',
    metrics: [[{ expression: `SEARCH('{AWS/ELB,AvailabilityZone} MetricName="RequestCount"', 'Sum', 300)` }]],
  }),
  graph([16, 18, 8, 5], 'Latency', {
    view: 'table',
    table: { summaryColumns: ['MIN', 'MAX', 'AVG'] },
    metrics: [
      ['AWS/ApplicationELB', 'TargetResponseTime', 'LoadBalancer', 'app/a', { stat: 'p50', label: 'p50' }],
      ['...', { stat: 'p99', label: 'p99' }],
    ],
  }),
  widget('log', [0, 23, 12, 6], {
    title: 'Slow requests',
    query: "SOURCE '/access' | fields @timestamp, status, duration, path | filter duration > 1000 | limit 20",
  }),
  graph([12, 23, 6, 6], 'Releases, 30 days', {
    start: '-P30D',
    metrics: [
      ['GoldenPath/Release', 'Released', 'Host', HOST, { stat: 'Sum', period: 86400 }],
      ['.', 'RolledBack', '.', '.', { stat: 'Sum', period: 86400 }],
    ],
  }),
  graph([18, 23, 6, 6], 'Elsewhere', {
    region: 'us-east-1',
    metrics: [['AWS/Lambda', 'Invocations', 'FunctionName', 'a', { stat: 'Sum', period: 60 }]],
  }),
  widget('explorer', [0, 29, 12, 4], { title: 'Explorer' }),
  graph([12, 29, 12, 4], 'An alarm as a graph', { annotations: { alarms: ['${Latency.Arn}'] } }),
];

const HEAD = [
  widget('text', [0, 0, 14, 3], {
    markdown: `# ${HOST}\nlive: release \`0123456789ab\`, [runbook](https://example.com/runbook)\n\n| | promise |\n|---|---|\n| available | 99.95 % |`,
  }),
  widget('alarm', [14, 0, 10, 3], {
    title: 'Alarms',
    alarms: ['${Latency.Arn}', '${Errors.Arn}', `${ACCOUNT}shop.internal/checkout/page`, `${ACCOUNT}elsewhere`],
  }),
];

/** A stack with a dashboard that has a widget of every kind, and nothing wrong. */
export const SPECIMEN: PreviewStack = stackOf({
  Dashboard: dashboardResource(
    {
      'Fn::Sub': JSON.stringify({ start: '-PT3H', widgets: [...HEAD, ...NUMBERS, ...GRAPHS, ...VIEWS] }).replace(
        /\$\{(PROP|MAX)/g,
        '${!$1',
      ),
    },
    'specimen',
  ),
  Latency: alarmResource({ AlarmDescription: 'One request in a hundred takes longer than promised.' }),
  Errors: alarmResource({ MetricName: 'HTTPCode_Target_5XX_Count', ExtendedStatistic: undefined, Statistic: 'Sum' }),
  Page: compositeResource({
    AlarmName: 'shop.internal/checkout/page',
    AlarmDescription: 'Users are hurt: look at once.',
    AlarmRule: { 'Fn::Sub': 'ALARM("${Latency.Arn}") OR ALARM("${Errors.Arn}")' },
  }),
});

const ATTACK = `"><script>document.title='owned'</script><img src=x onerror="alert(1)">`;

/** A dashboard by somebody who wants to run something in the page. */
export const HOSTILE: PreviewStack = stackOf(
  {
    Dashboard: dashboardResource(
      JSON.stringify({
        widgets: [
          widget('text', [0, 0, 12, 3], {
            title: ATTACK,
            markdown: `# ${ATTACK}\n[a](javascript:alert(1)) ![b](http://x/y)`,
          }),
          widget('alarm', [12, 0, 12, 3], {
            title: ATTACK,
            alarms: ['Evil.Arn', `arn:aws:cloudwatch:a:b:alarm:${ATTACK}`],
          }),
          graph([0, 3, 12, 6], ATTACK, {
            region: ATTACK,
            metrics: [
              [ATTACK, ATTACK, ATTACK, ATTACK, { label: ATTACK, color: `red;background:url(http://x/${ATTACK})` }],
              [{ expression: `'${ATTACK}` }],
            ],
            yAxis: { left: { label: ATTACK } },
            annotations: {
              horizontal: [{ value: 1, label: ATTACK, color: ATTACK }],
              vertical: [{ value: '2026-01-01T11:00:00Z', label: ATTACK }],
            },
          }),
          graph([12, 3, 12, 6], ATTACK, { view: ATTACK, start: ATTACK }),
          widget('log', [0, 9, 12, 6], { title: ATTACK, query: `fields ${ATTACK}` }),
          widget(ATTACK, [12, 9, 12, 6], {}),
        ],
      }),
      ATTACK,
    ),
    Evil: alarmResource({ AlarmName: ATTACK, AlarmDescription: ATTACK, MetricName: ATTACK }),
  },
  { stack: ATTACK },
);
