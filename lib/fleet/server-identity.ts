import { RemovalPolicy } from 'aws-cdk-lib';
import {
  CfnSecurityGroupEgress,
  CfnSecurityGroupIngress,
  ISecurityGroup,
  Peer,
  Port,
  SecurityGroup,
} from 'aws-cdk-lib/aws-ec2';
import { CfnInstanceProfile, ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { IPrivateNetwork } from '../network';
import { acknowledge } from '../private/acknowledgement';

export interface ServerIdentityProps {
  readonly serviceName: string;
  readonly network: IPrivateNetwork;
  /** The security group of the load balancer that sends requests. */
  readonly entrance: ISecurityGroup;
  /** The port that the servers listen on. */
  readonly port: number;
  /** The key that logs are encrypted with. */
  readonly encryptionKey: IKey;
}

/**
 * A constant, and for ever: the description of a security group cannot be changed, so another text is another group,
 * put in place under running servers that still have the old one.
 */
const SECURITY_GROUP_DESCRIPTION = 'Servers';

/** The namespace of the CloudWatch agent in the image, as it is unless configured otherwise. */
const AGENT_NAMESPACE = 'CWAgent';

/**
 * Who the servers of a service are to the rest of AWS: role, security group and log group.
 *
 * It stays while releases come and go, so it is not part of the fingerprint: a change of it takes effect in place.
 */
export class ServerIdentity extends Construct {
  /** The role of the servers. */
  public readonly role: Role;

  /** The instance profile that hands the role to the servers. */
  public readonly instanceProfile: CfnInstanceProfile;

  /** The security group of the servers. */
  public readonly securityGroup: SecurityGroup;

  /** Where the agent in the image sends the servers' logs. */
  public readonly logGroup: ILogGroup;

  constructor(scope: Construct, id: string, props: ServerIdentityProps) {
    super(scope, id);
    this.logGroup = this.createLogGroup(props);
    this.role = this.createRole(props);
    this.instanceProfile = new CfnInstanceProfile(this, 'InstanceProfile', { roles: [this.role.roleName] });
    this.grantAgent(props.serviceName);

    this.securityGroup = this.createSecurityGroup(props);
    this.admitRequests(props);
    this.allowEndpoints(props.network);
  }

  private createLogGroup({ encryptionKey }: ServerIdentityProps): LogGroup {
    return new LogGroup(this, 'LogGroup', {
      encryptionKey,
      retention: RetentionDays.ONE_YEAR,
      // Kept when the service goes, because logs are evidence; but a first deploy that fails leaves nothing behind.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }

  private createRole({ serviceName }: ServerIdentityProps): Role {
    return new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
      description: `Servers of ${serviceName}`,
    });
  }

  /** The agent that is baked into the image: logs to this one group, metrics to its namespace and the service's own. */
  private grantAgent(serviceName: string): void {
    const policy = new ManagedPolicy(this, 'AgentPolicy', {
      description: `Logs and metrics of the servers of ${serviceName}`,
      roles: [this.role],
      statements: [
        new PolicyStatement({
          actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
          resources: [this.logGroup.logGroupArn],
        }),
        new PolicyStatement({
          actions: ['cloudwatch:PutMetricData'],
          resources: ['*'],
          conditions: { StringEquals: { 'cloudwatch:namespace': [AGENT_NAMESPACE, serviceName] } },
        }),
      ],
    });
    acknowledge(policy, {
      packs: ['AwsSolutions'],
      rule: 'IAM5[Resource::*]',
      reason: `cloudwatch:PutMetricData has no resource-level permissions; the statement's condition on cloudwatch:namespace confines it to ${AGENT_NAMESPACE} and ${serviceName}.`,
      evidence: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-namespace.html',
    });
  }

  private createSecurityGroup({ network }: ServerIdentityProps): SecurityGroup {
    return new SecurityGroup(this, 'SecurityGroup', {
      vpc: network.vpc,
      description: SECURITY_GROUP_DESCRIPTION,
      allowAllOutbound: false,
    });
  }

  /** Both halves here, in the service's stack: the platform does not change when a service comes or goes. */
  private admitRequests({ entrance, port }: ServerIdentityProps): void {
    const rule = {
      ipProtocol: 'tcp',
      fromPort: port,
      toPort: port,
      description: 'Requests and health checks from the entrance',
    };
    new CfnSecurityGroupIngress(this, 'FromEntrance', {
      ...rule,
      groupId: this.securityGroup.securityGroupId,
      sourceSecurityGroupId: entrance.securityGroupId,
    });
    new CfnSecurityGroupEgress(this, 'EntranceToServers', {
      ...rule,
      groupId: entrance.securityGroupId,
      destinationSecurityGroupId: this.securityGroup.securityGroupId,
    });
  }

  /** Out of the servers goes only what the golden path needs; everything else is the service's to allow. */
  private allowEndpoints({ vpc, cidr, endpointSecurityGroup, gatewayPrefixListIds = [] }: IPrivateNetwork): void {
    const endpoints = endpointSecurityGroup
      ? Peer.securityGroupId(endpointSecurityGroup.securityGroupId)
      : Peer.ipv4(cidr ?? vpc.vpcCidrBlock);
    this.securityGroup.addEgressRule(endpoints, Port.HTTPS, 'Interface endpoints');
    for (const prefixList of gatewayPrefixListIds) {
      this.securityGroup.addEgressRule(Peer.prefixList(prefixList), Port.HTTPS, 'Gateway endpoint');
    }
  }
}
