import { Call, CallEffect } from '../account/call-faults';
import { BAKING, Cue, HEALTHY, Scenario, SHIFTING, Stage } from './stage';

/** Lets a fault strike calls from now on. */
function strikeCalls(
  { simulation: { cloud, clock } }: Stage,
  effect: CallEffect,
  options: { readonly methods?: string[]; readonly seconds?: number; readonly times?: number } = {},
): void {
  const { methods, seconds = Infinity, times = Infinity } = options;
  const end = clock.now + seconds * 1000;
  let struck = 0;
  const strikes = ({ method, at }: Call) => {
    const hit = at < end && struck < times && (methods?.includes(method) ?? true);
    if (hit) struck++;
    return hit;
  };
  cloud.callFaults.push({ strikes, effect });
}

/** Nobody can run the gate's function for a while. */
function breakFunction({ simulation: { gateFunction } }: Stage): void {
  gateFunction.broken = "Cannot find module 'index'";
}

function mendFunction({ simulation: { gateFunction } }: Stage): void {
  gateFunction.broken = undefined;
}

/** CloudFormation has waited for the gate in vain. */
const TIMED_OUT: Cue = ({ deployment }) => deployment.custom.requests.some(({ end }) => end === 'TIMED OUT');

/** What can go wrong with the gate itself, and with its calls to AWS. */
export const CALL_SCENARIOS: readonly Scenario[] = [
  {
    name: 'throttled',
    story: "AWS throttles all of the gate's calls for a minute while users are on the new release.",
    expected: 'released',
    timed: true,
    strike: (stage) =>
      stage.strike(SHIFTING, 30, () => strikeCalls(stage, { kind: 'refused', error: 'throttled' }, { seconds: 60 })),
  },
  {
    name: 'throttled-for-long',
    story: "AWS throttles the gate's reads for ten minutes while users are on the new release.",
    expected: 'rolled back',
    timed: true,
    strike: (stage) =>
      stage.strike(SHIFTING, 30, () =>
        strikeCalls(stage, { kind: 'refused', error: 'throttled' }, { seconds: 600, methods: ['alarms', 'firings'] }),
      ),
  },
  {
    name: 'access-denied',
    story: 'The gate loses the right to read alarms while users are on the new release.',
    expected: 'rolled back',
    timed: true,
    strike: (stage) =>
      stage.strike(SHIFTING, 30, () => {
        const message = 'User is not authorized to perform: cloudwatch:DescribeAlarms';
        strikeCalls(stage, { kind: 'refused', error: 'denied', message }, { methods: ['alarms'] });
      }),
  },
  {
    name: 'gate-killed',
    story: "The gate's function dies three times in the middle of shifting traffic.",
    expected: 'released',
    timed: true,
    strike: (stage) =>
      stage.strike(HEALTHY, 0, () =>
        strikeCalls(stage, { kind: 'killed after' }, { methods: ['setWeights'], times: 3 }),
      ),
  },
  {
    name: 'function-hangs',
    story: "Every call of the gate's function hangs until its time is over, while users are on the new release.",
    expected: 'rolled back',
    timed: true,
    strike: (stage) =>
      stage.strike(SHIFTING, 30, () => strikeCalls(stage, { kind: 'slow', seconds: 300 }, { seconds: 240 })),
  },
  {
    name: 'function-broken',
    story:
      "The gate's function cannot start any more, for longer than CloudFormation waits; the state machine leads users back alone.",
    expected: 'rolled back',
    timed: true,
    strike: (stage) => {
      stage.strike(SHIFTING, 30, () => breakFunction(stage));
      stage.when(TIMED_OUT, () => stage.later(30, () => mendFunction(stage)));
    },
  },
  {
    name: 'function-broken-for-minutes',
    story: "The gate's function cannot start for three minutes; a rescue answers in its place.",
    expected: 'rolled back',
    timed: true,
    strike: (stage) =>
      stage.strike(BAKING, 30, () => {
        breakFunction(stage);
        stage.later(180, () => mendFunction(stage));
      }),
  },
  {
    name: 'engine-timed-out',
    story: 'The execution of the state machine hangs until its time is over.',
    expected: 'rolled back',
    timed: true,
    strike: (stage) => stage.strike(SHIFTING, 30, () => stage.simulation.machine.hang()),
  },
  {
    name: 'execution-stopped',
    story: 'Somebody stops the execution of the state machine while users are on the new release.',
    expected: 'rolled back',
    timed: true,
    strike: (stage) => stage.strike(SHIFTING, 30, () => stage.simulation.machine.stopByHand()),
  },
  {
    name: 'execution-stopped-in-bake',
    story: 'Somebody stops the execution of the state machine when all users are on the new release.',
    expected: 'rolled back',
    timed: true,
    strike: (stage) => stage.strike(BAKING, 30, () => stage.simulation.machine.stopByHand()),
  },
  {
    name: 'rescue-started-twice',
    story: 'Somebody stops the execution, and EventBridge tells of it twice.',
    expected: 'rolled back',
    timed: true,
    strike: (stage) =>
      stage.strike(SHIFTING, 30, () => {
        const { machine } = stage.simulation;
        machine.troubles.backstops = 2;
        machine.stopByHand();
      }),
  },
  {
    name: 'answer-lost',
    story: 'The answer to CloudFormation does not arrive for two minutes.',
    expected: 'released',
    timed: true,
    strike: (stage) =>
      stage.strike(BAKING, 0, () => {
        const lost: CallEffect = { kind: 'refused', error: 'other', message: 'socket hang up' };
        strikeCalls(stage, lost, { methods: ['respond'], times: 8 });
      }),
  },
  {
    name: 'write-lost',
    story: 'A write of weights is reported as done, and is not.',
    expected: 'released',
    timed: true,
    strike: (stage) =>
      stage.strike(HEALTHY, 0, () => strikeCalls(stage, { kind: 'lost write' }, { methods: ['setWeights'], times: 2 })),
  },
  {
    name: 'late-write-and-alarm',
    story:
      'A write of weights fails, and the alarm fires; the write is done all the same when the release has been given up.',
    expected: 'rolled back',
    timed: true,
    strike: (stage) =>
      stage.strike(HEALTHY, 0, () => {
        strikeCalls(stage, { kind: 'late write', seconds: 50 }, { methods: ['setWeights'], times: 1 });
        const { cloud, to } = stage.simulation;
        stage.when(
          () => cloud.disturbedUntil > cloud.clock.now,
          () => cloud.alarms.byName.get(to!.order.alarms[0])!.become('ALARM', 'Threshold Crossed'),
        );
      }),
  },
  {
    name: 'stale-worker',
    story: 'A write of weights is on its way when a user cancels the update; it arrives after the way back.',
    expected: 'rolled back',
    timed: true,
    strike: (stage) =>
      stage.strike(HEALTHY, 0, () => {
        strikeCalls(stage, { kind: 'late write', seconds: 50 }, { methods: ['setWeights'], times: 1 });
        const { cloud, deployment } = stage.simulation;
        stage.when(
          () => cloud.disturbedUntil > cloud.clock.now,
          () => stage.later(5, () => deployment.cancel('Resource update cancelled by the user')),
        );
      }),
  },
];
