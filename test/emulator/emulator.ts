import { ChildProcess, spawn } from 'child_process';
import { dirname } from 'path';
import { createInterface } from 'readline';

/** How many times as fast as ours time runs in there while everybody waits. */
const SCALE = 200;

/** What the emulator says when it is ready. */
interface Ready {
  readonly endpoint: string;
  readonly folder: string;
  readonly clock: string;
  readonly preload: string;
}

/** A listener rule, and how its traffic is shared. */
export interface RuleState {
  readonly production: boolean;
  readonly hosts: string[];
  readonly weights: Record<string, number>;
}

/** An Auto Scaling group. */
export interface GroupState {
  readonly name: string;
  readonly image: string;
  readonly minimum: number;
  readonly desired: number;
  readonly zones: string[];
  readonly targetGroups: string[];
  readonly tags: Record<string, string>;
}

/** What there is in the account. */
export interface AccountState {
  readonly stacks: Record<string, string>;
  readonly rules: RuleState[];
  readonly groups: GroupState[];
  readonly targetGroups: string[];
  readonly launchTemplates: string[];
}

export interface StackEvent {
  readonly LogicalResourceId: string;
  readonly ResourceType: string;
  readonly ResourceStatus: string;
  readonly ResourceStatusReason?: string;
}

export interface InvariantReport {
  readonly samples: number;
  readonly violations: unknown[];
}

export interface Execution {
  readonly name: string;
  readonly machine: string;
  readonly status: string;
}

/** What a load balancer reports of a release in a minute; what is left out did not happen. */
export interface Traffic {
  /** Requests that it chose a server for. */
  readonly requests?: number;
  readonly answered2xx?: number;
  readonly answered3xx?: number;
  readonly answered4xx?: number;
  readonly answered5xx?: number;
  /** Connections that a server did not take. */
  readonly refused?: number;
  /** In seconds, one for each answer. */
  readonly latencies?: number[];
  /** What it answered by itself, of which it does not tell the release. */
  readonly loadBalancer5xx?: number;
}

/** What one minute of a metric has come to. Times are in seconds since the epoch. */
export interface MetricMinute {
  readonly minute: number;
  readonly metric: string;
  readonly dimensions: Record<string, string>;
  readonly unit: string;
  readonly samples: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** A function that was run because its schedule said so. */
export interface ScheduledRun {
  readonly function: string;
  readonly failed: boolean;
  /** What it returned, or its error. */
  readonly result: unknown;
  readonly logs: string;
}

/** A line of a log group. */
export interface LogLine {
  readonly group: string;
  /** In seconds since the epoch. */
  readonly time: number;
  readonly message: string;
}

/** A running emulator, by its control endpoints (aws/control.py). */
export class Emulator {
  public static async start(python: string): Promise<Emulator> {
    const nodeModules = dirname(dirname(require.resolve('jsonata/package.json')));
    const args = ['-m', 'aws', '--scale', String(SCALE), '--node-modules', nodeModules];
    const child = spawn(python, args, { cwd: __dirname, stdio: ['pipe', 'pipe', 'inherit'] });
    const exit = new Promise<never>((_, reject) => {
      child.on('error', reject);
      child.on('exit', (code) => reject(new Error(`the emulator ended with ${code} before it was ready`)));
    });
    const ready = await Promise.race([readyLine(child), exit]);
    exit.catch(() => undefined);
    return new Emulator(child, ready);
  }

  private constructor(
    private readonly child: ChildProcess,
    public readonly ready: Ready,
  ) {}

  /** The variables with which a command meets the emulator instead of AWS, in the emulator's time. */
  public get environment(): NodeJS.ProcessEnv {
    const own = Object.entries(process.env).filter(([name]) => !/^(AWS_|https?_proxy|NODE_OPTIONS)/i.test(name));
    return {
      ...Object.fromEntries(own),
      AWS_ENDPOINT_URL: this.ready.endpoint,
      AWS_ACCESS_KEY_ID: 'nobody',
      AWS_SECRET_ACCESS_KEY: 'nothing',
      AWS_REGION: 'eu-west-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      CDK_DISABLE_CLI_TELEMETRY: '1',
      NO_PROXY: '127.0.0.1',
      NODE_OPTIONS: `--require ${this.ready.preload}`,
      EMULATOR_CLOCK: this.ready.clock,
      // The command line looks every five seconds; in the emulator's time it may look more often.
      EMULATOR_TIMER_SHORTENING: '20',
    };
  }

  public state(): Promise<AccountState> {
    return this.ask('state');
  }

  public events(stack: string): Promise<StackEvent[]> {
    return this.ask('events', { stack });
  }

  public invariant(): Promise<InvariantReport> {
    return this.ask('invariant');
  }

  public executions(): Promise<Execution[]> {
    return this.ask('executions');
  }

  public async trace(): Promise<string[]> {
    return (await this.ask<{ lines: string[] }>('trace')).lines;
  }

  /** Makes the image of a release exist. */
  public async addImage(manifest: object): Promise<void> {
    await this.ask('images', { manifest });
  }

  /** Makes the certificate exist that a template names. */
  public async addCertificate(arn: string): Promise<void> {
    await this.ask('certificates', { arn });
  }

  /** Changes what servers of an image do. */
  public async behave(image: string, behaviour: { healthy?: boolean; status?: number; body?: string }): Promise<void> {
    await this.ask('releases', { image, ...behaviour });
  }

  /** Lets the alarms fire that have this in their name, and returns their names. */
  public fire(partOfName: string, reason: string): Promise<string[]> {
    return this.setAlarms(partOfName, 'ALARM', reason);
  }

  /** Puts the alarms with this in their name into a state, and returns their names. */
  public async setAlarms(partOfName: string, state: 'OK' | 'ALARM', reason: string): Promise<string[]> {
    return (await this.ask<{ set: string[] }>('alarms', { name: partOfName, state, reason })).set;
  }

  /** The state of each alarm, by its name. */
  public alarms(): Promise<Record<string, string>> {
    return this.ask('alarms');
  }

  /** The properties of each service level objective, by its name. */
  public objectives(): Promise<Record<string, any>> {
    return this.ask('objectives');
  }

  /**
   * Lets the load balancer report a minute of the live release of a host, and returns when that minute began.
   *
   * It is the current one, unless a time in it is given, in seconds since the epoch.
   */
  public async report(host: string, traffic: Traffic, time?: number): Promise<number> {
    return (await this.ask<{ minute: number }>('traffic', { host, minute: time, ...traffic })).minute;
  }

  /** Runs the functions of the one rule with a schedule that has this in its name, as at a time, or now. */
  public runSchedule(partOfName: string, time?: number): Promise<ScheduledRun[]> {
    return this.ask('schedules', { rule: partOfName, time });
  }

  /** All that has been written as metrics of a namespace, by metric and minute. */
  public metrics(namespace: string): Promise<MetricMinute[]> {
    return this.ask('metrics', { namespace });
  }

  /** What is in the log groups with this in their name, oldest first. */
  public logs(partOfName: string): Promise<LogLine[]> {
    return this.ask('logs', { group: partOfName });
  }

  /** Waits, in real time, until something is seen. */
  public async until<T>(what: string, look: () => Promise<T | undefined>, seconds = 60): Promise<T> {
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
      const seen = await look();
      if (seen !== undefined) return seen;
      if (Date.now() > deadline) throw new Error(`not seen in ${seconds} s: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Ends it, and waits until it has ended. */
  public async stop(): Promise<void> {
    const exit = new Promise((resolve) => this.child.once('exit', resolve));
    if (this.child.exitCode === null && this.child.kill('SIGKILL')) await exit;
    this.child.stdin?.destroy();
    this.child.stdout?.destroy();
  }

  private async ask<T>(name: string, request?: object): Promise<T> {
    const url = `${this.ready.endpoint}/moto-api/emulator/${name}`;
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(url, request && { method: 'POST', headers, body: JSON.stringify(request) });
    if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}

/** moto writes about itself, too; the line of JSON is ours. */
async function readyLine(child: ChildProcess): Promise<Ready> {
  for await (const line of createInterface({ input: child.stdout! })) {
    if (line.startsWith('{')) return JSON.parse(line) as Ready;
  }
  throw new Error('the emulator ended before it was ready');
}
