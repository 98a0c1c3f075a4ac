import { App, Environment, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { InternalEntrance, Platform, PrivateNetwork } from '../../../lib';
import { DOMAIN, STACKS } from '../names';

export interface PlatformStackProps {
  readonly env: Environment;
  readonly zones: string[];
}

/**
 * A real platform, but for two things. It speaks plain HTTP: none of the facts is about TLS, and a certificate would have
 * to be imported first. And it can be deleted in one go: no deletion protection, and a log bucket that empties itself.
 */
export class PlatformStack extends Stack {
  public readonly platform: Platform;

  constructor(app: App, { env, zones }: PlatformStackProps) {
    super(app, STACKS.platform, { env, description: 'Verification of the release gate: the platform' });
    const logBucket = new Bucket(this, 'Logs', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      autoDeleteObjects: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const network = new PrivateNetwork(this, 'Network', { zones, logBucket });
    const entrance = new InternalEntrance(this, 'Entrance', {
      network,
      domainName: DOMAIN,
      plainHttpReason: 'Nobody but the probe of the gate sends requests, and they say nothing.',
      deletionProtection: false,
      logBucket,
    });
    this.platform = new Platform(this, 'Platform', { domainName: DOMAIN, network, entrance });
  }
}
