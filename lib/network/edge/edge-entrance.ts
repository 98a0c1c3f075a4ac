import { Stack } from 'aws-cdk-lib';
import { Distribution, IOrigin, IVpcOrigin } from 'aws-cdk-lib/aws-cloudfront';
import { CfnVPC, Peer, Port } from 'aws-cdk-lib/aws-ec2';
import { AaaaRecord, ARecord, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { declarePublic, validateDeclaration } from './edge-declaration';
import { acknowledgeDistribution, createOrigin, distributionProps } from './edge-distribution';
import { EdgeEntranceProps } from './edge-entrance-props';
import { requireInternetGateway } from './edge-gateway';
import { EdgeLogs, requireWafName } from './edge-logs';
import { EdgeVpcOrigin } from './edge-origin';
import { keepTagsOffStack, requireEdgeStack } from './edge-stack';
import { validateEdge } from './edge-validation';
import { webAclProps } from './edge-web-acl';

const REQUESTS_PER_ADDRESS = 2000;

/**
 * How one service is reached from the internet: a CloudFront distribution that leads to the internal load balancer, which
 * stays internal. One public component, with a reason, somebody who answers for it, and a day on which that ends.
 *
 * In a stack of its own in us-east-1. It adds two things to the stacks of the platform: the security group of the load
 * balancer lets CloudFront in, and the VPC gets an internet gateway that no route leads to, because CloudFront insists on
 * it. So these are deployed before it. To take an edge entrance away, destroy its stack before you deploy them without it.
 */
export class EdgeEntrance extends Construct {
  /** What users reach. The distribution is the public component. */
  public readonly distribution: Distribution;

  /** The service as an origin, for further behaviors: `distribution.addBehavior('/static/*', edge.origin, ...)`. */
  public readonly origin: IOrigin;

  /** The way to the load balancer, for further edge entrances to it. */
  public readonly vpcOrigin: IVpcOrigin;

  /**
   * The rules that requests are judged by.
   *
   * @default - none, where a `webAclArn` was given
   */
  public readonly webAcl?: CfnWebACL;

  /** Where the logs go. */
  public readonly logBucket: IBucket;

  constructor(scope: Construct, id: string, props: EdgeEntranceProps) {
    super(scope, id);
    requireEdgeStack(this, props.entrance);
    validateDeclaration(this, props);
    validateEdge(this, props);
    keepTagsOffStack(Stack.of(this));

    this.vpcOrigin = props.vpcOrigin ?? this.openWay(props);
    this.origin = createOrigin(this.vpcOrigin, props);
    this.webAcl = props.webAclArn === undefined ? this.createWebAcl(props) : undefined;
    this.distribution = this.createDistribution(props);
    this.logBucket = this.deliverLogs(props);
    this.createAddresses(props);
    declarePublic(this, this.distribution, props);
  }

  /** The platform's stacks first: CloudFront looks for the gateway when it makes a VPC origin. */
  private openWay({ network, entrance, originFacingPrefixListId, internetGatewayId }: EdgeEntranceProps): IVpcOrigin {
    const { vpc } = network;
    requireInternetGateway(this, vpc, internetGatewayId);
    entrance.securityGroup.addIngressRule(
      Peer.prefixList(originFacingPrefixListId!),
      Port.tcp(entrance.port),
      'Requests from CloudFront',
    );
    const stack = Stack.of(this);
    stack.addStackDependency(Stack.of(entrance));
    if (vpc.node.defaultChild instanceof CfnVPC) stack.addStackDependency(Stack.of(vpc));
    return new EdgeVpcOrigin(this, 'VpcOrigin', { entrance });
  }

  private createWebAcl({ requestsPerAddress, largeBodies }: EdgeEntranceProps): CfnWebACL {
    const options = {
      requestsPerAddress: requestsPerAddress ?? REQUESTS_PER_ADDRESS,
      largeBodies: largeBodies ?? false,
    };
    return new CfnWebACL(this, 'WebAcl', webAclProps(this, options));
  }

  private createDistribution(props: EdgeEntranceProps): Distribution {
    const webAclId = props.webAclArn ?? this.webAcl!.attrArn;
    const distribution = new Distribution(this, 'Distribution', distributionProps(props, this.origin, webAclId));
    acknowledgeDistribution(distribution, props);
    return distribution;
  }

  private deliverLogs({ logBucket }: EdgeEntranceProps): IBucket {
    if (logBucket && this.webAcl) requireWafName(this, logBucket);
    const logs = new EdgeLogs(this, 'Logs', { bucket: logBucket });
    logs.deliverAccessLogs(this.distribution);
    if (this.webAcl) logs.deliverWebAclLogs(this.webAcl);
    return logs.bucket;
  }

  private createAddresses({ hostedZone, domainNames }: EdgeEntranceProps): void {
    if (!hostedZone) return;
    const target = RecordTarget.fromAlias(new CloudFrontTarget(this.distribution));
    for (const name of domainNames) {
      const record = { zone: hostedZone, recordName: `${name}.`, target, comment: `Where ${name} is` };
      new ARecord(this, `${name} IPv4`, record);
      new AaaaRecord(this, `${name} IPv6`, record);
    }
  }
}
