import {
  Account,
  AccountError,
  ActivityView,
  AlarmView,
  FiringView,
  GroupView,
  Hold,
  ImageView,
  MissesView,
  RequestsQuery,
  RuleView,
  StackView,
  TargetView,
  Weights,
} from '../../gate/account';
import { LambdaTestEvent, LambdaTestOrder, ProbeRequest, TestResult } from '../../gate/protocol';
import { MetricAlarm } from './alarm';
import { Group } from './auto-scaling';
import { CallEffect, delayOf, WRITES } from './call-faults';
import { Cloud } from './cloud';
import { Invocation } from './invocation';
import { groupView, MESSAGES, targetView } from './views';

/** What a call takes if nothing is wrong. */
export const CALL_MILLISECONDS = 50;

/** Metrics of load balancers are some time late. */
const METRIC_DELAY_MILLISECONDS = 60_000;

/** The executions of the gate's state machine. */
export interface Executions {
  start(name: string, input: string): boolean;
  stop(executionArn: string, cause: string): void;
  running(namePrefix: string): string[];
  isRunning(executionArn: string): boolean;
}

interface StruckCall {
  readonly method: string;
  /** As IAM names it. */
  readonly api: string;
  readonly effect?: CallEffect;
}

/** The account as one run of the gate's function sees it: each call takes time, and may meet a fault. */
export class SimulatedAccount implements Account {
  constructor(
    private readonly cloud: Cloud,
    private readonly executions: Executions,
    private readonly invocation: Invocation,
  ) {}

  public now(): number {
    return this.cloud.clock.now;
  }

  public stack(stackId: string, logicalId: string): Promise<StackView> {
    return this.call('stack', 'cloudformation:DescribeStacks', () => {
      const view = this.cloud.stackView(stackId, logicalId);
      if (view) return view;
      throw new AccountError('not-found', 'cloudformation:DescribeStacks', `Stack with id ${stackId} does not exist`);
    });
  }

  public alarmsOfStack(stackId: string): Promise<string[]> {
    const { byName } = this.cloud.alarms;
    return this.call('alarmsOfStack', 'cloudformation:ListStackResources', () =>
      [...(this.cloud.stacks.get(stackId)?.alarms ?? [])].filter((name) => byName.get(name) instanceof MetricAlarm),
    );
  }

  public rule(listenerArn: string, priority: number): Promise<RuleView | undefined> {
    return this.call('rule', 'elasticloadbalancing:DescribeRules', () => {
      const rule = this.cloud.balancer.find(listenerArn, priority);
      return rule && { arn: rule.arn, hosts: [...rule.hosts], weights: { ...rule.weights } };
    });
  }

  public targets(targetGroupArn: string): Promise<TargetView[]> {
    const api = 'elasticloadbalancing:DescribeTargetHealth';
    return this.call('targets', api, () => {
      if (!this.cloud.balancer.targetGroups.has(targetGroupArn)) {
        throw new AccountError('not-found', api, `Target group '${targetGroupArn}' not found`);
      }
      const group = this.cloud.groupBehind(targetGroupArn);
      const registered = group?.servers.filter(({ state }) => state !== 'pending') ?? [];
      return registered.map((server) => targetView(this.cloud, server, targetGroupArn));
    });
  }

  public groups(host: string): Promise<GroupView[]> {
    return this.call('groups', 'autoscaling:DescribeAutoScalingGroups', () =>
      [...this.cloud.groups.values()].filter(({ plan }) => plan.host === host).map(groupView),
    );
  }

  public failedActivities(groupName: string): Promise<ActivityView[]> {
    return this.call('failedActivities', 'autoscaling:DescribeScalingActivities', () => [
      ...(this.cloud.groups.get(groupName)?.activities ?? []),
    ]);
  }

  public alarms(names: string[]): Promise<AlarmView[]> {
    return this.call('alarms', 'cloudwatch:DescribeAlarms', () =>
      names.flatMap((name) => this.cloud.alarms.byName.get(name)?.view ?? []),
    );
  }

  public firings(names: string[], since: number): Promise<FiringView[]> {
    return this.call('firings', 'cloudwatch:DescribeAlarmHistory', () =>
      names.flatMap((name) => this.cloud.alarms.byName.get(name)?.firings.filter(({ at }) => at >= since) ?? []),
    );
  }

  public requests({ targetGroupArn, from, to }: RequestsQuery): Promise<number> {
    return this.call('requests', 'cloudwatch:GetMetricData', () =>
      this.cloud.balancer.traffic.count(targetGroupArn, from, Math.min(to, this.now() - METRIC_DELAY_MILLISECONDS)),
    );
  }

  public misses(): Promise<MissesView> {
    return this.call('misses', 'cloudwatch:GetMetricData', () => this.cloud.misses);
  }

  public image(imageId: string): Promise<ImageView | undefined> {
    return this.call('image', 'ec2:DescribeImages', () => this.cloud.images.get(imageId));
  }

  public runningExecutions(namePrefix: string): Promise<string[]> {
    return this.call('runningExecutions', 'states:ListExecutions', () => this.executions.running(namePrefix));
  }

  public isRunning(executionArn: string): Promise<boolean> {
    return this.call('isRunning', 'states:DescribeExecution', () => this.executions.isRunning(executionArn));
  }

  public setWeights(ruleArn: string, weights: Weights): Promise<void> {
    const api = 'elasticloadbalancing:ModifyRule';
    return this.call('setWeights', api, () => {
      if (!this.cloud.balancer.rules.has(ruleArn)) throw new AccountError('not-found', api, 'Rule not found');
      const gone = Object.keys(weights).find((arn) => !this.cloud.balancer.targetGroups.has(arn));
      if (gone !== undefined) throw new AccountError('not-found', api, `Target group '${gone}' not found`);
      this.cloud.lastShift = { at: this.now(), lookedAt: this.invocation.startedAt };
      this.cloud.balancer.setWeights(ruleArn, weights);
    });
  }

  public hold(groupName: string, { minimum, priorMinimum }: Hold): Promise<void> {
    const api = 'autoscaling:UpdateAutoScalingGroup';
    const tag = () => void (this.group(groupName, api).priorMinimum = priorMinimum);
    const raise = () => {
      const group = this.group(groupName, api);
      if (minimum > group.max) throw new AccountError('other', api, 'Min size must not be greater than max size');
      group.setLimits(minimum, group.max);
    };
    return this.twoCalls('hold', api, tag, raise);
  }

  public letGo(groupName: string, minimum: number): Promise<void> {
    const api = 'autoscaling:UpdateAutoScalingGroup';
    const lower = () => {
      const group = this.group(groupName, api);
      group.setLimits(minimum, group.max);
    };
    const untag = () => void (this.group(groupName, api).priorMinimum = undefined);
    return this.twoCalls('letGo', api, lower, untag);
  }

  public startExecution(name: string, input: string): Promise<boolean> {
    return this.call('startExecution', 'states:StartExecution', () => this.executions.start(name, input));
  }

  public stopExecution(executionArn: string, cause: string): Promise<void> {
    return this.call('stopExecution', 'states:StopExecution', () => this.executions.stop(executionArn, cause));
  }

  public probe(request: ProbeRequest): Promise<TestResult> {
    return this.tryOut('probe', () => this.cloud.runTest(request));
  }

  public invokeTest(test: LambdaTestOrder, event: LambdaTestEvent): Promise<TestResult> {
    const release = { fingerprint: event.release, commit: event.commit };
    return this.tryOut('invokeTest', () => this.cloud.runTest({ test, release }));
  }

  public putParameter(name: string, value: string): Promise<void> {
    return this.call('putParameter', 'ssm:PutParameter', () => void this.cloud.parameters.set(name, value));
  }

  public deleteParameter(name: string): Promise<void> {
    return this.call('deleteParameter', 'ssm:DeleteParameter', () => void this.cloud.parameters.delete(name));
  }

  public respond(url: string, body: string): Promise<void> {
    return this.call('respond', 's3:PutObject', () => this.cloud.answer(url, body));
  }

  private tryOut(method: string, test: () => TestResult): Promise<TestResult> {
    const { testMilliseconds } = this.cloud;
    // Whoever waits for a test sees everything else that much later.
    if (testMilliseconds > 1000) this.cloud.disturb(testMilliseconds / 1000);
    return this.call(method, 'lambda:InvokeFunction', test, testMilliseconds);
  }

  /** A method of the account that is two requests to AWS. A fault strikes it once. */
  private async twoCalls(method: string, api: string, first: () => void, second: () => void): Promise<void> {
    const effect = this.nextEffect(method);
    if (effect?.kind === 'halfway') {
      await this.perform({ method, api }, first);
      throw new AccountError('other', api, 'socket hang up');
    }
    const both = () => {
      first();
      second();
    };
    await this.perform({ method, api, effect }, both, 2 * CALL_MILLISECONDS);
  }

  private call<T>(method: string, api: string, act: () => T, milliseconds?: number): Promise<T> {
    return this.perform({ method, api, effect: this.nextEffect(method) }, act, milliseconds);
  }

  /** Numbers the call and finds out what will happen to it. */
  private nextEffect(method: string): CallEffect | undefined {
    if (this.invocation.dead) return undefined;
    const call = { index: this.cloud.calls++, at: this.now(), method, invocation: this.invocation };
    return this.cloud.faultOf(call)?.effect;
  }

  /** Time passes, then the call is done, unless a fault strikes it. */
  private async perform<T>(call: StruckCall, act: () => T, milliseconds = CALL_MILLISECONDS): Promise<T> {
    const { effect } = call;
    if (effect) this.cloud.disturb(delayOf(effect) + this.invocation.retrySeconds);
    if (effect?.kind === 'killed before') this.invocation.kill();
    await this.alive(milliseconds + (effect?.kind === 'slow' ? effect.seconds * 1000 : 0));
    const done = effect ? this.struck(effect, call, act) : act();
    // The answer is on its way for a moment, too.
    await this.alive(0);
    return done;
  }

  private struck<T>(effect: CallEffect, { method, api }: StruckCall, act: () => T): T {
    switch (effect.kind) {
      case 'halfway':
        throw new AccountError('other', api, 'socket hang up');
      case 'refused':
        throw new AccountError(effect.error, api, effect.message ?? MESSAGES[effect.error]);
      case 'lost answer':
        act();
        throw new AccountError('other', api, 'socket hang up');
      case 'lost write':
        if (WRITES.includes(method)) return undefined as T;
        throw new AccountError('other', api, 'socket hang up');
      case 'late write':
        this.actLater(effect.seconds, act);
        throw new AccountError('other', api, 'socket hang up');
      case 'killed after':
        act();
        this.invocation.kill();
        return undefined as T;
      default:
        return act();
    }
  }

  /** What is on its way arrives although its sender has given up, or has died. */
  private actLater<T>(seconds: number, act: () => T): void {
    const latest = this.invocation.deadline - this.now();
    this.cloud.clock.after(Math.min(seconds * 1000, latest), () => {
      try {
        act();
      } catch (error) {
        // Nobody is left to hear of it.
        if (!(error instanceof AccountError)) throw error;
      }
    });
  }

  /** Lets time pass, and goes on only if the function is still alive then. */
  private async alive(milliseconds: number): Promise<void> {
    if (milliseconds > 0 && !this.invocation.dead) await this.cloud.clock.sleep(milliseconds);
    if (this.invocation.dead) await new Promise<never>(() => undefined);
  }

  private group(name: string, api: string): Group {
    const group = this.cloud.groups.get(name);
    if (group) return group;
    throw new AccountError('not-found', api, `AutoScalingGroup name not found - ${name}`);
  }
}
