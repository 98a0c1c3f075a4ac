import { Account } from '../../../lib/rollout/gate/account';
import { EngineCall } from '../../../lib/rollout/gate/engine';
import { CustomResourceEvent } from '../../../lib/rollout/gate/protocol';
import { ServicePlan } from '../../../lib/rollout/rehearsal/deployment/service-plan';
import { GateFactory } from '../../../lib/rollout/rehearsal/engine/gate-function';
import { InvariantWatch } from '../../../lib/rollout/rehearsal/invariants/invariants';
import { Simulation, SimulationProps } from '../../../lib/rollout/rehearsal/simulation';
import { NEXT, servicePlan } from './templates';

const FROM = servicePlan();
const TO = servicePlan(NEXT);

/** A gate that answers at once, after it did something. */
function gateThat(
  act: (account: Account, event: CustomResourceEvent) => Promise<unknown>,
  statusOf: (event: CustomResourceEvent) => string = () => 'SUCCESS',
): GateFactory {
  return (account) => ({
    handle: async (event: CustomResourceEvent | EngineCall) => {
      if ('op' in event) throw new Error('there is no execution');
      await act(account, event);
      await answer(account, event, statusOf(event));
    },
  });
}

function answer(account: Account, event: CustomResourceEvent, Status: string): Promise<void> {
  const { ResponseURL, StackId, RequestId, LogicalResourceId, PhysicalResourceId = 'gate' } = event;
  const body = { Status, Reason: 'so', PhysicalResourceId, StackId, RequestId, LogicalResourceId };
  return account.respond(ResponseURL, JSON.stringify(body));
}

const nothing = () => Promise.resolve();

/** Runs a deploy and says what CloudFormation did, and which invariants broke. */
async function run(props: SimulationProps) {
  const simulation = new Simulation(props);
  const notes: string[] = [];
  simulation.cloud.note = (note) => notes.push(note.replace('CloudFormation: ', ''));
  const watch = new InvariantWatch(simulation);
  await simulation.run();
  const broken = watch.conclude().flatMap(({ name, held }) => (held ? [] : [name]));
  const requests = simulation.deployment.custom.requests.map(
    ({ event }) => `${event.RequestType} ${event.LogicalResourceId}`,
  );
  return { simulation, notes, broken, requests };
}

describe('CloudFormation in miniature', () => {
  test('updates the rule after the gate, and deletes the former release last', async () => {
    const { simulation, notes, requests } = await run({ from: FROM, to: TO, gate: gateThat(nothing) });
    expect(notes).toEqual([
      'UPDATE_IN_PROGRESS',
      'CloudFormation asks the gate',
      'CloudFormation updates the production rule',
      'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'UPDATE_COMPLETE',
    ]);
    expect(requests).toEqual(['Create Preflightbbbbbbbbbbbb', 'Update Gate', 'Delete Preflightaaaaaaaaaaaa']);
    expect([...simulation.cloud.groups.keys()]).toEqual([TO.group.name]);
    expect([...simulation.cloud.balancer.targetGroups.keys()]).toEqual([TO.targetGroup.arn]);
  });

  test('rolls back with the old properties, and deletes the new release', async () => {
    const gate = gateThat(nothing, ({ ResourceProperties, ResourceType }) =>
      ResourceType === TO.gate.type && ResourceProperties === TO.gate.properties ? 'FAILED' : 'SUCCESS',
    );
    const { simulation, notes, requests, broken } = await run({ from: FROM, to: TO, gate });
    expect(notes.slice(2)).toEqual([
      'failed: so',
      'UPDATE_ROLLBACK_IN_PROGRESS',
      'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
      'UPDATE_ROLLBACK_COMPLETE',
    ]);
    expect(requests.slice(1)).toEqual(['Update Gate', 'Update Gate', 'Delete Preflightbbbbbbbbbbbb']);
    const { event } = simulation.deployment.custom.requests[2];
    expect([event.ResourceProperties, event.OldResourceProperties]).toEqual([FROM.gate.properties, TO.gate.properties]);
    expect([...simulation.cloud.groups.keys()]).toEqual([FROM.group.name]);
    expect(broken).toEqual([]);
  });

  test('creates and deletes a stack with the real gate', async () => {
    const created = await run({ to: TO });
    expect(created.simulation.deployment.stack.status).toBe('CREATE_COMPLETE');
    const deleted = await run({ from: FROM });
    expect(deleted.simulation.deployment.stack.status).toBe('DELETE_COMPLETE');
    expect(deleted.simulation.cloud.balancer.rules.size + deleted.simulation.cloud.groups.size).toBe(0);
    expect([...created.broken, ...deleted.broken]).toEqual([]);
  });

  test('waits for an answer as long as the property says', async () => {
    const gate = gateThat(nothing);
    const silent: GateFactory = (account, journal) => ({
      handle: (event) =>
        'RequestType' in event && event.LogicalResourceId === 'Gate' && event.RequestType === 'Update'
          ? Promise.resolve()
          : gate(account, journal).handle(event),
    });
    const { simulation, broken } = await run({ from: FROM, to: TO, gate: silent });
    const [, request] = simulation.deployment.custom.requests;
    expect([request.end, (request.timeoutAt - request.sentAt) / 1000]).toEqual(['TIMED OUT', 3600]);
    expect(simulation.deployment.stack.status).toBe('UPDATE_ROLLBACK_FAILED');
    expect(broken).toContain('answered-once');
  });
});

describe('invariants break when a gate', () => {
  const isGate = ({ LogicalResourceId }: CustomResourceEvent) => LogicalResourceId === 'Gate';
  const lead = (account: Account, plan: ServicePlan, share: number) =>
    account.setWeights(plan.productionRule.arn, {
      [FROM.targetGroup.arn]: 100 - share,
      [TO.targetGroup.arn]: share,
    });

  test.each<[string, string, Parameters<typeof gateThat>[0], Parameters<typeof gateThat>[1]]>([
    [
      'leads users to servers that still boot',
      'only-to-healthy',
      async (account, event) => {
        if (isGate(event)) await lead(account, TO, 10);
      },
      undefined,
    ],
    [
      'fails and leaves the new release in the rule',
      'former-release-back',
      async (account, event) => {
        if (isGate(event)) await lead(account, TO, 10);
      },
      (event) => (isGate(event) && event.ResourceProperties === TO.gate.properties ? 'FAILED' : 'SUCCESS'),
    ],
    [
      'holds a minimum and forgets it',
      'nothing-left-behind',
      async (account, event) => {
        if (isGate(event)) await account.hold(TO.group.name, { minimum: 4, priorMinimum: 3 });
      },
      undefined,
    ],
    [
      'gives two different answers',
      'answered-once',
      async (account, event) => {
        if (isGate(event)) await answer(account, event, 'FAILED');
      },
      undefined,
    ],
  ])('%s', async (_, invariant, act, statusOf) => {
    const { broken } = await run({ from: FROM, to: TO, gate: gateThat(act, statusOf) });
    expect(broken).toContain(invariant);
  });
});
