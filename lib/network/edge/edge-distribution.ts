import { Duration } from 'aws-cdk-lib';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  DistributionProps,
  HttpVersion,
  IOrigin,
  IVpcOrigin,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { VpcOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { acknowledge } from '../../private/acknowledgement';
import { EdgeEntranceProps } from './edge-entrance-props';

/** As long as a load balancer waits for a server by default. */
const READ_TIMEOUT = Duration.seconds(60);

/** As long as a load balancer keeps an idle connection by default. */
const KEEP_ALIVE = Duration.seconds(60);

/**
 * The service as CloudFront's origin.
 *
 * CloudFront finds the load balancer by its ARN, so the domain name of the origin is no address: it is what CloudFront sends
 * as SNI and as Host, by which the load balancer finds certificate and service.
 */
export function createOrigin(vpcOrigin: IVpcOrigin, { hostName, domainNames }: EdgeEntranceProps): IOrigin {
  return VpcOrigin.withVpcOrigin(vpcOrigin, {
    domainName: hostName,
    readTimeout: READ_TIMEOUT,
    keepaliveTimeout: KEEP_ALIVE,
    // What a user sends under this name is overwritten.
    customHeaders: { 'X-Forwarded-Host': domainNames[0] },
  });
}

/** What users reach: HTTPS for everybody, nothing kept, and a web ACL in front. */
export function distributionProps(props: EdgeEntranceProps, origin: IOrigin, webAclId: string): DistributionProps {
  return {
    comment: `${props.hostName} from the internet`.slice(0, 128),
    domainNames: props.domainNames,
    certificate: props.certificate,
    minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    httpVersion: HttpVersion.HTTP2_AND_3,
    enableIpv6: true,
    priceClass: props.priceClass ?? PriceClass.PRICE_CLASS_ALL,
    geoRestriction: props.geoRestriction,
    webAclId,
    defaultBehavior: {
      origin,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: props.cachePolicy ?? CachePolicy.CACHING_DISABLED,
      // With the viewer's Host the load balancer would know neither certificate nor service.
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
      compress: true,
    },
  };
}

/** Accepts what rule packs say of a distribution of this kind. */
export function acknowledgeDistribution(distribution: Distribution, { geoRestriction }: EdgeEntranceProps): void {
  acknowledge(distribution, {
    packs: ['AwsSolutions'],
    rule: 'CFR3',
    reason:
      'Access logs are delivered by CloudWatch Logs (standard logging v2) to an encrypted bucket without ACLs. The rule knows only the former way, which needs a bucket with ACLs.',
    evidence:
      'In the template: AWS::Logs::DeliverySource with the ARN of this distribution, and its AWS::Logs::Delivery.',
  });
  if (geoRestriction) return;
  acknowledge(distribution, {
    packs: ['AwsSolutions'],
    rule: 'CFR1',
    reason:
      'Nobody has said which countries the users are in; set geoRestriction where that is known. Requests are judged by what they do: the web ACL blocks known bad addresses, floods and attacks.',
    evidence: 'In the template: the WebACLId of this distribution.',
  });
}
