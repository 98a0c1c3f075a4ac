import { App, Aws, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { VpcOrigin } from 'aws-cdk-lib/aws-cloudfront';
import { Peer, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import * as fc from 'fast-check';
import { EdgeEntranceProps, InternalEntrance, PrivateNetwork } from '../../../lib';
import { CERTIFICATE_ARN, messageOf } from '../../stacks';
import { EDGE_CERTIFICATE_ARN, EDGE_ENV, edgeIn, edgeStack, publicPlatform } from './edge';

/** What is refused is refused before anything is made, so one platform is enough. */
const platform = publicPlatform(new App());
const refusalOf = (overrides: Partial<EdgeEntranceProps>) =>
  messageOf(() => edgeIn(new App(), overrides, { platform }));

/** A certificate in a stack of its own kind: only its region matters. */
function certificate(arn: string) {
  return Certificate.fromCertificateArn(new Stack(new App(), 'Other'), 'Certificate', arn);
}

function zone(zoneName: string) {
  const attributes = { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName };
  return PublicHostedZone.fromHostedZoneAttributes(new Stack(new App(), 'Other'), 'Zone', attributes);
}

const WEB_ACL_ARN = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/central/0f3c6c1e';

describe('an edge entrance is refused', () => {
  test.each<[string, Partial<EdgeEntranceProps>, string]>([
    [
      'without a reason',
      { reason: '  because  ' },
      '`reason` must say in at least 10 characters why anybody on the internet must reach the service, got "  because  ": write the reason that a reviewer will read in the report',
    ],
    [
      'without an owner',
      { owner: ' ' },
      '`owner` must say who answers for a public component, got " ": name a team: owner: \'team-checkout\'',
    ],
    [
      'with a last day that there is not',
      { expires: '2027-02-30' },
      '`expires` must be a day that there is, as year, month and day, got "2027-02-30": write it like \'2027-06-30\'',
    ],
    [
      'with a last day in another form',
      { expires: '30.06.2027' },
      '`expires` must be a day that there is, as year, month and day, got "30.06.2027": write it like \'2027-06-30\'',
    ],
    [
      'without a name',
      { domainNames: [] },
      "`domainNames` must be at least one name, each once, got []: write them like ['shop.example.com']",
    ],
    [
      'with a name twice',
      { domainNames: ['shop.example.com', 'shop.example.com'] },
      '`domainNames` must be at least one name, each once, got ["shop.example.com","shop.example.com"]: write them like [\'shop.example.com\']',
    ],
    [
      'with something that is no name',
      { domainNames: ['https://shop.example.com'] },
      '`domainNames` must be names in lower case, of two labels or more, known at synth, got "https://shop.example.com": write them like [\'shop.example.com\']',
    ],
    [
      'with an empty name',
      { domainNames: [''] },
      '`domainNames` must be names in lower case, of two labels or more, known at synth, got "": write them like [\'shop.example.com\']',
    ],
    [
      'with a host that is no name',
      { hostName: 'checkout' },
      '`hostName` must be a host name in lower case, of two labels or more, known at synth, got "checkout": pass that of the service, service.hostName, such as \'checkout.internal.shop.example.com\'',
    ],
    [
      'with a host that no public authority certifies',
      { hostName: 'checkout.shop.internal' },
      '`hostName` must be a name that a public authority certifies: CloudFront trusts no other, and would answer 502, got "checkout.shop.internal": give the platform a domain that is yours, such as \'internal.shop.example.com\'; it need not be in public DNS',
    ],
    [
      'with a certificate of another region',
      { certificate: certificate(CERTIFICATE_ARN) },
      `\`certificate\` must be in us-east-1, where CloudFront takes certificates from, got "${CERTIFICATE_ARN}": request or import the certificate in us-east-1`,
    ],
    [
      'with something that is no certificate',
      { certificate: certificate('arn:aws:iam::111122223333:server-certificate/shop') },
      '`certificate` must be the ARN of a certificate in AWS Certificate Manager, got "arn:aws:iam::111122223333:server-certificate/shop": aws acm list-certificates --region us-east-1 shows it',
    ],
    [
      'with a zone that does not have the names',
      { hostedZone: zone('other.example.com') },
      '`hostedZone` must be the zone of all domainNames, and checkout.shop.example.com is not in it, got "other.example.com": pass the zone of these names, or leave it out and point them at the distribution elsewhere',
    ],
    [
      'with a zone whose name only looks like that of the names',
      { hostedZone: zone('hop.example.com') },
      '`hostedZone` must be the zone of all domainNames, and checkout.shop.example.com is not in it, got "hop.example.com": pass the zone of these names, or leave it out and point them at the distribution elsewhere',
    ],
    [
      'without the addresses of CloudFront',
      { originFacingPrefixListId: undefined },
      '`originFacingPrefixListId` must be the id of a prefix list: pl- and hexadecimal digits, got "": aws ec2 describe-managed-prefix-lists shows that of com.amazonaws.global.cloudfront.origin-facing in the region of the load balancer',
    ],
    [
      'with the name of the prefix list',
      { originFacingPrefixListId: 'com.amazonaws.global.cloudfront.origin-facing' },
      '`originFacingPrefixListId` must be the id of a prefix list: pl- and hexadecimal digits, got "com.amazonaws.global.cloudfront.origin-facing": aws ec2 describe-managed-prefix-lists shows that of com.amazonaws.global.cloudfront.origin-facing in the region of the load balancer',
    ],
    [
      'with something that is no internet gateway',
      { internetGatewayId: 'vpc-0123456789abcdef0' },
      '`internetGatewayId` must be the id of an internet gateway: igw- and hexadecimal digits, got "vpc-0123456789abcdef0": aws ec2 describe-internet-gateways shows it',
    ],
    [
      'with a web ACL of a region',
      { webAclArn: 'arn:aws:wafv2:us-east-1:111122223333:regional/webacl/central/0f3c6c1e' },
      '`webAclArn` must be the ARN of a web ACL of AWS WAF for CloudFront (scope CLOUDFRONT), got "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/central/0f3c6c1e": aws wafv2 list-web-acls --scope CLOUDFRONT --region us-east-1 shows it',
    ],
    [
      'with a limit for a web ACL of somebody else',
      { webAclArn: WEB_ACL_ARN, requestsPerAddress: 100 },
      '`requestsPerAddress` must be left out where there is a webAclArn, which has decided it, got 100: remove one of the two',
    ],
    [
      'with large bodies for a web ACL of somebody else',
      { webAclArn: WEB_ACL_ARN, largeBodies: false },
      '`largeBodies` must be left out where there is a webAclArn, which has decided it, got false: remove one of the two',
    ],
  ])('%s', (_, overrides, message) => {
    expect(refusalOf(overrides)).toBe(`[Edge/Checkout] ${message}`);
  });

  test('with a limit that AWS WAF does not take', () => {
    const tooFew = fc.integer({ max: 9 });
    const tooMany = fc.integer({ min: 2_000_000_001 });
    const broken = fc.double({ min: 10, max: 1e9, noNaN: true }).filter((number) => !Number.isInteger(number));
    fc.assert(
      fc.property(fc.oneof(tooFew, tooMany, broken, fc.constant(NaN)), (requestsPerAddress) => {
        expect(refusalOf({ requestsPerAddress })).toBe(
          `[Edge/Checkout] \`requestsPerAddress\` must be a whole number from 10 to 2000000000, got ${requestsPerAddress}: choose a requestsPerAddress in that range`,
        );
      }),
      { numRuns: 12 },
    );
  });

  test('before a platform that speaks plain HTTP', () => {
    const app = new App();
    const platform = publicPlatform(app, {
      certificate: undefined,
      plainHttpReason: 'The service mesh encrypts between its members.',
    });
    expect(messageOf(() => edgeIn(app, {}, { platform }))).toBe(
      '[Edge/Checkout] `entrance` must have a certificate: requests from the internet would travel on as plain HTTP, got "Platform/Platform/Entrance": pass a certificate to the platform instead of plainHttpReason',
    );
  });

  test('before a platform whose region nobody knows, so that its load balancer cannot be referred to', () => {
    const app = new App();
    const stack = new Stack(app, 'Anywhere');
    const vpc = new Vpc(stack, 'Vpc', { natGateways: 0 });
    const loadBalancer = new ApplicationLoadBalancer(stack, 'LoadBalancer', { vpc });
    const network = PrivateNetwork.fromVpc(stack, vpc);
    const entrance = new InternalEntrance(stack, 'Entrance', {
      network,
      domainName: 'internal.shop.example.com',
      certificate: certificate(CERTIFICATE_ARN),
      loadBalancer,
      clients: [Peer.ipv4('10.0.0.0/16')],
    });
    expect(messageOf(() => edgeIn(app, {}, { platform: { network, entrance } }))).toBe(
      "[Edge/Checkout] `entrance` must be in a stack whose region is known at synth, so that its load balancer can be referred to, got \"Anywhere/Entrance\": give that stack a region: new Stack(app, 'Platform', { env: { account, region: 'eu-west-1' } })",
    );
  });

  test('in another account than its platform', () => {
    const app = new App();
    const stack = edgeStack(app, { env: { ...EDGE_ENV, account: '444455556666' } });
    expect(messageOf(() => edgeIn(app, {}, { stack }))).toBe(
      '[Edge/Checkout] `env.account` must be the account of the load balancer, 111122223333, got "444455556666": give both stacks the same account',
    );
  });

  test('with a certificate that this app makes in another region', () => {
    const app = new App();
    const platform = publicPlatform(app);
    const made = new Certificate(Stack.of(platform), 'Made', { domainName: 'checkout.shop.example.com' });
    expect(messageOf(() => edgeIn(app, { certificate: made }, { platform }))).toBe(
      '[Edge/Checkout] `certificate` must be in us-east-1, where CloudFront takes certificates from, got "one in eu-west-1": request or import the certificate in us-east-1',
    );
  });

  test.each([
    ['originFacingPrefixListId', 'pl-4fa04526'],
    ['internetGatewayId', 'igw-0123456789abcdef0'],
  ])('with %s beside a VPC origin that has its way in already', (property, value) => {
    const app = new App();
    const stack = edgeStack(app);
    const vpcOrigin = VpcOrigin.fromVpcOriginId(stack, 'VpcOrigin', 'vo_0123456789abcdef0');
    const overrides = { vpcOrigin, originFacingPrefixListId: undefined, [property]: value };
    expect(messageOf(() => edgeIn(app, overrides, { stack }))).toBe(
      `[Edge/Checkout] \`${property}\` must be left out where there is a vpcOrigin, which has decided it, got "${value}": remove one of the two`,
    );
  });
});

describe('an edge entrance takes', () => {
  test.each<[string, (stack: Stack) => Partial<EdgeEntranceProps>]>([
    [
      'a certificate that this app makes',
      (stack) => ({ certificate: new Certificate(stack, 'Made', { domainName: 'checkout.shop.example.com' }) }),
    ],
    [
      'a certificate of another partition',
      () => ({ certificate: certificate(EDGE_CERTIFICATE_ARN.replace('arn:aws:', 'arn:aws-eusc:')) }),
    ],
    ['a zone whose name is not known', () => ({ hostedZone: zone(Aws.NO_VALUE) })],
    ['a name that is the zone itself', () => ({ hostedZone: zone('checkout.shop.example.com') })],
    ['a leap day', () => ({ expires: '2028-02-29' })],
  ])('%s', (_, overridesIn) => {
    const app = new App();
    const stack = edgeStack(app);
    const edge = edgeIn(app, overridesIn(stack), { stack });
    expect(edge.distribution.node.path).toBe('Edge/Checkout/Distribution');
  });
});
