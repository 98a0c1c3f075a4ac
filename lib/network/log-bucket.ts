import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from '../private/acknowledgement';

/** Thirteen months: a year can be compared with the year before. */
const RETENTION = Duration.days(400);

/** The packs that ask of every bucket what a log bucket cannot have. */
const COMPLIANCE_PACKS = ['NIST.800.53.R4', 'NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321'];

/** Properties of {@link LogBucket}. */
export interface LogBucketProps {
  /**
   * How long logs are kept.
   *
   * @default Duration.days(400)
   */
  readonly retention?: Duration;

  /**
   * The name of the bucket, where a service insists on one: AWS WAF delivers to names that begin with `aws-waf-logs-`.
   *
   * @default - one that CloudFormation makes up
   */
  readonly bucketName?: string;

  /**
   * The key to encrypt with. Its policy must admit the service that delivers, and Elastic Load Balancing cannot use one.
   *
   * @default - SSE-S3, which every service can deliver to
   */
  readonly encryptionKey?: IKey;
}

/**
 * A bucket that AWS services deliver their logs to: access logs of load balancers and distributions, flow logs, logs of web ACLs.
 *
 * It outlives its stack, because logs are evidence.
 */
export class LogBucket extends Construct {
  /** The bucket, to add lifecycle or replication rules. */
  public readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: LogBucketProps = {}) {
    super(scope, id);
    this.bucket = this.createBucket(props);
    this.acknowledgeFindings();
    if (!props.encryptionKey) this.acknowledgeSseS3();
  }

  private createBucket({ retention = RETENTION, bucketName, encryptionKey }: LogBucketProps): Bucket {
    return new Bucket(this, 'Resource', {
      bucketName,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      ...(encryptionKey
        ? { encryption: BucketEncryption.KMS, encryptionKey, bucketKeyEnabled: true }
        : { encryption: BucketEncryption.S3_MANAGED }),
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      lifecycleRules: [
        {
          expiration: retention,
          noncurrentVersionExpiration: Duration.days(30),
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
      ],
    });
  }

  private acknowledgeFindings(): void {
    const isTheLogBucket = {
      reason:
        'This is the bucket that access logs go to. Logging it into itself would make each delivered log write another one, without end; who reads it is recorded by CloudTrail data events where the account has them.',
      evidence: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html',
    };
    acknowledge(
      this.bucket,
      { packs: ['AwsSolutions'], rule: 'S1', ...isTheLogBucket },
      { packs: COMPLIANCE_PACKS, rule: 'S3BucketLoggingEnabled', ...isTheLogBucket },
      {
        packs: COMPLIANCE_PACKS,
        rule: 'S3BucketReplicationEnabled',
        reason:
          'Replication needs a bucket in a second region, which this stack cannot own. The bucket is versioned; add a replication rule to LogBucket.bucket where logs must survive a region.',
        evidence: 'In the template: the VersioningConfiguration of this bucket is Enabled.',
      },
    );
  }

  private acknowledgeSseS3(): void {
    acknowledge(this.bucket, {
      packs: COMPLIANCE_PACKS.filter((pack) => pack !== 'NIST.800.53.R4'),
      rule: 'S3DefaultEncryptionKMS',
      reason:
        'Elastic Load Balancing delivers access logs only to buckets with SSE-S3 (SSEAlgorithm AES256), which this bucket has.',
      evidence: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html',
    });
  }
}
