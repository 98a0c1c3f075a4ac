import { App, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ImmutableService, Platform, Release } from '../lib';
export function shop(app: App, file: string) {
  const env = { account: '111122223333', region: 'eu-west-1' };
  const platformStack = new Stack(app, 'Platform', { env });
  const platform = new Platform(platformStack, 'Platform', { domainName: 'shop.internal', zones: ['eu-west-1a','eu-west-1b','eu-west-1c'],
    certificate: Certificate.fromCertificateArn(platformStack, 'Certificate', 'arn:aws:acm:eu-west-1:111122223333:certificate/5f1c0e0a-1111-2222-3333-444455556666') });
  for (const n of ['Checkout', 'Catalog']) {
    new ImmutableService(new Stack(app, n, { env }), n, { platform, release: Release.fromManifest(file) });
  }
}
