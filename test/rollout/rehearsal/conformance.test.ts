import { GateState } from '../../../lib/rollout/gate/decide/state';
import { GATE_TYPE } from '../../../lib/rollout/gate/protocol';
import { arn } from '../../../lib/rollout/rehearsal/account/arn';
import { Execution, TraceEntry } from '../../../lib/rollout/rehearsal/engine/state-machine';
import { parseFault } from '../../../lib/rollout/rehearsal/scenarios/fault-name';
import { SCENARIOS } from '../../../lib/rollout/rehearsal/scenarios/scenarios';
import { Cue, Scenario, SHIFTING, Stage } from '../../../lib/rollout/rehearsal/scenarios/stage';
import { Simulation } from '../../../lib/rollout/rehearsal/simulation';
import { gateMachine } from '../../../lib/rollout/release-gate/gate-machine';
import * as asl from '../release-gate/asl';
import { NEXT, servicePlan } from './templates';

const FROM = servicePlan({ pollSeconds: 30 });
const TO = servicePlan({ ...NEXT, pollSeconds: 30 });

const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:gate:7';
const MACHINE = gateMachine({ partition: 'aws', functionArn: FUNCTION });

/** What the interpreter calls every execution. */
const EXECUTION = 'arn:aws:states:eu-west-1:111122223333:execution:release-gate:gate-checkout-1';

/** As it is when a run of the real machine is over; `STOPPED` if somebody else ended it. */
type End = 'SUCCEEDED' | 'FAILED' | 'STOPPED' | 'RUNNING';

/** An execution, as both engines can tell it. */
interface Story {
  /** The states, in order; a state that is tried again is one. */
  readonly path: string[];
  /** The tries of tasks, each with what is sent. */
  readonly calls: { readonly state: string; readonly sent: unknown }[];
  readonly waits: number[];
  readonly pauses: number[];
  readonly end: End;
  readonly error?: string;
  readonly cause?: string;
}

/** How the rehearsal's engine went through an execution. */
function rehearsed({ trace, status }: Execution): Story {
  const seconds = (entries: TraceEntry[]) => entries.flatMap((entry) => entry.seconds ?? []);
  const isAgain = ({ state }: TraceEntry, index: number) =>
    trace[index - 1]?.state === state && trace[index - 1].error !== undefined;
  const { error } = trace[trace.length - 1];
  return {
    path: trace.filter((entry, index) => !isAgain(entry, index)).map(({ state }) => state),
    calls: trace.filter(isTask).map(({ state, input }) => ({ state, sent: input })),
    waits: seconds(trace.filter((entry) => !isTask(entry))),
    pauses: seconds(trace.filter(isTask)),
    end: status === 'ABORTED' || status === 'TIMED_OUT' ? 'STOPPED' : status,
    ...(status === 'FAILED' && { error: error?.Error, cause: error?.Cause }),
  };
}

/** How the real machine goes through the same execution, if its tasks come to the same. */
async function interpreted({ name, input, trace }: Execution): Promise<Story> {
  const outcomes = trace.filter((entry) => isTask(entry) && ('result' in entry || 'error' in entry));
  // No state catches it, and none tries again.
  const stop = new asl.TaskError('States.Runtime', 'nothing more is known');
  const run = await asl.run(MACHINE, triggerOf(input), ({ resource }) => {
    const outcome = outcomes.shift();
    if (!outcome) throw stop;
    if (outcome.error) throw new asl.TaskError(outcome.error.Error, outcome.error.Cause);
    return resource.endsWith(':lambda:invoke') ? { Payload: outcome.result } : outcome.result;
  });
  const { path, calls, waits, pauses, status, error, cause } = run;
  const sent = ({ FunctionName, Payload, ...others }: asl.TaskCall['arguments']) =>
    FunctionName === FUNCTION ? { ...Payload, execution: idOf(Payload.execution, name) } : others;
  return {
    path,
    calls: calls.map((call) => ({ state: call.state, sent: sent(call.arguments) })),
    waits,
    pauses,
    ...(error === stop.error ? { end: 'STOPPED' } : { end: status, ...(status === 'FAILED' && { error, cause }) }),
  };
}

function isTask({ input }: TraceEntry): boolean {
  return input !== undefined;
}

function idOf(id: string, name: string): string {
  return id === EXECUTION ? arn('states', `execution:release-gate:${name}`) : id;
}

/** A rescue is started with the whole event of EventBridge. */
function triggerOf(input: Execution['input']): unknown {
  if (!input.dead) return input;
  return { source: 'aws.states', 'detail-type': 'Step Functions Execution Status Change', detail: input.dead };
}

/** What was stopped may have been so before the one call that the real machine comes to next. */
function untilStopped(real: Story, { path, calls, end }: Story): Story {
  if (end !== 'STOPPED') return real;
  const until = <T>(all: T[], count: number) => (all.length === count + 1 ? all.slice(0, count) : all);
  return { ...real, path: until(real.path, path.length), calls: until(real.calls, calls.length) };
}

async function play({ setUp, strike }: Partial<Scenario>): Promise<Simulation> {
  const props = { from: FROM, to: TO };
  const simulation = new Simulation({ ...(setUp?.(props) ?? props), traces: true });
  strike?.(new Stage(simulation));
  await simulation.run();
  return simulation;
}

/** The function is broken for some minutes, and something else is wrong as well. */
function brokenAnd(action: (simulation: Simulation, stage: Stage) => void, cue = SHIFTING): Partial<Scenario> {
  const strike = (stage: Stage) => {
    const { gateFunction } = stage.simulation;
    gateFunction.broken = 'no such module';
    action(stage.simulation, stage);
    stage.later(300, () => (gateFunction.broken = undefined));
  };
  return { strike: (stage) => stage.strike(cue, 0, () => strike(stage)) };
}

/** An execution that works on a request has begun, and has not looked yet. */
const BEGUN: Cue = ({ machine }) => machine.executions.size > 0;

/** Success is decided, and CloudFormation not told: the way back is closed. */
const DECIDED: Cue = ({ machine }) =>
  [...machine.executions.values()].some(({ trace }) =>
    trace.some(({ result }) => (result as GateState | undefined)?.outcome?.status === 'SUCCESS'),
  );

/** Somebody stops the execution at a moment of its way out. */
function brokenAndStoppedIn(state: string): Partial<Scenario> {
  const isThere: Cue = ({ machine }) =>
    [...machine.executions.values()].some(({ trace }) => trace[trace.length - 1]?.state === state);
  return brokenAnd(({ machine }, stage) => stage.when(isThere, () => machine.stopByHand()));
}

/** What no scenario is about: the machine is alone, and cannot do what it should. */
const ALONE: { readonly [name: string]: Partial<Scenario> } = {
  'the machine may not write': brokenAnd(({ machine }) => (machine.troubles.denied = 'not authorized')),
  'the machine finds no rule': brokenAnd(({ cloud }) => cloud.balancer.deleteRule(TO.productionRule.arn)),
  'the machine finds a target group of somebody else': brokenAnd(({ cloud }) =>
    cloud.balancer.setWeights(TO.productionRule.arn, { [TO.targetGroup.arn]: 50, 'somebody-else': 50 }),
  ),
  'the machine finds no target group': brokenAnd(({ cloud }) => cloud.balancer.setWeights(TO.productionRule.arn, {})),
  'the reason is long': brokenAnd(({ gateFunction }) => (gateFunction.broken = 'x'.repeat(2000))),
  'broken before the first look': brokenAnd(() => undefined, BEGUN),
  'broken when there is no way back': brokenAnd(() => undefined, DECIDED),
  'stopped in Tick': brokenAndStoppedIn('Tick'),
  'stopped in FindRule': brokenAndStoppedIn('FindRule'),
  'stopped in RestoreRule': brokenAndStoppedIn('RestoreRule'),
  'stopped in Answer': brokenAndStoppedIn('Answer'),
};

describe('the engine of a rehearsal goes as the definition of the real machine', () => {
  test.each<readonly [string, Partial<Scenario>]>([
    ['no fault', {}],
    ...SCENARIOS.map((scenario) => [scenario.name, scenario] as const),
    ...Object.entries(ALONE),
  ])('%s', async (_, scenario) => {
    const { machine, deployment } = await play(scenario);
    const isAsked = deployment.custom.requests.some(({ event }) => event.ResourceType === GATE_TYPE);
    expect(machine.executions.size > 0).toBe(isAsked);
    for (const execution of machine.executions.values()) {
      const story = rehearsed(execution);
      expect(story).toEqual(untilStopped(await interpreted(execution), story));
    }
  });

  test('through every state that there is', async () => {
    const { machine } = await play(parseFault('function-broken-for-minutes').scenario);
    const path = [...machine.executions.values()].flatMap(({ trace }) => trace.map(({ state }) => state));
    expect(new Set(path)).toEqual(new Set(Object.keys(MACHINE.States)));
  });
});
