import { App, Stack } from 'aws-cdk-lib';
import { FleetDashboard, ImmutableService, MonitoredService, Platform, Release } from '../lib';

const env = { account: '111122223333', region: 'eu-west-1' };

/** Every service at one glance: those of this app, and one that another team deploys to another account and region. */
export function fleet(app: App, platform: Platform): void {
  const release = Release.fromManifest('examples/release.json');
  const search = new ImmutableService(new Stack(app, 'Search', { env }), 'Search', { platform, release });
  const basket = new ImmutableService(new Stack(app, 'Basket', { env }), 'Basket', { platform, release });
  const ledger = MonitoredService.fromAttributes({
    serviceName: 'ledger',
    domainName: 'finance.internal',
    availabilityPercent: 99.99,
    account: '444455556666',
    region: 'eu-central-1',
  });

  new FleetDashboard(new Stack(app, 'Fleet', { env }), 'Fleet', { services: [search, basket, ledger] });
}
