import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnAlarm, CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { InternalEntrance, IPrivateNetwork, LogBucket, PrivateNetwork } from '../network';
import { ReleaseGate } from '../rollout';
import { AlertChats, AlertTopic, IncidentFeed, IncidentTargets, PlatformSignals, requirePublishable } from '../signals';
import { PlatformProps } from './platform-props';
import { validatePlatform } from './validate-platform';

/**
 * What the services of one environment share: a private network, an internal entrance, a release gate, and where alerts go.
 *
 * Made once per environment and changed rarely, in a stack of its own.
 */
export class Platform extends Construct {
  /** The network that services live in. */
  public readonly network: IPrivateNetwork;

  /** How requests come in. */
  public readonly entrance: InternalEntrance;

  /** What stands between a new release and its users. */
  public readonly releaseGate: ReleaseGate;

  /** Where pages go, and the messages of Auto Scaling groups. */
  public readonly alertTopic: ITopic;

  /** Where tickets go. */
  public readonly ticketTopic: ITopic;

  /** Where each alarm of a service speaks for itself, as part of a page or a ticket. Nobody has to listen. */
  public readonly detailTopic: ITopic;

  /** What has happened: each page and each ticket, when it began and when it was over. */
  public readonly incidentFeed: ILogGroup;

  /** The alarms of what services share: the load balancer, the recorder of their signals, and the release gate. */
  public readonly alarms: CfnAlarm[];

  /** What services share, on one page. */
  public readonly dashboard: CfnDashboard;

  /** The key that the services' logs and the platform's alerts are encrypted with. */
  public readonly encryptionKey: Key;

  constructor(scope: Construct, id: string, props: PlatformProps) {
    super(scope, id);
    validatePlatform(this, props);
    this.encryptionKey = this.createKey();
    const logBucket = props.logBucket ?? this.createLogBucket(props);
    this.network = props.network ?? this.createNetwork(props, logBucket);
    this.entrance = props.entrance ?? this.createEntrance(props, logBucket);
    this.alertTopic = props.alertTopic ?? this.createAlertTopic(props);
    requirePublishable(this, 'alertTopic', this.alertTopic, { autoScaling: true });
    this.ticketTopic = props.ticketTopic ?? this.createTicketTopic(props);
    if (this.ticketTopic !== this.alertTopic) {
      requirePublishable(this, 'ticketTopic', this.ticketTopic, { autoScaling: false });
    }
    this.detailTopic = this.createDetailTopic();
    this.releaseGate = props.releaseGate ?? this.createReleaseGate(props);
    const signals = this.createSignals();
    this.alarms = [...signals.alarms, ...this.releaseGate.alarms];
    this.dashboard = signals.dashboard;
    this.incidentFeed = this.createIncidentFeed();
    this.attachChats(props);
    this.attachIncidentTargets(props, [...signals.pagingAlarms, ...this.releaseGate.alarms]);
  }

  private createKey(): Key {
    const stack = Stack.of(this);
    const key = new Key(this, 'Key', {
      enableKeyRotation: true,
      description: `Logs and alerts of ${this.node.path}`,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
        actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
        resources: ['*'],
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': stack.formatArn({
              service: 'logs',
              resource: 'log-group',
              resourceName: '*',
              arnFormat: ArnFormat.COLON_RESOURCE_NAME,
            }),
          },
        },
      }),
    );
    return key;
  }

  /** Only where there is something to log: what existed before logs where it did. */
  private createLogBucket({ network, vpc, entrance, loadBalancer }: PlatformProps): IBucket | undefined {
    if ((network ?? vpc) && (entrance ?? loadBalancer)) return undefined;
    return new LogBucket(this, 'LogBucket').bucket;
  }

  private createNetwork({ vpc, zones }: PlatformProps, logBucket?: IBucket): IPrivateNetwork {
    return vpc ? PrivateNetwork.fromVpc(this, vpc) : new PrivateNetwork(this, 'Network', { zones, logBucket });
  }

  private createEntrance(
    { domainName, certificate, plainHttpReason, loadBalancer }: PlatformProps,
    logBucket?: IBucket,
  ): InternalEntrance {
    return new InternalEntrance(this, 'Entrance', {
      network: this.network,
      domainName,
      certificate,
      plainHttpReason,
      loadBalancer,
      logBucket,
    });
  }

  private createAlertTopic({ alertEmails }: PlatformProps): ITopic {
    return new AlertTopic(this, 'Alerts', { encryptionKey: this.encryptionKey, emails: alertEmails }).topic;
  }

  /** Where pages go to a topic that somebody brought, that is where alerts are read. */
  private createTicketTopic({ alertTopic, alertEmails, ticketEmails }: PlatformProps): ITopic {
    if (alertTopic && !ticketEmails) return alertTopic;
    const emails = ticketEmails ?? alertEmails;
    return new AlertTopic(this, 'Tickets', { encryptionKey: this.encryptionKey, emails }).topic;
  }

  private createDetailTopic(): ITopic {
    return new AlertTopic(this, 'Details', { encryptionKey: this.encryptionKey }).topic;
  }

  private createReleaseGate({ certificateAuthority }: PlatformProps): ReleaseGate {
    const { network, entrance, alertTopic, encryptionKey } = this;
    return new ReleaseGate(this, 'ReleaseGate', { network, entrance, alertTopic, encryptionKey, certificateAuthority });
  }

  private createSignals(): PlatformSignals {
    const { entrance, alertTopic, ticketTopic, encryptionKey } = this;
    return new PlatformSignals(this, 'Signals', {
      domainName: entrance.domainName,
      dashboardName: `${entrance.domainName.replace(/\./g, '_')}-platform-${Stack.of(this).region}`,
      loadBalancerArn: entrance.loadBalancer.loadBalancerArn,
      loadBalancerFullName: entrance.loadBalancerFullName,
      topics: { page: alertTopic.topicArn, ticket: ticketTopic.topicArn },
      gateAlarms: this.releaseGate.alarms,
      encryptionKey,
    });
  }

  private createIncidentFeed(): ILogGroup {
    return new IncidentFeed(this, 'IncidentFeed', {
      domainName: this.entrance.domainName,
      alarmArns: this.alarms.map(({ attrArn }) => attrArn),
      encryptionKey: this.encryptionKey,
    }).logGroup;
  }

  private attachChats({ alertChats = [], ticketChats = alertChats }: PlatformProps): void {
    if (alertChats.length === 0 && ticketChats.length === 0) return;
    new AlertChats(this, 'Chats', {
      routes: [
        { property: 'alertChats', topic: this.alertTopic, channels: alertChats },
        { property: 'ticketChats', topic: this.ticketTopic, channels: ticketChats },
      ],
    });
  }

  private attachIncidentTargets({ incidentTargets = [] }: PlatformProps, pagingAlarms: CfnAlarm[]): void {
    if (incidentTargets.length === 0) return;
    new IncidentTargets(this, 'Incidents', {
      domainName: this.entrance.domainName,
      alarmArns: pagingAlarms.map(({ attrArn }) => attrArn),
      targets: incidentTargets,
    });
  }
}
