import { App, Stack, Tags } from 'aws-cdk-lib';
import { Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ImmutableService, Platform, Release } from '../lib';

/** What the properties do not say: rights, connections, and the resources themselves. */
export function escapeHatches(app: App, platform: Platform): void {
  const stack = new Stack(app, 'Search', { env: { account: '111122223333', region: 'eu-west-1' } });
  const service = new ImmutableService(stack, 'Search', {
    platform,
    release: Release.fromManifest('examples/release.json'),
  });

  // Rights and connections change in place, without a release. Servers wait for the policies of their role. Rule packs
  // ask for managed policies without wildcards; `grantRead` would write an inline one with three.
  const index = Bucket.fromBucketName(stack, 'Index', 'shop-search-index').arnForObjects('index/current.bin');
  const statements = [new PolicyStatement({ actions: ['s3:GetObject'], resources: [index] })];
  service.role.addManagedPolicy(new ManagedPolicy(stack, 'ReadIndex', { statements }));
  const database = SecurityGroup.fromSecurityGroupId(stack, 'Database', 'sg-0fedcba9876543210');
  service.connections.allowTo(database, Port.POSTGRES, 'PostgreSQL');

  // What a server is, is part of the fingerprint, however it was said: this makes another release.
  service.launchTemplate.addPropertyOverride('LaunchTemplateData.EbsOptimized', true);

  // Tags are not: they change on the servers of the next release, and touch none that run.
  Tags.of(service).add('cost-center', '4711');
}
