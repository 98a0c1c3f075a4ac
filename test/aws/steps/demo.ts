import { DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import { CancelUpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { CreateTagsCommand } from '@aws-sdk/client-ec2';
import { DescribeRulesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { DeleteParameterCommand, ParameterNotFound } from '@aws-sdk/client-ssm';
import { DeployOptions } from '../account/cdk';
import { bake } from '../account/image';
import { resourcesOf } from '../account/stacks';
import { pause, Stop } from '../account/waiting';
import { Watch, weightsIn } from '../account/watch';
import { BAD_TAG, DOMAIN, HOST, SERVICE, STACKS } from '../names';
import { DeployName, Look, shareOfNew } from '../records';
import { calm, setTrigger, triggerArn } from './alarms';
import { askDns } from './dns';
import { Lab } from './lab';
import { Provoke, record } from './record';

const STACK = STACKS.service;

/** As long as a release may take until users are on it. */
const SHIFT_MINUTES = 25;

/** Long enough that the shift is seen to be at rest. */
const AT_REST_MS = 20_000;

/** Facts 2, 3 and 4, and the second half of 1 and 6: the demo, release after release. */
export async function demoLane(
  lab: Lab,
  { deploys, withDns, experiments }: { deploys: DeployName[]; withDns: boolean; experiments: Promise<void> },
): Promise<void> {
  if (!deploys.includes('first-release')) return;
  if (!(await lab.attempt('bake the image of the demo', () => bakeDemo(lab)))) return;
  if (!(await lab.attempt('deploy the demo', () => firstRelease(lab)))) return;
  const ruleArn = await productionRule(lab);
  const release = async (name: DeployName, provoke?: Provoke, options?: DeployOptions) => {
    if (!deploys.includes(name)) return;
    await lab.attempt(`deploy ${name}`, () => nextRelease(lab, { name, ruleArn, provoke, options }));
  };
  if (withDns) {
    // Another empty target group would spoil the answer.
    await experiments;
    await lab.attempt('ask Route 53', async () => askDns(lab, await liveTargetGroup(lab, ruleArn)));
  }
  await release('good-release');
  await release('failing-release', turnBad(lab));
  await release('cancelled-release', cancel(lab));
  if (!deploys.includes('triggered-release')) return;
  await experiments;
  await lab.attempt('prepare the rollback trigger', async () => {
    const arn = await triggerArn(lab.clients);
    await setTrigger(lab.clients, 'OK', lab.stop);
    await release('triggered-release', fire(lab), { triggers: [arn], monitoringMinutes: 2 });
  });
}

async function bakeDemo(lab: Lab): Promise<void> {
  const subnets = await resourcesOf(lab.clients, STACKS.platform);
  const subnet = subnets.find(({ ResourceType }) => ResourceType === 'AWS::EC2::Subnet')?.PhysicalResourceId;
  if (subnet === undefined) throw new Error('the platform has no subnet');
  lab.image = await bake(lab.clients, { base: lab.baseImage, subnet }, lab.remains, lab.stop);
  lab.say(`the image is ${lab.image}`);
}

async function firstRelease(lab: Lab): Promise<void> {
  // The gate writes it, not CloudFormation.
  const name = `/golden-path/${DOMAIN}/${SERVICE}/deployment`;
  lab.remains.add(`parameter ${name}`, async () => {
    await lab.clients.ssm.send(new DeleteParameterCommand({ Name: name })).catch((error: Error) => {
      if (!(error instanceof ParameterNotFound)) throw error;
    });
  });
  const { exitCode, said } = await record(lab, {
    name: 'first-release',
    assembly: await lab.assembly('first-release'),
    watched: { stack: STACK, host: HOST },
  });
  if (exitCode !== 0) throw new Error(said);
}

interface NextRelease {
  readonly name: DeployName;
  readonly ruleArn: string;
  readonly provoke?: Provoke;
  readonly options?: DeployOptions;
}

async function nextRelease(lab: Lab, { name, ruleArn, provoke, options }: NextRelease): Promise<void> {
  await calm(lab.clients, lab.stop);
  const assembly = await lab.assembly(name);
  await record(lab, { name, assembly, watched: { stack: STACK, ruleArn, host: HOST }, provoke, options });
}

/** The servers of the new release begin to answer 500 when some of the users are on it. */
function turnBad(lab: Lab): Provoke {
  return async (watch, note, stop) => {
    const { former, look } = await shifted(watch, stop);
    const servers = await serversBeside(lab, former);
    await lab.clients.ec2.send(new CreateTagsCommand({ Resources: servers, Tags: [{ Key: BAD_TAG, Value: 'true' }] }));
    const share = Math.round((shareOfNew(look, former) ?? 0) * 100);
    note('servers made bad', `with ${share} % of the traffic, ${servers.join(' and ')} answer 500 from now on`);
  };
}

/** A person breaks the deploy off in mid-shift. */
function cancel(lab: Lab): Provoke {
  return async (watch, note, stop) => {
    await shifted(watch, stop);
    await lab.clients.cloudFormation.send(new CancelUpdateStackCommand({ StackName: STACK }));
    note('update cancelled', 'the update is cancelled by CancelUpdateStack');
  };
}

/** The rollback trigger fires when the new release has all the traffic, while the gate still bakes. */
function fire(lab: Lab): Provoke {
  return async (watch, note, stop) => {
    const { former } = await shifted(watch, stop);
    await watch.until('all traffic on the new release', SHIFT_MINUTES, stop, (look) =>
      shareOfNew(look, former) === 1 ? true : undefined,
    );
    await pause(AT_REST_MS, stop);
    const { detail } = await setTrigger(lab.clients, 'ALARM', lab.stop);
    note('alarm set', detail);
  };
}

/** The moment at which the rule leads to two releases. */
async function shifted(watch: Watch, stop: Stop): Promise<{ readonly former: string; readonly look: Look }> {
  const former = await watch.until('the former release', 2, stop, ({ weights }) => Object.keys(weights ?? {})[0]);
  const look = await watch.until('users on the new release', SHIFT_MINUTES, stop, (one) =>
    (shareOfNew(one, former) ?? 0) > 0 ? one : undefined,
  );
  await pause(AT_REST_MS, stop);
  return { former, look };
}

/** The servers that are not those of the former release. */
async function serversBeside({ clients }: Lab, former: string): Promise<string[]> {
  const { AutoScalingGroups = [] } = await clients.autoScaling.send(
    new DescribeAutoScalingGroupsCommand({ Filters: [{ Name: 'tag:golden-path:host', Values: [HOST] }] }),
  );
  const groups = AutoScalingGroups.filter(({ TargetGroupARNs = [] }) => !TargetGroupARNs.includes(former));
  return groups.flatMap(({ Instances = [] }) => Instances.map(({ InstanceId }) => InstanceId ?? ''));
}

/** The rule of the demo on the production listener, which is not that of the tests. */
async function productionRule({ clients }: Lab): Promise<string> {
  const resources = await resourcesOf(clients, STACK);
  const rules = resources.filter(({ ResourceType }) => ResourceType === 'AWS::ElasticLoadBalancingV2::ListenerRule');
  const found = rules.find(({ LogicalResourceId }) => /production/i.test(LogicalResourceId ?? ''));
  if (found?.PhysicalResourceId === undefined) throw new Error('the demo has no production rule');
  return found.PhysicalResourceId;
}

async function liveTargetGroup({ clients }: Lab, ruleArn: string): Promise<string> {
  const { Rules = [] } = await clients.elb.send(new DescribeRulesCommand({ RuleArns: [ruleArn] }));
  return Object.keys(weightsIn(Rules[0]) ?? {})[0];
}
