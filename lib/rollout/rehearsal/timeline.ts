import { Moment, Side } from './run';
import { Simulation } from './simulation';

/** What a line of the gate's log says of where it is. */
interface DecisionLine {
  readonly event?: string;
  readonly phase?: string;
  readonly next?: string;
  readonly why?: string;
}

/** Writes down every moment at which something happened that a person would want to see. */
export class Timeline {
  public readonly moments: Moment[] = [];
  private phase = 'preflight';
  private users: string | undefined;
  private servers: string | undefined;
  private alarms: string | undefined;

  /** @param onMoment hears of each moment when it comes. */
  constructor(
    private readonly simulation: Simulation,
    private readonly onMoment: (moment: Moment) => void = () => undefined,
  ) {
    simulation.cloud.note = (event) => this.add(event);
    simulation.clock.afterEach(() => this.compare());
  }

  /** Takes a line of the gate's log. */
  public journal(line: DecisionLine): void {
    if (line.event !== 'decision' || line.next === undefined || line.next === line.phase) return;
    this.phase = line.next;
    this.add(`gate: ${line.why}`);
  }

  /** The fault strikes now. */
  public fault(name: string): void {
    this.add(`fault: ${name}`);
  }

  /** Adds what has changed since the last event. */
  private compare(): void {
    const { from, to } = this.simulation;
    if (from === undefined && to === undefined) return;
    const [former, newest] = [this.side('from'), this.side('to')];
    const users = `users: ${former.weight} % on the former release, ${newest.weight} % on the new one`;
    if (this.users !== undefined && users !== this.users) this.add(users);
    this.users = users;
    const servers = `servers: ${newest.healthy} of ${newest.servers} healthy in the new group, ${former.healthy} of ${former.servers} in the former one`;
    if (this.servers !== undefined && servers !== this.servers) this.add(servers);
    this.servers = servers;
    const alarms = this.firing();
    if (this.alarms !== undefined && alarms !== this.alarms) this.add(alarms);
    this.alarms = alarms;
  }

  private firing(): string {
    const firing = [...this.simulation.cloud.alarms.byName.values()]
      .filter(({ state }) => state === 'ALARM')
      .map(({ name }) => name);
    return firing.length === 0 ? 'no alarm fires' : `alarm fires: ${firing.join(', ')}`;
  }

  private add(event: string): void {
    const { simulation } = this;
    const { status } = simulation.deployment.stack;
    const phase = status.includes('CLEANUP') ? 'clean-up' : this.phase;
    const moment: Moment = {
      atSeconds: Math.round(simulation.seconds * 10) / 10,
      phase,
      event,
      former: this.side('from'),
      newest: this.side('to'),
    };
    this.moments.push(moment);
    this.onMoment(moment);
  }

  private side(release: 'from' | 'to'): Side {
    const { cloud, from, to } = this.simulation;
    const plan = this.simulation[release];
    if (plan === undefined || (release === 'to' && from?.group.name === to?.group.name)) {
      return { weight: 0, healthy: 0, servers: 0 };
    }
    const group = cloud.groups.get(plan.group.name);
    const weight = Math.round(1000 * cloud.balancer.share(plan.targetGroup.arn)) / 10;
    return { weight, healthy: group?.healthy ?? 0, servers: group?.size ?? 0 };
  }
}
