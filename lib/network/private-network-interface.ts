import { ISecurityGroup, ISubnet, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';

/** Where services live: private subnets over at least two zones, and the way to the AWS services they need. */
export interface IPrivateNetwork {
  /** The VPC. */
  readonly vpc: IVpc;

  /** The private subnets that load balancer and servers are placed in. */
  readonly subnets: ISubnet[];

  /** The names of the zones that the subnets lie in, each once. */
  readonly zones: string[];

  /**
   * The IPv4 range of the VPC as text, such as `10.0.0.0/16`.
   *
   * @default - not known at synth
   */
  readonly cidr?: string;

  /**
   * The security group of the interface endpoints; servers may send to it.
   *
   * @default - not known: servers may send HTTPS to the range of the VPC
   */
  readonly endpointSecurityGroup?: ISecurityGroup;

  /**
   * The prefix lists of the gateway endpoints; servers may send to them.
   *
   * @default - none
   */
  readonly gatewayPrefixListIds?: string[];
}

/** What is to be known of an existing VPC beside the VPC itself. */
export interface ExistingNetworkProps {
  /**
   * Which of its subnets to use: private ones, one in each zone.
   *
   * @default - the isolated ones; if there are none, those with a NAT gateway
   */
  readonly subnets?: SubnetSelection;

  /**
   * The security group of its interface endpoints.
   *
   * @default - servers may send HTTPS to the range of the VPC
   */
  readonly endpointSecurityGroup?: ISecurityGroup;

  /**
   * The prefix lists of its gateway endpoints.
   *
   * @default - none
   */
  readonly gatewayPrefixListIds?: string[];
}
