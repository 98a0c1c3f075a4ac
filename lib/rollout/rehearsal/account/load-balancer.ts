import { RuleView, Weights } from '../../gate/account';
import { Clock } from './clock';
import { Traffic } from './traffic';

/** What a target group does, in seconds. */
export interface TargetGroupPlan {
  readonly arn: string;
  /** From the first good answer until a target is healthy. */
  readonly healthySeconds: number;
  /** From the first bad answer until a target is unhealthy. */
  readonly unhealthySeconds: number;
  /** How long a target that leaves still gets the rest of its requests. */
  readonly drainSeconds: number;
}

export interface RulePlan extends RuleView {
  readonly listenerArn: string;
  readonly priority: number;
}

/** Rules and target groups of one load balancer, and the requests that users send through its production listener. */
export class LoadBalancer {
  public readonly rules = new Map<string, RulePlan>();
  public readonly targetGroups = new Map<string, TargetGroupPlan>();
  public readonly traffic = new Traffic();
  /** How often weights were written. */
  public writes = 0;
  private readonly shares = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly productionListenerArn: string,
    private perMinute: number,
  ) {}

  public get requestsPerMinute(): number {
    return this.perMinute;
  }

  /** Users come in another number from now on. */
  public setRequestsPerMinute(perMinute: number): void {
    this.perMinute = perMinute;
    this.route();
  }

  public createRule(plan: RulePlan): void {
    this.rules.set(plan.arn, plan);
    this.route();
  }

  public deleteRule(arn: string): void {
    this.rules.delete(arn);
    this.route();
  }

  public find(listenerArn: string, priority: number): RulePlan | undefined {
    for (const rule of this.rules.values()) {
      if (rule.listenerArn === listenerArn && rule.priority === priority) return rule;
    }
    return undefined;
  }

  public setWeights(arn: string, weights: Weights): void {
    const rule = this.rules.get(arn);
    if (!rule) return;
    this.rules.set(arn, { ...rule, weights: { ...weights } });
    this.writes++;
    this.route();
  }

  /** The share of users, from 0 to 1, that a target group gets. */
  public share(targetGroupArn: string): number {
    return this.shares.get(targetGroupArn) ?? 0;
  }

  /** Whether a rule names a target group; weight 0 is named, too. Only then are its targets checked. */
  public isInUse(targetGroupArn: string): boolean {
    for (const { weights } of this.rules.values()) if (targetGroupArn in weights) return true;
    return false;
  }

  /** Leads users anew after every change. */
  private route(): void {
    this.shares.clear();
    for (const { listenerArn, weights } of this.rules.values()) {
      if (listenerArn !== this.productionListenerArn) continue;
      const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
      for (const [arn, weight] of Object.entries(weights)) if (weight > 0) this.shares.set(arn, weight / total);
    }
    for (const arn of this.targetGroups.keys()) {
      this.traffic.setRate(arn, this.clock.now, this.perMinute * this.share(arn));
    }
  }
}
