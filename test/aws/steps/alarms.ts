import { DescribeAlarmsCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { Clients } from '../account/clients';
import { physicalId, resourcesOf, stackOf } from '../account/stacks';
import { Stop, until } from '../account/waiting';
import { IDS, STACKS } from '../names';
import { Deed } from '../records';

/** The ARN of the alarm that is a rollback trigger. */
export async function triggerArn({ cloudFormation }: Clients): Promise<string> {
  const { outputs } = await stackOf(cloudFormation, STACKS.experiments);
  if (outputs.TriggerArn === undefined) throw new Error(`stack ${STACKS.experiments} has no output TriggerArn`);
  return outputs.TriggerArn;
}

/** Sets the trigger by hand, and reads it back. */
export async function setTrigger(clients: Clients, state: 'ALARM' | 'OK', stop: Stop): Promise<Deed> {
  const { cloudWatch } = clients;
  const name = await physicalId(clients, STACKS.experiments, IDS.trigger);
  const at = Date.now();
  await cloudWatch.send(
    new SetAlarmStateCommand({ AlarmName: name, StateValue: state, StateReason: 'Set by the verification' }),
  );
  await until({ what: `the alarm ${name} to be ${state}`, minutes: 1, everySeconds: 2, stop }, async () => {
    const { MetricAlarms = [] } = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: [name] }));
    return MetricAlarms[0]?.StateValue === state ? true : undefined;
  });
  return { at, what: 'alarm set', detail: `the rollback trigger is in ${state}` };
}

/** Waits until no alarm of the demo fires: the preflight refuses a release until then, and rightly. */
export async function calm(clients: Clients, stop: Stop): Promise<void> {
  await until({ what: 'the alarms of the demo to be quiet', minutes: 20, everySeconds: 15, stop }, async () => {
    const resources = await resourcesOf(clients, STACKS.service);
    const names = resources
      .filter(({ ResourceType }) => ResourceType === 'AWS::CloudWatch::Alarm')
      .map(({ PhysicalResourceId }) => PhysicalResourceId ?? '');
    const { MetricAlarms = [] } = await clients.cloudWatch.send(
      new DescribeAlarmsCommand({ AlarmNames: names, StateValue: 'ALARM', MaxRecords: 100 }),
    );
    return MetricAlarms.length === 0 ? true : undefined;
  });
}
