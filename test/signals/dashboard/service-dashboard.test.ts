import { App, Duration, Stack } from 'aws-cdk-lib';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ImmutableService, Platform } from '../../../lib';
import { referencesOf } from '../../../lib/signals/preview/metric-math';
import { COMMIT_A, propertiesOf, releaseA, serviceIn, templateOf } from '../../stacks';
import { expectOnGrid, Widget } from './widgets';

/** The pseudo parameters of CloudFormation that Fn::Sub knows without being told. */
const PSEUDO = ['AWS::Region', 'AWS::AccountId', 'AWS::Partition'];

describe('the dashboard of a service', () => {
  const service = serviceIn(new App(), { latencyP99: Duration.millis(250), availabilityPercent: 99.5 });
  const template = templateOf(service);
  const [{ DashboardName, DashboardBody }] = propertiesOf(template, 'AWS::CloudWatch::Dashboard');
  const [text, variables]: [string, { [name: string]: any }] = DashboardBody['Fn::Sub'];
  const { start, widgets }: { start: string; widgets: Widget[] } = JSON.parse(text);
  const graphs = widgets.filter(({ type }) => type === 'metric');
  const graphOf = (title: string): Widget => graphs.find(({ properties }) => properties.title === title)!;

  test('is named after the host and the region, because all regions share one list of names', () => {
    expect(DashboardName).toBe('checkout_shop_internal-eu-west-1');
    expect(start).toBe('-PT3H');
  });

  test('shows the most urgent first: what fires, what is left, the four golden signals, the releases, what happened', () => {
    expect(widgets.map(({ type, properties }) => [type, properties.title])).toEqual([
      ['text', undefined],
      ['alarm', 'Incidents'],
      ['alarm', 'Alarms'],
      ['alarm', 'Judge the release'],
      ['alarm', 'Error budgets: each alert is a long window and a short one'],
      ['metric', 'Budget left: availability, 99.5 %'],
      ['metric', 'Budget left: latency, 99 %'],
      ['metric', 'Error budgets over 30 days'],
      ['metric', 'Fast burn: over 60 minutes'],
      ['metric', 'Slow burn: over 6 hours'],
      ['metric', 'Leak: over 3 days'],
      ['metric', 'Latency'],
      ['metric', 'Traffic'],
      ['metric', 'Errors'],
      ['metric', 'Errors by kind'],
      ['metric', 'Saturation'],
      ['metric', 'Servers'],
      ['metric', 'Load of a server'],
      ['metric', 'Traffic by release'],
      ['metric', 'Errors by release'],
      ['metric', 'p99 by release'],
      ['metric', 'Deploy time, releases and rollbacks'],
      ['log', 'Incidents and releases'],
    ]);
  });

  test('names the host, the live commit and the live release, and leads on', () => {
    const console = 'https://${AWS::Region}.console.aws.amazon.com';
    expect(widgets[0].properties.markdown).toBe(
      [
        `# checkout.shop.internal\nlive: commit \`${COMMIT_A}\`, release \`\${Fingerprint}\``,
        [
          '[What to do](https://github.com/cdk-golden-path/cdk-golden-path/blob/main/docs/runbooks.md)',
          `[Objectives](${console}/cloudwatch/home?region=\${AWS::Region}#application-signals:slos)`,
          `[Servers](${console}/ec2/home?region=\${AWS::Region}#AutoScalingGroupDetails:id=\${Group})`,
        ].join(' · '),
      ].join('\n\n'),
    );
    const [launchTemplate] = Object.keys(template.findResources('AWS::EC2::LaunchTemplate'));
    expect(variables.Fingerprint).toBe(launchTemplate.slice(-12));
  });

  test('shows the state of each alarm that says something by itself, those that fire first', () => {
    const idsOf = (type: string, part: string) =>
      Object.keys(template.findResources(type)).filter((id) => id.includes(part));
    const alarm = 'AWS::CloudWatch::Alarm';
    const expected = [
      idsOf('AWS::CloudWatch::CompositeAlarm', 'Incidents'),
      idsOf(alarm, 'PagingAlarms'),
      idsOf(alarm, 'RollbackAlarms'),
      idsOf(alarm, 'BurnRateAlarms'),
    ];
    const tiles = widgets.filter(({ type }) => type === 'alarm').map(({ properties }) => properties);
    expect(
      tiles.map(({ alarms }) => alarms.map((variable: string) => variables[variable.slice(2, -1)]['Fn::GetAtt'][0])),
    ).toEqual(expected);
    expect(expected.map(({ length }) => length)).toEqual([2, 9, 4, 12]);
    for (const { sortBy } of tiles) expect(sortBy).toBe('stateUpdatedTimestamp');
  });

  test('defines every variable that it uses, and uses every one that it defines', () => {
    const used = new Set([...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name]) => name));
    expect([...used].filter((name) => !(name in variables) && !PSEUDO.includes(name))).toEqual([]);
    expect(Object.keys(variables).filter((name) => !used.has(name))).toEqual([]);
    expect(used.size).toBeGreaterThan(5);
  });

  test('draws on each graph the thresholds that guard it, and what happens beyond them', () => {
    const drawn = graphs.map(({ properties: { title, annotations } }) => [
      title,
      ...(annotations === undefined ? [] : annotations.horizontal.map(({ label, value }: any) => `${label}: ${value}`)),
    ]);
    expect(drawn.filter(([, ...thresholds]) => thresholds.length > 0)).toEqual([
      ['Budget left: availability, 99.5 %', 'little left: 30'],
      ['Budget left: latency, 99 %', 'little left: 30'],
      ['Error budgets over 30 days', 'spent: 0'],
      ['Fast burn: over 60 minutes', 'page: 14.4'],
      ['Slow burn: over 6 hours', 'page: 6'],
      ['Leak: over 3 days', 'ticket: 1'],
      ['Latency', 'page: 0.25', 'roll back: 0.2'],
      ['Errors', 'page: 5', 'roll back: 4'],
      ['Saturation', 'CPU: ticket: 85', 'memory, disk: ticket, roll back: 90'],
      ['Servers', 'maximum: 12', 'best zone: page, worst: ticket: 1'],
    ]);
  });

  test('draws no threshold but those of the alarms', () => {
    const alarms = Object.entries(template.findResources('AWS::CloudWatch::Alarm'));
    const thresholdOf = (part: string) => alarms.find(([id]) => id.includes(part))![1].Properties.Threshold;
    const drawnOn = (title: string) => graphOf(title).properties.annotations.horizontal.map(({ value }: any) => value);
    expect(drawnOn('Latency')).toEqual(['PagingAlarmsLatency', 'RollbackAlarmsLatency'].map(thresholdOf));
    expect(drawnOn('Errors')).toEqual(['PagingAlarmsErrors', 'RollbackAlarmsErrors'].map(thresholdOf));
    expect(drawnOn('Saturation')).toEqual(['PagingAlarmsSaturation', 'RollbackAlarmsMemory'].map(thresholdOf));
    expect(thresholdOf('RollbackAlarmsDisk')).toBe(thresholdOf('PagingAlarmsMemory'));
    for (const [title, alarm] of [
      ['Fast burn: over 60 minutes', 'AvailabilityFastBurnLong'],
      ['Slow burn: over 6 hours', 'LatencySlowBurnLong'],
      ['Leak: over 3 days', 'AvailabilityLeakLong'],
    ]) {
      expect(drawnOn(title)).toEqual([thresholdOf(alarm)]);
    }
  });

  test('fits the 24 columns of the grid, and no widget lies on another', () => {
    expectOnGrid(widgets);
  });

  test('draws the signals of the live release in its region, by the minute', () => {
    const signals = ['Latency', 'Traffic', 'Errors', 'Errors by kind', 'Saturation', 'Servers', 'Load of a server'];
    for (const { properties } of signals.map(graphOf)) {
      expect(properties.region).toBe('${AWS::Region}');
      expect(properties.view).toBe('timeSeries');
      for (const metric of properties.metrics) {
        const options = metric[metric.length - 1];
        if ('expression' in options) continue;
        expect(options.period).toBe(60);
        const [namespace, name, ...dimensions] = metric.slice(0, -1);
        const ofTargets = ['LoadBalancer', '${LoadBalancer}', 'TargetGroup', '${TargetGroup}'];
        if (namespace === 'GoldenPath/Service') expect(dimensions).toEqual(['Host', 'checkout.shop.internal']);
        else if (namespace !== 'AWS/ApplicationELB') expect(dimensions).toEqual(['AutoScalingGroupName', '${Group}']);
        else if (name === 'HTTPCode_ELB_5XX_Count') expect(dimensions).toEqual(['LoadBalancer', '${LoadBalancer}']);
        else expect(dimensions).toEqual(expect.arrayContaining(ofTargets));
      }
    }
    const [targetGroup] = Object.keys(template.findResources('AWS::ElasticLoadBalancingV2::TargetGroup'));
    const [group] = Object.keys(template.findResources('AWS::AutoScaling::AutoScalingGroup'));
    expect(variables.TargetGroup).toEqual({ 'Fn::GetAtt': [targetGroup, 'TargetGroupFullName'] });
    expect(variables.Group).toEqual({ Ref: group });
    expect(variables.LoadBalancer['Fn::ImportValue']).toContain('LoadBalancerFullName');
  });

  test('finds releases when somebody looks, so that the former one and the new one stand side by side', () => {
    const found = ['Traffic by release', 'Errors by release', 'p99 by release'].map(
      (title) => graphOf(title).properties.metrics[0][0],
    );
    const search = (metric: string, statistic: string) =>
      `SEARCH('{GoldenPath/Service,Host,Release} Host="checkout.shop.internal" MetricName="${metric}"', '${statistic}', 60)`;
    expect(found.map(({ expression }) => expression)).toEqual([
      search('Requests', 'Sum'),
      `100 * ${search('Failures', 'Average')}`,
      search('LatencyP99', 'Maximum'),
    ]);
    // CloudFormation leaves the label to CloudWatch.
    for (const { label } of found) expect(label).toBe("${!PROP('Dim.Release')}");
    expect(graphOf('Traffic by release').properties.stacked).toBe(true);
  });

  test('marks the moments at which releases went live', () => {
    const titles = ['Traffic by release', 'Errors by release', 'p99 by release', 'Deploy time, releases and rollbacks'];
    for (const { properties } of titles.map(graphOf)) {
      const [mark] = properties.metrics.filter((metric: any[]) => metric[1] === 'Released');
      expect(mark.slice(0, 4)).toEqual(['GoldenPath/Release', 'Released', 'Host', 'checkout.shop.internal']);
      expect([mark[4].yAxis, properties.yAxis.right.max]).toEqual(['right', 1]);
    }
  });

  test('shows how long deploys took, and what became of them', () => {
    const { metrics, start: since } = graphOf('Deploy time, releases and rollbacks').properties;
    expect(metrics.map((metric: any[]) => metric[1] ?? metric[0].expression)).toEqual([
      'seconds / 60',
      'DeploySeconds',
      'Released',
      'RolledBack',
    ]);
    expect(since).toBe('-P30D');
  });

  test('shows what is left of the budgets over the time of the objectives', () => {
    const {
      metrics,
      start: since,
      setPeriodToTimeRange,
      view,
    } = graphOf('Budget left: availability, 99.5 %').properties;
    expect([since, setPeriodToTimeRange, view]).toEqual(['-PT720H', true, 'gauge']);
    expect(metrics).toEqual([
      [{ expression: 'IF(leftraw > 0, leftraw, 0)', label: 'availability: % left', id: 'left' }],
      [{ expression: '100 * (1 - leftshare / 0.005)', id: 'leftraw', visible: false }],
      [
        ...['GoldenPath/Service', 'Failures', 'Host', 'checkout.shop.internal'],
        { id: 'leftshare', stat: 'Average', period: 2_592_000, visible: false },
      ],
    ]);
    const burnDown = graphOf('Error budgets over 30 days').properties.metrics.map((metric: any[]) => metric.at(-1));
    expect(burnDown[0].expression).toBe('100 * (1 - RUNNING_SUM(bad0) / (0.005 * SUM(all0)))');
    expect(burnDown[3].expression).toBe('100 * (1 - RUNNING_SUM(bad1) / (0.01 * SUM(all1)))');
  });

  test('draws burn rates over the windows that the alarms watch', () => {
    for (const [title, period] of Object.entries({
      'Fast burn: over 60 minutes': 3600,
      'Slow burn: over 6 hours': 21_600,
      'Leak: over 3 days': 259_200,
    })) {
      const metrics = graphOf(title).properties.metrics.filter((metric: any[]) => metric.length > 1);
      expect(metrics.map((metric: any[]) => metric.at(-1).period)).toEqual(Array(4).fill(period));
    }
  });

  test('lists what has happened to the service, from the feed of incidents and the log of the gate', () => {
    const { query } = widgets.at(-1)!.properties;
    expect(query).toContain("SOURCE '/aws/events/golden-path/shop.internal/incidents' | SOURCE '${GateLogGroup}'");
    expect(query).toContain('shop.internal/checkout/page');
    expect(variables.GateLogGroup['Fn::ImportValue']).toContain('ReleaseGateFunctionLogGroup');
  });

  test('draws latency at three percentiles, and all that is known of the servers', () => {
    const linesOf = (title: string) =>
      graphOf(title).properties.metrics.map((metric: any[]) => [metric[1], metric[metric.length - 1].stat]);
    expect(linesOf('Latency')).toEqual(['p50', 'p90', 'p99'].map((percentile) => ['TargetResponseTime', percentile]));
    expect(linesOf('Traffic').slice(0, 2)).toEqual([
      ['RequestCount', 'Sum'],
      ['Requests', 'Sum'],
    ]);
    expect(graphOf('Traffic').properties.metrics[2]).toEqual([
      {
        expression: 'ANOMALY_DETECTION_BAND(allm, 3)',
        label: 'usual: below it, ticket',
        id: 'usual',
        color: '#95a5a6',
      },
    ]);
    expect(linesOf('Saturation')).toEqual([
      ['CPUUtilization', 'Average'],
      ['mem_used_percent', 'Maximum'],
      ['disk_used_percent', 'Maximum'],
    ]);
    expect(linesOf('Load of a server')).toEqual([['RequestCountPerTarget', 'Sum']]);
    const drawn = graphOf('Servers').properties.metrics.filter((metric: any[]) => metric.at(-1).visible !== false);
    expect(drawn.map((metric: any[]) => metric.at(-1).label)).toEqual([
      'servers in service',
      'healthy servers in the best zone',
      'healthy servers in the worst zone',
      'unhealthy servers',
    ]);
  });

  test('draws the error rate as one line, made of steps and metrics that are not drawn', () => {
    const [[line], ...others] = graphOf('Errors').properties.metrics;
    expect(line.expression).toBe('IF(s0requests >= 0, IF(s0total >= 20, 100 * s0counted / s0total, 0))');
    expect(others.map((metric: any[]) => [metric.at(-1).id, metric.at(-1).visible])).toEqual(
      ['ended', 'lost', 'unanswered', 'total', 'bad', 'counted', 'requests', 'succeeded', 'redirected', 'rejected']
        .concat(['failed', 'refused', 'balancer'])
        .map((id) => [`s0${id}`, false]),
    );
  });

  test('refers in each expression to lines of the same graph alone', () => {
    for (const { properties } of graphs) {
      const ids: string[] = properties.metrics.map((metric: any[]) => metric.at(-1).id);
      for (const metric of properties.metrics.filter((one: any[]) => one.length === 1)) {
        expect(ids).toEqual(expect.arrayContaining(referencesOf(metric[0].expression)));
      }
    }
  });

  test('gives each line of a graph an id of its own, in the form that CloudWatch takes', () => {
    for (const { properties } of graphs) {
      const ids: string[] = properties.metrics.map((metric: any[]) => metric[metric.length - 1].id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id).toMatch(/^[a-z][a-zA-Z0-9_]*$/);
    }
  });
});

test('the dashboard of a service in zones that only CloudFormation knows is still one text with variables', () => {
  const app = new App();
  const env = { region: 'eu-west-1' };
  const stack = new Stack(app, 'Platform', { env });
  const vpc = new Vpc(stack, 'Vpc', {
    natGateways: 0,
    subnetConfiguration: [{ name: 'App', subnetType: SubnetType.PRIVATE_ISOLATED }],
  });
  const platform = new Platform(stack, 'Platform', {
    domainName: 'shop.internal',
    plainHttpReason: 'The mesh encrypts between its members.',
    vpc,
  });
  const service = new ImmutableService(new Stack(app, 'Checkout', { env }), 'Checkout', {
    platform,
    release: releaseA(),
  });
  const [{ DashboardBody }] = propertiesOf(templateOf(service), 'AWS::CloudWatch::Dashboard');
  const [text, variables] = DashboardBody['Fn::Sub'];
  expect(text).toContain('"AvailabilityZone","${Zone0}"');
  expect(variables.Zone0).toEqual({ 'Fn::Select': [0, { 'Fn::GetAZs': '' }] });
});
