import { Duration, RemovalPolicy } from 'aws-cdk-lib';
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
}

/**
 * A bucket that AWS services deliver their logs to: load balancer access logs and VPC flow logs.
 *
 * It outlives its stack, because logs are evidence.
 */
export class LogBucket extends Construct {
  /** The bucket, to add lifecycle or replication rules. */
  public readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: LogBucketProps = {}) {
    super(scope, id);
    this.bucket = this.createBucket(props.retention ?? RETENTION);
    this.acknowledgeFindings();
  }

  private createBucket(retention: Duration): Bucket {
    return new Bucket(this, 'Resource', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
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
    const isTheLogBucket =
      'This is the bucket that access logs go to. Logging it into itself would make each delivered log write another one, without end; who reads it is recorded by CloudTrail data events where the account has them.';
    acknowledge(
      this.bucket,
      { packs: ['AwsSolutions'], rule: 'S1', evidence: isTheLogBucket },
      { packs: COMPLIANCE_PACKS, rule: 'S3BucketLoggingEnabled', evidence: isTheLogBucket },
      {
        packs: COMPLIANCE_PACKS.filter((pack) => pack !== 'NIST.800.53.R4'),
        rule: 'S3DefaultEncryptionKMS',
        evidence:
          'Elastic Load Balancing delivers access logs only to buckets with SSE-S3 (SSEAlgorithm AES256), which this bucket has.',
      },
      {
        packs: COMPLIANCE_PACKS,
        rule: 'S3BucketReplicationEnabled',
        evidence:
          'Replication needs a bucket in a second region, which this stack cannot own. The bucket is versioned; add a replication rule to LogBucket.bucket where logs must survive a region.',
      },
    );
  }
}
