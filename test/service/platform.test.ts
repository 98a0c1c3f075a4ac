import { haveResource, expect as judge, ResourcePart } from '@aws-cdk/assert';
import { App, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { InternalEntrance, LogBucket, Platform, PlatformProps, PrivateNetwork, ReleaseGate } from '../../lib';
import { CERTIFICATE_ARN, ENV, platformIn, propertiesOf, serviceIn, templateOf, ZONES } from '../stacks';

/** A platform made from what is in a stack beside it. */
function platformOf(props: (stack: Stack) => Partial<PlatformProps>): Platform {
  const stack = new Stack(new App(), 'Shop', { env: ENV });
  return new Platform(stack, 'Platform', { domainName: 'shop.internal', ...props(stack) });
}

const certificateIn = (stack: Stack) => Certificate.fromCertificateArn(stack, 'Certificate', CERTIFICATE_ARN);

function entranceIn(stack: Stack, network: PrivateNetwork): InternalEntrance {
  return new InternalEntrance(stack, 'Front', {
    network,
    domainName: 'shop.internal',
    certificate: certificateIn(stack),
  });
}

describe('a platform', () => {
  const platform = platformIn(new App());
  const template = templateOf(platform);

  test('has a network over the zones that were named, and an entrance in it', () => {
    expect(platform.network.zones).toEqual(ZONES);
    template.resourceCountIs('AWS::EC2::VPC', 1);
    template.resourceCountIs('AWS::ElasticLoadBalancingV2::LoadBalancer', 1);
    expect(platform.entrance.domainName).toBe('shop.internal');
    expect(platform.entrance.encrypted).toBe(true);
  });

  test('keeps the logs of both in one bucket', () => {
    const [bucket, ...more] = Object.keys(template.findResources('AWS::S3::Bucket'));
    expect(more).toEqual([]);
    const [{ LogDestination }] = propertiesOf(template, 'AWS::EC2::FlowLog');
    expect(LogDestination).toEqual({ 'Fn::Join': ['', [{ 'Fn::GetAtt': [bucket, 'Arn'] }, '/vpc-flow-logs']] });
    const [{ LoadBalancerAttributes }] = propertiesOf(template, 'AWS::ElasticLoadBalancingV2::LoadBalancer');
    expect(LoadBalancerAttributes).toContainEqual({ Key: 'access_logs.s3.bucket', Value: { Ref: bucket } });
  });

  test('has one key, which rotates, for alerts and for the logs of services', () => {
    template.resourceCountIs('AWS::KMS::Key', 1);
    judge(Stack.of(platform)).to(haveResource('AWS::KMS::Key', { EnableKeyRotation: true }));
    const [key] = Object.keys(template.findResources('AWS::KMS::Key'));
    judge(Stack.of(platform)).to(haveResource('AWS::SNS::Topic', { KmsMasterKeyId: { 'Fn::GetAtt': [key, 'Arn'] } }));
  });

  test('leaves nothing behind when its first deploy fails, and its key when it goes', () => {
    judge(Stack.of(platform)).to(
      haveResource(
        'AWS::KMS::Key',
        { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' },
        ResourcePart.CompleteDefinition,
      ),
    );
  });

  test('lets CloudWatch Logs use the key for the log groups of this account and region', () => {
    const [{ KeyPolicy }] = propertiesOf(template, 'AWS::KMS::Key');
    const ofLogs = KeyPolicy.Statement.filter(
      ({ Principal }: any) => Principal.Service === 'logs.eu-west-1.amazonaws.com',
    );
    const logGroups = ['arn:', { Ref: 'AWS::Partition' }, ':logs:eu-west-1:111122223333:log-group:*'];
    expect(ofLogs).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'logs.eu-west-1.amazonaws.com' },
        Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
        Resource: '*',
        Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': { 'Fn::Join': ['', logGroups] } } },
      },
    ]);
  });

  test('has a release gate for its entrance, which trusts the authorities of Node.js', () => {
    template.resourceCountIs('AWS::StepFunctions::StateMachine', 1);
    expect(platform.releaseGate.entrance).toBe(platform.entrance);
    expect(platform.releaseGate.certificateAuthority).toBeUndefined();
  });

  test('has its release gate trust the authority that is given', () => {
    const authority = '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIB\n-----END CERTIFICATE-----\n';
    const { releaseGate } = platformIn(new App(), { certificateAuthority: authority });
    expect(releaseGate.certificateAuthority).toBe(authority);
  });

  test('may have plain HTTP, with a reason', () => {
    const platform = platformIn(new App(), { certificate: undefined, plainHttpReason: 'The mesh encrypts it all.' });
    expect(platform.entrance.encrypted).toBe(false);
  });

  test('says nothing of a release, so that it does not change with one', () => {
    const app = new App();
    const shared = platformIn(app);
    const service = serviceIn(app, { platform: shared });
    const [launchTemplate] = Object.keys(templateOf(service).findResources('AWS::EC2::LaunchTemplate'));
    const text = JSON.stringify(templateOf(shared).toJSON());
    expect(text).toContain('ExportsOutput');
    expect(text).not.toContain(launchTemplate.slice(-12));
    expect(text).not.toContain(service.hostName);
  });
});

describe('a platform in what was there before', () => {
  test('lives in an existing VPC, and leaves no flow log in it', () => {
    const platform = platformOf((stack) => ({
      vpc: new Vpc(stack, 'Vpc', {
        availabilityZones: ZONES.slice(0, 2),
        subnetConfiguration: [{ name: 'Private', subnetType: SubnetType.PRIVATE_ISOLATED }],
      }),
      certificate: certificateIn(stack),
    }));
    const template = templateOf(platform);
    expect(platform.network.zones).toEqual(['eu-west-1a', 'eu-west-1b']);
    template.resourceCountIs('AWS::EC2::VPC', 1);
    template.resourceCountIs('AWS::EC2::FlowLog', 0);
    template.resourceCountIs('AWS::ElasticLoadBalancingV2::LoadBalancer', 1);
  });

  test('takes a network that was made beforehand', () => {
    const platform = platformOf((stack) => ({
      network: new PrivateNetwork(stack, 'Network', { zones: ZONES, cidr: '10.3.0.0/16' }),
      certificate: certificateIn(stack),
    }));
    expect(platform.network).toBe(Stack.of(platform).node.findChild('Network'));
    templateOf(platform).resourceCountIs('AWS::EC2::VPC', 1);
  });

  test('takes an existing load balancer', () => {
    const arn = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/shop/0123456789abcdef';
    const platform = platformOf((stack) => ({
      zones: ZONES,
      certificate: certificateIn(stack),
      loadBalancer: ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'LoadBalancer', {
        loadBalancerArn: arn,
        securityGroupId: 'sg-0123456789abcdef0',
      }),
    }));
    expect(platform.entrance.loadBalancer.loadBalancerArn).toBe(arn);
    templateOf(platform).resourceCountIs('AWS::ElasticLoadBalancingV2::LoadBalancer', 0);
  });

  test('makes no log bucket where network and load balancer are not its own', () => {
    const platform = platformOf((stack) => ({
      vpc: Vpc.fromVpcAttributes(stack, 'Vpc', {
        vpcId: 'vpc-0123456789abcdef0',
        vpcCidrBlock: '10.20.0.0/16',
        availabilityZones: ['eu-west-1a', 'eu-west-1b'],
        isolatedSubnetIds: ['subnet-a', 'subnet-b'],
        isolatedSubnetRouteTableIds: ['rtb-a', 'rtb-b'],
      }),
      certificate: certificateIn(stack),
      loadBalancer: ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'LoadBalancer', {
        loadBalancerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/shop/0123456789abcdef',
        securityGroupId: 'sg-0123456789abcdef0',
      }),
    }));
    templateOf(platform).resourceCountIs('AWS::S3::Bucket', 0);
  });

  test('takes an entrance that was made beforehand, and then makes no bucket of its own', () => {
    const platform = platformOf((stack) => {
      const network = new PrivateNetwork(stack, 'Network', { zones: ZONES });
      return { network, entrance: entranceIn(stack, network) };
    });
    expect(platform.entrance).toBe(Stack.of(platform).node.findChild('Front'));
    const buckets = Object.keys(templateOf(platform).findResources('AWS::S3::Bucket'));
    expect(buckets.filter((id) => id.startsWith('Platform'))).toEqual([]);
    templateOf(platform).resourceCountIs('AWS::ElasticLoadBalancingV2::LoadBalancer', 1);
  });

  test('takes a release gate that was made beforehand', () => {
    const platform = platformOf((stack) => {
      const network = new PrivateNetwork(stack, 'Network', { zones: ZONES });
      const entrance = entranceIn(stack, network);
      const [alertTopic, encryptionKey] = [new Topic(stack, 'Topic'), new Key(stack, 'Key')];
      return {
        network,
        entrance,
        releaseGate: new ReleaseGate(stack, 'Gate', { network, entrance, alertTopic, encryptionKey }),
      };
    });
    expect(platform.releaseGate).toBe(Stack.of(platform).node.findChild('Gate'));
    templateOf(platform).resourceCountIs('AWS::StepFunctions::StateMachine', 1);
  });

  test('logs to the bucket that it is given', () => {
    const platform = platformOf((stack) => ({
      zones: ZONES,
      certificate: certificateIn(stack),
      logBucket: new LogBucket(stack, 'Logs').bucket,
    }));
    expect(Object.keys(templateOf(platform).findResources('AWS::S3::Bucket'))).toEqual([
      expect.stringMatching(/^Logs[0-9A-F]{8}$/),
    ]);
  });
});
