import { LIMITS } from '../../../lib/rollout/gate/limits';

test('the way back fits into what the engine has, and that into what CloudFormation has', () => {
  const poll = 10;
  const afterwards = LIMITS.writerSeconds + poll + LIMITS.letGoSeconds;
  expect(LIMITS.rolloutSeconds + LIMITS.rescueSeconds + afterwards).toBeLessThan(LIMITS.engineSeconds);
  expect(LIMITS.returnSeconds + afterwards).toBeLessThan(LIMITS.engineSeconds);
  expect(LIMITS.engineSeconds).toBeLessThan(LIMITS.serviceTimeoutSeconds);
  expect(LIMITS.writerSeconds).toBeLessThan(LIMITS.callSeconds);
  expect(LIMITS.trySeconds).toBeLessThan(LIMITS.writerSeconds);
});
