import { ActivityView } from '../../gate/account';
import { Clock } from './clock';
import { LoadBalancer } from './load-balancer';

const SECOND = 1000;

/** A group as a template asks for it, and what its servers are like. */
export interface GroupPlan {
  readonly name: string;
  readonly host: string;
  readonly targetGroupArn: string;
  readonly zones: readonly string[];
  readonly min: number;
  readonly max: number;
  /** From the launch until the server is in service, as EC2 Auto Scaling sees it. */
  readonly launchSeconds: number;
  /** From then until the application answers its health check. */
  readonly bootSeconds: number;
  /** How long a new server may be unhealthy before it is replaced. */
  readonly graceSeconds: number;
}

export interface Server {
  readonly id: string;
  readonly zone: string;
  readonly launchedAt: number;
  state: 'pending' | 'in service' | 'terminating';
  target: 'initial' | 'healthy' | 'unhealthy' | 'draining';
  /** Whether it would pass a health check now. */
  answers: boolean;
}

/** What can be wrong with a group. */
export interface GroupTroubles {
  /** Why no server can be launched in a zone; undefined if one can. */
  launch?: (zone: string) => string | undefined;
  /** Whether a server answers its health check once it has booted. */
  health?: (server: Server) => boolean;
}

/** One Auto Scaling group: keeps as many servers as are desired, spreads them over zones, replaces the unhealthy. */
export class Group {
  public readonly createdAt: number;
  public readonly servers: Server[] = [];
  public readonly activities: ActivityView[] = [];
  public readonly troubles: GroupTroubles = {};
  public min: number;
  public max: number;
  public desired: number;
  public priorMinimum: number | undefined;
  private launched = 0;

  constructor(
    private readonly clock: Clock,
    private readonly balancer: LoadBalancer,
    public readonly plan: GroupPlan,
    createdAt: number = clock.now,
  ) {
    this.createdAt = createdAt;
    this.min = plan.min;
    this.max = plan.max;
    this.desired = plan.min;
  }

  /** The servers that can take requests, by zone. */
  public healthyIn(zone: string): number {
    return this.servers.filter((server) => server.zone === zone && isHealthy(server)).length;
  }

  public get healthy(): number {
    return this.servers.filter(isHealthy).length;
  }

  /** Servers that are there to stay. */
  public get size(): number {
    return this.servers.filter((server) => server.state !== 'terminating').length;
  }

  public setLimits(min: number, max: number): void {
    this.min = min;
    this.max = max;
    this.setDesired(Math.min(max, Math.max(min, this.desired)));
  }

  public setDesired(desired: number): void {
    this.desired = desired;
    this.reconcile();
  }

  /** A fleet that has long been there. */
  public startWith(size: number): void {
    this.desired = size;
    for (let index = 0; index < size; index++) {
      const server = this.add(this.emptiestZone(this.plan.zones));
      Object.assign(server, { state: 'in service', target: 'healthy', answers: true, launchedAt: this.createdAt });
    }
  }

  /** Changes whether servers answer; the load balancer notices after some misses or hits. */
  public recheck(): void {
    for (const server of this.servers) {
      if (server.state === 'in service' && server.target !== 'draining') this.check(server, this.healthOf(server));
    }
  }

  public terminate(server: Server): void {
    if (server.state === 'terminating') return;
    server.state = 'terminating';
    server.target = 'draining';
    server.answers = false;
    const { drainSeconds } = this.balancer.targetGroups.get(this.plan.targetGroupArn) ?? { drainSeconds: 0 };
    this.clock.after(drainSeconds * SECOND, () => {
      const index = this.servers.indexOf(server);
      if (index >= 0) this.servers.splice(index, 1);
    });
  }

  /** Launches what is missing and terminates what is too much. */
  public reconcile(): void {
    while (this.size > this.desired) this.terminate(this.leastNeeded());
    for (let missing = this.desired - this.size; missing > 0; missing--) {
      if (!this.launch()) return;
    }
  }

  private launch(): boolean {
    const problems: string[] = [];
    const zones = this.plan.zones.filter((zone) => {
      const problem = this.troubles.launch?.(zone);
      if (problem !== undefined) problems.push(problem);
      return problem === undefined;
    });
    if (problems.length > 0) {
      this.activities.unshift({ at: this.clock.now, message: problems[0] });
      // The group tries again by itself.
      this.clock.after(30 * SECOND, () => this.reconcile());
    }
    if (zones.length === 0) return false;
    const server = this.add(this.emptiestZone(zones));
    this.clock.after(this.plan.launchSeconds * SECOND, () => {
      if (server.state === 'pending') server.state = 'in service';
    });
    this.clock.after((this.plan.launchSeconds + this.plan.bootSeconds) * SECOND, () => this.boot(server));
    return true;
  }

  private boot(server: Server): void {
    if (server.state !== 'in service') return;
    this.check(server, this.healthOf(server));
    const grace = this.plan.graceSeconds - (this.clock.now - server.launchedAt) / SECOND;
    this.clock.after(grace * SECOND, () => this.replaceIfUnhealthy(server));
  }

  private check(server: Server, answers: boolean): void {
    const isFirst = server.target === 'initial';
    if (!isFirst && server.answers === answers) return;
    server.answers = answers;
    const targetGroup = this.balancer.targetGroups.get(this.plan.targetGroupArn);
    if (!targetGroup) return;
    const seconds = answers ? targetGroup.healthySeconds : targetGroup.unhealthySeconds;
    this.clock.after(seconds * SECOND, () => {
      if (server.answers !== answers || server.target === 'draining') return;
      server.target = answers ? 'healthy' : 'unhealthy';
      if (!answers) this.clock.after(30 * SECOND, () => this.replaceIfUnhealthy(server));
    });
  }

  private replaceIfUnhealthy(server: Server): void {
    const isOldEnough = this.clock.now - server.launchedAt >= this.plan.graceSeconds * SECOND;
    if (server.target !== 'unhealthy' || server.state !== 'in service' || !isOldEnough) return;
    this.terminate(server);
    this.reconcile();
  }

  private healthOf(server: Server): boolean {
    return this.troubles.health?.(server) ?? true;
  }

  private add(zone: string): Server {
    const server: Server = {
      id: `i-${this.plan.name.slice(-12)}-${String(++this.launched)}`,
      zone,
      launchedAt: this.clock.now,
      state: 'pending',
      target: 'initial',
      answers: false,
    };
    this.servers.push(server);
    return server;
  }

  private emptiestZone(zones: readonly string[]): string {
    const size = (zone: string) =>
      this.servers.filter((server) => server.zone === zone && server.state !== 'terminating').length;
    return zones.reduce((best, zone) => (size(zone) < size(best) ? zone : best));
  }

  /** From the fullest zone the oldest, as EC2 Auto Scaling does by default with one launch template. */
  private leastNeeded(): Server {
    const staying = this.servers.filter((server) => server.state !== 'terminating');
    const size = (zone: string) => staying.filter((server) => server.zone === zone).length;
    return staying.reduce((best, server) => (size(server.zone) > size(best.zone) ? server : best));
  }
}

export function isHealthy(server: Server): boolean {
  return server.target === 'healthy' && server.state === 'in service';
}
