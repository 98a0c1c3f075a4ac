import { dataOf } from '../../lib/signals/recorder/data';
import { Judgement } from '../../lib/signals/recorder/judge';
import { RECORDED_METRICS, RECORDED_NAMESPACE, RECORDING_DELAY_MINUTES } from '../../lib/signals/recorder/recorded';
import { ZONES } from '../stacks';
import { Band, MetricStore } from './cloudwatch/metrics';

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** What the dimensions of a service's metrics are once it is deployed. */
export const SERVICE: { readonly [dimension: string]: string } = {
  LoadBalancer: 'app/shop/1',
  TargetGroup: 'targetgroup/checkout/2',
  AutoScalingGroupName: 'checkout',
};

const HOST = 'checkout.shop.internal';
const { LoadBalancer, TargetGroup, AutoScalingGroupName } = SERVICE;

/** Numbers by the names of metrics. */
export interface Numbers {
  readonly [metric: string]: number;
}

/** What CloudWatch knows of a service, minute by minute. What AWS reports comes two minutes after the end of its minute. */
export class ServiceMetrics {
  public readonly store = new MetricStore();

  /** Anomaly detection has learned what is usual of the requests, or nothing yet. */
  constructor(usual?: Band) {
    const requests = { namespace: RECORDED_NAMESPACE, name: RECORDED_METRICS.requests, dimensions: { Host: HOST } };
    this.store.putBand({ ...requests, statistic: 'Sum', at: () => usual });
  }

  /** What the load balancer counted of the live target group. */
  public targets(minute: number, counts: Numbers): void {
    this.put(minute, 'AWS/ApplicationELB', { LoadBalancer, TargetGroup }, counts);
  }

  /** What the load balancer counted of itself. */
  public balancer(minute: number, counts: Numbers): void {
    this.put(minute, 'AWS/ApplicationELB', { LoadBalancer }, counts);
  }

  /** So many answers of the live target group took so long. */
  public latency(minute: number, answers: number, seconds: number): void {
    const metric = { namespace: 'AWS/ApplicationELB', name: 'TargetResponseTime' };
    const values = new Array<number>(answers).fill(seconds);
    this.store.put({ ...metric, dimensions: { LoadBalancer, TargetGroup }, minute, values });
  }

  /** How many servers are healthy in each zone; of one without any server the load balancer reports nothing. */
  public healthy(minute: number, ...zones: ReadonlyArray<number | undefined>): void {
    zones.forEach((count, index) => {
      if (count === undefined) return;
      const ofTargets = { LoadBalancer, TargetGroup };
      this.put(minute, 'AWS/ApplicationELB', ofTargets, { HealthyHostCount: count });
      const ofZone = { ...ofTargets, AvailabilityZone: ZONES[index] };
      this.put(minute, 'AWS/ApplicationELB', ofZone, { HealthyHostCount: count });
    });
  }

  /** What is known of the servers, by namespace. */
  public servers(minute: number, namespace: string, numbers: Numbers): void {
    this.put(minute, namespace, { AutoScalingGroupName }, numbers);
  }

  /** What the signal recorder writes of the service. It looks at the minute late, and has written within a minute. */
  public recorded(minute: number, judgement: Judgement): void {
    const availableAt = minute + (RECORDING_DELAY_MINUTES + 1) * MINUTE;
    for (const { name, dimensions, value } of dataOf({ host: HOST, releases: { e960f0258888: judgement } })) {
      const metric = { namespace: RECORDED_NAMESPACE, name, dimensions, minute, availableAt };
      if (typeof value === 'number') this.store.put({ ...metric, values: [value] });
      else {
        const { samples: count, ones: sum } = value;
        this.store.put({ ...metric, set: { count, sum, min: 0, max: sum > 0 ? 1 : 0 } });
      }
    }
  }

  private put(minute: number, namespace: string, dimensions: { readonly [name: string]: string }, numbers: Numbers) {
    for (const [name, value] of Object.entries(numbers)) {
      this.store.put({ namespace, name, dimensions, minute, values: [value] });
    }
  }
}

/** Each minute from one time up to, but without, another one. */
export function* minutesOf(from: number, to: number): Iterable<number> {
  for (let minute = from; minute < to; minute += MINUTE) yield minute;
}
