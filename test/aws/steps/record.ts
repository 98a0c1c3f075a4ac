import { paginateDescribeScalingActivities } from '@aws-sdk/client-auto-scaling';
import { DescribeRulesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { DescribeExecutionCommand, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { deploy, DeployOptions, Outcome } from '../account/cdk';
import { Clients } from '../account/clients';
import { eventsOf, resourcesOf, stackOf } from '../account/stacks';
import { pause, Stop, until } from '../account/waiting';
import { Watch, Watched, weightsIn } from '../account/watch';
import { STACKS } from '../names';
import { Deed, DeedName, Deploy, DeployName, Execution, FailedLaunch } from '../records';
import { Lab } from './lab';

/** Writes down what the script did. */
export type Note = (what: DeedName, detail: string) => void;

/** Does something in the middle of a deploy; it is told to end when the deploy does. */
export type Provoke = (watch: Watch, note: Note, stop: Stop) => Promise<void>;

export interface Recording {
  readonly name: DeployName;
  readonly assembly: string;
  readonly watched: Watched;
  readonly options?: DeployOptions;
  /** What was done before the deploy. */
  readonly before?: Deed[];
  readonly provoke?: Provoke;
  /** How long it may take before the script goes on without it. */
  readonly limitMinutes?: number;
}

/** Deploys, looks on, and writes it all down. */
export async function record(lab: Lab, recording: Recording): Promise<Deploy> {
  const { name, watched, assembly, options = {}, before = [], provoke, limitMinutes } = recording;
  const { clients } = lab;
  const former = await formerOf(clients, watched.ruleArn);
  const deeds = [...before];
  const note: Note = (what, detail) => {
    deeds.push({ at: Date.now(), what, detail });
    lab.say(`${name}: ${detail}`);
  };
  const from = Date.now();
  const watch = new Watch(clients, watched);
  const over = new AbortController();
  const provoked = provoke?.(watch, note, AbortSignal.any([lab.stop, over.signal])).catch((error: Error) => {
    if (!over.signal.aborted) lab.problems.push(`${name}: ${error.message}`);
  });
  let outcome: Outcome | null;
  try {
    outcome = await atMost(limitMinutes, (stop) => deploy(assembly, watched.stack, options, stop), lab.stop);
    if (outcome !== null) await settled(lab, watched.stack);
  } finally {
    over.abort();
    await provoked;
  }
  const looks = await watch.end();
  if (watch.misses > 0) lab.problems.push(`${name}: ${watch.misses} looks failed`);
  const recorded: Deploy = {
    name,
    stack: watched.stack,
    from,
    to: Date.now(),
    exitCode: outcome?.exitCode ?? null,
    said: outcome?.said ?? '',
    events: await eventsOf(clients, watched.stack, from),
    looks,
    deeds,
    executions: watched.host === undefined ? [] : await executionsSince(clients, from),
    failedLaunches: await failedLaunches(clients, watched.stack, from),
    former,
  };
  lab.observed.deploys.push(recorded);
  lab.say(`${name}: the command line ended with ${recorded.exitCode ?? 'nothing yet'}`);
  return recorded;
}

/** The command line may end before CloudFormation has cleaned up. */
async function settled({ clients, stop }: Lab, stack: string): Promise<void> {
  await until({ what: `stack ${stack} to settle`, minutes: 60, everySeconds: 5, stop }, async () => {
    const { status } = await stackOf(clients.cloudFormation, stack);
    return status.endsWith('_IN_PROGRESS') ? undefined : status;
  });
}

/** Null if it took too long; then it is not waited for any more, but CloudFormation goes on. */
async function atMost<T>(minutes: number | undefined, act: (stop: Stop) => Promise<T>, stop: Stop): Promise<T | null> {
  if (minutes === undefined) return act(stop);
  const late = new AbortController();
  const acting = act(AbortSignal.any([stop, late.signal])).catch((error: Error) => {
    if (late.signal.aborted) return null;
    throw error;
  });
  const done = new AbortController();
  const waiting = pause(minutes * 60_000, AbortSignal.any([stop, done.signal])).then(
    () => late.abort(),
    () => undefined,
  );
  try {
    return await acting;
  } finally {
    done.abort();
    await waiting;
  }
}

/** The target group that a rule leads to, if it is one. */
async function formerOf({ elb }: Clients, ruleArn: string | undefined): Promise<string | undefined> {
  if (ruleArn === undefined) return undefined;
  const { Rules = [] } = await elb.send(new DescribeRulesCommand({ RuleArns: [ruleArn] }));
  const groups = Object.keys(weightsIn(Rules[0]) ?? {});
  if (groups.length !== 1) throw new Error(`the rule ${ruleArn} leads to ${groups.length} target groups, not to one`);
  return groups[0];
}

/** The executions of the gate's state machine, with what CloudFormation asked for. */
async function executionsSince(clients: Clients, since: number): Promise<Execution[]> {
  const resources = await resourcesOf(clients, STACKS.platform);
  const machine = resources.find(({ ResourceType }) => ResourceType === 'AWS::StepFunctions::StateMachine');
  if (machine?.PhysicalResourceId === undefined) return [];
  const { executions = [] } = await clients.sfn.send(
    new ListExecutionsCommand({ stateMachineArn: machine.PhysicalResourceId, maxResults: 100 }),
  );
  const recent = executions.filter(({ startDate }) => startDate !== undefined && startDate.getTime() >= since);
  const described = await Promise.all(recent.map(async ({ executionArn }) => describe(clients, executionArn!)));
  return described.sort((one, other) => one.startedAt - other.startedAt);
}

async function describe({ sfn }: Clients, executionArn: string): Promise<Execution> {
  const {
    name = '',
    status = '',
    startDate,
    stopDate,
    input,
  } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
  // Not the whole input: whoever has the address in it can answer CloudFormation.
  const { request } = JSON.parse(input ?? '{}') as { request?: { RequestType: string; RequestId: string } };
  return {
    name,
    status,
    startedAt: startDate?.getTime() ?? 0,
    endedAt: stopDate?.getTime(),
    request: request?.RequestType ?? 'a dead execution',
    requestId: request?.RequestId,
  };
}

/** What the groups of a stack could not start. A group that is gone has no name any more, so all groups are asked for. */
async function failedLaunches(clients: Clients, stack: string, since: number): Promise<FailedLaunch[]> {
  const resources = await resourcesOf(clients, stack);
  const groups = resources
    .filter(({ ResourceType }) => ResourceType === 'AWS::AutoScaling::AutoScalingGroup')
    .map(({ PhysicalResourceId }) => PhysicalResourceId);
  const found: FailedLaunch[] = [];
  // The newest come first.
  for await (const { Activities = [] } of paginateDescribeScalingActivities(
    { client: clients.autoScaling },
    { IncludeDeletedGroups: true },
  )) {
    const young = Activities.filter(({ StartTime }) => (StartTime?.getTime() ?? 0) >= since);
    for (const { AutoScalingGroupName, StatusCode, StatusMessage, Cause, StartTime } of young) {
      if (StatusCode !== 'Failed' || !groups.includes(AutoScalingGroupName)) continue;
      found.unshift({ at: StartTime!.getTime(), message: StatusMessage ?? Cause ?? '' });
    }
    if (young.length < Activities.length) break;
  }
  return found;
}
