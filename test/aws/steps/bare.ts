import { SHORTAGE_LIMIT_MINUTES } from '../facts/8-shortage';
import { STACKS } from '../names';
import { DeployName } from '../records';
import { Lab } from './lab';
import { record } from './record';

/** Longer than the fact waits: until it is refuted, and not only not seen. */
const MARGIN_MINUTES = 2;

/** Fact 6. */
export async function policyLane(lab: Lab, deploys: DeployName[]): Promise<void> {
  if (!deploys.includes('request-policy')) return;
  await lab.attempt('deploy a policy right after its rule', async () => {
    const assembly = await lab.assembly('request-policy');
    await record(lab, { name: 'request-policy', assembly, watched: { stack: STACKS.scaling } });
  });
}

/** Fact 8. */
export async function shortageLane(lab: Lab, deploys: DeployName[]): Promise<void> {
  if (!deploys.includes('shortage')) return;
  await lab.attempt('deploy a group that there is no room for', async () => {
    await record(lab, {
      name: 'shortage',
      assembly: await lab.assembly('shortage'),
      watched: { stack: STACKS.shortage },
      limitMinutes: SHORTAGE_LIMIT_MINUTES + MARGIN_MINUTES,
    });
  });
}
