import { Objective } from './objective';

/** An error budget that the release gate looks at before a release starts, in its words. */
export interface WatchedBudget {
  readonly objective: string;
  readonly namespace: string;
  readonly metric: string;
  readonly host: string;
  readonly goalPercent: number;
  readonly windowSeconds: number;
}

/** What follows from a spent error budget, beside the alerts. */
export class ErrorBudgetPolicy {
  /** Nothing more: the team decides what it does about it. */
  public static inform(): ErrorBudgetPolicy {
    return new ErrorBudgetPolicy(false);
  }

  /**
   * No release starts while a budget is spent, unless its manifest says that it is a fix: the time goes into reliability
   * until the budget has recovered.
   */
  public static freezeReleases(): ErrorBudgetPolicy {
    return new ErrorBudgetPolicy(true);
  }

  private constructor(private readonly freezes: boolean) {}

  /** @internal */
  public _budgets(objectives: Objective[]): WatchedBudget[] {
    if (!this.freezes) return [];
    return objectives.map(({ name, goalPercent, windowSeconds, events }) => ({
      objective: name,
      namespace: events.namespace,
      metric: events.name,
      host: Object.values(events.dimensions)[0],
      goalPercent,
      windowSeconds,
    }));
  }
}
