import { App, Stack, Tags } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { EdgeEntrance, GoldenPath, ImmutableService, Platform, Release } from '../lib';

const account = '111122223333';
const env = { account, region: 'eu-west-1' };
const certificateArn = (region: string) =>
  `arn:aws:acm:${region}:${account}:certificate/0f3c6c1e-5d0b-4c55-9a40-6a1b6c1d2e3f`;

/** One service that anybody may reach. Its load balancer stays internal; what is public is one distribution, and it says why. */
export function edge(app: App): void {
  const shared = new Stack(app, 'Platform', { env });
  const platform = new Platform(shared, 'Platform', {
    // Of a domain that is yours, because CloudFront trusts public certificates alone. Nobody outside has to resolve it.
    domainName: 'internal.shop.example.com',
    certificate: Certificate.fromCertificateArn(shared, 'Certificate', certificateArn(env.region)),
    zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
  });
  const checkout = new ImmutableService(new Stack(app, 'Checkout', { env }), 'Checkout', {
    platform,
    release: Release.fromManifest('examples/release.json'),
  });

  const edgeStack = new Stack(app, 'Edge', { env: { account, region: 'us-east-1' } });
  new EdgeEntrance(edgeStack, 'Checkout', {
    network: platform.network,
    entrance: platform.entrance,
    hostName: checkout.hostName,
    domainNames: ['checkout.shop.example.com'],
    certificate: Certificate.fromCertificateArn(edgeStack, 'Certificate', certificateArn('us-east-1')),
    originFacingPrefixListId: 'pl-0123456789abcdef0', // of your region: aws ec2 describe-managed-prefix-lists
    reason: 'Customers of the shop pay here, from wherever they are.',
    owner: 'team-checkout',
    expires: '2027-11-30',
  });

  Tags.of(app).add('owner', 'team-checkout');
  // The distribution, and nothing else.
  GoldenPath.protect(app, { publicComponents: 1 });
}
