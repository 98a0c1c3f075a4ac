import { DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import { DescribeRulesCommand, DescribeTargetHealthCommand, Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { Look } from '../records';
import { Clients } from './clients';
import { stackOf } from './stacks';
import { pause, Stop, until } from './waiting';

export interface Watched {
  readonly stack: string;
  /** The rule whose weights are to be seen. */
  readonly ruleArn?: string;
  /** The host of the service whose servers are to be seen. */
  readonly host?: string;
}

const EVERY_MS = 1000;

/** Servers and their health change more slowly, and cost more calls. */
const SERVERS_EVERY = 3;

/** Looks at a deploy once a second, and writes down what is new. */
export class Watch {
  public readonly looks: Look[] = [];
  /** Looks that failed. There are always some; a run with many of them proves little. */
  public misses = 0;
  private readonly stopped = new AbortController();
  private readonly running: Promise<void>;
  private last = '';

  constructor(
    private readonly clients: Clients,
    private readonly watched: Watched,
  ) {
    this.running = this.run();
  }

  /** Waits until a look shows something. */
  public until<T>(what: string, minutes: number, stop: Stop, find: (look: Look) => T | undefined): Promise<T> {
    return until({ what, minutes, everySeconds: 1, stop }, () => {
      const newest = this.looks[this.looks.length - 1];
      return newest && find(newest);
    });
  }

  public async end(): Promise<Look[]> {
    this.stopped.abort();
    await this.running;
    // What is true at the end, whenever it began to be.
    const newest = this.looks[this.looks.length - 1];
    return newest === undefined ? [] : [...this.looks, { ...newest, at: Date.now() }];
  }

  private async run(): Promise<void> {
    let servers: Pick<Look, 'targets' | 'servers'> = {};
    for (let count = 0; !this.stopped.signal.aborted; count++) {
      const began = Date.now();
      try {
        const [{ status }, weights] = await Promise.all([
          stackOf(this.clients.cloudFormation, this.watched.stack),
          this.weights(),
        ]);
        if (count % SERVERS_EVERY === 0) servers = await this.servers();
        this.note({ at: began, stack: status, weights, ...servers });
      } catch {
        this.misses++;
      }
      await pause(Math.max(0, began + EVERY_MS - Date.now()), this.stopped.signal).catch(() => undefined);
    }
  }

  private note(look: Look): void {
    const text = JSON.stringify({ ...look, at: 0 });
    if (text !== this.last) this.looks.push(look);
    this.last = text;
  }

  private async weights(): Promise<Look['weights']> {
    const { ruleArn } = this.watched;
    if (ruleArn === undefined) return undefined;
    const { Rules = [] } = await this.clients.elb.send(new DescribeRulesCommand({ RuleArns: [ruleArn] }));
    return weightsIn(Rules[0]);
  }

  private async servers(): Promise<Pick<Look, 'targets' | 'servers'>> {
    const { host } = this.watched;
    if (host === undefined) return {};
    const { AutoScalingGroups = [] } = await this.clients.autoScaling.send(
      new DescribeAutoScalingGroupsCommand({ Filters: [{ Name: 'tag:golden-path:host', Values: [host] }] }),
    );
    const instances = AutoScalingGroups.flatMap(({ Instances = [] }) => Instances);
    const arns = AutoScalingGroups.flatMap(({ TargetGroupARNs = [] }) => TargetGroupARNs);
    const targets = await Promise.all(arns.map(async (arn) => [arn, await this.targets(arn)]));
    return {
      servers: Object.fromEntries(instances.map((one) => [one.InstanceId, one.LifecycleState])),
      targets: Object.fromEntries(targets),
    };
  }

  private async targets(arn: string): Promise<{ readonly [server: string]: string }> {
    const { TargetHealthDescriptions = [] } = await this.clients.elb.send(
      new DescribeTargetHealthCommand({ TargetGroupArn: arn }),
    );
    return Object.fromEntries(
      TargetHealthDescriptions.map(({ Target, TargetHealth }) => [Target?.Id ?? '', TargetHealth?.State ?? '']),
    );
  }
}

/** The target groups of a rule with their weights; a rule with one may have no weight. */
export function weightsIn(rule: Rule | undefined): Look['weights'] {
  const forward = rule?.Actions?.find(({ Type }) => Type === 'forward');
  if (forward === undefined) return undefined;
  const groups = forward.ForwardConfig?.TargetGroups ?? [{ TargetGroupArn: forward.TargetGroupArn, Weight: 1 }];
  return Object.fromEntries(groups.map(({ TargetGroupArn = '', Weight }) => [TargetGroupArn, Weight ?? 1]));
}
