import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Peer, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { PrivateHostedZone } from 'aws-cdk-lib/aws-route53';
import { InternalEntrance, InternalEntranceProps, LogBucket, PrivateNetwork } from '../../lib';
import { CERTIFICATE_ARN, ENV, propertiesOf, ZONES } from '../stacks';

const REASON = 'The mesh encrypts between its members.';

function entranceIn(stack: Stack, props: Partial<InternalEntranceProps> = {}): InternalEntrance {
  const network = props.network ?? new PrivateNetwork(stack, 'Network', { zones: ZONES });
  const certificate = Certificate.fromCertificateArn(stack, 'Certificate', CERTIFICATE_ARN);
  return new InternalEntrance(stack, 'Entrance', { domainName: 'shop.internal', certificate, ...props, network });
}

/** An entrance, its template, and the ids of its resources by the ends of their construct ids. */
function made(props: (stack: Stack) => Partial<InternalEntranceProps> = () => ({})) {
  const stack = new Stack(new App(), 'Shop', { env: ENV });
  const entrance = entranceIn(stack, props(stack));
  const template = Template.fromStack(stack);
  const idOf = (type: string, name: string): string => {
    const id = Object.keys(template.findResources(type)).find((one) => new RegExp(`^${name}[0-9A-F]{8}$`).test(one));
    if (id === undefined) throw new Error(`no ${name} of ${type}`);
    return id;
  };
  return { stack, entrance, template, idOf };
}

const listenersOf = (template: Template) => propertiesOf(template, 'AWS::ElasticLoadBalancingV2::Listener');
const portsOf = (template: Template) => listenersOf(template).map(({ Port, Protocol }) => [Protocol, Port]);
const groupId = (id: string) => ({ 'Fn::GetAtt': [id, 'GroupId'] });

describe('an entrance', () => {
  const { stack, entrance, template, idOf } = made();
  const entranceGroup = idOf('AWS::EC2::SecurityGroup', 'EntranceSecurityGroup');
  const probeGroup = idOf('AWS::EC2::SecurityGroup', 'EntranceProbeSecurityGroup');

  test('is one internal load balancer in the private subnets, that cannot be deleted by mistake', () => {
    const [{ LoadBalancerAttributes, ...loadBalancer }] = propertiesOf(
      template,
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
    );
    expect(loadBalancer).toEqual({
      Type: 'application',
      Scheme: 'internal',
      Subnets: Object.keys(template.findResources('AWS::EC2::Subnet')).map((id) => ({ Ref: id })),
      SecurityGroups: [groupId(entranceGroup)],
    });
    expect(Object.fromEntries(LoadBalancerAttributes.map(({ Key, Value }: any) => [Key, Value]))).toEqual({
      'deletion_protection.enabled': 'true',
      'routing.http.drop_invalid_header_fields.enabled': 'true',
      'routing.http.desync_mitigation_mode': 'strictest',
      'access_logs.s3.enabled': 'true',
      'access_logs.s3.bucket': { Ref: idOf('AWS::S3::Bucket', 'EntranceLogBucket') },
      'access_logs.s3.prefix': 'access-logs',
    });
  });

  test('listens for users and for the probe, with TLS 1.2 at least and forward secrecy', () => {
    expect(entrance.encrypted).toBe(true);
    expect(portsOf(template)).toEqual([
      ['HTTPS', 443],
      ['HTTPS', 8443],
    ]);
    for (const { Certificates, SslPolicy } of listenersOf(template)) {
      expect(Certificates).toEqual([{ CertificateArn: CERTIFICATE_ARN }]);
      expect(SslPolicy).toBe('ELBSecurityPolicy-TLS13-1-2-Res-2021-06');
    }
  });

  test('answers 503 for a host name that no service has claimed', () => {
    for (const { DefaultActions } of listenersOf(template)) {
      expect(DefaultActions).toEqual([
        {
          Type: 'fixed-response',
          FixedResponseConfig: {
            StatusCode: '503',
            ContentType: 'text/plain',
            MessageBody: 'no service of this name',
          },
        },
      ]);
    }
  });

  test('admits everything in the VPC to the production listener', () => {
    const { SecurityGroupIngress } = template.findResources('AWS::EC2::SecurityGroup')[entranceGroup].Properties;
    expect(SecurityGroupIngress).toEqual([
      { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.0.0.0/16', Description: 'Requests' },
    ]);
  });

  test('admits the probe alone to the test listener, and lets it go nowhere else', () => {
    const rule = { IpProtocol: 'tcp', FromPort: 8443, ToPort: 8443, Description: 'Tests of a new release' };
    expect(propertiesOf(template, 'AWS::EC2::SecurityGroupIngress')).toEqual([
      { ...rule, GroupId: groupId(entranceGroup), SourceSecurityGroupId: groupId(probeGroup) },
    ]);
    expect(propertiesOf(template, 'AWS::EC2::SecurityGroupEgress')).toEqual([
      { ...rule, GroupId: groupId(probeGroup), DestinationSecurityGroupId: groupId(entranceGroup) },
    ]);
    const probe = template.findResources('AWS::EC2::SecurityGroup')[probeGroup].Properties;
    expect(Object.keys(probe).sort()).toEqual(['GroupDescription', 'VpcId']);
  });

  test('has a private zone for its domain in the VPC', () => {
    expect(propertiesOf(template, 'AWS::Route53::HostedZone')).toEqual([
      {
        Name: 'shop.internal.',
        VPCs: [{ VPCId: { Ref: idOf('AWS::EC2::VPC', 'NetworkVpc') }, VPCRegion: 'eu-west-1' }],
      },
    ]);
    expect(entrance.domainName).toBe('shop.internal');
    expect(entrance.hostedZone.zoneName).toBe('shop.internal');
  });

  test('is known to CloudWatch by the name of its load balancer', () => {
    expect(stack.resolve(entrance.loadBalancerFullName)).toEqual({
      'Fn::GetAtt': [idOf('AWS::ElasticLoadBalancingV2::LoadBalancer', 'EntranceLoadBalancer'), 'LoadBalancerFullName'],
    });
  });
});

describe('an entrance by choice', () => {
  const { template, entrance, idOf } = made((stack) => ({
    port: 8444,
    testPort: 9443,
    deletionProtection: false,
    clients: [Peer.ipv4('10.1.0.0/16'), SecurityGroup.fromSecurityGroupId(stack, 'Front', 'sg-0123')],
    logBucket: new LogBucket(stack, 'Logs').bucket,
    hostedZone: PrivateHostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'internal' }),
  }));

  test('listens on other ports', () => {
    expect(portsOf(template)).toEqual([
      ['HTTPS', 8444],
      ['HTTPS', 9443],
    ]);
    const tests = propertiesOf(template, 'AWS::EC2::SecurityGroupEgress');
    expect(tests.map(({ FromPort, ToPort }) => [FromPort, ToPort])).toEqual([[9443, 9443]]);
  });

  test('can be deleted where somebody says so', () => {
    const [{ LoadBalancerAttributes }] = propertiesOf(template, 'AWS::ElasticLoadBalancingV2::LoadBalancer');
    const protection = LoadBalancerAttributes.filter(({ Key }: any) => Key === 'deletion_protection.enabled');
    expect(protection.map(({ Value }: any) => Value)).toEqual(['false']);
  });

  test('admits the clients that are named, and nobody else', () => {
    const entranceGroup = idOf('AWS::EC2::SecurityGroup', 'EntranceSecurityGroup');
    const { SecurityGroupIngress } = template.findResources('AWS::EC2::SecurityGroup')[entranceGroup].Properties;
    expect(SecurityGroupIngress).toEqual([
      { IpProtocol: 'tcp', FromPort: 8444, ToPort: 8444, CidrIp: '10.1.0.0/16', Description: 'Requests' },
    ]);
    const fromGroups = propertiesOf(template, 'AWS::EC2::SecurityGroupIngress');
    expect(fromGroups.map(({ FromPort, SourceSecurityGroupId }) => [FromPort, SourceSecurityGroupId])).toEqual([
      [8444, 'sg-0123'],
      [9443, groupId(idOf('AWS::EC2::SecurityGroup', 'EntranceProbeSecurityGroup'))],
    ]);
  });

  test('logs to the bucket that it is given', () => {
    const [{ LoadBalancerAttributes }] = propertiesOf(template, 'AWS::ElasticLoadBalancingV2::LoadBalancer');
    const [logs] = Object.keys(template.findResources('AWS::S3::Bucket')).filter((id) => id.startsWith('Logs'));
    expect(LoadBalancerAttributes).toContainEqual({ Key: 'access_logs.s3.bucket', Value: { Ref: logs } });
    // The other one is that of the network.
    template.resourceCountIs('AWS::S3::Bucket', 2);
  });

  test('writes names into the zone that it is given', () => {
    template.resourceCountIs('AWS::Route53::HostedZone', 0);
    expect(entrance.hostedZone.hostedZoneId).toBe('Z1');
  });
});

describe('an entrance of plain HTTP', () => {
  const { template, entrance } = made(() => ({ certificate: undefined, plainHttpReason: REASON }));

  test('listens without a certificate, for users on port 80', () => {
    expect(entrance.encrypted).toBe(false);
    expect(portsOf(template)).toEqual([
      ['HTTP', 80],
      ['HTTP', 8443],
    ]);
    expect(listenersOf(template).map(({ Certificates }) => Certificates)).toEqual([undefined, undefined]);
  });

  test('declares that to the report, with the reason given', () => {
    expect(entrance.node.metadata.map(({ type, data }) => [type, data])).toEqual([
      ['golden-path:exception', { topic: 'plain-http', reason: REASON }],
    ]);
  });
});

describe('an entrance at an existing load balancer', () => {
  const ARN = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/shop/0123456789abcdef';
  const { stack, entrance, template } = made((scope) => ({
    loadBalancer: ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(scope, 'Existing', {
      loadBalancerArn: ARN,
      securityGroupId: 'sg-0existing',
    }),
  }));

  test('adds its listeners to it, and makes no other', () => {
    template.resourceCountIs('AWS::ElasticLoadBalancingV2::LoadBalancer', 0);
    expect(listenersOf(template).map(({ LoadBalancerArn }) => LoadBalancerArn)).toEqual([ARN, ARN]);
  });

  test('opens the security group that it has', () => {
    const ingress = propertiesOf(template, 'AWS::EC2::SecurityGroupIngress');
    expect(ingress.map(({ GroupId, FromPort, CidrIp }) => [GroupId, FromPort, CidrIp])).toEqual([
      ['sg-0existing', 443, '10.0.0.0/16'],
      ['sg-0existing', 8443, undefined],
    ]);
    expect(entrance.securityGroup.securityGroupId).toBe('sg-0existing');
  });

  test('knows its name from its ARN', () => {
    expect(stack.resolve(entrance.loadBalancerFullName)).toBe('app/shop/0123456789abcdef');
  });

  test('takes one that was made in this app, if it is internal', () => {
    const owned = made((scope) => {
      const network = new PrivateNetwork(scope, 'Network', { zones: ZONES });
      return { network, loadBalancer: new ApplicationLoadBalancer(scope, 'Mine', { vpc: network.vpc }) };
    });
    owned.template.resourceCountIs('AWS::ElasticLoadBalancingV2::LoadBalancer', 1);
    const mine = owned.idOf('AWS::ElasticLoadBalancingV2::LoadBalancer', 'Mine');
    expect(listenersOf(owned.template).map((listener) => listener.LoadBalancerArn)).toEqual([
      { Ref: mine },
      { Ref: mine },
    ]);
    expect(owned.stack.resolve(owned.entrance.loadBalancerFullName)).toEqual({
      'Fn::GetAtt': [mine, 'LoadBalancerFullName'],
    });
  });
});
