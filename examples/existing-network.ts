import { App, Stack } from 'aws-cdk-lib';
import { Peer, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { PrivateHostedZone } from 'aws-cdk-lib/aws-route53';
import { InternalEntrance, Platform, PrivateNetwork } from '../lib';

const env = { account: '111122223333', region: 'eu-west-1' };

/** A platform in a VPC and behind a load balancer that were there before. Only the private subnets of the VPC are used. */
export function existingNetwork(app: App): Platform {
  const stack = new Stack(app, 'Platform', { env });
  const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    vpcCidrBlock: '10.20.0.0/16',
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    publicSubnetIds: ['subnet-0aaaaaaaaaaaaaaa1', 'subnet-0aaaaaaaaaaaaaaa2'],
    publicSubnetRouteTableIds: ['rtb-0aaaaaaaaaaaaaaa1', 'rtb-0aaaaaaaaaaaaaaa1'],
    isolatedSubnetIds: ['subnet-0bbbbbbbbbbbbbbb1', 'subnet-0bbbbbbbbbbbbbbb2'],
    isolatedSubnetRouteTableIds: ['rtb-0bbbbbbbbbbbbbbb1', 'rtb-0bbbbbbbbbbbbbbb2'],
  });
  const network = PrivateNetwork.fromVpc(stack, vpc);

  const entrance = new InternalEntrance(stack, 'Entrance', {
    network,
    domainName: 'shop.internal',
    hostedZone: PrivateHostedZone.fromHostedZoneAttributes(stack, 'Zone', {
      hostedZoneId: 'Z0123456789ABCDEFGHIJ',
      zoneName: 'shop.internal',
    }),
    loadBalancer: ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'LoadBalancer', {
      loadBalancerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/shop/0123456789abcdef',
      loadBalancerDnsName: 'internal-shop-0123456789.eu-west-1.elb.amazonaws.com',
      loadBalancerCanonicalHostedZoneId: 'Z32O12XQLNTSW2',
      securityGroupId: 'sg-0123456789abcdef0',
      vpc,
    }),
    plainHttpReason: 'The service mesh of the existing VPC encrypts between all of its members.',
    clients: [Peer.ipv4('10.20.0.0/16')],
    port: 8081,
  });
  return new Platform(stack, 'Platform', { domainName: 'shop.internal', network, entrance });
}
