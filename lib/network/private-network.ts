import { Stack, Token } from 'aws-cdk-lib';
import {
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpointAwsService,
  IpAddresses,
  ISecurityGroup,
  ISubnet,
  IVpc,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledgeRule } from '../private/acknowledgement';
import { InvalidInputError } from '../private/errors';
import { requireMatch } from '../private/validation';
import { acknowledgeDefaultSecurityGroup } from './default-security-group';
import { existingNetwork } from './existing-network';
import { FlowLog } from './flow-log';
import { LogBucket } from './log-bucket';
import { ExistingNetworkProps, IPrivateNetwork } from './private-network-interface';
import { requireTwoZones, requireZonesOfRegion, withoutZoneLookup } from './zones';

/** A gateway endpoint together with the prefix list that security groups know it by. */
export interface GatewayEndpoint {
  /** The service: S3 or DynamoDB. */
  readonly service: GatewayVpcEndpointAwsService;

  /**
   * The id of the AWS-managed prefix list of the service in this region, such as `pl-6da54004` for S3 in eu-west-1.
   *
   * It differs by region and cannot be looked up without an account: `aws ec2 describe-prefix-lists` shows it.
   */
  readonly prefixListId: string;
}

/** Properties of {@link PrivateNetwork}. */
export interface PrivateNetworkProps {
  /**
   * The names of the zones, such as `['eu-west-1a', 'eu-west-1b', 'eu-west-1c']`.
   *
   * @default - the first three zones of the environment, looked up by the CDK; the stack then needs an account and a region
   */
  readonly zones?: string[];

  /**
   * The IPv4 range of the network; each zone gets an equal part.
   *
   * @default '10.0.0.0/16'
   */
  readonly cidr?: string;

  /**
   * Interface endpoints beside those that every service needs: Systems Manager (configuration), Secrets Manager
   * (secrets), CloudWatch Logs and CloudWatch (logs and metrics of the agent in the image).
   *
   * Each costs about 0.011 USD an hour and zone in eu-west-1 (0.01 in us-east-1), so the four cost about 96 USD a month
   * over three zones, plus 0.01 USD a GB. List prices of November 2026, from memory; check those of your region.
   *
   * @see https://aws.amazon.com/privatelink/pricing/
   * @default - none
   */
  readonly interfaceEndpoints?: InterfaceVpcEndpointAwsService[];

  /**
   * Gateway endpoints. They cost nothing, but a security group has to name their prefix list.
   *
   * @default - none: servers reach neither S3 nor DynamoDB
   */
  readonly gatewayEndpoints?: GatewayEndpoint[];

  /**
   * Where flow logs go.
   *
   * @default - a new LogBucket
   */
  readonly logBucket?: IBucket;
}

/** AWS gives a region at least three zones; more of them multiply the cost of endpoints. */
const ZONES = 3;

const CIDR = '10.0.0.0/16';

const PREFIX_LIST = {
  pattern: /^pl-[0-9a-f]{8,17}$/,
  must: 'be the id of a prefix list: pl- and hexadecimal digits',
  fix: 'aws ec2 describe-prefix-lists shows it',
};

const OCTET = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';

/** A VPC has /16 at most; in four parts of a /24 a load balancer still has room to grow. */
const CIDR_FORM = {
  pattern: new RegExp(`^(${OCTET}\\.){3}${OCTET}/(1[6-9]|2[0-4])$`),
  must: 'be an IPv4 range from /16 to /24, known at synth',
  fix: "write it like '10.0.0.0/16'",
};

/** What servers on the golden path call, by the part of the path that needs it. */
const REQUIRED_ENDPOINTS: { readonly [id: string]: InterfaceVpcEndpointAwsService } = {
  Configuration: InterfaceVpcEndpointAwsService.SSM,
  Secrets: InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
  Logs: InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
  Metrics: InterfaceVpcEndpointAwsService.CLOUDWATCH_MONITORING,
};

/**
 * A network with no way in from the internet and none out to it.
 *
 * Isolated subnets over named zones; no internet gateway and no NAT; AWS services are reached through endpoints; the
 * default security group is closed and all traffic leaves a flow log.
 */
export class PrivateNetwork extends Construct implements IPrivateNetwork {
  /**
   * An existing VPC. Only its private subnets are used, isolated ones before those with a NAT gateway.
   *
   * Its endpoints, flow logs and default security group stay as they are.
   *
   * @param scope where to report what is wrong with it.
   * @param vpc the VPC, made in this app or looked up.
   * @param props what else is to be known of it.
   */
  public static fromVpc(scope: Construct, vpc: IVpc, props: ExistingNetworkProps = {}): IPrivateNetwork {
    return existingNetwork(scope, vpc, props);
  }

  public readonly vpc: IVpc;
  public readonly subnets: ISubnet[];
  public readonly zones: string[];
  public readonly cidr?: string;
  public readonly endpointSecurityGroup?: ISecurityGroup;
  public readonly gatewayPrefixListIds?: string[];

  constructor(scope: Construct, id: string, props: PrivateNetworkProps = {}) {
    super(scope, id);
    this.cidr = props.cidr ?? CIDR;
    requireMatch(this, 'cidr', this.cidr, CIDR_FORM);
    if (props.zones) requireZonesOfRegion(this, props.zones);
    this.zones = requireTwoZones(this, 'zones', props.zones ?? this.lookUpZones());

    this.vpc = this.createVpc(this.cidr);
    this.subnets = this.vpc.isolatedSubnets;
    this.endpointSecurityGroup = this.createInterfaceEndpoints(this.cidr, props.interfaceEndpoints ?? []);
    this.gatewayPrefixListIds = this.createGatewayEndpoints(props.gatewayEndpoints ?? []);
    new FlowLog(this, 'FlowLog', {
      vpc: this.vpc,
      bucket: props.logBucket ?? new LogBucket(this, 'LogBucket').bucket,
    });
  }

  private lookUpZones(): string[] {
    const zones = Stack.of(this).availabilityZones;
    if (!zones.some((zone) => Token.isUnresolved(zone))) return zones.slice(0, ZONES);
    throw new InvalidInputError(this, {
      property: 'zones',
      got: undefined,
      must: 'be known at synth, and the stack has no account and region to look them up in',
      fix: "name them, ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'], or give the stack an env with account and region",
    });
  }

  private createVpc(cidr: string): Vpc {
    const vpc = withoutZoneLookup(Stack.of(this), this.zones, () => {
      return new Vpc(this, 'Vpc', {
        ipAddresses: IpAddresses.cidr(cidr),
        availabilityZones: this.zones,
        createInternetGateway: false,
        natGateways: 0,
        subnetConfiguration: [{ name: 'Private', subnetType: SubnetType.PRIVATE_ISOLATED }],
        restrictDefaultSecurityGroup: true,
      });
    });
    acknowledgeDefaultSecurityGroup(vpc);
    acknowledgeRule(vpc, 'CloudFormation-Validate::W3010', {
      reason:
        'The zones are named on purpose: which ones a network spans must not change when AWS opens another, and need not be looked up.',
      evidence:
        'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnet.html: a change of AvailabilityZone replaces the subnet.',
    });
    return vpc;
  }

  private createInterfaceEndpoints(cidr: string, more: InterfaceVpcEndpointAwsService[]): ISecurityGroup {
    const securityGroup = new SecurityGroup(this, 'EndpointSecurityGroup', {
      vpc: this.vpc,
      description: 'Interface endpoints: HTTPS from within the VPC',
      allowAllOutbound: false,
    });
    // The range as text, not the attribute of the VPC: a rule that cannot be read at synth cannot be checked.
    securityGroup.addIngressRule(Peer.ipv4(cidr), Port.HTTPS, 'HTTPS from within the VPC');
    // Asked for twice, a service would get two endpoints with one private DNS name, which EC2 refuses.
    const required = Object.values(REQUIRED_ENDPOINTS).map(({ shortName }) => shortName);
    const additional = more.filter(({ shortName }) => !required.includes(shortName));
    const endpoints = {
      ...REQUIRED_ENDPOINTS,
      ...Object.fromEntries(additional.map((service) => [service.shortName, service])),
    };
    for (const [id, service] of Object.entries(endpoints)) {
      this.vpc.addInterfaceEndpoint(`${id}Endpoint`, {
        service,
        securityGroups: [securityGroup],
        open: false,
        subnets: { subnets: this.subnets },
      });
    }
    return securityGroup;
  }

  private createGatewayEndpoints(endpoints: GatewayEndpoint[]): string[] {
    return endpoints.map(({ service, prefixListId }) => {
      requireMatch(this, 'prefixListId', prefixListId, PREFIX_LIST);
      // By service, so that the order of the list does not swap them: s3 for com.amazonaws.eu-west-1.s3.
      const id = service.name.slice(service.name.lastIndexOf('.') + 1);
      this.vpc.addGatewayEndpoint(`${id}GatewayEndpoint`, { service, subnets: [{ subnets: this.subnets }] });
      return prefixListId;
    });
  }
}
