import { Stack } from 'aws-cdk-lib';
import { CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { InvalidInputError } from '../../private/errors';
import { requireMatch } from '../../private/validation';
import {
  budgetBars,
  fleetHeader,
  fleetTile,
  inChunks,
  incidentTiles,
  partLinks,
  tileRows,
  worstGraphs,
} from './fleet-widgets';
import { IMonitoredService, MonitoredService } from './monitored-service';
import { layOut, Widget } from './widget';

/** Properties of {@link FleetDashboard}. */
export interface FleetDashboardProps {
  /** The services, of any number of platforms, accounts and regions; in alphabetical order they are found again. */
  readonly services: IMonitoredService[];

  /**
   * The name of the dashboard, of letters, digits, hyphens and underscores. All regions of an account share one list of names.
   *
   * @default 'fleet'
   */
  readonly dashboardName?: string;
}

/**
 * As many services as one page has tiles for. It keeps a dashboard far below CloudWatch's 500 widgets and 2500 metrics, and
 * it is about as much as a person looks through.
 */
const SERVICES_ON_A_PAGE = 50;

const DASHBOARD_NAME = {
  pattern: /^[A-Za-z0-9_-]{1,200}$/,
  must: 'consist of up to 200 letters, digits, hyphens and underscores',
  fix: "choose a name such as 'fleet'",
};

/**
 * Every service at one glance: whose users are hurt stands first, then a tile for each service.
 *
 * A large fleet is split: the first dashboard is an index with what is worst, and each part has the tiles of some. It knows
 * services by names that never change, so it depends on none of their stacks.
 *
 * CloudWatch shows the metrics of other accounts where cross-account observability links them, region by region, to the one
 * that the dashboard is in. The tiles of alarms in other accounts need the older cross-account console as well.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Unified-Cross-Account.html
 */
export class FleetDashboard extends Construct {
  /** The dashboard to begin with. */
  public readonly dashboard: CfnDashboard;

  /** The parts of a large fleet; none where one page has room for all. */
  public readonly parts: CfnDashboard[];

  private readonly services: MonitoredService[];

  constructor(scope: Construct, id: string, props: FleetDashboardProps) {
    super(scope, id);
    const name = props.dashboardName ?? 'fleet';
    requireMatch(this, 'dashboardName', name, DASHBOARD_NAME);
    this.services = this.requireDistinct(props.services.map(({ monitored }) => monitored));

    const pages = inChunks(this.services, SERVICES_ON_A_PAGE);
    const partNames = pages.length > 1 ? pages.map((_, index) => `${name}-${index + 1}`) : [];
    this.parts = partNames.map((partName, index) => this.createPart(`Part${index + 1}`, partName, pages[index], name));
    this.dashboard = this.createDashboard('Resource', name, [
      [
        fleetHeader(
          `Fleet of ${this.services.length}`,
          partNames.length > 0 ? [] : this.services,
          Stack.of(this).account,
        ),
      ],
      ...(partNames.length > 0 ? [[partLinks(partNames, pages)]] : []),
      ...incidentTiles(Stack.of(this), this.services),
      worstGraphs(),
      ...(partNames.length > 0 ? [] : this.tiles(this.services)),
    ]);
  }

  private createPart(id: string, partName: string, services: MonitoredService[], index: string): CfnDashboard {
    const title = `[Fleet](#dashboards:name=${index}): ${services[0].serviceName} to ${services[services.length - 1].serviceName}`;
    return this.createDashboard(id, partName, [
      [fleetHeader(title, services, Stack.of(this).account)],
      ...incidentTiles(Stack.of(this), services),
      ...this.tiles(services),
    ]);
  }

  private createDashboard(id: string, dashboardName: string, rows: Widget[][]): CfnDashboard {
    return new CfnDashboard(this, id, {
      dashboardName,
      dashboardBody: JSON.stringify({ start: '-PT3H', widgets: layOut(rows) }),
    });
  }

  /** What is left of the budgets, then a tile for each service. */
  private tiles(services: MonitoredService[]): Widget[][] {
    const home = Stack.of(this).account;
    return [...budgetBars(services, home), ...tileRows(services.map((service) => fleetTile(service, home)))];
  }

  private requireDistinct(services: MonitoredService[]): MonitoredService[] {
    const keys = services.map(({ hostName, account, region }) => `${hostName} ${account} ${region}`);
    const repeated = keys.find((key, index) => keys.indexOf(key) !== index);
    if (services.length > 0 && repeated === undefined) {
      return [...services].sort((a, b) => (a.hostName < b.hostName ? -1 : 1));
    }
    throw new InvalidInputError(this, {
      property: 'services',
      got: repeated?.split(' ')[0] ?? [],
      must: 'name at least one service, and each once',
      fix: 'pass the services of the app: services: [checkout, catalog]',
    });
  }
}
