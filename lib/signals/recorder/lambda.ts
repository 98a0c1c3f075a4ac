import { Account } from './account';
import { balancing } from './aws/balancing';
import { watching } from './aws/watching';
import { ScheduleEvent } from './minute';
import { Journal, record } from './recorder';

/** What the stack has to tell the function. */
function setting(name: 'LOAD_BALANCER_ARN' | 'LOAD_BALANCER' | 'PLATFORM'): string {
  const value = process.env[name];
  if (value === undefined) throw new TypeError(`the environment variable ${name} is missing`);
  return value;
}

let account: Account | undefined;

/** One line of JSON a run. */
const journal: Journal = (line) => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

/** The entry of the recorder's Lambda function, for the schedule. */
export async function handler(event: ScheduleEvent): Promise<void> {
  account ??= { ...balancing(setting('LOAD_BALANCER_ARN')), ...watching() };
  const subject = { loadBalancer: setting('LOAD_BALANCER'), platform: setting('PLATFORM') };
  await record(event, subject, account, journal);
}
