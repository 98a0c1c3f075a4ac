import { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import { CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { CfnAlarm, CfnCompositeAlarm, CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnLaunchTemplate, Connections, IConnectable, Port } from 'aws-cdk-lib/aws-ec2';
import { CfnListenerRule, CfnTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IGrantable, IPrincipal, IRole } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { ARecord, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import { ServerGroup, ServerIdentity } from '../fleet';
import { describeService } from '../private/metadata';
import { Fingerprint, RuntimeConfiguration } from '../release';
import { GatedRelease, GROUP_TAGS, TrafficRules } from '../rollout';
import { IMonitoredService, incidentAlarmName, MonitoredService, ServiceSignals } from '../signals';
import { ImmutableServiceProps } from './immutable-service-props';
import { requireOwnStack } from './own-stack';
import { ReleaseRecord } from './release-record';
import { monitoredService, recorderTags, whatIsSeen } from './service-monitoring';
import { resolveSettings, ServiceSettings } from './service-settings';

/** What one release consists of by the time that it is to pass the gate. */
interface Made {
  readonly identity: ServerIdentity;
  readonly servers: ServerGroup;
  readonly signals: ServiceSignals;
}

/**
 * A service on the golden path: servers from one image, in a self-healing group that is replaced as a whole by the next
 * release, behind the platform's entrance, watched by its golden signals.
 *
 * One service per stack: a release is a stack update, and what fails is rolled back as one.
 */
export class ImmutableService extends Construct implements IConnectable, IGrantable, IMonitoredService {
  /** The name of the service. */
  public readonly serviceName: string;

  /** The host name that the service answers to. */
  public readonly hostName: string;

  /** The identity of what runs: a token, because it is known only when the app is synthesized. */
  public readonly fingerprint: string;

  /** The security group of the servers, to allow connections to and from. */
  public readonly connections: Connections;

  /** The role of the servers, to grant rights to. */
  public readonly grantPrincipal: IPrincipal;

  /** The role of the servers. */
  public readonly role: IRole;

  /** Where the servers' logs go. */
  public readonly logGroup: ILogGroup;

  /** What the servers of this release are started from. A change of it by an escape hatch is a new release. */
  public readonly launchTemplate: CfnLaunchTemplate;

  /** The group that keeps the servers of this release alive. */
  public readonly autoScalingGroup: CfnAutoScalingGroup;

  /** The target group that the servers of this release register in. */
  public readonly targetGroup: CfnTargetGroup;

  /** The rule that leads users to the release. */
  public readonly productionRule: CfnListenerRule;

  /** The rule that leads the probe to the newest release. */
  public readonly testRule: CfnListenerRule;

  /** The alarms that judge this release. */
  public readonly rollbackAlarms: CfnAlarm[];

  /** The alarms on what the service does now. People hear of them through `pageAlarm` and `ticketAlarm`. */
  public readonly serviceAlarms: CfnAlarm[];

  /** The alarms on how fast error budgets are spent. People hear of them through `pageAlarm` and `ticketAlarm`. */
  public readonly burnRateAlarms: CfnAlarm[];

  /** The alarm that users are hurt. Its name never changes: the domain of the platform, the service's name, `page`. */
  public readonly pageAlarm: CfnCompositeAlarm;

  /** The alarm that somebody should look in working hours. */
  public readonly ticketAlarm: CfnCompositeAlarm;

  /** The objectives, as CloudWatch Application Signals knows them. */
  public readonly serviceLevelObjectives: CfnServiceLevelObjective[];

  /** What there is to see of the service on one page. */
  public readonly dashboard: CfnDashboard;

  /** How the service is found in CloudWatch. */
  public readonly monitored: MonitoredService;

  constructor(scope: Construct, id: string, props: ImmutableServiceProps) {
    super(scope, id);
    requireOwnStack(this, props.platform);
    const settings = resolveSettings(this, props);
    this.claimNames(settings);
    const fingerprint = new Fingerprint(this, identityOf(settings));
    this.serviceName = settings.serviceName;
    this.hostName = settings.hostName;
    this.fingerprint = fingerprint.token;
    this.monitored = monitoredService(this, settings);

    const identity = this.createIdentity(settings);
    const configuration = this.createConfiguration(settings, fingerprint, identity);
    const servers = this.createServerGroup(settings, fingerprint, identity, configuration);
    const rules = this.createTrafficRules(settings, servers);
    const signals = this.createSignals(settings, fingerprint, servers);
    const gated = this.createGatedRelease(settings, fingerprint, { identity, servers, signals });
    const record = this.createReleaseRecord(settings);
    const address = this.createAddress(settings);

    // The order of a release. Nothing is made to start servers from before the release has been looked at...
    servers.prepareAfter(gated.preflight);
    // ...they start when the test rule can show them to the probe...
    servers.launchAfter(rules.testRule);
    // ...the gate judges them when everything that scales and watches them exists, and lets users in...
    gated.passAfter(servers, ...signals.rollbackAlarms);
    rules.releaseAfter(gated.gate);
    // ...and what names the live release follows the users.
    for (const follower of [...signals.followers, record, address]) {
      follower.node.addDependency(rules.productionRule);
    }

    this.role = identity.role;
    this.grantPrincipal = identity.role;
    this.connections = new Connections({
      securityGroups: [identity.securityGroup],
      defaultPort: Port.tcp(settings.port),
    });
    this.logGroup = identity.logGroup;
    this.launchTemplate = servers.launchTemplate;
    this.autoScalingGroup = servers.autoScalingGroup;
    this.targetGroup = servers.targetGroup;
    this.productionRule = rules.productionRule;
    this.testRule = rules.testRule;
    this.rollbackAlarms = signals.rollbackAlarms;
    this.serviceAlarms = signals.serviceAlarms;
    this.burnRateAlarms = signals.burnRateAlarms;
    this.pageAlarm = signals.pageAlarm;
    this.ticketAlarm = signals.ticketAlarm;
    this.serviceLevelObjectives = signals.serviceLevelObjectives;
    this.dashboard = signals.dashboard;
    this.describe(settings);
  }

  private claimNames({ platform, serviceName, hostName, listenerPriority }: ServiceSettings): void {
    platform.entrance._claims.claim(this, [
      { property: 'serviceName', value: serviceName, fix: 'pass another serviceName' },
      { property: 'hostName', value: hostName, fix: 'pass another hostName' },
      {
        property: 'listenerPriority',
        value: String(listenerPriority),
        fix: 'pass a listenerPriority that no other service has',
      },
    ]);
  }

  private createIdentity({ platform, serviceName, port }: ServiceSettings): ServerIdentity {
    const { network, entrance, encryptionKey } = platform;
    return new ServerIdentity(this, 'Identity', {
      serviceName,
      port,
      network,
      entrance: entrance.securityGroup,
      encryptionKey,
    });
  }

  private createConfiguration(
    { release, path }: ServiceSettings,
    fingerprint: Fingerprint,
    { role }: ServerIdentity,
  ): RuntimeConfiguration | undefined {
    if (Object.keys(release.configuration).length === 0) return undefined;
    return new RuntimeConfiguration(this, 'Configuration', { release, fingerprint, role, path });
  }

  private createServerGroup(
    settings: ServiceSettings,
    fingerprint: Fingerprint,
    identity: ServerIdentity,
    configuration?: RuntimeConfiguration,
  ): ServerGroup {
    const { platform } = settings;
    const servers = new ServerGroup(this, 'Servers', {
      ...settings,
      fingerprint,
      identity,
      network: platform.network,
      loadBalancerFullName: platform.entrance.loadBalancerFullName,
      alertTopicArn: platform.alertTopic.topicArn,
      configurationPath: configuration?.path,
      gateTags: { [GROUP_TAGS.platform]: platform.entrance.domainName, [GROUP_TAGS.host]: settings.hostName },
      recorderTags: recorderTags(settings, fingerprint),
    });
    if (configuration) servers.launchAfter(configuration);
    return servers;
  }

  private createTrafficRules(
    { platform, hostName, listenerPriority }: ServiceSettings,
    servers: ServerGroup,
  ): TrafficRules {
    const { productionListener, testListener } = platform.entrance;
    return new TrafficRules(this, 'Rules', {
      host: hostName,
      priority: listenerPriority,
      productionListenerArn: productionListener.listenerArn,
      testListenerArn: testListener.listenerArn,
      targetGroupArn: servers.targetGroup.ref,
    });
  }

  private createSignals(settings: ServiceSettings, fingerprint: Fingerprint, servers: ServerGroup): ServiceSignals {
    const signals = new ServiceSignals(this, 'Signals', {
      ...whatIsSeen(settings),
      fingerprint: fingerprint.token,
      dashboardName: this.monitored.dashboardName,
      source: {
        loadBalancer: settings.platform.entrance.loadBalancerFullName,
        targetGroup: servers.targetGroup.attrTargetGroupFullName,
        autoScalingGroup: servers.autoScalingGroup.ref,
        zones: settings.platform.network.zones,
      },
    });
    for (const alarm of signals.rollbackAlarms) fingerprint.include(alarm);
    return signals;
  }

  private createGatedRelease(settings: ServiceSettings, fingerprint: Fingerprint, made: Made): GatedRelease {
    const { platform, hostName, release, listenerPriority } = settings;
    const { identity, servers, signals } = made;
    const gated = new GatedRelease(this, 'Gate', {
      ...settings,
      gate: platform.releaseGate,
      entrance: platform.entrance,
      host: hostName,
      priority: listenerPriority,
      release: { fingerprint: fingerprint.token, commit: release.commit },
      architecture: release.architecture,
      watch: [incidentAlarmName(platform.entrance.domainName, settings.serviceName, 'page')],
      budgets: settings.errorBudgetPolicy._budgets(signals.objectives),
      fix: release.fix ?? '',
      servers: {
        targetGroupArn: servers.targetGroup.ref,
        groupName: servers.autoScalingGroup.ref,
        zones: platform.network.zones,
      },
      alarms: signals.rollbackAlarms.map((alarm) => alarm.ref),
      lookAt: { dashboard: this.monitored.dashboardName, logGroup: identity.logGroup.logGroupName },
    });
    fingerprint.include(gated.preflight);
    return gated;
  }

  private createReleaseRecord({ serviceName, hostName, release, image, path }: ServiceSettings): ReleaseRecord {
    return new ReleaseRecord(this, 'Release', {
      serviceName,
      host: hostName,
      release,
      image,
      path,
      fingerprint: this.fingerprint,
    });
  }

  private createAddress({ platform, hostName }: ServiceSettings): ARecord {
    return new ARecord(this, 'Address', {
      zone: platform.entrance.hostedZone,
      // Fully qualified, so that a host in another domain of the zone is not taken for a relative name.
      recordName: `${hostName}.`,
      target: RecordTarget.fromAlias(new LoadBalancerTarget(platform.entrance.loadBalancer)),
      comment: `Where ${hostName} is`,
    });
  }

  private describe({ serviceName, hostName, release, image }: ServiceSettings): void {
    describeService(this, {
      name: serviceName,
      host: hostName,
      commit: release.commit,
      image,
      architecture: release.architecture,
      builtAt: release.builtAt,
      fingerprint: this.fingerprint,
    });
  }
}

/**
 * What a release is beside the properties of its resources: the commit, and what its servers read in their tags about
 * themselves. The tags are not hashed, because users' tags are among them.
 */
function identityOf({ release, serviceName, path }: ServiceSettings): { readonly [name: string]: string } {
  return { commit: release.commit, serviceName, path };
}
