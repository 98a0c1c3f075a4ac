import { Arn, ArnFormat, Stack, Token } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';
import { InvalidInputError } from '../../private/errors';
import { DNS_NAME, requireInteger, requireMatch } from '../../private/validation';
import { EdgeEntranceProps } from './edge-entrance-props';
import { EDGE_REGION } from './edge-stack';

const HOST_NAME = {
  pattern: DNS_NAME,
  must: 'be a host name in lower case, of two labels or more, known at synth',
  fix: "pass that of the service, service.hostName, such as 'checkout.internal.shop.example.com'",
};

const DOMAIN_NAME = {
  pattern: DNS_NAME,
  must: 'be names in lower case, of two labels or more, known at synth',
  fix: "write them like ['shop.example.com']",
};

const PREFIX_LIST = {
  pattern: /^pl-[0-9a-f]{8,17}$/,
  must: 'be the id of a prefix list: pl- and hexadecimal digits',
  fix: 'aws ec2 describe-managed-prefix-lists shows that of com.amazonaws.global.cloudfront.origin-facing in the region of the load balancer',
};

const INTERNET_GATEWAY = {
  pattern: /^igw-[0-9a-f]{8,17}$/,
  must: 'be the id of an internet gateway: igw- and hexadecimal digits',
  fix: 'aws ec2 describe-internet-gateways shows it',
};

const CERTIFICATE_ARN = {
  pattern: /^arn:[a-z-]+:acm:[a-z0-9-]+:\d{12}:certificate\/.+$/,
  must: 'be the ARN of a certificate in AWS Certificate Manager',
  fix: `aws acm list-certificates --region ${EDGE_REGION} shows it`,
};

const WEB_ACL_ARN = {
  pattern: /^arn:[a-z-]+:wafv2:us-east-1:\d{12}:global\/webacl\/[^/]+\/[^/]+$/,
  must: 'be the ARN of a web ACL of AWS WAF for CloudFront (scope CLOUDFRONT)',
  fix: `aws wafv2 list-web-acls --scope CLOUDFRONT --region ${EDGE_REGION} shows it`,
};

/** Top-level domains that no public authority certifies: reserved by RFC 2606, 6761, 6762, 7686, 8375 and 9476, or by ICANN. */
const PRIVATE_DOMAINS = ['internal', 'local', 'localhost', 'test', 'example', 'invalid', 'onion', 'arpa', 'alt'].concat(
  ['corp', 'home', 'mail', 'lan', 'intranet', 'private'],
);

const REQUESTS_PER_ADDRESS = { min: 10, max: 2_000_000_000 };

/** Refuses, with what to do about it, what CloudFront would refuse after a quarter of an hour, or serve wrongly. */
export function validateEdge(scope: Construct, props: EdgeEntranceProps): void {
  validateNames(scope, props);
  validateCertificate(scope, props.certificate);
  validateEntrance(scope, props);
  validateWayIn(scope, props);
  validateWebAcl(scope, props);
}

function validateNames(scope: Construct, { hostName, domainNames, hostedZone }: EdgeEntranceProps): void {
  requireMatch(scope, 'hostName', hostName, HOST_NAME);
  if (domainNames.length === 0 || new Set(domainNames).size < domainNames.length) {
    throw new InvalidInputError(scope, {
      property: 'domainNames',
      got: domainNames,
      must: 'be at least one name, each once',
      fix: DOMAIN_NAME.fix,
    });
  }
  for (const name of domainNames) requireMatch(scope, 'domainNames', name, DOMAIN_NAME);
  const zone = hostedZone?.zoneName;
  if (zone === undefined || Token.isUnresolved(zone)) return;
  const foreign = domainNames.filter((name) => name !== zone && !name.endsWith(`.${zone}`));
  if (foreign.length === 0) return;
  throw new InvalidInputError(scope, {
    property: 'hostedZone',
    got: zone,
    must: `be the zone of all domainNames, and ${foreign.join(', ')} ${foreign.length === 1 ? 'is' : 'are'} not in it`,
    fix: 'pass the zone of these names, or leave it out and point them at the distribution elsewhere',
  });
}

function validateCertificate(scope: Construct, { certificateArn, env }: ICertificate): void {
  const literal = !Token.isUnresolved(certificateArn);
  if (literal) requireMatch(scope, 'certificate', certificateArn, CERTIFICATE_ARN);
  const region = literal ? Arn.split(certificateArn, ArnFormat.SLASH_RESOURCE_NAME).region : env.region;
  if (region === EDGE_REGION) return;
  throw new InvalidInputError(scope, {
    property: 'certificate',
    got: literal ? certificateArn : `one in ${region}`,
    must: `be in ${EDGE_REGION}, where CloudFront takes certificates from`,
    fix: `request or import the certificate in ${EDGE_REGION}`,
  });
}

/** Users' requests stay encrypted behind CloudFront, and the certificate there is one that CloudFront trusts. */
function validateEntrance(scope: Construct, { entrance, hostName }: EdgeEntranceProps): void {
  if (!entrance.encrypted) {
    throw new InvalidInputError(scope, {
      property: 'entrance',
      got: entrance.node.path,
      must: 'have a certificate: requests from the internet would travel on as plain HTTP',
      fix: 'pass a certificate to the platform instead of plainHttpReason',
    });
  }
  if (PRIVATE_DOMAINS.includes(hostName.split('.').pop()!)) {
    throw new InvalidInputError(scope, {
      property: 'hostName',
      got: hostName,
      must: 'be a name that a public authority certifies: CloudFront trusts no other, and would answer 502',
      fix: "give the platform a domain that is yours, such as 'internal.shop.example.com'; it need not be in public DNS",
    });
  }
  const { account, region } = Stack.of(entrance);
  const own = Stack.of(scope).account;
  if (account !== own && ![account, own].some((one) => Token.isUnresolved(one))) {
    throw new InvalidInputError(scope, {
      property: 'env.account',
      got: own,
      must: `be the account of the load balancer, ${account}`,
      fix: 'give both stacks the same account',
    });
  }
  if (!Token.isUnresolved(region) || !Token.isUnresolved(entrance.loadBalancer.loadBalancerArn)) return;
  throw new InvalidInputError(scope, {
    property: 'entrance',
    got: entrance.node.path,
    must: 'be in a stack whose region is known at synth, so that its load balancer can be referred to',
    fix: "give that stack a region: new Stack(app, 'Platform', { env: { account, region: 'eu-west-1' } })",
  });
}

function validateWayIn(scope: Construct, props: EdgeEntranceProps): void {
  const { vpcOrigin, originFacingPrefixListId, internetGatewayId } = props;
  if (vpcOrigin) return refuseBeside(scope, 'vpcOrigin', { originFacingPrefixListId, internetGatewayId });
  requireMatch(scope, 'originFacingPrefixListId', originFacingPrefixListId ?? '', PREFIX_LIST);
  if (internetGatewayId === undefined || Token.isUnresolved(internetGatewayId)) return;
  requireMatch(scope, 'internetGatewayId', internetGatewayId, INTERNET_GATEWAY);
}

function validateWebAcl(scope: Construct, { webAclArn, requestsPerAddress, largeBodies }: EdgeEntranceProps): void {
  if (requestsPerAddress !== undefined) {
    requireInteger(scope, 'requestsPerAddress', requestsPerAddress, REQUESTS_PER_ADDRESS);
  }
  if (webAclArn === undefined) return;
  if (!Token.isUnresolved(webAclArn)) requireMatch(scope, 'webAclArn', webAclArn, WEB_ACL_ARN);
  refuseBeside(scope, 'webAclArn', { requestsPerAddress, largeBodies });
}

/** What was decided elsewhere is not decided again, least of all in silence. */
function refuseBeside(scope: Construct, given: string, again: { readonly [property: string]: unknown }): void {
  for (const [property, got] of Object.entries(again)) {
    if (got === undefined) continue;
    throw new InvalidInputError(scope, {
      property,
      got,
      must: `be left out where there is a ${given}, which has decided it`,
      fix: 'remove one of the two',
    });
  }
}
