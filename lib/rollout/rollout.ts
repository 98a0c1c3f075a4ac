import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { RolloutOrder } from './gate/protocol';
import { planRollout, Shift, Surroundings } from './rollout-plan';

/** What every way to roll out has in common. */
export interface RolloutOptions {
  /**
   * How long all traffic is on the new release, with the former one still there to go back to.
   *
   * It must be at least as long as the alarms look back, three minutes, and as requests in flight may last.
   *
   * @default Duration.minutes(10)
   */
  readonly bake?: Duration;

  /**
   * How long the servers of the new release may take until enough of them are healthy in every zone.
   *
   * @default Duration.minutes(15)
   */
  readonly launchTimeout?: Duration;

  /**
   * How long they must have been healthy without a break before the functional tests begin.
   *
   * @default Duration.seconds(30)
   */
  readonly minimumHealthyTime?: Duration;
}

/** Options of {@link Rollout.canary}. */
export interface CanaryRolloutOptions extends RolloutOptions {
  /** The share of the traffic that the new release gets first, from 1 to 99 percent. */
  readonly percent: number;

  /** How long it keeps that share; three minutes at least, because the alarms look back that long. */
  readonly interval: Duration;
}

/** Options of {@link Rollout.linear}. */
export interface LinearRolloutOptions extends RolloutOptions {
  /** The share of the traffic that each step adds, from 1 to 50 percent. */
  readonly percent: number;

  /** How long each step lasts; three minutes at least, because the alarms look back that long. */
  readonly interval: Duration;
}

/**
 * How traffic moves from the live release to a new one that has passed its tests.
 *
 * The words are those of AWS CodeDeploy. All of it, with the launch of the servers and the tests, must be over in 50
 * minutes: CloudFormation waits an hour for the release gate, and the rest is for the way back.
 *
 * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
 */
export class Rollout {
  /**
   * All traffic in one step. The fastest, and the one that shows a bad release to every user until it is rolled back.
   *
   * @param options how long each phase lasts.
   */
  public static allAtOnce(options: RolloutOptions = {}): Rollout {
    return new Rollout({ kind: 'all at once' }, options);
  }

  /**
   * In equal steps: with 20 percent, 20, 40, 60, 80 and then all.
   *
   * @param options the steps, and how long each phase lasts.
   */
  public static linear(options: LinearRolloutOptions): Rollout {
    return new Rollout({ kind: 'linear', percent: options.percent, interval: options.interval }, options);
  }

  /**
   * In two steps: a small share of the users tries the release, then all have it.
   *
   * @param options the first share, and how long each phase lasts.
   */
  public static canary(options: CanaryRolloutOptions): Rollout {
    return new Rollout({ kind: 'canary', percent: options.percent, interval: options.interval }, options);
  }

  private constructor(
    private readonly shift: Shift,
    private readonly options: RolloutOptions,
  ) {}

  /**
   * The rollout as the release gate is told of it; refuses what cannot work.
   *
   * @internal
   */
  public _order(scope: Construct, surroundings: Surroundings): RolloutOrder {
    const { bake, launchTimeout, minimumHealthyTime } = this.options;
    const phases = {
      launchTimeout: launchTimeout ?? Duration.minutes(15),
      minimumHealthyTime: minimumHealthyTime ?? Duration.seconds(30),
      bake: bake ?? Duration.minutes(10),
    };
    return planRollout(scope, this.shift, phases, surroundings);
  }
}
