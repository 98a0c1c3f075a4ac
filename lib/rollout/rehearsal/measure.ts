import { signOfTrouble } from './invariants/traffic';
import { Simulation } from './simulation';

/** Measures a deploy from outside. */
export class Measure {
  private signAt: number | undefined;
  private backAt: number | undefined;
  private refusedAt: number | undefined;
  private wasExposed = false;
  /** Whether nothing was to be seen before CloudFormation gave up. */
  private seenByReason = false;

  constructor(private readonly simulation: Simulation) {
    simulation.clock.afterEach(() => this.look());
  }

  /** Whether any user met the new release. */
  public get exposed(): boolean {
    return this.wasExposed;
  }

  /**
   * From the first sign of trouble until all users were back for good.
   *
   * @param struckAt when the fault struck, which counts if nothing else could be seen of it; in seconds since the start.
   */
  public rollbackSeconds(struckAt: number | undefined): number | null {
    const { backAt, simulation } = this;
    if (simulation.deployment.succeeded || backAt === undefined) return null;
    const struck = struckAt === undefined ? undefined : simulation.startedAt + struckAt * 1000;
    const faultAt = struck !== undefined && struck <= backAt ? struck : undefined;
    // A fault of the machinery shows late, by what CloudFormation makes of it: then the time counts from the fault.
    const signAt = (this.seenByReason ? faultAt : undefined) ?? this.signAt ?? faultAt ?? this.refusedAt;
    return signAt === undefined ? null : rounded((backAt - signAt) / 1000);
  }

  /** Takes a line of the gate's log: when it gave the release up. */
  public journal(line: { readonly next?: string }): void {
    if (line.next === 'restore') this.refusedAt ??= this.simulation.clock.now;
  }

  /** From the start until the gate let the release through, or until CloudFormation was back. */
  public get deploySeconds(): number {
    const { deployment, startedAt } = this.simulation;
    const end = deployment.settledAt ?? deployment.finishedAt ?? this.simulation.clock.now;
    return rounded((end - startedAt) / 1000);
  }

  /** The share of all requests that met a release that was not let through. */
  public get exposedShare(): number {
    const { cloud, deployment, startedAt, to, from } = this.simulation;
    if (deployment.succeeded || to === undefined || from === undefined) return 0;
    const end = deployment.finishedAt ?? this.simulation.clock.now;
    const { traffic } = cloud.balancer;
    const requests = (arn: string) => traffic.total(arn, end) - traffic.total(arn, startedAt);
    const all = traffic.targetGroups().reduce((sum, arn) => sum + requests(arn), 0);
    return all === 0 ? 0 : requests(to.targetGroup.arn) / all;
  }

  private look(): void {
    const { clock, cloud, deployment, exposed } = this.simulation;
    if (exposed > 0) {
      this.wasExposed = true;
      this.backAt = undefined;
      const sign = deployment.reason ?? signOfTrouble(this.simulation) ?? cloud.testTrouble;
      if (sign !== undefined && this.signAt === undefined) {
        this.signAt = clock.now;
        this.seenByReason = deployment.reason !== undefined;
      }
    } else if (this.wasExposed) this.backAt ??= clock.now;
  }
}

function rounded(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
