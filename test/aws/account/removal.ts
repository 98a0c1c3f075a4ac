import { CancelUpdateStackCommand, DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { STACKS } from '../names';
import { Clients } from './clients';
import { Remains } from './remains';
import { ABSENT, resourcesOf, stackOf } from './stacks';
import { Stop, until } from './waiting';

/** Logs arrive late in a bucket that was just emptied, and a function's network interfaces go slowly. */
const ATTEMPTS = 3;
const MINUTES = 45;

/** Nobody breaks off the removal but by ending the process. */
const NEVER: Stop = new AbortController().signal;

/** What goes last, because the others stand on it. */
const ON_THE_PLATFORM = [STACKS.service, STACKS.experiments, STACKS.scaling, STACKS.shortage];

/** Deletes everything, whatever state it is in, and returns what could not be deleted. */
export async function removeEverything(clients: Clients, remains: Remains): Promise<string[]> {
  const left = (await Promise.all(ON_THE_PLATFORM.map((stack) => remove(clients, stack)))).flat();
  left.push(...(await remains.removeAll()));
  left.push(...(await remove(clients, STACKS.platform)));
  return left;
}

async function remove(clients: Clients, stack: string): Promise<string[]> {
  try {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      await settle(clients, stack);
      if ((await removeOnce(clients, stack)) === ABSENT) return [];
    }
    const resources = await resourcesOf(clients, stack);
    const stuck = resources.filter(({ ResourceStatus }) => ResourceStatus !== 'DELETE_COMPLETE');
    return [
      `stack ${stack}: ${stuck.map(({ PhysicalResourceId, ResourceType }) => `${ResourceType} ${PhysicalResourceId}`).join(', ')}`,
    ];
  } catch (error) {
    return [`stack ${stack}: ${(error as Error).message}`];
  }
}

/** A stack cannot be deleted before an update has ended, which ends sooner when it is cancelled. */
async function settle({ cloudFormation }: Clients, stack: string): Promise<void> {
  const { status } = await stackOf(cloudFormation, stack);
  if (status === 'UPDATE_IN_PROGRESS') {
    // It may have ended since the look.
    await cloudFormation.send(new CancelUpdateStackCommand({ StackName: stack })).catch(() => undefined);
  }
  await until({ what: `stack ${stack} to settle`, minutes: MINUTES, everySeconds: 10, stop: NEVER }, async () => {
    const now = (await stackOf(cloudFormation, stack)).status;
    return /^(UPDATE|ROLLBACK)_.*IN_PROGRESS$/.test(now) ? undefined : now;
  });
}

async function removeOnce({ cloudFormation }: Clients, stack: string): Promise<string> {
  await cloudFormation.send(new DeleteStackCommand({ StackName: stack }));
  return until({ what: `stack ${stack} to be deleted`, minutes: MINUTES, everySeconds: 10, stop: NEVER }, async () => {
    const { status } = await stackOf(cloudFormation, stack);
    return status === 'DELETE_IN_PROGRESS' ? undefined : status;
  });
}
