import { Reference, Tokenization } from 'aws-cdk-lib';
import { CfnInternetGateway, CfnRoute, CfnVPC, CfnVPCGatewayAttachment, IVpc, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { describeInvalidInput, InvalidInputError } from '../../private/errors';

/**
 * The internet gateway that CloudFront asks of a VPC as a sign that it may receive from the internet. CloudFront comes in
 * through network interfaces of its own, so nothing needs a route to it, and nothing may have one.
 *
 * It is part of the VPC, and so in the stack of the VPC; two edge entrances share it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
 */
export function requireInternetGateway(scope: Construct, vpc: IVpc, internetGatewayId?: string): void {
  if (internetGatewayId !== undefined) return;
  if (!(vpc.node.defaultChild instanceof CfnVPC)) {
    throw new InvalidInputError(scope, {
      property: 'internetGatewayId',
      got: undefined,
      must: `be given for a VPC that was imported, such as ${vpc.node.path}: CloudFront refuses one without an internet gateway`,
      fix: 'aws ec2 describe-internet-gateways shows it; if there is none, attach one, and leave the routes as they are',
    });
  }
  if (vpc instanceof Vpc && vpc.internetGatewayId !== undefined) return;
  if (vpc.node.tryFindChild('EdgeInternetGateway')) return;
  new GatewayWithoutRoutes(vpc, 'EdgeInternetGateway', vpc.vpcId);
}

class GatewayWithoutRoutes extends Construct {
  private readonly gateway: CfnInternetGateway;

  constructor(scope: Construct, id: string, vpcId: string) {
    super(scope, id);
    this.gateway = new CfnInternetGateway(this, 'Resource');
    new CfnVPCGatewayAttachment(this, 'Attachment', { vpcId, internetGatewayId: this.gateway.ref });
    this.node.addValidation({ validate: () => this.routes().map((route) => this.refusal(route)) });
  }

  private routes(): CfnRoute[] {
    return this.node.root.node
      .findAll()
      .filter((construct): construct is CfnRoute => construct instanceof CfnRoute && this.isTarget(construct));
  }

  private isTarget({ gatewayId }: CfnRoute): boolean {
    return Tokenization.reverseString(gatewayId ?? '').tokens.some(
      (token) => Reference.isReference(token) && token.target === this.gateway,
    );
  }

  private refusal(route: CfnRoute): string {
    return describeInvalidInput({
      property: 'gatewayId',
      got: route.node.path,
      must: 'not be the internet gateway that is there for CloudFront alone: it would open the network to the internet',
      fix: 'remove the route',
    });
  }
}
