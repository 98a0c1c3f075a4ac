import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { IApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { InternalEntrance, IPrivateNetwork, LogBucket, PrivateNetwork } from '../network';
import { InvalidInputError } from '../private/errors';
import { ReleaseGate } from '../rollout';
import { AlertTopic, requirePublishable } from '../signals';

/** Properties of {@link Platform}. */
export interface PlatformProps {
  /** The domain that the services' host names lie in, such as `shop.internal`. */
  readonly domainName: string;

  /**
   * The certificate of the load balancer; it has to cover the host names of the services (`*.shop.internal`).
   *
   * @default - none; then `plainHttpReason` must say why
   */
  readonly certificate?: ICertificate;

  /**
   * Why requests may travel unencrypted. It switches HTTPS off and stands in the report.
   *
   * @default - HTTPS
   */
  readonly plainHttpReason?: string;

  /**
   * The names of the zones of the network.
   *
   * @default - the first three zones of the environment, looked up by the CDK; the stack then needs an account and a region
   */
  readonly zones?: string[];

  /**
   * A network made beforehand, for what the other properties do not say.
   *
   * @default - a new PrivateNetwork over `zones`
   */
  readonly network?: IPrivateNetwork;

  /**
   * An existing VPC to use instead. Only its private subnets are used.
   *
   * @default - a new network
   */
  readonly vpc?: IVpc;

  /**
   * An entrance made beforehand, for what the other properties do not say.
   *
   * @default - a new InternalEntrance
   */
  readonly entrance?: InternalEntrance;

  /**
   * An existing internal load balancer to use instead.
   *
   * @default - a new one
   */
  readonly loadBalancer?: IApplicationLoadBalancer;

  /**
   * A release gate made beforehand, for what the other properties do not say. It needs an `entrance` that is made
   * beforehand, too.
   *
   * @default - a new ReleaseGate
   */
  readonly releaseGate?: ReleaseGate;

  /**
   * The certificates, as PEM, of the private authority that signed the `certificate`: the gate tests a new release through
   * the load balancer, and would not trust it otherwise.
   *
   * @default - the authorities that Node.js trusts
   */
  readonly certificateAuthority?: string;

  /**
   * Where access logs and flow logs go; it must have SSE-S3.
   *
   * @default - a new LogBucket
   */
  readonly logBucket?: IBucket;

  /**
   * An existing topic for alerts. CloudWatch must be able to publish to it, which is checked as far as it can be seen.
   *
   * @default - a new encrypted topic
   */
  readonly alertTopic?: ITopic;

  /**
   * Addresses that get every alert by e-mail, once each has confirmed.
   *
   * @default - none
   */
  readonly alertEmails?: string[];
}

/**
 * What the services of one environment share: a private network, an internal entrance, a release gate, and where alerts go.
 *
 * Made once per environment and changed rarely, in a stack of its own.
 */
export class Platform extends Construct {
  /** The network that services live in. */
  public readonly network: IPrivateNetwork;

  /** How requests come in. */
  public readonly entrance: InternalEntrance;

  /** What stands between a new release and its users. */
  public readonly releaseGate: ReleaseGate;

  /** Where alarms and Auto Scaling groups send their messages. */
  public readonly alertTopic: ITopic;

  /** The key that the services' logs and the platform's alerts are encrypted with. */
  public readonly encryptionKey: Key;

  constructor(scope: Construct, id: string, props: PlatformProps) {
    super(scope, id);
    this.validate(props);
    this.encryptionKey = this.createKey();
    const logBucket = props.logBucket ?? this.createLogBucket(props);
    this.network = props.network ?? this.createNetwork(props, logBucket);
    this.entrance = props.entrance ?? this.createEntrance(props, logBucket);
    this.alertTopic = props.alertTopic ?? this.createAlertTopic(props);
    requirePublishable(this, 'alertTopic', this.alertTopic);
    this.releaseGate = props.releaseGate ?? this.createReleaseGate(props);
  }

  private validate(props: PlatformProps): void {
    const { network, vpc, zones, alertTopic, alertEmails } = props;
    const alternatives = { network, vpc, zones };
    const given = Object.entries(alternatives).filter(([, value]) => value !== undefined);
    if (given.length > 1) {
      throw new InvalidInputError(this, {
        property: given[1][0],
        got: given.map(([name]) => name),
        must: 'stand alone: network, vpc and zones each say where services live',
        fix: 'keep one of them',
      });
    }
    this.validateEntrance(props);
    this.validateReleaseGate(props);
    if (alertTopic && alertEmails) {
      throw new InvalidInputError(this, {
        property: 'alertEmails',
        got: alertEmails,
        must: 'be left out where there is an alertTopic',
        fix: 'subscribe the addresses to that topic',
      });
    }
  }

  /** What an entrance has decided is not decided again, least of all in silence. */
  private validateEntrance({ entrance, domainName, certificate, plainHttpReason, loadBalancer }: PlatformProps): void {
    if (!entrance) return;
    const again = {
      certificate: certificate?.certificateArn,
      plainHttpReason,
      loadBalancer: loadBalancer?.node.path,
    };
    for (const [property, got] of Object.entries(again)) {
      if (got === undefined) continue;
      throw new InvalidInputError(this, {
        property,
        got,
        must: 'be left out where there is an entrance, which has decided it',
        fix: `pass the ${property} to the InternalEntrance`,
      });
    }
    if (domainName === entrance.domainName) return;
    throw new InvalidInputError(this, {
      property: 'domainName',
      got: domainName,
      must: `be that of the entrance, ${entrance.domainName}`,
      fix: 'pass the same name to both',
    });
  }

  private validateReleaseGate({ releaseGate, entrance, certificateAuthority }: PlatformProps): void {
    if (!releaseGate) return;
    if (certificateAuthority !== undefined) {
      throw new InvalidInputError(this, {
        property: 'certificateAuthority',
        got: certificateAuthority,
        must: 'be left out where there is a releaseGate, which has decided it',
        fix: 'pass the certificateAuthority to the ReleaseGate',
      });
    }
    if (releaseGate.entrance === entrance) return;
    throw new InvalidInputError(this, {
      property: 'releaseGate',
      got: `${releaseGate.node.path}, for ${releaseGate.entrance.node.path}`,
      must: 'be one for the entrance of the platform, or it could not move its traffic',
      fix: 'pass the same entrance to both',
    });
  }

  private createKey(): Key {
    const stack = Stack.of(this);
    const key = new Key(this, 'Key', {
      enableKeyRotation: true,
      description: `Logs and alerts of ${this.node.path}`,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
        actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
        resources: ['*'],
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': stack.formatArn({
              service: 'logs',
              resource: 'log-group',
              resourceName: '*',
              arnFormat: ArnFormat.COLON_RESOURCE_NAME,
            }),
          },
        },
      }),
    );
    return key;
  }

  /** Only where there is something to log: what existed before logs where it did. */
  private createLogBucket({ network, vpc, entrance, loadBalancer }: PlatformProps): IBucket | undefined {
    if ((network ?? vpc) && (entrance ?? loadBalancer)) return undefined;
    return new LogBucket(this, 'LogBucket').bucket;
  }

  private createNetwork({ vpc, zones }: PlatformProps, logBucket?: IBucket): IPrivateNetwork {
    return vpc ? PrivateNetwork.fromVpc(this, vpc) : new PrivateNetwork(this, 'Network', { zones, logBucket });
  }

  private createEntrance(
    { domainName, certificate, plainHttpReason, loadBalancer }: PlatformProps,
    logBucket?: IBucket,
  ): InternalEntrance {
    return new InternalEntrance(this, 'Entrance', {
      network: this.network,
      domainName,
      certificate,
      plainHttpReason,
      loadBalancer,
      logBucket,
    });
  }

  private createAlertTopic({ alertEmails }: PlatformProps): ITopic {
    return new AlertTopic(this, 'Alerts', { encryptionKey: this.encryptionKey, emails: alertEmails }).topic;
  }

  private createReleaseGate({ certificateAuthority }: PlatformProps): ReleaseGate {
    const { network, entrance, alertTopic, encryptionKey } = this;
    return new ReleaseGate(this, 'ReleaseGate', { network, entrance, alertTopic, encryptionKey, certificateAuthority });
  }
}
