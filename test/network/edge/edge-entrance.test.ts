import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { CachePolicy, Distribution, GeoRestriction, PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { onlyOf, propertiesOf, serviceIn, templateOf } from '../../stacks';
import { edgeIn, edgeStack, platformAtEdge, PREFIX_LIST, publicPlatform, synthesized } from './edge';

const SHOP_ZONE = { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'shop.example.com' };

const configOf = (distribution: Distribution) =>
  onlyOf(templateOf(distribution), 'AWS::CloudFront::Distribution').Properties.DistributionConfig;

describe('an edge entrance', () => {
  const app = new App();
  const platform = publicPlatform(app);
  const service = serviceIn(app, { platform });
  const edge = edgeIn(app, { hostName: service.hostName }, { platform });
  const config = configOf(edge.distribution);
  const [origin] = config.Origins;

  test('leads to the internal load balancer through a VPC origin', () => {
    const { id, Properties } = onlyOf(templateOf(edge), 'AWS::CloudFront::VpcOrigin');
    expect(config.Origins).toHaveLength(1);
    expect(origin.VpcOriginConfig).toEqual({
      OriginKeepaliveTimeout: 60,
      OriginReadTimeout: 60,
      VpcOriginId: { 'Fn::GetAtt': [id, 'Id'] },
    });
    const { Outputs } = templateOf(platform).toJSON();
    const arn = Properties.VpcOriginEndpointConfig.Arn['Fn::GetStackOutput'];
    expect(arn).toMatchObject({ StackName: 'Platform', Region: 'eu-west-1' });
    const loadBalancer = onlyOf(templateOf(platform), 'AWS::ElasticLoadBalancingV2::LoadBalancer');
    expect(Outputs[arn.OutputName].Value).toEqual({ Ref: loadBalancer.id });
    expect(loadBalancer.Properties.Scheme).toBe('internal');
  });

  test('sends the host name that the production rule of the service asks for', () => {
    const rules = propertiesOf(templateOf(service), 'AWS::ElasticLoadBalancingV2::ListenerRule');
    const hosts = rules.map(({ Conditions }) => Conditions[0].HostHeaderConfig.Values);
    expect(hosts).toEqual([[origin.DomainName], [origin.DomainName]]);
    // AllViewerExceptHostHeader: with the viewer's Host, no rule and no certificate of the load balancer would match.
    expect(config.DefaultCacheBehavior.OriginRequestPolicyId).toBe('b689b0a8-53d0-40ab-baf2-68738e2966ac');
  });

  test('tells the service what users call it', () => {
    expect(origin.OriginCustomHeaders).toEqual([
      { HeaderName: 'X-Forwarded-Host', HeaderValue: 'checkout.shop.example.com' },
    ]);
  });

  test('shows users HTTPS alone, of today', () => {
    expect(config.DefaultCacheBehavior.ViewerProtocolPolicy).toBe('redirect-to-https');
    expect(config.ViewerCertificate).toMatchObject({
      MinimumProtocolVersion: 'TLSv1.2_2021',
      SslSupportMethod: 'sni-only',
    });
    expect(config.HttpVersion).toBe('http2and3');
    expect(config.Aliases).toEqual(['checkout.shop.example.com']);
  });

  test('keeps nothing, passes every method on and adds security headers', () => {
    const { CachePolicyId, ResponseHeadersPolicyId, AllowedMethods } = config.DefaultCacheBehavior;
    // The managed policies CachingDisabled and SecurityHeadersPolicy.
    expect(CachePolicyId).toBe('4135ea2d-6df8-44a3-9df3-4b5a84be39ad');
    expect(ResponseHeadersPolicyId).toBe('67f7725c-6f97-4210-82d7-5512b31e9d03');
    expect(AllowedMethods).toEqual(['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE']);
  });

  test('stands behind its web ACL', () => {
    const { id } = onlyOf(templateOf(edge), 'AWS::WAFv2::WebACL');
    expect(config.WebACLId).toEqual({ 'Fn::GetAtt': [id, 'Arn'] });
  });

  test('lets CloudFront, and nobody else from outside, into the load balancer at the port of users', () => {
    const group = onlyOf(templateOf(platform), 'AWS::ElasticLoadBalancingV2::LoadBalancer').Properties
      .SecurityGroups[0];
    const rules = propertiesOf(templateOf(platform), 'AWS::EC2::SecurityGroupIngress').filter(
      ({ SourcePrefixListId }) => SourcePrefixListId !== undefined,
    );
    expect(rules).toEqual([
      {
        Description: 'Requests from CloudFront',
        FromPort: 443,
        GroupId: group,
        IpProtocol: 'tcp',
        SourcePrefixListId: PREFIX_LIST,
        ToPort: 443,
      },
    ]);
  });

  test('is deployed after the platform', () => {
    expect(Stack.of(edge).dependencies).toContain(Stack.of(platform));
  });

  test('has no address of its own where no zone was given', () => {
    expect(templateOf(edge).findResources('AWS::Route53::RecordSet')).toEqual({});
  });
});

test('a load balancer in the region of CloudFront is imported, so that it cannot go while it is in use', () => {
  const app = new App();
  const platform = platformAtEdge(app);
  const edge = edgeIn(app, {}, { platform });
  const { Arn } = onlyOf(templateOf(edge), 'AWS::CloudFront::VpcOrigin').Properties.VpcOriginEndpointConfig;
  expect(Object.keys(Arn)).toEqual(['Fn::ImportValue']);
});

test('names are written into a zone that was given, for both kinds of addresses', () => {
  const app = new App();
  const stack = edgeStack(app);
  const hostedZone = PublicHostedZone.fromHostedZoneAttributes(stack, 'Zone', SHOP_ZONE);
  const edge = edgeIn(app, { domainNames: ['shop.example.com', 'checkout.shop.example.com'], hostedZone }, { stack });
  const { id } = onlyOf(templateOf(edge), 'AWS::CloudFront::Distribution');
  const records = propertiesOf(templateOf(edge), 'AWS::Route53::RecordSet');
  expect(records.map(({ Name, Type }) => [Name, Type])).toEqual([
    ['shop.example.com.', 'A'],
    ['shop.example.com.', 'AAAA'],
    ['checkout.shop.example.com.', 'A'],
    ['checkout.shop.example.com.', 'AAAA'],
  ]);
  for (const { AliasTarget } of records) expect(AliasTarget.DNSName).toEqual({ 'Fn::GetAtt': [id, 'DomainName'] });
});

test('what was asked for is passed on: countries, cache and places', () => {
  const edge = edgeIn(new App(), {
    geoRestriction: GeoRestriction.allowlist('DE', 'AT'),
    cachePolicy: CachePolicy.USE_ORIGIN_CACHE_CONTROL_HEADERS,
    priceClass: PriceClass.PRICE_CLASS_100,
  });
  const config = configOf(edge.distribution);
  expect(config.Restrictions).toEqual({ GeoRestriction: { Locations: ['DE', 'AT'], RestrictionType: 'whitelist' } });
  expect(config.DefaultCacheBehavior.CachePolicyId).toBe(CachePolicy.USE_ORIGIN_CACHE_CONTROL_HEADERS.cachePolicyId);
  expect(config.PriceClass).toBe('PriceClass_100');
});

test('a web ACL of somebody else is used as it is', () => {
  const webAclArn = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/central/0f3c6c1e-5d0b-4c55-9a40-6a1b6c1d2e3f';
  const edge = edgeIn(new App(), { webAclArn });
  expect(configOf(edge.distribution).WebACLId).toBe(webAclArn);
  expect(edge.webAcl).toBeUndefined();
  expect(templateOf(edge).findResources('AWS::WAFv2::WebACL')).toEqual({});
  expect(templateOf(edge).findResources('AWS::WAFv2::LoggingConfiguration')).toEqual({});
});

test('two edge entrances share the VPC origin, the gateway and the way into the load balancer', () => {
  const app = new App();
  const platform = publicPlatform(app);
  const stack = edgeStack(app);
  const first = edgeIn(app, {}, { platform, stack });
  const second = edgeIn(
    app,
    {
      vpcOrigin: first.vpcOrigin,
      originFacingPrefixListId: undefined,
      hostName: 'catalog.internal.shop.example.com',
      domainNames: ['catalog.shop.example.com'],
    },
    { platform, stack, id: 'Catalog' },
  );
  expect(second.vpcOrigin).toBe(first.vpcOrigin);
  const { id } = onlyOf(templateOf(first), 'AWS::CloudFront::VpcOrigin');
  const origins = propertiesOf(templateOf(first), 'AWS::CloudFront::Distribution').map(
    ({ DistributionConfig }) => DistributionConfig.Origins[0],
  );
  expect(origins.map(({ DomainName }) => DomainName)).toEqual([
    'checkout.internal.shop.example.com',
    'catalog.internal.shop.example.com',
  ]);
  for (const { VpcOriginConfig } of origins) expect(VpcOriginConfig.VpcOriginId).toEqual({ 'Fn::GetAtt': [id, 'Id'] });
});

test('two edge entrances with a VPC origin each open the load balancer once', () => {
  const app = new App();
  const platform = publicPlatform(app);
  edgeIn(app, {}, { platform, stack: edgeStack(app) });
  edgeIn(app, {}, { platform, stack: edgeStack(app, {}, 'OtherEdge') });
  const rules = propertiesOf(templateOf(platform), 'AWS::EC2::SecurityGroupIngress');
  expect(rules.filter(({ SourcePrefixListId }) => SourcePrefixListId === PREFIX_LIST)).toHaveLength(1);
  onlyOf(templateOf(platform), 'AWS::EC2::InternetGateway');
});

test('further behaviors lead to the service, too', () => {
  const edge = edgeIn(new App());
  edge.distribution.addBehavior('/static/*', edge.origin, {
    cachePolicy: CachePolicy.USE_ORIGIN_CACHE_CONTROL_HEADERS,
  });
  const { CacheBehaviors, Origins } = configOf(edge.distribution);
  expect(Origins).toHaveLength(1);
  expect(CacheBehaviors[0].TargetOriginId).toBe(Origins[0].Id);
});

describe('the public component is declared', () => {
  const app = new App();
  const edge = edgeIn(app);
  const metadataOf = (node: { readonly metadata: { type: string; data: unknown }[] }, type: string) =>
    node.metadata.filter((entry) => entry.type === type).map(({ data }) => data);

  test('with its reason, owner and last day, on the distribution', () => {
    const declared = metadataOf(edge.distribution.node, 'golden-path:acknowledgement').find(
      (data: any) => data.rule === 'GoldenPath::GoldenPath-SEC-4-PublicComponent',
    );
    expect(declared).toMatchObject({
      reason: 'Customers pay here, from wherever they are.',
      owner: 'team-checkout',
      expires: '2028-06-30',
      evidence: expect.stringContaining('checkout.internal.shop.example.com'),
    });
  });

  test('and as an exception that the report lists', () => {
    expect(metadataOf(edge.node, 'golden-path:exception')).toEqual([
      {
        topic: 'public-component',
        reason: 'Customers pay here, from wherever they are. (owner: team-checkout, until 2028-06-30)',
      },
    ]);
  });

  test('and nothing else of it is public: no address, no public load balancer, no route', () => {
    const types = ['Edge', 'Platform'].flatMap((stack) =>
      Object.values(synthesized(app, stack).toJSON().Resources as { [id: string]: { Type: string } }).map(
        ({ Type }) => Type,
      ),
    );
    expect(types.filter((type) => /EC2::(Route|EIP|NatGateway)$/.test(type))).toEqual([]);
    expect(types.filter((type) => type === 'AWS::CloudFront::Distribution')).toHaveLength(1);
  });
});

describe('the CloudFormation validator that is built into the CDK', () => {
  const setting = process.env.CDK_VALIDATION;
  beforeAll(() => (process.env.CDK_VALIDATION = 'true'));
  afterAll(() => (process.env.CDK_VALIDATION = setting));

  test('has nothing to say of an edge entrance', () => {
    const app = new App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
    const stack = edgeStack(app);
    edgeIn(app, { hostedZone: PublicHostedZone.fromHostedZoneAttributes(stack, 'Zone', SHOP_ZONE) }, { stack });
    const { directory } = app.synth();
    const { pluginReports } = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8'));
    const [report, ...others] = pluginReports;
    expect(others).toEqual([]);
    expect(report.pluginName).toBe('CloudFormation Validate');
    expect(report.violations).toEqual([]);
    // What it would have said of the platform shows that it has looked.
    expect(report.suppressedViolations.map(({ ruleName }: any) => ruleName)).toContain('W3010');
  });
});
