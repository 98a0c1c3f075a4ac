import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { GeoRestriction, ICachePolicy, IVpcOrigin, PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { InternalEntrance } from '../internal-entrance';
import { IPrivateNetwork } from '../private-network-interface';

/** Properties of {@link EdgeEntrance}. */
export interface EdgeEntranceProps {
  /** The network that the load balancer stands in. */
  readonly network: IPrivateNetwork;

  /** The internal entrance behind it: it stays internal, and must have a certificate of a public authority. */
  readonly entrance: InternalEntrance;

  /**
   * The host name of the service that requests go to, `service.hostName`. CloudFront sends it as Host and as SNI, so the
   * certificate of the internal entrance must cover it. Nobody has to resolve it.
   */
  readonly hostName: string;

  /** The names that users know, such as `shop.example.com`. The service learns of the first one in X-Forwarded-Host. */
  readonly domainNames: string[];

  /** The certificate that users see. It covers the `domainNames`, and CloudFront wants it in us-east-1. */
  readonly certificate: ICertificate;

  /** Why anybody on the internet must be able to reach the service. It stands in the report. */
  readonly reason: string;

  /** Who answers for that: a team, or an address that reaches one. */
  readonly owner: string;

  /** The last day on which that holds, as `2027-06-30`; then somebody has to look at it again. */
  readonly expires: string;

  /**
   * The id of `com.amazonaws.global.cloudfront.origin-facing` in the region of the load balancer: what its security group lets
   * in. It counts for 55 of the 60 rules that a security group may have.
   *
   * It differs by region and cannot be looked up without an account: `aws ec2 describe-managed-prefix-lists` shows it.
   *
   * @default - must be given, unless there is a `vpcOrigin`
   */
  readonly originFacingPrefixListId?: string;

  /**
   * The internet gateway that the VPC has. CloudFront insists on one, and sends nothing through it.
   *
   * @default - that of the VPC, or a new one that no route may lead to; must be given for a VPC that was imported
   */
  readonly internetGatewayId?: string;

  /**
   * The VPC origin of another EdgeEntrance to the same load balancer: an account may have 25 of them.
   *
   * @default - a new one
   */
  readonly vpcOrigin?: IVpcOrigin;

  /**
   * The public zone that the `domainNames` are written into.
   *
   * @default - none: the names are pointed at the distribution elsewhere
   */
  readonly hostedZone?: IHostedZone;

  /**
   * A web ACL of somebody else, such as the security team. Its logs are theirs, too.
   *
   * @default - a new one
   */
  readonly webAclArn?: string;

  /**
   * How many requests one address may send in five minutes before it is blocked, from 10 to 2,000,000,000.
   *
   * @default 2000
   */
  readonly requestsPerAddress?: number;

  /**
   * Whether the service takes bodies of more than 8 KB, such as uploads: they are counted, not blocked.
   *
   * @default false
   */
  readonly largeBodies?: boolean;

  /**
   * The countries that requests may, or may not, come from.
   *
   * @default - all
   */
  readonly geoRestriction?: GeoRestriction;

  /**
   * What CloudFront keeps. A cached answer outlives the release that gave it.
   *
   * For single paths, use `distribution.addBehavior('/static/*', edge.origin, ...)`.
   *
   * @default CachePolicy.CACHING_DISABLED
   */
  readonly cachePolicy?: ICachePolicy;

  /**
   * Where in the world CloudFront answers.
   *
   * @default PriceClass.PRICE_CLASS_ALL
   */
  readonly priceClass?: PriceClass;

  /**
   * Where access logs and the logs of the web ACL go. Its name must begin with `aws-waf-logs-`, and its policy must let
   * delivery.logs.amazonaws.com write, which an imported one cannot be given from here.
   *
   * @default - a new LogBucket, encrypted with a new key
   */
  readonly logBucket?: IBucket;
}
