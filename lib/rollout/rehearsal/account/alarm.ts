import { AlarmView, FiringView } from '../../gate/account';
import { AlarmRule } from './alarm-rule';
import { Clock } from './clock';

/** An alarm on a metric, as a template asks for it. */
export interface AlarmPlan {
  readonly name: string;
  readonly signal: 'errors' | 'latency' | 'other';
  readonly targetGroupArn: string | undefined;
  readonly threshold: number;
  readonly datapoints: number;
  readonly minutes: number;
  readonly missingData: string;
}

/** An alarm on other alarms, as a template asks for it. */
export interface CompositePlan {
  readonly name: string;
  readonly rule: AlarmRule;
}

/** A state, since when, and why. */
export abstract class Alarm {
  public state: AlarmView['state'] = 'INSUFFICIENT_DATA';
  public since: number;
  public reason = 'Unchecked: Initial alarm creation';
  public actionsEnabled = true;
  public readonly firings: FiringView[] = [];
  /** A state that a fault holds it in. */
  public forced: AlarmView['state'] | undefined;

  /** @param onChange is told of every change of the state. */
  constructor(
    private readonly clock: Clock,
    public readonly name: string,
    private readonly onChange: () => void,
  ) {
    this.since = clock.now;
  }

  public get view(): AlarmView {
    const { name, state, since, reason, actionsEnabled } = this;
    return { name, state, since, reason, actionsEnabled };
  }

  public become(state: AlarmView['state'], reason: string): void {
    if (this.state === state) return;
    this.state = state;
    this.since = this.clock.now;
    this.reason = reason;
    if (state === 'ALARM') this.firings.push({ name: this.name, at: this.clock.now });
    this.onChange();
  }
}

/** Evaluated every minute by CloudWatch's rule of so many breaching minutes out of so many. */
export class MetricAlarm extends Alarm {
  private readonly minutes: Array<boolean | undefined> = [];

  constructor(
    clock: Clock,
    public readonly plan: AlarmPlan,
    onChange: () => void,
  ) {
    super(clock, plan.name, onChange);
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

/** Evaluated whenever one of the alarms changes that it goes by. */
export class CompositeAlarm extends Alarm {
  constructor(
    clock: Clock,
    public readonly plan: CompositePlan,
    onChange: () => void,
  ) {
    super(clock, plan.name, onChange);
  }

  public evaluate(stateOf: (alarm: string) => AlarmView['state']): void {
    if (this.forced !== undefined) return;
    if (this.plan.rule.holds(stateOf)) this.become('ALARM', 'The alarm rule holds');
    else this.become('OK', 'The alarm rule does not hold');
  }
}
