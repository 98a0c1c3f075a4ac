import {
  DeleteTargetGroupCommand,
  ModifyRuleCommand,
  TargetGroupNotFoundException,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { physicalId, resourcesOf } from '../account/stacks';
import { until } from '../account/waiting';
import { ABANDONED_SHARE, IDS, STACKS } from '../names';
import { DeployName } from '../records';
import { setTrigger, triggerArn } from './alarms';
import { Lab } from './lab';
import { record } from './record';

const STACK = STACKS.experiments;

/** Facts 1 and 7, and the alarm for fact 3 and the records for fact 5. */
export async function experimentsLane(lab: Lab, deploys: DeployName[]): Promise<void> {
  if (!deploys.includes('experiments')) return;
  const made = await lab.attempt('deploy the experiments', async () => {
    const { exitCode, said } = await record(lab, {
      name: 'experiments',
      assembly: await lab.assembly('experiments'),
      watched: { stack: STACK },
    });
    if (exitCode !== 0) throw new Error(said);
  });
  if (!made) return;
  if (deploys.includes('abandoned-shift')) await lab.attempt('abandon a shift', () => abandonShift(lab));
  if (deploys.includes('trigger-in-alarm'))
    await lab.attempt('deploy with a trigger in ALARM', () => deployInAlarm(lab));
}

/** Fact 1: weights that CloudFormation did not write, when it rolls back. */
async function abandonShift(lab: Lab): Promise<void> {
  const { clients } = lab;
  const ruleArn = await physicalId(clients, STACK, IDS.rule);
  const first = await physicalId(clients, STACK, IDS.first);
  await record(lab, {
    name: 'abandoned-shift',
    assembly: await lab.assembly('abandoned-shift', 'shift'),
    watched: { stack: STACK, ruleArn },
    provoke: async (watch, note, stop) => {
      const second = await until({ what: 'the second target group', minutes: 10, everySeconds: 5, stop }, () =>
        secondTargetGroup(lab),
      );
      lab.remains.add(`target group ${second}`, () => removeTargetGroup(lab, second));
      await shift(lab, ruleArn, { [first]: 100 - ABANDONED_SHARE, [second]: ABANDONED_SHARE });
      note('weights set', `${ABANDONED_SHARE} % of the traffic led to the new target group, by ModifyRule`);
      await watch.until('the weights to be seen', 2, stop, ({ weights }) => (weights?.[second] ? true : undefined));
    },
  });
  // The next deploys, and fact 5, need the rule as it was.
  await shift(lab, ruleArn, { [first]: 100 });
}

/** As soon as CloudFormation waits for what never comes, the new target group is there. */
async function secondTargetGroup(lab: Lab): Promise<string | undefined> {
  const resources = await resourcesOf(lab.clients, STACK);
  const found = resources.find(({ LogicalResourceId }) => LogicalResourceId === IDS.second);
  return found?.ResourceStatus === 'CREATE_COMPLETE' ? found.PhysicalResourceId : undefined;
}

async function shift({ clients }: Lab, ruleArn: string, weights: { readonly [arn: string]: number }): Promise<void> {
  const groups = Object.entries(weights).map(([TargetGroupArn, Weight]) => ({ TargetGroupArn, Weight }));
  await clients.elb.send(
    new ModifyRuleCommand({
      RuleArn: ruleArn,
      Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups: groups } }],
    }),
  );
}

async function removeTargetGroup({ clients }: Lab, arn: string): Promise<void> {
  try {
    await clients.elb.send(new DeleteTargetGroupCommand({ TargetGroupArn: arn }));
  } catch (error) {
    if (!(error instanceof TargetGroupNotFoundException)) throw error;
  }
}

/** Fact 7: the alarm fires before the update begins. */
async function deployInAlarm(lab: Lab): Promise<void> {
  const assembly = await lab.assembly('trigger-in-alarm', 'addition');
  const arn = await triggerArn(lab.clients);
  const deed = await setTrigger(lab.clients, 'ALARM', lab.stop);
  try {
    await record(lab, {
      name: 'trigger-in-alarm',
      assembly,
      watched: { stack: STACK },
      before: [deed],
      options: { triggers: [arn], monitoringMinutes: 2 },
    });
  } finally {
    await setTrigger(lab.clients, 'OK', lab.stop);
  }
}
