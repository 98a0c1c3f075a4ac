import * as cdk from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as targets from 'aws-cdk-lib/aws-route53-targets';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { DOMAIN_NAME, ZONES } from '../scenario';
import { addAlarms } from './alarms';
import { addDashboard } from './dashboard';
import { addGate, addPreflight } from './gate';
import { ServiceMetrics } from './metrics';
import { addObjectives } from './objectives';
import { PlatformStack } from './platform-stack';

/** What differs from service to service. */
export interface ServiceStackProps extends cdk.StackProps {
  readonly platform: PlatformStack;
  readonly serviceName: string;
  readonly listenerPriority: number;
  readonly amiId: string;
  readonly commit: string;
}

const PORT = 8080;
const MIN_CAPACITY = 3;
const MAX_CAPACITY = 12;

/** One service: servers from an image in a self-healing group, behind the platform's load balancer. */
export class ServiceStack extends cdk.Stack {
  private readonly hostName: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ServiceStackProps,
  ) {
    super(scope, id, props);
    const { platform, serviceName, commit } = props;
    this.hostName = `${serviceName}.${DOMAIN_NAME}`;

    const logGroup = this.createLogGroup();
    const targetGroup = this.createTargetGroup();
    const launchTemplate = this.createLaunchTemplate(this.createRole(logGroup), logGroup);
    const gateProps = { ...props, hostName: this.hostName };
    launchTemplate.node.addDependency(addPreflight(this, gateProps));
    const group = this.createGroup(launchTemplate);
    group.attachToApplicationTargetGroup(targetGroup);
    group.connections.allowFrom(platform.loadBalancer, ec2.Port.tcp(PORT), 'Requests and health checks');
    group.scaleOnCpuUtilization('CpuTracking', { targetUtilizationPercent: 50 });
    group.node.addDependency(this.createRule('TestRule', platform.testListener, targetGroup));
    const productionRule = this.createRule('ProductionRule', platform.productionListener, targetGroup);

    const metrics = new ServiceMetrics(targetGroup, group, ZONES, this.hostName);
    const { alertTopic: page, ticketTopic: ticket, detailTopic: detail } = platform;
    const topics = { page, ticket, detail };
    const alarms = addAlarms(this, { metrics, serviceName, maxCapacity: MAX_CAPACITY, topics });
    addObjectives(this, this.hostName, metrics.objectives);
    const logGroupNames = [platform.incidents.logGroupName, platform.releaseGate.logGroup.logGroupName];
    addDashboard(this, {
      metrics,
      alarms,
      commit,
      hostName: this.hostName,
      maxCapacity: MAX_CAPACITY,
      logGroupNames,
    });
    productionRule.node.addDependency(
      addGate(this, { ...gateProps, group, targetGroup, alarms: alarms.release, logGroup }),
    );
    this.recordRelease();
    this.createAddress();
  }

  private createLogGroup(): logs.LogGroup {
    return new logs.LogGroup(this, 'LogGroup', {
      encryptionKey: this.props.platform.key,
      retention: logs.RetentionDays.ONE_YEAR,
      removalPolicy: cdk.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }

  private createRole(logGroup: logs.LogGroup): iam.Role {
    const { serviceName } = this.props;
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
      description: `Servers of ${serviceName}`,
    });
    const policy = new iam.ManagedPolicy(this, 'AgentPolicy', {
      description: `Logs and metrics of the servers of ${serviceName}`,
      roles: [role],
      statements: [
        new iam.PolicyStatement({
          actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
          resources: [logGroup.logGroupArn],
        }),
        new iam.PolicyStatement({
          actions: ['cloudwatch:PutMetricData'],
          resources: ['*'],
          conditions: { StringEquals: { 'cloudwatch:namespace': ['CWAgent', serviceName] } },
        }),
      ],
    });
    cdk.Validations.of(policy).acknowledge({
      id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
      reason: 'PutMetricData has no resource-level permissions; a condition on the namespace confines it.',
    });
    return role;
  }

  private createLaunchTemplate(role: iam.Role, logGroup: logs.LogGroup): ec2.LaunchTemplate {
    const { platform, serviceName, commit, amiId } = this.props;
    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc: platform.vpc,
      description: `Servers of ${serviceName}`,
      allowAllOutbound: false,
    });
    // By id, because a rule to a security group as such is a resource of its own.
    const endpoints = ec2.Peer.securityGroupId(platform.endpointSecurityGroup.securityGroupId);
    securityGroup.addEgressRule(endpoints, ec2.Port.HTTPS, 'Interface endpoints');

    const template = new ec2.LaunchTemplate(this, 'LaunchTemplate', {
      machineImage: ec2.MachineImage.genericLinux({ [this.region]: amiId }),
      instanceType: ec2.InstanceType.of(ec2.InstanceClass.M7G, ec2.InstanceSize.LARGE),
      role,
      securityGroup,
      detailedMonitoring: true,
      requireImdsv2: true,
      httpEndpoint: true,
      httpPutResponseHopLimit: 1,
      instanceMetadataTags: true,
      blockDevices: [
        {
          deviceName: '/dev/xvda',
          volume: ec2.BlockDeviceVolume.ebs(20, { encrypted: true, volumeType: ec2.EbsDeviceVolumeType.GP3 }),
        },
      ],
    });
    cdk.Tags.of(template).add('Name', serviceName);
    cdk.Tags.of(template).add('service', serviceName);
    cdk.Tags.of(template).add('commit', commit);
    cdk.Tags.of(template).add('log-group', logGroup.logGroupName);
    return template;
  }

  private createGroup(launchTemplate: ec2.LaunchTemplate): autoscaling.AutoScalingGroup {
    const { platform } = this.props;
    const group = new autoscaling.AutoScalingGroup(this, 'Group', {
      vpc: platform.vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      launchTemplate,
      minCapacity: MIN_CAPACITY,
      maxCapacity: MAX_CAPACITY,
      healthChecks: autoscaling.HealthChecks.withAdditionalChecks({
        gracePeriod: cdk.Duration.minutes(5),
        additionalTypes: [autoscaling.AdditionalHealthCheckType.ELB],
      }),
      defaultInstanceWarmup: cdk.Duration.minutes(5),
      maxInstanceLifetime: cdk.Duration.days(7),
      minHealthyPercentage: 100,
      maxHealthyPercentage: 110,
      groupMetrics: [autoscaling.GroupMetrics.all()],
      notifications: [{ topic: platform.alertTopic, scalingEvents: autoscaling.ScalingEvents.ALL }],
      deletionProtection: autoscaling.DeletionProtection.PREVENT_FORCE_DELETION,
    });
    const { serviceName, commit } = this.props;
    const tags = { service: serviceName, commit, host: this.hostName, platform: DOMAIN_NAME };
    for (const [key, value] of Object.entries(tags)) {
      cdk.Tags.of(group).add(`group:${key}`, value, { applyToLaunchedInstances: false });
    }
    return group;
  }

  private createTargetGroup(): elbv2.ApplicationTargetGroup {
    const targetGroup = new elbv2.ApplicationTargetGroup(this, 'TargetGroup', {
      vpc: this.props.platform.vpc,
      targetType: elbv2.TargetType.INSTANCE,
      protocol: elbv2.ApplicationProtocol.HTTP,
      port: PORT,
      healthCheck: {
        enabled: true,
        protocol: elbv2.Protocol.HTTP,
        path: '/healthz',
        interval: cdk.Duration.seconds(10),
        timeout: cdk.Duration.seconds(5),
        healthyThresholdCount: 2,
        unhealthyThresholdCount: 3,
        healthyHttpCodes: '200',
      },
      deregistrationDelay: cdk.Duration.seconds(60),
      loadBalancingAlgorithmType: elbv2.TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS,
    });
    cdk.Tags.of(targetGroup).add('golden-path:platform', DOMAIN_NAME);
    cdk.Tags.of(targetGroup).add('golden-path:host', this.hostName);
    cdk.Tags.of(targetGroup).add('golden-path:release', this.props.commit.slice(0, 12));
    cdk.Tags.of(targetGroup).add('golden-path:latency-objective', '1');
    targetGroup.setAttribute('target_group_health.dns_failover.minimum_healthy_targets.count', 'off');
    return targetGroup;
  }

  private createRule(
    id: string,
    listener: elbv2.IApplicationListener,
    targetGroup: elbv2.IApplicationTargetGroup,
  ): elbv2.ApplicationListenerRule {
    return new elbv2.ApplicationListenerRule(this, id, {
      listener,
      priority: this.props.listenerPriority,
      conditions: [elbv2.ListenerCondition.hostHeaders([this.hostName])],
      action: elbv2.ListenerAction.weightedForward([{ targetGroup, weight: 100 }]),
    });
  }

  private recordRelease(): void {
    const { serviceName, amiId, commit } = this.props;
    new ssm.StringParameter(this, 'Release', {
      parameterName: `/${DOMAIN_NAME}/${serviceName}/release`,
      description: `The live release of ${serviceName}`,
      stringValue: JSON.stringify({ service: serviceName, host: this.hostName, commit, image: amiId }),
    });
    new cdk.CfnOutput(this, 'Commit', { value: commit, description: `The live commit of ${serviceName}` });
    new cdk.CfnOutput(this, 'Image', { value: amiId, description: `The live image of ${serviceName}` });
    new cdk.CfnOutput(this, 'Host', { value: this.hostName, description: `Where ${serviceName} answers` });
  }

  private createAddress(): void {
    const { platform } = this.props;
    new route53.ARecord(this, 'Address', {
      zone: platform.hostedZone,
      recordName: `${this.hostName}.`,
      target: route53.RecordTarget.fromAlias(new targets.LoadBalancerTarget(platform.loadBalancer)),
      comment: `Where ${this.hostName} is`,
    });
  }
}
