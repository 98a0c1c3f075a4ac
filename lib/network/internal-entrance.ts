import { Fn, Stack, Token } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IPeer, ISecurityGroup, Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationListener,
  ApplicationLoadBalancer,
  ApplicationProtocol,
  CfnLoadBalancer,
  DesyncMitigationMode,
  IApplicationLoadBalancer,
  ListenerAction,
  SslPolicy,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IHostedZone, PrivateHostedZone } from 'aws-cdk-lib/aws-route53';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from '../private/acknowledgement';
import { InvalidInputError } from '../private/errors';
import { DNS_NAME, requireInteger, requireMatch } from '../private/validation';
import { Claims } from './claims';
import { acknowledgePlainHttp, requireEncryption } from './encryption';
import { LogBucket } from './log-bucket';
import { IPrivateNetwork } from './private-network-interface';

/** Properties of {@link InternalEntrance}. */
export interface InternalEntranceProps {
  /** The network that the load balancer stands in. */
  readonly network: IPrivateNetwork;

  /** The domain that the services' host names lie in, such as `shop.internal`. */
  readonly domainName: string;

  /**
   * The certificate of the load balancer; it has to cover the host names of the services (`*.shop.internal`).
   *
   * @default - none; then `plainHttpReason` must say why
   */
  readonly certificate?: ICertificate;

  /**
   * Why requests may travel unencrypted. It switches HTTPS off and stands in the report.
   *
   * @default - HTTPS
   */
  readonly plainHttpReason?: string;

  /**
   * The hosted zone that the host names are written into.
   *
   * @default - a new private zone for `domainName` in the VPC
   */
  readonly hostedZone?: IHostedZone;

  /**
   * An existing internal load balancer to add the listeners to. Its attributes stay as they are.
   *
   * @default - a new one
   */
  readonly loadBalancer?: IApplicationLoadBalancer;

  /**
   * Who may send requests.
   *
   * @default - everything in the VPC
   */
  readonly clients?: IPeer[];

  /**
   * Where access logs go; it must have SSE-S3, the only encryption that Elastic Load Balancing delivers to.
   *
   * @default - a new LogBucket
   */
  readonly logBucket?: IBucket;

  /**
   * The port that users' requests arrive at.
   *
   * @default 443, or 80 with `plainHttpReason`
   */
  readonly port?: number;

  /**
   * Whether the load balancer must be told twice before it goes.
   *
   * With it, a first deploy of the platform that fails after the load balancer was made cannot remove it: switch it off
   * for the first deploy where that is to be feared, and to delete a platform.
   *
   * @default true
   */
  readonly deletionProtection?: boolean;

  /**
   * The port at which the probe tests a new release before users reach it.
   *
   * @default 8443
   */
  readonly testPort?: number;
}

const TEST_PORT = 8443;

/** Lower-case labels of a DNS name, two or more. */
const DOMAIN_NAME = {
  pattern: DNS_NAME,
  must: 'be a domain name in lower case, of two labels or more',
  fix: "write it like 'shop.internal'",
};

/**
 * How requests come in: one internal load balancer, shared by the services of a platform, each by its host name.
 *
 * It has two listeners with the same services behind them. The production listener is for clients. The test listener
 * always shows the newest release, and only the probe of the release gate may reach it.
 */
export class InternalEntrance extends Construct {
  /** The domain that the services' host names lie in. */
  public readonly domainName: string;

  /** The load balancer. */
  public readonly loadBalancer: IApplicationLoadBalancer;

  /** The load balancer as CloudWatch names it: `app/name/id`. */
  public readonly loadBalancerFullName: string;

  /** The zone that the host names are written into. */
  public readonly hostedZone: IHostedZone;

  /** The security group of the load balancer. */
  public readonly securityGroup: ISecurityGroup;

  /** The security group of the probe: the only one that the test listener lets in. */
  public readonly probeSecurityGroup: ISecurityGroup;

  /** The port that users' requests arrive at. */
  public readonly port: number;

  /** The listener for users' requests. */
  public readonly productionListener: ApplicationListener;

  /** The listener for the tests of a new release. */
  public readonly testListener: ApplicationListener;

  /** Whether requests are encrypted on their way to the load balancer. */
  public readonly encrypted: boolean;

  /**
   * What the services behind the entrance have reserved.
   *
   * @internal
   */
  public readonly _claims = new Claims();

  constructor(scope: Construct, id: string, props: InternalEntranceProps) {
    super(scope, id);
    this.validate(props);
    this.domainName = props.domainName;
    this.encrypted = props.certificate !== undefined;
    this.port = props.port ?? (this.encrypted ? 443 : 80);
    const testPort = props.testPort ?? TEST_PORT;
    this.validatePorts(this.port, testPort);

    this.probeSecurityGroup = this.createSecurityGroup(
      'ProbeSecurityGroup',
      props,
      'The probe that tests a new release',
    );
    this.securityGroup =
      props.loadBalancer?.connections.securityGroups[0] ??
      this.createSecurityGroup('SecurityGroup', props, 'The entrance of the platform');
    this.loadBalancer = props.loadBalancer ?? this.createLoadBalancer(props);
    this.loadBalancerFullName = fullNameOf(this.loadBalancer);
    this.productionListener = this.createListener('ProductionListener', this.port, props.certificate);
    this.testListener = this.createListener('TestListener', testPort, props.certificate);
    this.hostedZone =
      props.hostedZone ??
      new PrivateHostedZone(this, 'HostedZone', { zoneName: props.domainName, vpc: props.network.vpc });
    this.admit(this.clients(props), this.port, testPort);
  }

  private validate({ domainName, certificate, plainHttpReason, loadBalancer }: InternalEntranceProps): void {
    requireMatch(this, 'domainName', domainName, DOMAIN_NAME);
    requireEncryption(this, certificate, plainHttpReason);
    this.validateScheme(loadBalancer);
  }

  private validatePorts(port: number, testPort: number): void {
    requireInteger(this, 'port', port, { min: 1, max: 65535 });
    requireInteger(this, 'testPort', testPort, { min: 1, max: 65535 });
    if (port !== testPort) return;
    throw new InvalidInputError(this, {
      property: 'testPort',
      got: testPort,
      must: 'be another port than that of users, or a test could reach the live release',
      fix: 'choose another testPort',
    });
  }

  /** Of a load balancer made in this app; one that was imported is taken at its word. */
  private validateScheme(loadBalancer?: IApplicationLoadBalancer): void {
    const template = loadBalancer?.node.defaultChild;
    if (!(template instanceof CfnLoadBalancer) || template.scheme === 'internal') return;
    throw new InvalidInputError(this, {
      property: 'loadBalancer',
      got: template.scheme,
      must: 'be internal: nothing on the golden path is reachable from the internet',
      fix: 'create it with internetFacing: false',
    });
  }

  private createSecurityGroup(
    id: 'SecurityGroup' | 'ProbeSecurityGroup',
    { network }: InternalEntranceProps,
    description: string,
  ): SecurityGroup {
    return new SecurityGroup(this, id, { vpc: network.vpc, description, allowAllOutbound: false });
  }

  private createLoadBalancer(props: InternalEntranceProps): ApplicationLoadBalancer {
    if (Token.isUnresolved(Stack.of(this).region)) {
      throw new InvalidInputError(this, {
        property: 'env.region',
        got: undefined,
        must: 'be known at synth, because each region delivers access logs from an account of its own',
        fix: "give the stack a region: new Stack(app, 'Platform', { env: { account, region: 'eu-west-1' } })",
      });
    }
    const loadBalancer = new ApplicationLoadBalancer(this, 'LoadBalancer', {
      vpc: props.network.vpc,
      vpcSubnets: { subnets: props.network.subnets },
      internetFacing: false,
      securityGroup: this.securityGroup,
      deletionProtection: props.deletionProtection ?? true,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: DesyncMitigationMode.STRICTEST,
    });
    loadBalancer.logAccessLogs(props.logBucket ?? new LogBucket(this, 'LogBucket').bucket, 'access-logs');
    acknowledge(loadBalancer, {
      packs: ['NIST.800.53.R4', 'NIST.800.53.R5', 'PCI.DSS.321'],
      rule: 'ALBWAFEnabled',
      reason:
        'The load balancer is internal (Scheme: internal) and admits the clients of its security group alone. A web ACL stands where requests come in from outside.',
      evidence: 'In the template: Scheme: internal.',
    });
    return loadBalancer;
  }

  /** Answers 503 by itself: a host name that no service has claimed, or has not yet, is nobody's. */
  private createListener(
    id: 'ProductionListener' | 'TestListener',
    port: number,
    certificate?: ICertificate,
  ): ApplicationListener {
    const listener = new ApplicationListener(this, id, {
      loadBalancer: this.loadBalancer,
      port,
      open: false,
      defaultAction: ListenerAction.fixedResponse(503, {
        contentType: 'text/plain',
        messageBody: 'no service of this name',
      }),
      ...(certificate
        ? { protocol: ApplicationProtocol.HTTPS, certificates: [certificate], sslPolicy: SslPolicy.TLS13_RES }
        : { protocol: ApplicationProtocol.HTTP }),
    });
    if (!certificate) acknowledgePlainHttp(listener);
    return listener;
  }

  private clients({ clients, network }: InternalEntranceProps): IPeer[] {
    if (clients && clients.length > 0) return clients;
    if (clients === undefined && network.cidr !== undefined) return [Peer.ipv4(network.cidr)];
    throw new InvalidInputError(this, {
      property: 'clients',
      got: clients,
      must: 'say who may send requests, because the range of the VPC is not known at synth',
      fix: "pass security groups, or ranges as text: [Peer.ipv4('10.0.0.0/16')]",
    });
  }

  private admit(clients: IPeer[], port: number, testPort: number): void {
    for (const client of clients) this.securityGroup.addIngressRule(client, Port.tcp(port), 'Requests');
    this.securityGroup.addIngressRule(this.probeSecurityGroup, Port.tcp(testPort), 'Tests of a new release');
    this.probeSecurityGroup.addEgressRule(this.securityGroup, Port.tcp(testPort), 'Tests of a new release');
  }
}

/** As an attribute of a load balancer made in this app, from the ARN of an imported one. */
function fullNameOf(loadBalancer: IApplicationLoadBalancer): string {
  if (loadBalancer instanceof ApplicationLoadBalancer) return loadBalancer.loadBalancerFullName;
  return Fn.select(1, Fn.split('loadbalancer/', loadBalancer.loadBalancerArn));
}
