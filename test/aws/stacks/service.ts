import { App, Duration, Environment, Stack } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { FunctionalTest, ImmutableService, Platform, Release, Rollout } from '../../../lib';
import { DRAIN_SECONDS, HOST, INSTANCE_TYPE, SERVICE, STACKS } from '../names';

export interface ServiceStackProps {
  readonly env: Environment;
  readonly platform: Platform;
  readonly manifest: string;
}

/**
 * The demo, small: a server in each of two zones, and a rollout that is as short as it may be while leaving time to do
 * something in the middle of it.
 */
export class ServiceStack extends Stack {
  constructor(app: App, { env, platform, manifest }: ServiceStackProps) {
    super(app, STACKS.service, { env, description: 'Verification of the release gate: the demo' });
    new ImmutableService(this, 'Demo', {
      platform,
      serviceName: SERVICE,
      hostName: HOST,
      release: Release.fromManifest(manifest),
      instanceTypes: [new InstanceType(INSTANCE_TYPE)],
      minCapacity: 2,
      maxCapacity: 4,
      // Fact 6: this makes a policy that needs the rule.
      targetRequestsPerMinute: 1000,
      // Fact 4: longer than it takes to stop a server.
      deregistrationDelay: Duration.seconds(DRAIN_SECONDS),
      gracePeriod: Duration.minutes(5),
      functionalTests: [FunctionalTest.http({ path: '/', bodyContains: 'verified' })],
      // The tests are repeated once a minute, so servers that turn bad in the first step are noticed in it.
      rollout: Rollout.canary({
        percent: 30,
        interval: Duration.minutes(5),
        bake: Duration.minutes(5),
        launchTimeout: Duration.minutes(10),
      }),
    });
  }
}
