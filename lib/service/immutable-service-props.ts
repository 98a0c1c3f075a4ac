import { Duration, Size } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Release } from '../release';
import { FunctionalTest, Rollout } from '../rollout';
import { ErrorBudgetPolicy } from '../signals';
import { Platform } from './platform';

/** Properties of {@link ImmutableService}. */
export interface ImmutableServiceProps {
  /** The platform that the service runs on. */
  readonly platform: Platform;

  /** What runs. */
  readonly release: Release;

  /**
   * How traffic moves from the live release to a new one.
   *
   * @default - a canary: 10 percent for 5 minutes, then all, and 10 minutes in which it can still go back
   */
  readonly rollout?: Rollout;

  /**
   * What a new release must be able to do before users reach it. One test at least.
   *
   * @default - one request to `healthCheckPath`, which must answer 200 within 5 seconds
   */
  readonly functionalTests?: FunctionalTest[];

  /**
   * The name of the service: lower-case letters, digits and hyphens, 32 at most.
   *
   * @default - the construct id in kebab-case
   */
  readonly serviceName?: string;

  /**
   * The host name that the service answers to.
   *
   * @default - the service's name in the platform's domain
   */
  readonly hostName?: string;

  /**
   * The port that the servers listen on.
   *
   * @default 8080
   */
  readonly port?: number;

  /**
   * The path that answers 200 when a server can do its work.
   *
   * @default '/healthz'
   */
  readonly healthCheckPath?: string;

  /**
   * The fewest servers: at least one in each zone.
   *
   * @default - the number of zones
   */
  readonly minCapacity?: number;

  /**
   * The most servers.
   *
   * @default - four times the fewest
   */
  readonly maxCapacity?: number;

  /**
   * The instance types, the preferred one first. With more than one, the group takes the next where the first is short.
   *
   * @default - m7g.large for an image of arm64, m7i.large for one of x86_64
   */
  readonly instanceTypes?: InstanceType[];

  /**
   * The CPU utilization that scaling aims at, in percent.
   *
   * @default 50
   */
  readonly targetCpuPercent?: number;

  /**
   * The requests a minute and server that scaling aims at.
   *
   * @default - scaling goes by the CPU alone
   */
  readonly targetRequestsPerMinute?: number;

  /**
   * How long a server may take from launch until it is healthy, from 30 seconds to 30 minutes.
   *
   * @default Duration.minutes(5)
   */
  readonly gracePeriod?: Duration;

  /**
   * How long requests in flight may last when a server leaves, up to 30 minutes.
   *
   * @default Duration.seconds(60)
   */
  readonly deregistrationDelay?: Duration;

  /**
   * The age at which a server is replaced, from 1 to 365 days: what is replaced all the time can be replaced any time.
   *
   * @default Duration.days(7)
   */
  readonly maxInstanceLifetime?: Duration;

  /**
   * The size of the root volume.
   *
   * @default - the size in the image
   */
  readonly rootVolumeSize?: Size;

  /**
   * The key of the root volume. Its policy has to let the service-linked role of EC2 Auto Scaling use it.
   *
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
   * @default - the key for EBS encryption of the account
   */
  readonly rootVolumeKey?: IKey;

  /**
   * The share of requests that must succeed, in percent. Alarms are derived from it.
   *
   * @default 99.9
   */
  readonly availabilityPercent?: number;

  /**
   * What the 99th percentile of latency must stay under. Alarms are derived from it.
   *
   * @default Duration.seconds(1)
   */
  readonly latencyP99?: Duration;

  /**
   * The time that both objectives hold over, from 7 to 70 whole days: 99 of 100 answers within `latencyP99`, and
   * `availabilityPercent` of the requests. What they leave is the error budget.
   *
   * @default Duration.days(30)
   */
  readonly objectiveWindow?: Duration;

  /**
   * What follows from a spent error budget, beside the alerts.
   *
   * @default ErrorBudgetPolicy.inform()
   */
  readonly errorBudgetPolicy?: ErrorBudgetPolicy;

  /**
   * A page with a section for each alarm, by its name in kebab-case (`#outage`), that says what to do. Every alarm links to it.
   *
   * @default - the runbooks of this library
   */
  readonly runbookUrl?: string;

  /**
   * The priority of the service's listener rules.
   *
   * @default - derived from the host name
   */
  readonly listenerPriority?: number;
}
