import { createHash } from 'crypto';
import { Fn, Names, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnDelivery, CfnDeliveryDestination, CfnDeliverySource } from 'aws-cdk-lib/aws-logs';
import { CfnBucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { CfnLoggingConfiguration, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { warnIfDropped } from '../../private/dropped-policy';
import { InvalidInputError } from '../../private/errors';
import { LogBucket } from '../log-bucket';

/** AWS WAF delivers to nothing of another name. */
const WAF_LOGS = 'aws-waf-logs-';

const DELIVERY = 'delivery.logs.amazonaws.com';

/** Everything that standard logs have, but not the cookies: they are keys to the sessions of users. */
const FIELDS = [
  ...['date', 'time', 'x-edge-location', 'sc-bytes', 'c-ip', 'cs-method', 'cs(Host)', 'cs-uri-stem', 'sc-status'],
  ...['cs(Referer)', 'cs(User-Agent)', 'cs-uri-query', 'x-edge-result-type', 'x-edge-request-id', 'x-host-header'],
  ...['cs-protocol', 'cs-bytes', 'time-taken', 'x-forwarded-for', 'ssl-protocol', 'ssl-cipher'],
  ...['x-edge-response-result-type', 'cs-protocol-version', 'c-port', 'time-to-first-byte'],
  ...['x-edge-detailed-result-type', 'sc-content-type', 'sc-content-len', 'sc-range-start', 'sc-range-end'],
];

export interface EdgeLogsProps {
  /** @default - a new one */
  readonly bucket?: IBucket;
}

/** A bucket that somebody else made, as far as its name is known: how it begins is enough. */
export function requireWafName(scope: Construct, bucket: IBucket): void {
  const { defaultChild } = bucket.node;
  const made = defaultChild instanceof CfnBucket;
  const name = made ? defaultChild.bucketName : bucket.bucketName;
  if (name?.startsWith(WAF_LOGS) || (!made && Token.isUnresolved(name))) return;
  throw new InvalidInputError(scope, {
    property: 'logBucket',
    got: Token.isUnresolved(name) ? `${bucket.node.path}, whose name is not known at synth` : name,
    must: `have a name that begins with ${WAF_LOGS}, or AWS WAF cannot deliver to it`,
    fix: 'give the bucket such a name, or leave it out and let the EdgeEntrance make one',
  });
}

/**
 * Where the logs of the edge go: access logs of the distribution and those of the web ACL, in one bucket without ACLs.
 *
 * CloudFront's former way of logging needs a bucket with ACLs, so this uses log deliveries (standard logging v2).
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html
 */
export class EdgeLogs extends Construct {
  public readonly bucket: IBucket;

  constructor(scope: Construct, id: string, props: EdgeLogsProps) {
    super(scope, id);
    this.bucket = props.bucket ?? this.createBucket();
    this.admitDelivery();
  }

  /** Who has asked for what, and how it was answered. */
  public deliverAccessLogs(distribution: IDistribution): void {
    const name = Names.uniqueResourceName(this, { maxLength: 60, separator: '-' });
    const source = new CfnDeliverySource(this, 'Source', {
      name,
      logType: 'ACCESS_LOGS',
      resourceArn: distribution.distributionArn,
    });
    const destination = new CfnDeliveryDestination(this, 'Destination', {
      name,
      deliveryDestinationType: 'S3',
      destinationResourceArn: this.bucket.bucketArn,
      outputFormat: 'json',
    });
    const delivery = new CfnDelivery(this, 'Delivery', {
      deliverySourceName: source.ref,
      deliveryDestinationArn: destination.attrArn,
      recordFields: FIELDS,
      s3SuffixPath: '{DistributionId}/{yyyy}/{MM}/{dd}/{HH}',
    });
    this.afterPolicy(delivery);
  }

  /** What the web ACL has let through, counted and blocked, and why. */
  public deliverWebAclLogs(webAcl: CfnWebACL): void {
    const logging = new CfnLoggingConfiguration(this, 'WebAclLogging', {
      resourceArn: webAcl.attrArn,
      logDestinationConfigs: [this.bucket.bucketArn],
    });
    this.afterPolicy(logging);
  }

  private afterPolicy(construct: Construct): void {
    if (this.bucket.policy) construct.node.addDependency(this.bucket.policy);
  }

  private createBucket(): IBucket {
    // AWS WAF fixes how the name begins. The rest is that of the stack, so that the bucket of a former one, which is kept,
    // is not in the way.
    const stackId = Fn.select(2, Fn.split('/', Stack.of(this).stackId));
    const edge = createHash('sha256').update(this.node.path).digest('hex').slice(0, 8);
    return new LogBucket(this, 'LogBucket', {
      bucketName: `${WAF_LOGS}${edge}-${stackId}`,
      encryptionKey: this.createKey(),
    }).bucket;
  }

  private createKey(): Key {
    const key = new Key(this, 'Key', {
      enableKeyRotation: true,
      description: `Logs of ${this.node.path}`,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    key.addToResourcePolicy(
      this.deliveryStatement(['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*'], '*'),
    );
    return key;
  }

  /** Written here, because what the services would write themselves, the next update of the stack would take away. */
  private admitDelivery(): void {
    const objects = this.bucket.arnForObjects(`AWSLogs/${Stack.of(this).account}/*`);
    for (const statement of [
      this.deliveryStatement(['s3:GetBucketAcl'], this.bucket.bucketArn),
      this.deliveryStatement(['s3:PutObject'], objects),
    ]) {
      warnIfDropped(this, this.bucket.addToResourcePolicy(statement), 'The log bucket');
    }
  }

  /** Deliveries for this account alone: any customer of AWS could name the bucket as theirs. */
  private deliveryStatement(actions: string[], resource: string): PolicyStatement {
    const stack = Stack.of(this);
    return new PolicyStatement({
      principals: [new ServicePrincipal(DELIVERY)],
      actions,
      resources: [resource],
      conditions: {
        StringEquals: { 'aws:SourceAccount': stack.account },
        ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'logs', resource: '*' }) },
      },
    });
  }
}
