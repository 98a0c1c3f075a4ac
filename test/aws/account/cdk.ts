import { spawn } from 'child_process';
import { join } from 'path';
import { Stop } from './waiting';

const ROOT = join(__dirname, '..', '..', '..');
const CDK = join(ROOT, 'node_modules', '.bin', 'cdk');
const APP = 'node -r ts-node/register test/aws/app.ts';

/** So much of what the command line wrote is kept. */
const TAIL_LINES = 40;

export interface Outcome {
  readonly exitCode: number;
  /** The last lines that it wrote. */
  readonly said: string;
}

export interface DeployOptions {
  /** Alarms that make CloudFormation roll back; an empty list clears what was there. */
  readonly triggers?: string[];
  readonly monitoringMinutes?: number;
}

/** Synthesizes the app into a folder, so that deploys can go on side by side from what does not change. */
export async function synthesize(
  folder: string,
  context: { readonly [name: string]: string },
  stop: Stop,
): Promise<void> {
  const pairs = Object.entries(context).flatMap(([name, value]) => ['--context', `${name}=${value}`]);
  const { exitCode, said } = await cdk(['synth', '**', '--quiet', '--app', APP, '--output', folder, ...pairs], stop);
  if (exitCode !== 0) throw new Error(`the app does not synthesize:\n${said}`);
}

/** The arguments of a deploy, as a user would write them. */
export function deployArguments(assembly: string, stack: string, options: DeployOptions): string[] {
  const { triggers, monitoringMinutes } = options;
  // Without the option, CloudFormation would keep the triggers of the deploy before.
  const alarms = triggers === undefined ? [] : triggers.length > 0 ? triggers : ['none'];
  return [
    ...['deploy', stack, '--app', assembly, '--exclusively', '--require-approval', 'never', '--progress', 'events'],
    ...alarms.flatMap((arn) => ['--rollback-trigger-alarm-arns', arn]),
    ...(monitoringMinutes === undefined ? [] : ['--monitoring-time-minutes', String(monitoringMinutes)]),
  ];
}

export function deploy(assembly: string, stack: string, options: DeployOptions, stop: Stop): Promise<Outcome> {
  return cdk(deployArguments(assembly, stack, options), stop);
}

function cdk(args: string[], stop: Stop): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    // CI=true only makes it write everything to the same stream.
    const env = { ...process.env, CI: 'true' };
    const child = spawn(CDK, [...args, '--no-notices', '--no-color'], { cwd: ROOT, env, signal: stop });
    let said = '';
    const listen = (chunk: Buffer) => {
      said = (said + chunk.toString()).split('\n').slice(-TAIL_LINES).join('\n');
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode: exitCode ?? 1, said }));
  });
}
