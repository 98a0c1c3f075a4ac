import { Alarm, AlarmPlan, CompositeAlarm, CompositePlan, MetricAlarm } from './alarm';
import { Clock } from './clock';
import { LoadBalancer } from './load-balancer';

const MINUTE = 60_000;

/** Metrics of a minute are there some time after it; the alarm is evaluated then. */
export const INGESTION_MILLISECONDS = 20_000;

/** How users fare on a release. */
export interface Quality {
  errorPercent: number;
  latencySeconds: number;
}

/** Fewer requests in a minute say nothing about errors: the alarm's expression leaves them out. */
const ENOUGH_REQUESTS = 20;

/** The alarms of an account. */
export class Alarms {
  public readonly byName = new Map<string, Alarm>();
  /** By target group. */
  private readonly qualities = new Map<string, Quality>();
  private following = false;

  constructor(
    private readonly clock: Clock,
    private readonly balancer: LoadBalancer,
  ) {
    const wait = MINUTE - (clock.now % MINUTE) + INGESTION_MILLISECONDS;
    clock.after(wait, () => this.evaluate());
  }

  public create(plan: AlarmPlan): Alarm {
    return this.add(new MetricAlarm(this.clock, plan, () => this.follow()));
  }

  /** A composite alarm; what it goes by should be there already. */
  public compose(plan: CompositePlan): Alarm {
    return this.add(new CompositeAlarm(this.clock, plan, () => this.follow()));
  }

  /** The composite alarms that went by it take it to be quiet. */
  public delete(name: string): void {
    this.byName.delete(name);
    this.follow();
  }

  public qualityOf(targetGroupArn: string): Quality {
    const quality = this.qualities.get(targetGroupArn) ?? { errorPercent: 0, latencySeconds: 0.02 };
    this.qualities.set(targetGroupArn, quality);
    return quality;
  }

  private add(alarm: Alarm): Alarm {
    this.byName.set(alarm.name, alarm);
    this.follow();
    return alarm;
  }

  private evaluate(): void {
    const end = this.clock.now - INGESTION_MILLISECONDS;
    for (const alarm of this.byName.values()) {
      if (alarm instanceof MetricAlarm) alarm.evaluate(this.datapoint(alarm.plan, end));
    }
    this.clock.after(MINUTE, () => this.evaluate());
  }

  /** Composite alarms follow at once. Each round settles at least one of those that go by other composite alarms. */
  private follow(): void {
    if (this.following) return;
    this.following = true;
    const composites = [...this.byName.values()].filter((alarm) => alarm instanceof CompositeAlarm);
    for (let round = 0; round < composites.length; round++) {
      // What no template at hand has, such as the alarms of another stack, is taken to be quiet.
      for (const composite of composites) composite.evaluate((name) => this.byName.get(name)?.state ?? 'OK');
    }
    this.following = false;
  }

  private datapoint({ signal, targetGroupArn, threshold }: AlarmPlan, end: number): boolean | undefined {
    if (signal === 'other') return false;
    if (targetGroupArn === undefined) return undefined;
    const requests = this.balancer.traffic.count(targetGroupArn, end - MINUTE, end);
    if (requests === 0) return undefined;
    const { errorPercent, latencySeconds } = this.qualityOf(targetGroupArn);
    return signal === 'latency' ? latencySeconds > threshold : requests >= ENOUGH_REQUESTS && errorPercent > threshold;
  }
}
