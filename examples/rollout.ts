import { App, Duration, Stack } from 'aws-cdk-lib';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { FunctionalTest, ImmutableService, Platform, Release, Rollout } from '../lib';

/** How a new release takes over: four steps of a quarter each, after three tests that it must pass. */
export function rollout(app: App, platform: Platform): void {
  const stack = new Stack(app, 'Search', { env: { account: '111122223333', region: 'eu-west-1' } });

  new ImmutableService(stack, 'Search', {
    platform,
    release: Release.fromManifest('examples/release.json'),
    // 25, 50, 75 and 100 percent. Each step is judged by the alarms of the new release, which look back three minutes.
    rollout: Rollout.linear({ percent: 25, interval: Duration.minutes(4), bake: Duration.minutes(12) }),
    functionalTests: [
      // The servers answer with the commit that they find in their tags: proof that the new release was tested.
      FunctionalTest.http({ path: '/healthz', releaseHeader: 'x-commit' }),
      FunctionalTest.http({
        path: '/search?q=shoes',
        headers: { accept: 'application/json' },
        bodyMatches: '"hits":\\s*[1-9]',
        expectedHeaders: { 'content-type': 'application/json' },
        maxLatency: Duration.millis(800),
      }),
      // What takes more than a request, or a secret, is a function of yours.
      FunctionalTest.lambda({
        function: Function.fromFunctionName(stack, 'IndexTest', 'search-index-test'),
        timeout: Duration.seconds(20),
      }),
    ],
  });
}
