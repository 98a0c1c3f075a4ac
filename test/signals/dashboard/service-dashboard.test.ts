import { App, Duration, Stack } from 'aws-cdk-lib';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ImmutableService, Platform } from '../../../lib';
import { COMMIT_A, propertiesOf, releaseA, serviceIn, templateOf } from '../../stacks';

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: any;
}

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

  test('shows what is live, the alarms, and the four golden signals, in that order', () => {
    expect(widgets.map(({ type, properties }) => [type, properties.title])).toEqual([
      ['text', undefined],
      ['alarm', 'Paging alarms'],
      ['metric', 'Latency'],
      ['metric', 'Traffic'],
      ['metric', 'Errors'],
      ['metric', 'Saturation'],
      ['metric', 'Servers'],
    ]);
  });

  test('names the host, the live commit and the live release', () => {
    const [{ properties }] = widgets;
    expect(properties.markdown).toBe(
      `# checkout.shop.internal\nlive: commit \`${COMMIT_A}\`, release \`\${Fingerprint}\``,
    );
    const [launchTemplate] = Object.keys(template.findResources('AWS::EC2::LaunchTemplate'));
    expect(variables.Fingerprint).toBe(launchTemplate.slice(-12));
  });

  test('shows the state of each paging alarm, and of no other', () => {
    const paging = Object.keys(template.findResources('AWS::CloudWatch::Alarm')).filter((id) => id.includes('Paging'));
    const shown = widgets[1].properties.alarms.map((variable: string) => variables[variable.slice(2, -1)]);
    expect(shown).toEqual(paging.map((id) => ({ 'Fn::GetAtt': [id, 'Arn'] })));
    expect(shown).toHaveLength(6);
  });

  test('defines every variable that it uses, and uses every one that it defines', () => {
    const used = new Set([...text.matchAll(/\$\{([^}]+)\}/g)].map(([, name]) => name));
    expect([...used].filter((name) => !(name in variables) && !PSEUDO.includes(name))).toEqual([]);
    expect(Object.keys(variables).filter((name) => !used.has(name))).toEqual([]);
    expect(used.size).toBeGreaterThan(5);
  });

  test('draws on the graph of a signal the threshold that guards it', () => {
    const drawn = graphs.map(({ properties: { title, annotations } }) => [
      title,
      annotations === undefined ? [] : annotations.horizontal.map(({ label, value }: any) => [label, value]),
    ]);
    expect(drawn).toEqual([
      ['Latency', [['pages', 0.25]]],
      ['Traffic', []],
      ['Errors', [['pages', 5]]],
      ['Saturation', [['pages', 85]]],
      ['Servers', []],
    ]);
    const alarms = Object.entries(template.findResources('AWS::CloudWatch::Alarm'));
    const thresholdOf = (name: string) =>
      alarms.find(([id]) => id.includes(`PagingAlarms${name}`))![1].Properties.Threshold;
    for (const name of ['Latency', 'Errors', 'Saturation']) {
      expect(graphOf(name).properties.annotations.horizontal[0].value).toBe(thresholdOf(name));
    }
  });

  test('fits the 24 columns of the grid, and no widget lies on another', () => {
    for (const { x, y, width, height } of widgets) {
      expect(width).toBeGreaterThan(0);
      expect(height).toBeGreaterThan(0);
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(24);
    }
    const overlap = (a: Widget, b: Widget) =>
      a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
    const pairs = widgets.flatMap((a, index) => widgets.slice(index + 1).map((b) => [a, b] as const));
    expect(pairs.filter(([a, b]) => overlap(a, b))).toEqual([]);
    expect(pairs).toHaveLength(21);
  });

  test('draws the metrics of the live release in its region, by the minute', () => {
    for (const { properties } of graphs) {
      expect(properties.region).toBe('${AWS::Region}');
      expect(properties.view).toBe('timeSeries');
      for (const metric of properties.metrics) {
        const options = metric[metric.length - 1];
        if ('expression' in options) continue;
        expect(options.period).toBe(60);
        expect(metric.slice(2, -1)).toEqual(
          metric[0] === 'AWS/ApplicationELB'
            ? expect.arrayContaining(['LoadBalancer', '${LoadBalancer}', 'TargetGroup', '${TargetGroup}'])
            : ['AutoScalingGroupName', '${Group}'],
        );
      }
    }
    const [targetGroup] = Object.keys(template.findResources('AWS::ElasticLoadBalancingV2::TargetGroup'));
    const [group] = Object.keys(template.findResources('AWS::AutoScaling::AutoScalingGroup'));
    expect(variables.TargetGroup).toEqual({ 'Fn::GetAtt': [targetGroup, 'TargetGroupFullName'] });
    expect(variables.Group).toEqual({ Ref: group });
    expect(variables.LoadBalancer['Fn::ImportValue']).toContain('LoadBalancerFullName');
  });

  test('draws latency at three percentiles, and all that is known of the servers', () => {
    const linesOf = (title: string) =>
      graphOf(title).properties.metrics.map((metric: any[]) => [metric[1], metric[metric.length - 1].stat]);
    expect(linesOf('Latency')).toEqual(['p50', 'p90', 'p99'].map((percentile) => ['TargetResponseTime', percentile]));
    expect(linesOf('Traffic')).toEqual([['RequestCount', 'Sum']]);
    expect(linesOf('Saturation')).toEqual([['CPUUtilization', 'Average']]);
    const drawn = graphOf('Servers').properties.metrics.filter((metric: any[]) => metric.at(-1).visible !== false);
    expect(drawn.map((metric: any[]) => metric.at(-1).label)).toEqual([
      'servers in service',
      'healthy servers in the worst zone',
      'unhealthy servers',
    ]);
  });

  test('draws the error rate as one line, made of metrics that are not drawn', () => {
    const [[line], ...metrics] = graphOf('Errors').properties.metrics;
    expect(line.expression).toBe('IF(requests >= 20, 100 * (FILL(failed, 0) + FILL(refused, 0)) / requests, 0)');
    expect(metrics.map((metric: any[]) => [metric[metric.length - 1].id, metric[metric.length - 1].visible])).toEqual([
      ['requests', false],
      ['failed', false],
      ['refused', false],
    ]);
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
