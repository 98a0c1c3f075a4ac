import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { IApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IRuleTarget } from 'aws-cdk-lib/aws-events';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { InternalEntrance, IPrivateNetwork } from '../network';
import { ReleaseGate } from '../rollout';
import { ChatChannel } from '../signals';

/** Properties of {@link Platform}. */
export interface PlatformProps {
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
   * The names of the zones of the network.
   *
   * @default - the first three zones of the environment, looked up by the CDK; the stack then needs an account and a region
   */
  readonly zones?: string[];

  /**
   * A network made beforehand, for what the other properties do not say.
   *
   * @default - a new PrivateNetwork over `zones`
   */
  readonly network?: IPrivateNetwork;

  /**
   * An existing VPC to use instead. Only its private subnets are used.
   *
   * @default - a new network
   */
  readonly vpc?: IVpc;

  /**
   * An entrance made beforehand, for what the other properties do not say.
   *
   * @default - a new InternalEntrance
   */
  readonly entrance?: InternalEntrance;

  /**
   * An existing internal load balancer to use instead.
   *
   * @default - a new one
   */
  readonly loadBalancer?: IApplicationLoadBalancer;

  /**
   * A release gate made beforehand, for what the other properties do not say. It needs an `entrance` that is made
   * beforehand, too.
   *
   * @default - a new ReleaseGate
   */
  readonly releaseGate?: ReleaseGate;

  /**
   * The certificates, as PEM, of the private authority that signed the `certificate`: the gate tests a new release through
   * the load balancer, and would not trust it otherwise.
   *
   * @default - the authorities that Node.js trusts
   */
  readonly certificateAuthority?: string;

  /**
   * Where access logs and flow logs go; it must have SSE-S3.
   *
   * @default - a new LogBucket
   */
  readonly logBucket?: IBucket;

  /**
   * An existing topic for pages: what cannot wait, because users are hurt or soon will be. CloudWatch must be able to publish
   * to it, which is checked as far as it can be seen.
   *
   * @default - a new encrypted topic
   */
  readonly alertTopic?: ITopic;

  /**
   * Addresses that get every page by e-mail, once each has confirmed.
   *
   * @default - none
   */
  readonly alertEmails?: string[];

  /**
   * Chat channels that every page is posted to.
   *
   * @default - none
   */
  readonly alertChats?: ChatChannel[];

  /**
   * An existing topic for tickets: what somebody should look at in working hours. It is checked like `alertTopic`.
   *
   * @default - where pages go, if an `alertTopic` is given and no `ticketEmails` are; else a new encrypted topic
   */
  readonly ticketTopic?: ITopic;

  /**
   * Addresses that get every ticket by e-mail, once each has confirmed.
   *
   * @default - alertEmails
   */
  readonly ticketEmails?: string[];

  /**
   * Chat channels that every ticket is posted to.
   *
   * @default - alertChats
   */
  readonly ticketChats?: ChatChannel[];

  /**
   * Where EventBridge sends an event when a page begins and when it is over: an incident tool, a bus, a function. Five at
   * most.
   *
   * @default - none
   */
  readonly incidentTargets?: IRuleTarget[];
}
