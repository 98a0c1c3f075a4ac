import { HEALTHY, Scenario, SHIFTING, Stage } from './stage';

/** From now on each functional test ends like this. */
function testsEnd({ simulation: { cloud } }: Stage, detail: string, milliseconds = 200): void {
  cloud.test = ({ test }) => ({ name: test.name, passed: false, detail });
  cloud.testMilliseconds = milliseconds;
}

/** What functional tests find out, or fail to. */
export const TEST_SCENARIOS: readonly Scenario[] = [
  {
    name: 'test-fails',
    story: 'A functional test of the new release fails.',
    expected: 'refused before any traffic',
    strike: (stage) => testsEnd(stage, 'the answer was 500'),
  },
  {
    name: 'test-times-out',
    story: 'A functional test gets no answer.',
    expected: 'refused before any traffic',
    strike: (stage) => testsEnd(stage, 'no answer in 10 seconds', 10_000),
  },
  {
    name: 'test-fails-mid-shift',
    story: 'The functional tests fail when they are repeated while users are on the new release.',
    expected: 'rolled back',
    timed: true,
    strike: (stage) => stage.strike(SHIFTING, 60, () => testsEnd(stage, 'the answer was 500')),
  },
  {
    name: 'test-hits-former',
    story: 'The test rule still leads to the former release, so tests would pass without the new one.',
    expected: 'refused before any traffic',
    timed: true,
    strike: (stage) =>
      stage.strike(HEALTHY, 0, () => {
        const { cloud, from, to } = stage.simulation;
        // The new target group stays in the rule, so its servers are checked all the same.
        const weights = { [from!.targetGroup.arn]: 100, [to!.targetGroup.arn]: 0 };
        cloud.balancer.setWeights(to!.testRule.arn, weights);
      }),
  },
  {
    name: 'certificate-expired',
    story: 'The certificate of the entrance has expired.',
    expected: 'refused before any traffic',
    timed: true,
    strike: (stage) => stage.strike(HEALTHY, 0, () => testsEnd(stage, 'CERT_HAS_EXPIRED: certificate has expired')),
  },
];
