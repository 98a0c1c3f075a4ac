import { createHash } from 'crypto';
import { Names, ReferenceStrength, Stack, Token } from 'aws-cdk-lib';
import {
  CfnVpcOrigin,
  OriginProtocolPolicy,
  OriginSslPolicy,
  VpcOrigin,
  VpcOriginEndpoint,
  VpcOriginOptions,
} from 'aws-cdk-lib/aws-cloudfront';
import { IApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { InternalEntrance } from '../internal-entrance';

/** CloudFormation wants a port for HTTP also where only HTTPS is spoken. */
const UNUSED_HTTP_PORT = 80;

const MAX_NAME = 64;
const HASH = 8;

export interface EdgeVpcOriginProps {
  readonly entrance: InternalEntrance;
}

/**
 * The private way from CloudFront to the internal load balancer, which needs no address that the internet can reach.
 *
 * CloudFront refuses to update a VPC origin in use, be it a tag. So it has no tags, and what it is made of is part of
 * its name and its logical id: a change makes another one, moves the distribution, and removes the former one afterwards.
 */
export class EdgeVpcOrigin extends VpcOrigin {
  constructor(scope: Construct, id: string, props: EdgeVpcOriginProps) {
    const { loadBalancer, port } = props.entrance;
    const endpoint = new LoadBalancerEndpoint(scope, loadBalancer);
    const options: VpcOriginOptions = {
      httpPort: UNUSED_HTTP_PORT,
      httpsPort: port,
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
    };
    const arn = Stack.of(scope).resolve(endpoint.endpointArn);
    const hash = hashOf([Stack.of(loadBalancer).node.path, arn, options]);
    const name = Names.uniqueResourceName(scope, { maxLength: MAX_NAME - HASH - 1, separator: '-' });
    super(scope, id, { ...options, endpoint, vpcOriginName: `${name}-${hash}` });
    const resource = this.node.defaultChild as CfnVpcOrigin;
    resource.overrideLogicalId(`${Names.uniqueId(this)}${hash}`);
    resource.addPropertyDeletionOverride('Tags');
  }
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, HASH);
}

class LoadBalancerEndpoint extends VpcOriginEndpoint {
  public readonly endpointArn: string;
  public readonly domainName = undefined;

  constructor(scope: Construct, loadBalancer: IApplicationLoadBalancer) {
    super();
    this.endpointArn = arnFrom(scope, loadBalancer);
  }
}

/**
 * An export where the load balancer is in the same region, so that it cannot go while it is in use. From another region it is
 * read from an output of the platform, because CloudFormation exports nothing across regions.
 */
function arnFrom(scope: Construct, loadBalancer: IApplicationLoadBalancer): string {
  const { loadBalancerArn } = loadBalancer;
  const sameRegion = Stack.of(loadBalancer).region === Stack.of(scope).region;
  if (sameRegion || !Token.isUnresolved(loadBalancerArn)) return loadBalancerArn;
  return Stack.consumeReference(loadBalancerArn, ReferenceStrength.WEAK);
}
