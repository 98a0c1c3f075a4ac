import { Account } from './account';
import { routing } from './aws/routing';
import { answering, engine, testers } from './aws/running';
import { scaling } from './aws/scaling';
import { parameters, stacks } from './aws/stacks';
import { watching } from './aws/watching';
import { EngineCall } from './engine';
import { Gate } from './gate';
import { CustomResourceEvent } from './protocol';

/** What the stack has to tell the function. */
function setting(name: 'STATE_MACHINE_ARN' | 'PROBE_FUNCTION_NAME'): string {
  const value = process.env[name];
  if (value === undefined) throw new TypeError(`the environment variable ${name} is missing`);
  return value;
}

/** The real account. */
function account(): Account {
  return {
    now: Date.now,
    ...stacks(),
    ...routing(),
    ...scaling(),
    ...watching(),
    ...engine(setting('STATE_MACHINE_ARN')),
    ...testers(setting('PROBE_FUNCTION_NAME')),
    ...parameters(),
    ...answering(),
  };
}

let gate: Gate | undefined;

/** One line of JSON per decision; CloudWatch reads the metrics among them. */
function journal(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** The entry of the gate's Lambda function: for CloudFormation, and for the state machine. */
export async function handler(event: CustomResourceEvent | EngineCall): Promise<unknown> {
  gate ??= new Gate(account(), journal);
  return gate.handle(event);
}
