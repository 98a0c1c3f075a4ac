import { App, Duration, Stack, Tags } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { GatewayVpcEndpointAwsService } from 'aws-cdk-lib/aws-ec2';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import {
  ConfigurationValue,
  ErrorBudgetPolicy,
  FleetDashboard,
  FunctionalTest,
  GoldenPath,
  ImmutableService,
  LogBucket,
  Platform,
  PrivateNetwork,
  Release,
  Rollout,
} from '../lib';

const env = { account: '111122223333', region: 'eu-west-1' };
const certificateArn = `arn:aws:acm:${env.region}:${env.account}:certificate/0f3c6c1e-5d0b-4c55-9a40-6a1b6c1d2e3f`;
const databaseArn = `arn:aws:secretsmanager:${env.region}:${env.account}:secret:shop/checkout/database-AbCdEf`;

/** The demo: a shop's platform, two services on it, and the fleet at one glance, in four stacks. One image serves both; configuration tells it which it is. */
export function shop(app: App, manifest: string): void {
  const platform = new ShopPlatform(app).platform;
  const services = [catalog(app, platform, manifest), checkout(app, platform, manifest)];
  new FleetDashboard(new Stack(app, 'Fleet', { env, description: 'Every service at one glance' }), 'Fleet', {
    services,
  });
  Tags.of(app).add('owner', 'team-shop');
  GoldenPath.protect(app);
}

class ShopPlatform extends Stack {
  public readonly platform: Platform;

  constructor(app: App) {
    super(app, 'Platform', { env, description: 'What the services of the shop share' });
    const logBucket = new LogBucket(this, 'LogBucket').bucket;
    const network = new PrivateNetwork(this, 'Network', {
      logBucket,
      zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
      gatewayEndpoints: [{ service: GatewayVpcEndpointAwsService.S3, prefixListId: 'pl-6da54004' }],
    });
    this.platform = new Platform(this, 'Platform', {
      domainName: 'shop.internal',
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      network,
      logBucket,
      alertEmails: ['on-call@shop.example.com'],
    });
  }
}

/** As small as a service can be: everything is the default. */
function catalog(app: App, platform: Platform, manifest: string): ImmutableService {
  const stack = new Stack(app, 'Catalog', { env, description: 'The catalog of the shop' });
  return new ImmutableService(stack, 'Catalog', { platform, release: Release.fromManifest(manifest) });
}

/** One that states its capacity, its objectives, its configuration and how a release takes over. */
function checkout(app: App, platform: Platform, manifest: string): ImmutableService {
  const stack = new Stack(app, 'Checkout', { env, description: 'The checkout of the shop' });
  return new ImmutableService(stack, 'Checkout', {
    platform,
    release: Release.fromManifest(manifest, {
      configuration: {
        FEATURES: ConfigurationValue.parameter(
          StringParameter.fromStringParameterName(stack, 'Features', '/shop/checkout/features'),
          3,
        ),
        DATABASE: ConfigurationValue.rotatingSecret(Secret.fromSecretCompleteArn(stack, 'Database', databaseArn)),
      },
    }),
    rollout: Rollout.canary({ percent: 10, interval: Duration.minutes(5), bake: Duration.minutes(10) }),
    functionalTests: [FunctionalTest.http({ path: '/healthz' })],
    minCapacity: 6,
    maxCapacity: 24,
    targetRequestsPerMinute: 1200,
    availabilityPercent: 99.95,
    latencyP99: Duration.millis(300),
    errorBudgetPolicy: ErrorBudgetPolicy.freezeReleases(),
  });
}
