import { AlarmView, FiringView } from '../../gate/account';
import { Clock } from './clock';
import { LoadBalancer } from './load-balancer';

const MINUTE = 60_000;

/** Metrics of a minute are there some time after it; the alarm is evaluated then. */
export const INGESTION_MILLISECONDS = 20_000;

/** An alarm as a template asks for it. */
export interface AlarmPlan {
  readonly name: string;
  readonly signal: 'errors' | 'latency' | 'other';
  readonly targetGroupArn: string | undefined;
  readonly threshold: number;
  readonly datapoints: number;
  readonly minutes: number;
  readonly missingData: string;
}

/** How users fare on a release. */
export interface Quality {
  errorPercent: number;
  latencySeconds: number;
}

/** Fewer requests in a minute say nothing about errors: the alarm's expression leaves them out. */
const ENOUGH_REQUESTS = 20;

/** One alarm, evaluated every minute by CloudWatch's rule of so many breaching minutes out of so many. */
export class Alarm {
  public state: AlarmView['state'] = 'INSUFFICIENT_DATA';
  public since: number;
  public reason = 'Unchecked: Initial alarm creation';
  public actionsEnabled = true;
  public readonly firings: FiringView[] = [];
  /** A state that a fault holds it in. */
  public forced: AlarmView['state'] | undefined;
  private readonly minutes: Array<boolean | undefined> = [];

  constructor(
    private readonly clock: Clock,
    public readonly plan: AlarmPlan,
  ) {
    this.since = clock.now;
  }

  public get view(): AlarmView {
    const { state, since, reason, actionsEnabled } = this;
    return { name: this.plan.name, state, since, reason, actionsEnabled };
  }

  public become(state: AlarmView['state'], reason: string): void {
    if (this.state === state) return;
    this.state = state;
    this.since = this.clock.now;
    this.reason = reason;
    if (state === 'ALARM') this.firings.push({ name: this.plan.name, at: this.clock.now });
  }

  /** Takes in one more minute: true if it breached, undefined without data. */
  public evaluate(breached: boolean | undefined): void {
    if (this.forced !== undefined) return;
    const { datapoints, minutes, missingData, threshold } = this.plan;
    this.minutes.push(breached);
    if (this.minutes.length > minutes) this.minutes.shift();
    if (this.minutes.every((minute) => minute === undefined) && missingData === 'missing') {
      return this.become('INSUFFICIENT_DATA', 'no data');
    }
    if (breached === undefined && missingData === 'ignore' && this.state !== 'INSUFFICIENT_DATA') return;
    const bad = this.minutes.filter((minute) => minute ?? missingData === 'breaching').length;
    if (bad >= datapoints) {
      return this.become(
        'ALARM',
        `Threshold Crossed: ${bad} out of the last ${minutes} datapoints were over ${threshold}`,
      );
    }
    this.become('OK', `Threshold Crossed: ${bad} out of the last ${minutes} datapoints were over ${threshold}`);
  }
}

/** The alarms of an account. */
export class Alarms {
  public readonly byName = new Map<string, Alarm>();
  /** By target group. */
  private readonly qualities = new Map<string, Quality>();

  constructor(
    private readonly clock: Clock,
    private readonly balancer: LoadBalancer,
  ) {
    const wait = MINUTE - (clock.now % MINUTE) + INGESTION_MILLISECONDS;
    clock.after(wait, () => this.evaluate());
  }

  public create(plan: AlarmPlan): Alarm {
    const alarm = new Alarm(this.clock, plan);
    this.byName.set(plan.name, alarm);
    return alarm;
  }

  public qualityOf(targetGroupArn: string): Quality {
    const quality = this.qualities.get(targetGroupArn) ?? { errorPercent: 0, latencySeconds: 0.02 };
    this.qualities.set(targetGroupArn, quality);
    return quality;
  }

  private evaluate(): void {
    const end = this.clock.now - INGESTION_MILLISECONDS;
    for (const alarm of this.byName.values()) alarm.evaluate(this.datapoint(alarm.plan, end));
    this.clock.after(MINUTE, () => this.evaluate());
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
