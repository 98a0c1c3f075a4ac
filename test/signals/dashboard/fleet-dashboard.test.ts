import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { FleetDashboard, IMonitoredService, MonitoredService } from '../../../lib';
import { ENV, messageOf, platformIn, propertiesOf, serviceIn, templateOf } from '../../stacks';
import { textOf } from '../../template-text';
import { expectOnGrid, Widget } from './widgets';

interface Board {
  readonly name: string;
  readonly widgets: Widget[];
}

const service = (number: number, attributes = {}) =>
  MonitoredService.fromAttributes({
    ...ENV,
    serviceName: `service-${String(number).padStart(3, '0')}`,
    domainName: 'shop.internal',
    ...attributes,
  });
const fleetOf = (size: number) => Array.from({ length: size }, (_, index) => service(index));

function boardsOf(services: IMonitoredService[], dashboardName?: string): Board[] {
  const stack = new Stack(new App(), 'Fleet', { env: ENV });
  new FleetDashboard(stack, 'Fleet', { services, dashboardName });
  return propertiesOf(Template.fromStack(stack), 'AWS::CloudWatch::Dashboard').map(
    ({ DashboardName, DashboardBody }) => ({
      name: DashboardName,
      widgets: JSON.parse(textOf(DashboardBody)).widgets,
    }),
  );
}

const titled = ({ widgets }: Board, title: string) => widgets.filter(({ properties }) => properties.title === title);
const metricsIn = (widget: Widget): any[][] => widget.properties.metrics ?? [];

describe('the dashboard of a small fleet', () => {
  const app = new App();
  const platform = platformIn(app);
  const services = [serviceIn(app, { platform }, 'Search'), serviceIn(app, { platform }, 'Catalog')];
  const [board, ...others] = boardsOf(services);

  test('is one page', () => {
    expect([board.name, others]).toEqual(['fleet', []]);
  });

  test('begins with links to the dashboards of the services, in alphabetical order', () => {
    expect(board.widgets[0].properties.markdown).toBe(
      '# Fleet of 2\n\n[catalog](#dashboards:name=catalog_shop_internal-eu-west-1) · [search](#dashboards:name=search_shop_internal-eu-west-1)',
    );
    const names = services.map((one) => propertiesOf(templateOf(one), 'AWS::CloudWatch::Dashboard')[0].DashboardName);
    expect(names).toEqual(['search_shop_internal-eu-west-1', 'catalog_shop_internal-eu-west-1']);
  });

  test('shows whose users are hurt first: a tile for each service, those that fire before the others', () => {
    for (const [title, severity] of [
      ['Users are hurt', 'page'],
      ['Look within a working day', 'ticket'],
    ]) {
      const [{ type, properties }, ...more] = titled(board, title);
      expect([type, properties.sortBy, more]).toEqual(['alarm', 'stateUpdatedTimestamp', []]);
      expect(properties.alarms).toEqual(
        ['catalog', 'search'].map(
          (name) => `arn:<AWS::Partition>:cloudwatch:eu-west-1:111122223333:alarm:shop.internal/${name}/${severity}`,
        ),
      );
    }
    const alarms = propertiesOf(templateOf(services[1]), 'AWS::CloudWatch::CompositeAlarm');
    expect(alarms.map(({ AlarmName }) => AlarmName)).toEqual([
      'shop.internal/catalog/page',
      'shop.internal/catalog/ticket',
    ]);
  });

  test('draws what is worst over all services that CloudWatch sees, whichever they are', () => {
    const worst = ['Most errors', 'Slowest', 'Most traffic'].map((title) => metricsIn(titled(board, title)[0]));
    expect(worst.map(([[{ expression }]]) => expression)).toEqual([
      `100 * SORT(SEARCH('{GoldenPath/Service,Host} MetricName="Failures"', 'Average', 300), MAX, DESC, 10)`,
      `SORT(SEARCH('{GoldenPath/Service,Host} MetricName="LatencyP99"', 'Maximum', 300), MAX, DESC, 10)`,
      `SORT(SEARCH('{GoldenPath/Service,Host} MetricName="Requests"', 'Sum', 300), MAX, DESC, 10)`,
    ]);
    for (const [[{ label }]] of worst) expect(label).toBe("${PROP('Dim.Host')}");
  });

  test('has a tile for each service: traffic, errors and latency, over all of its releases', () => {
    const [tile, ...more] = titled(board, 'catalog.shop.internal');
    expect(more).toEqual([]);
    expect(tile.properties.region).toBe('eu-west-1');
    const host = ['Host', 'catalog.shop.internal'];
    expect(metricsIn(tile)).toEqual([
      ['GoldenPath/Service', 'Requests', ...host, { id: 'requests', stat: 'Sum', label: 'requests a minute' }],
      [{ expression: '100 * share', label: 'errors (%)', id: 'errors' }],
      ['GoldenPath/Service', 'Failures', ...host, { id: 'share', stat: 'Average', visible: false }],
      ['GoldenPath/Service', 'LatencyP99', ...host, { id: 'slowest', stat: 'Maximum', label: 'p99 (s)' }],
    ]);
  });

  test('draws what is left of the budgets side by side, over the time of the objectives', () => {
    const [{ properties }] = titled(board, 'Availability budgets left, % over 30 days');
    expect([properties.start, properties.setPeriodToTimeRange]).toEqual(['-P30D', true]);
    expect(properties.metrics.slice(0, 3)).toEqual([
      [{ expression: 'IF(left0raw > 0, left0raw, 0)', label: 'catalog', id: 'left0' }],
      [{ expression: '100 * (1 - left0share / 0.001)', id: 'left0raw', visible: false }],
      [
        ...['GoldenPath/Service', 'Failures', 'Host', 'catalog.shop.internal'],
        { id: 'left0share', stat: 'Average', period: 2_592_000, visible: false },
      ],
    ]);
  });
});

describe('the dashboard of a fleet of 200 services', () => {
  const boards = boardsOf(fleetOf(200), 'production');
  const [index] = boards.filter(({ name }) => name === 'production');
  const parts = boards.filter(({ name }) => name !== 'production');

  test('is an index and four parts', () => {
    expect(parts.map(({ name }) => name)).toEqual(['production-1', 'production-2', 'production-3', 'production-4']);
    expect(index.widgets[1].properties.markdown).toBe(
      [
        '[service-000 to service-049](#dashboards:name=production-1)',
        '[service-050 to service-099](#dashboards:name=production-2)',
        '[service-100 to service-149](#dashboards:name=production-3)',
        '[service-150 to service-199](#dashboards:name=production-4)',
      ].join(' · '),
    );
  });

  test('shows on the index whose users are hurt, of all of them', () => {
    const tiles = titled(index, 'Users are hurt').map(({ properties }) => properties.alarms);
    expect(tiles.map(({ length }) => length)).toEqual([100, 100]);
    expect(new Set(tiles.flat()).size).toBe(200);
  });

  test('has a tile for each service, in one of the parts', () => {
    const tiles = parts.flatMap(({ widgets }) => widgets.filter(({ properties }) => properties.view === 'singleValue'));
    expect(tiles.map(({ properties }) => properties.title)).toEqual(fleetOf(200).map(({ hostName }) => hostName));
  });

  test('leads from each part back to the index', () => {
    expect(parts[2].widgets[0].properties.markdown).toMatch(
      /^# \[Fleet\]\(#dashboards:name=production\): service-100 to service-149\n\n\[service-100\]/,
    );
  });
});

describe.each([1, 4, 50, 51, 100, 101, 200, 400])('of %d services, each dashboard', (size) => {
  const boards = boardsOf(fleetOf(size));

  test('stays within the limits of CloudWatch', () => {
    for (const { widgets } of boards) {
      expect(widgets.length).toBeLessThanOrEqual(500);
      expect(Math.max(...widgets.map((widget) => metricsIn(widget).length))).toBeLessThanOrEqual(100);
      expect(widgets.reduce((sum, widget) => sum + metricsIn(widget).length, 0)).toBeLessThanOrEqual(2500);
      for (const { type, properties } of widgets)
        if (type === 'alarm') expect(properties.alarms.length).toBeLessThanOrEqual(100);
      expect(JSON.stringify(widgets).length).toBeLessThan(1_000_000);
    }
  });

  test('fits the 24 columns of the grid, and no widget lies on another', () => {
    for (const { widgets } of boards) expectOnGrid(widgets);
  });
});

describe('a service in another account and region', () => {
  const elsewhere = service(1, { account: '444455556666', region: 'eu-central-1', objectiveWindowDays: 28 });
  const [board] = boardsOf([service(0), elsewhere]);

  test('is found there: its alarms, its metrics, and its dashboard', () => {
    expect(titled(board, 'Users are hurt')[0].properties.alarms[1]).toBe(
      'arn:<AWS::Partition>:cloudwatch:eu-central-1:444455556666:alarm:shop.internal/service-001/page',
    );
    const [tile] = titled(board, elsewhere.hostName);
    expect(tile.properties.region).toBe('eu-central-1');
    const accounts = metricsIn(tile).map((metric) => metric[metric.length - 1].accountId);
    // An expression is worked out where the dashboard is.
    expect(accounts).toEqual(['444455556666', undefined, '444455556666', '444455556666']);
    // CloudWatch cannot link to the dashboards of another account.
    expect(board.widgets[0].properties.markdown).toBe(
      '# Fleet of 2\n\n[service-000](#dashboards:name=service-000_shop_internal-eu-west-1) · service-001 (in 444455556666)',
    );
  });

  test('leaves the others where they are', () => {
    const [tile] = titled(board, service(0).hostName);
    expect(metricsIn(tile).map((metric) => metric[metric.length - 1].accountId)).toEqual(Array(4).fill(undefined));
  });

  test('has its budget beside those over the same time', () => {
    expect(titled(board, 'Availability budgets left, % over 28 days')).toHaveLength(1);
    expect(titled(board, 'Availability budgets left, % over 30 days')).toHaveLength(1);
  });
});

describe('fails', () => {
  test.each<[string, () => unknown, string]>([
    [
      'without services',
      () => boardsOf([]),
      '[Fleet/Fleet] `services` must name at least one service, and each once, got []: pass the services of the app: services: [checkout, catalog]',
    ],
    [
      'with a service twice',
      () => boardsOf([service(0), service(1), service(0)]),
      '[Fleet/Fleet] `services` must name at least one service, and each once, got "service-000.shop.internal": pass the services of the app: services: [checkout, catalog]',
    ],
    [
      'with a name that CloudWatch does not take',
      () => boardsOf([service(0)], 'all of it'),
      '[Fleet/Fleet] `dashboardName` must consist of up to 200 letters, digits, hyphens and underscores, got "all of it": choose a name such as \'fleet\'',
    ],
    [
      'with a service whose name is none',
      () => service(0, { serviceName: 'a](http://b) c' }),
      '[MonitoredService] `serviceName` must be the name of a service: lower-case letters, digits and hyphens, 32 at most, got "a](http://b) c": write it like \'checkout\'',
    ],
    [
      'with a domain that is none',
      () => service(0, { domainName: 'shop' }),
      '[MonitoredService] `domainName` must be a name in the DNS, in lower case, got "shop": write it like \'checkout.shop.internal\'',
    ],
    [
      'with an account that is none',
      () => service(0, { account: '' }),
      '[MonitoredService] `account` must be the twelve digits of an account, got "": write it like \'111122223333\'',
    ],
    [
      'with a region that is none',
      () => service(0, { region: 'Frankfurt' }),
      '[MonitoredService] `region` must be a region, got "Frankfurt": write it like \'eu-west-1\'',
    ],
    [
      'with an objective that leaves nothing',
      () => service(0, { availabilityPercent: 100 }),
      "[MonitoredService] `availabilityPercent` must be above 90 and under 100, got 100: write the service's own, such as 99.9",
    ],
    [
      'with an objective over no time',
      () => service(0, { objectiveWindowDays: 0 }),
      "[MonitoredService] `objectiveWindowDays` must be from 7 to 70 whole days, got 0: write the service's own, such as 30",
    ],
  ])('%s', (_, act, message) => {
    expect(messageOf(act)).toBe(message);
  });
});
