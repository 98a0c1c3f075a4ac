import * as fc from 'fast-check';
import { RolloutOrder, StepOrder } from '../../../lib/rollout/gate/protocol';
import {
  DEPLOY_TIME_ASSUMPTIONS,
  DeployTimeInput,
  deployTimesAsText,
  modelDeployTimes,
  Strategy,
  StrategyName,
} from '../../../lib/rollout/rehearsal/deploy-time';
import { messageOf } from '../../stacks';

function rollout(...steps: StepOrder[]): RolloutOrder {
  return {
    name: 'a rollout',
    steps,
    launchSeconds: 900,
    healthySeconds: 30,
    deadlineSeconds: 3000,
    pollSeconds: 10,
  };
}

const BAKE = { percent: 100, seconds: 600 };

/** Six servers, a canary of 10 % for five minutes, and a bake of ten. */
const SERVICE: DeployTimeInput = {
  servers: 6,
  bootSeconds: 90,
  healthCheckSeconds: 20,
  drainSeconds: 60,
  testSeconds: 10,
  alarmSeconds: 180,
  rollout: rollout({ percent: 10, seconds: 300 }, BAKE),
};

function strategy(name: StrategyName, changes: Partial<DeployTimeInput> = {}): Strategy {
  const found = modelDeployTimes({ ...SERVICE, ...changes }).find((one) => one.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
}

describe('the model, counted by hand', () => {
  test.each<[StrategyName, Partial<Strategy>]>([
    [
      'canary',
      {
        chosen: true,
        // 60 overhead + 90 boot + 20 healthy + 30 held + 10 tests + 300 + 600 + 4 looks of 10
        deploySeconds: 1150,
        // a look of 10 + 5 for the weights
        rollbackSeconds: 15,
        latestRollbackSeconds: 15,
        exposedShare: 0.1,
        extraServers: 6,
        missingServers: 0,
        mixedSeconds: 300,
        testedBeforeTraffic: true,
        possible: true,
      },
    ],
    [
      'all at once',
      // 60 + 90 + 20 + 30 + 10 + 600 + 3 looks
      { chosen: false, deploySeconds: 840, rollbackSeconds: 15, exposedShare: 1, mixedSeconds: 0, extraServers: 6 },
    ],
    [
      'linear',
      // 60 + 90 + 20 + 30 + 10 + 4 * 300 + 600 + 7 looks
      { chosen: false, deploySeconds: 2080, rollbackSeconds: 15, exposedShare: 0.2, mixedSeconds: 1200 },
    ],
    [
      'instance refresh',
      {
        // 60 + 6 batches of one server, each 90 + 20 + 60
        deploySeconds: 1080,
        // the alarm fires 180 after the first server: that one and the next are replaced, 2 * 170
        rollbackSeconds: 340,
        latestRollbackSeconds: 1020,
        exposedShare: 2 / 6,
        extraServers: 1,
        missingServers: 0,
        // from the first new server, after 110, to the sixth, 5 batches later
        mixedSeconds: 850,
        testedBeforeTraffic: false,
      },
    ],
    [
      'rolling update',
      {
        deploySeconds: 1080,
        rollbackSeconds: 340,
        latestRollbackSeconds: 1020,
        exposedShare: 2 / 6,
        extraServers: 0,
        missingServers: 1,
        // from the first new server, after 170, until the sixth former one leaves, after 5 * 170
        mixedSeconds: 680,
        testedBeforeTraffic: false,
      },
    ],
  ])('of %s', (name, expected) => {
    expect(strategy(name)).toMatchObject(expected);
  });

  test('of an instance refresh of 25 servers: three at a time', () => {
    expect(strategy('instance refresh', { servers: 25 })).toMatchObject({
      // 60 + 9 batches of 170
      deploySeconds: 1590,
      latestRollbackSeconds: 1530,
      exposedShare: 6 / 25,
      extraServers: 3,
    });
  });

  test('of a rolling update in batches of four', () => {
    expect(strategy('rolling update', { batchSize: 4 })).toMatchObject({
      // 60 + 2 batches of 170
      deploySeconds: 400,
      latestRollbackSeconds: 340,
      exposedShare: 1,
      missingServers: 4,
      mixedSeconds: 0,
    });
  });

  test('of a batch that is larger than the group', () => {
    expect(strategy('rolling update', { batchSize: 40 })).toMatchObject({ missingServers: 6, deploySeconds: 230 });
  });

  test.each([
    [180, 0.1],
    [300, 0.1],
    [301, 1],
    [5000, 1],
  ])('of whom an alarm after %s seconds saves: all but %s', (alarmSeconds, exposedShare) => {
    expect(strategy('canary', { alarmSeconds }).exposedShare).toBe(exposedShare);
  });
});

describe('the rollouts that are compared', () => {
  test.each<[StrategyName, StepOrder[]]>([
    ['all at once', [BAKE]],
    ['canary', [{ percent: 5, seconds: 200 }, BAKE]],
    ['linear', [{ percent: 50, seconds: 200 }, { percent: 75, seconds: 200 }, BAKE]],
  ])('hold the own one as it is: %s', (name, steps) => {
    const chosen = modelDeployTimes({ ...SERVICE, rollout: rollout(...steps) }).filter((one) => one.chosen);
    const seconds = steps.reduce((sum, step) => sum + step.seconds, 0);
    expect(chosen).toEqual([expect.objectContaining({ name, deploySeconds: 210 + seconds + 10 * (steps.length + 2) })]);
  });

  test('take the interval and the bake of the own one', () => {
    const own = rollout({ percent: 5, seconds: 200 }, { percent: 100, seconds: 400 });
    expect(strategy('linear', { rollout: own }).mixedSeconds).toBe(4 * 200);
    expect(strategy('all at once', { rollout: own }).deploySeconds).toBe(210 + 400 + 30);
  });

  test('say that one would take longer than CloudFormation waits', () => {
    const own = rollout({ percent: 5, seconds: 900 }, BAKE);
    const possible = modelDeployTimes({ ...SERVICE, rollout: own }).map((one) => `${one.name} ${one.possible}`);
    expect(possible.slice(0, 3)).toEqual(['all at once true', 'linear false', 'canary true']);
  });
});

describe('whatever the service', () => {
  const seconds = (max: number) => fc.integer({ min: 0, max });
  const steps = fc
    .array(fc.record({ percent: fc.integer({ min: 1, max: 99 }), seconds: seconds(900) }), { maxLength: 6 })
    .map((shares) => [...shares.sort((a, b) => a.percent - b.percent), BAKE]);
  const service: fc.Arbitrary<DeployTimeInput> = fc.record({
    servers: fc.integer({ min: 1, max: 200 }),
    bootSeconds: seconds(900),
    healthCheckSeconds: seconds(120),
    drainSeconds: seconds(600),
    testSeconds: seconds(300),
    alarmSeconds: seconds(900),
    batchSize: fc.integer({ min: 1, max: 20 }),
    rollout: steps.map((list) => rollout(...list)),
  });
  const BLUE_GREEN: StrategyName[] = ['all at once', 'linear', 'canary'];
  const always = (check: (input: DeployTimeInput) => boolean): void =>
    fc.assert(fc.property(service, check), { seed: 3, numRuns: 500 });

  test('one more step never deploys faster', () => {
    fc.assert(
      fc.property(service, seconds(900), (input, more) => {
        const own = (list: StepOrder[]): number =>
          modelDeployTimes({ ...input, rollout: rollout(...list) }).find(({ chosen }) => chosen)?.deploySeconds ?? NaN;
        const { steps: list } = input.rollout;
        return own([{ percent: 1, seconds: more }, ...list]) > own(list);
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  test('the way back of blue/green does not depend on the number of servers', () => {
    always((input) =>
      BLUE_GREEN.every((name) => {
        const back = strategy(name, input);
        const more = strategy(name, { ...input, servers: input.servers + 50 });
        return (
          back.rollbackSeconds === more.rollbackSeconds && back.latestRollbackSeconds === more.latestRollbackSeconds
        );
      }),
    );
  });

  test('that of a rolling update takes longer with each further batch', () => {
    always((input) => {
      const changed = { ...input, bootSeconds: input.bootSeconds + 1 };
      const more = { ...changed, servers: changed.servers + (changed.batchSize ?? 1) };
      // A batch is no larger than the group, so only from a whole one on is there a further one.
      if (changed.servers < (changed.batchSize ?? 1)) return true;
      return (
        strategy('rolling update', more).latestRollbackSeconds >
        strategy('rolling update', changed).latestRollbackSeconds
      );
    });
  });

  test('that of an instance refresh takes longer with each server, up to ten', () => {
    const back = Array.from(
      { length: 10 },
      (_, index) => strategy('instance refresh', { servers: index + 1 }).latestRollbackSeconds,
    );
    expect(back).toEqual(Array.from({ length: 10 }, (_, index) => 170 * (index + 1)));
  });

  test('trouble that shows late never takes less time to undo than trouble that shows at once', () => {
    always((input) =>
      modelDeployTimes(input).every((one) => one.latestRollbackSeconds >= one.rollbackSeconds && one.exposedShare <= 1),
    );
  });

  test('slower servers never deploy faster, and slower alarms never expose fewer', () => {
    always((input) => {
      const slower = modelDeployTimes({ ...input, bootSeconds: input.bootSeconds + 30 });
      const later = modelDeployTimes({ ...input, alarmSeconds: input.alarmSeconds + 30 });
      return modelDeployTimes(input).every(
        (one, index) =>
          slower[index].deploySeconds > one.deploySeconds && later[index].exposedShare >= one.exposedShare,
      );
    });
  });

  test('all at once exposes all', () => {
    always((input) => strategy('all at once', input).exposedShare === 1);
  });
});

describe('the comparison as text', () => {
  const text = deployTimesAsText(SERVICE);

  test('has a row for each strategy, and marks the own one', () => {
    expect(text).toMatch(/^\* canary: 10 % for 5:00, then all, bake 10:00 +19:10 +0:15 +0:15 +10 % +\+6 +5:00 +yes$/m);
    expect(text).toMatch(
      /^ {2}rolling update: 1 at a time, after as many left +18:00 +5:40 +17:00 +33 % +-1 +11:20 +no$/m,
    );
    expect(text).toContain('\n* the rollout of this service\n');
    expect(text.match(/^\*/gm)).toHaveLength(2);
  });

  test('says what it stands on', () => {
    expect(text).toContain(
      'Deploy times of 6 servers: boot 1:30, healthy after 0:20, tests 0:10, drain 1:00, alarms fire after 3:00',
    );
    expect(DEPLOY_TIME_ASSUMPTIONS.length).toBeGreaterThan(5);
    DEPLOY_TIME_ASSUMPTIONS.forEach((assumption) => expect(text).toContain(`- ${assumption}`));
  });

  test('says what is not possible', () => {
    expect(deployTimesAsText({ ...SERVICE, rollout: rollout({ percent: 5, seconds: 900 }, BAKE) })).toMatch(
      /^ {2}linear: 20 % for 15:00, 4 more steps, bake 10:00 +too long +0:15 /m,
    );
  });
});

describe('the model fails', () => {
  test.each<[string, Partial<DeployTimeInput>, string]>([
    ['without servers', { servers: 0 }, '`servers` must be a whole number of at least 1, got 0: pass another servers'],
    [
      'with half a server',
      { servers: 1.5 },
      '`servers` must be a whole number of at least 1, got 1.5: pass another servers',
    ],
    [
      'without a batch',
      { batchSize: 0 },
      '`batchSize` must be a whole number of at least 1, got 0: pass another batchSize',
    ],
    [
      'without steps',
      { rollout: rollout() },
      '`steps` must be a whole number of at least 1, got 0: pass another steps',
    ],
    [
      'with a time that is none',
      { bootSeconds: NaN },
      '`bootSeconds` must be a number of seconds of at least 0, got NaN: pass another bootSeconds',
    ],
    [
      'with a time before time',
      { drainSeconds: -1 },
      '`drainSeconds` must be a number of seconds of at least 0, got -1: pass another drainSeconds',
    ],
  ])('%s', (_, changes, message) => {
    expect(messageOf(() => modelDeployTimes({ ...SERVICE, ...changes }))).toBe(`[deploy-time model] ${message}`);
  });
});
