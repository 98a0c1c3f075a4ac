import * as cdk from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { CERTIFICATE_ARN, DOMAIN_NAME } from '../scenario';
import { PlatformMonitoring } from './platform-monitoring';
import { ReleaseGate } from './release-gate';

const CIDR = '10.0.0.0/16';
const TEST_PORT = 8443;

/** What the services share: network, load balancer, release gate, key and alert topic. */
export class PlatformStack extends cdk.Stack {
  public readonly vpc: ec2.Vpc;
  public readonly key: kms.Key;
  public readonly alertTopic: sns.Topic;
  public readonly ticketTopic: sns.Topic;
  public readonly detailTopic: sns.Topic;
  public readonly incidents: logs.ILogGroup;
  public readonly hostedZone: route53.PrivateHostedZone;
  public readonly endpointSecurityGroup: ec2.SecurityGroup;
  public readonly loadBalancer: elbv2.ApplicationLoadBalancer;
  public readonly productionListener: elbv2.ApplicationListener;
  public readonly testListener: elbv2.ApplicationListener;
  public readonly releaseGate: ReleaseGate;

  constructor(scope: Construct, id: string, props: cdk.StackProps) {
    super(scope, id, props);
    this.key = this.createKey();
    this.alertTopic = this.createTopic('Alerts');
    this.ticketTopic = this.createTopic('Tickets');
    this.detailTopic = this.createTopic('Details');
    const logBucket = this.createLogBucket();

    this.vpc = this.createVpc(logBucket);
    this.endpointSecurityGroup = this.createEndpoints();

    this.loadBalancer = this.createLoadBalancer(logBucket);
    const certificate = acm.Certificate.fromCertificateArn(this, 'Certificate', CERTIFICATE_ARN);
    this.productionListener = this.createListener('ProductionListener', 443, certificate);
    this.testListener = this.createListener('TestListener', TEST_PORT, certificate);
    const probeSecurityGroup = this.admitClients();
    this.releaseGate = new ReleaseGate(this, 'ReleaseGate', {
      vpc: this.vpc,
      probeSecurityGroup,
      productionListener: this.productionListener,
      alertTopic: this.alertTopic,
      key: this.key,
    });
    this.incidents = new PlatformMonitoring(this, 'Monitoring', {
      loadBalancer: this.loadBalancer,
      gateAlarms: this.releaseGate.alarms,
      alertTopic: this.alertTopic,
      ticketTopic: this.ticketTopic,
      key: this.key,
    }).incidents;
    this.hostedZone = new route53.PrivateHostedZone(this, 'HostedZone', { zoneName: DOMAIN_NAME, vpc: this.vpc });
  }

  private createKey(): kms.Key {
    const key = new kms.Key(this, 'Key', { enableKeyRotation: true, description: 'Logs and alerts' });
    key.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal(`logs.${this.region}.amazonaws.com`)],
        actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
        resources: ['*'],
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': `arn:${this.partition}:logs:${this.region}:${this.account}:log-group:*`,
          },
        },
      }),
    );
    key.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    key.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.AnyPrincipal()],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        conditions: {
          StringEquals: { 'aws:PrincipalAccount': this.account },
          ArnEquals: {
            'aws:PrincipalArn': `arn:${this.partition}:iam::${this.account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
          },
        },
      }),
    );
    return key;
  }

  private createTopic(id: string): sns.Topic {
    const topic = new sns.Topic(this, id, { masterKey: this.key, enforceSSL: true });
    topic.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    return topic;
  }

  private createLogBucket(): s3.Bucket {
    const bucket = new s3.Bucket(this, 'LogBucket', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      versioned: true,
      removalPolicy: cdk.RemovalPolicy.RETAIN,
      lifecycleRules: [
        {
          expiration: cdk.Duration.days(400),
          noncurrentVersionExpiration: cdk.Duration.days(30),
          abortIncompleteMultipartUploadAfter: cdk.Duration.days(7),
        },
      ],
    });
    cdk.Validations.of(bucket).acknowledge(
      { id: 'AwsSolutions::AwsSolutions-S1', reason: 'This is the log bucket.' },
      { id: 'NIST.800.53.R5::NIST.800.53.R5-S3BucketLoggingEnabled', reason: 'This is the log bucket.' },
      { id: 'NIST.800.53.R5::NIST.800.53.R5-S3DefaultEncryptionKMS', reason: 'Access logs need SSE-S3.' },
      { id: 'NIST.800.53.R5::NIST.800.53.R5-S3BucketReplicationEnabled', reason: 'Logs stay in their region.' },
    );
    return bucket;
  }

  private createVpc(logBucket: s3.Bucket): ec2.Vpc {
    const vpc = new ec2.Vpc(this, 'Vpc', {
      ipAddresses: ec2.IpAddresses.cidr(CIDR),
      maxAzs: 3,
      natGateways: 0,
      createInternetGateway: false,
      restrictDefaultSecurityGroup: true,
      subnetConfiguration: [{ name: 'Private', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
    });
    vpc.addFlowLog('FlowLog', {
      destination: ec2.FlowLogDestination.toS3(logBucket, 'vpc-flow-logs'),
      trafficType: ec2.FlowLogTrafficType.ALL,
      maxAggregationInterval: ec2.FlowLogMaxAggregationInterval.ONE_MINUTE,
    });
    return vpc;
  }

  private createEndpoints(): ec2.SecurityGroup {
    const securityGroup = new ec2.SecurityGroup(this, 'EndpointSecurityGroup', {
      vpc: this.vpc,
      description: 'Interface endpoints',
      allowAllOutbound: false,
    });
    securityGroup.addIngressRule(ec2.Peer.ipv4(CIDR), ec2.Port.HTTPS, 'HTTPS from within the VPC');
    const services = {
      Ssm: ec2.InterfaceVpcEndpointAwsService.SSM,
      SecretsManager: ec2.InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
      Logs: ec2.InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
      Monitoring: ec2.InterfaceVpcEndpointAwsService.CLOUDWATCH_MONITORING,
    };
    for (const [id, service] of Object.entries(services)) {
      this.vpc.addInterfaceEndpoint(id, { service, securityGroups: [securityGroup], open: false });
    }
    return securityGroup;
  }

  private createLoadBalancer(logBucket: s3.Bucket): elbv2.ApplicationLoadBalancer {
    const loadBalancer = new elbv2.ApplicationLoadBalancer(this, 'LoadBalancer', {
      vpc: this.vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      internetFacing: false,
      securityGroup: new ec2.SecurityGroup(this, 'LoadBalancerSecurityGroup', {
        vpc: this.vpc,
        description: 'Load balancer',
        allowAllOutbound: false,
      }),
      deletionProtection: true,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: elbv2.DesyncMitigationMode.STRICTEST,
    });
    loadBalancer.logAccessLogs(logBucket, 'access-logs');
    cdk.Validations.of(loadBalancer).acknowledge({
      id: 'NIST.800.53.R5::NIST.800.53.R5-ALBWAFEnabled',
      reason: 'The load balancer is internal.',
    });
    return loadBalancer;
  }

  private createListener(id: string, port: number, certificate: acm.ICertificate): elbv2.ApplicationListener {
    return this.loadBalancer.addListener(id, {
      port,
      protocol: elbv2.ApplicationProtocol.HTTPS,
      certificates: [certificate],
      sslPolicy: elbv2.SslPolicy.TLS13_RES,
      open: false,
      defaultAction: elbv2.ListenerAction.fixedResponse(503, {
        contentType: 'text/plain',
        messageBody: 'no service of this name',
      }),
    });
  }

  private admitClients(): ec2.SecurityGroup {
    const probe = new ec2.SecurityGroup(this, 'ProbeSecurityGroup', {
      vpc: this.vpc,
      description: 'Whoever tests a new release',
      allowAllOutbound: false,
    });
    this.productionListener.connections.allowDefaultPortFrom(ec2.Peer.ipv4(CIDR), 'Requests');
    this.testListener.connections.allowDefaultPortFrom(probe, 'Tests of a new release');
    return probe;
  }
}
