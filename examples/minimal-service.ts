import { App, Stack, Tags } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { GoldenPath, ImmutableService, Platform, Release } from '../lib';

const env = { account: '111122223333', region: 'eu-west-1' };
const certificateArn = 'arn:aws:acm:eu-west-1:111122223333:certificate/0f3c6c1e-5d0b-4c55-9a40-6a1b6c1d2e3f';

/** The least that a service needs: a platform, once, and a service, in a stack of its own. */
export function minimalService(app: App): void {
  const shared = new Stack(app, 'Platform', { env });
  const platform = new Platform(shared, 'Platform', {
    domainName: 'shop.internal',
    certificate: Certificate.fromCertificateArn(shared, 'Certificate', certificateArn),
    zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
  });

  new ImmutableService(new Stack(app, 'Checkout', { env }), 'Checkout', {
    platform,
    release: Release.fromManifest('examples/release.json'),
  });

  Tags.of(app).add('owner', 'team-shop');
  GoldenPath.protect(app);
}
