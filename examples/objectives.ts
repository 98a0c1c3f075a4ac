import { App, Duration, Stack } from 'aws-cdk-lib';
import { ErrorBudgetPolicy, ImmutableService, Platform, Release } from '../lib';

/** What a service promises, and what follows when it has not kept it: no release but a fix, until the budget recovers. */
export function objectives(app: App, platform: Platform): void {
  const stack = new Stack(app, 'Payment', { env: { account: '111122223333', region: 'eu-west-1' } });

  new ImmutableService(stack, 'Payment', {
    platform,
    release: Release.fromManifest('examples/release.json'),
    availabilityPercent: 99.95, // of requests: what is left is the error budget
    latencyP99: Duration.millis(250), // for 99 of 100 answers
    objectiveWindow: Duration.days(28), // four weeks: every window has the same number of weekends
    errorBudgetPolicy: ErrorBudgetPolicy.freezeReleases(),
    runbookUrl: 'https://wiki.example.com/payment/runbooks',
  });
}
