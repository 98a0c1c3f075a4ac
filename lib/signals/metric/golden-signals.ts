import { Signal, SignalMetric, single } from './signal';

/** The resources whose metrics tell of one server group. */
export interface SignalSource {
  /** The load balancer as CloudWatch names it: `app/name/id`. */
  readonly loadBalancer: string;
  /** The target group as CloudWatch names it: `targetgroup/name/id`. */
  readonly targetGroup: string;
  /** The name of the Auto Scaling group. */
  readonly autoScalingGroup: string;
  /** The zones that the group spans. */
  readonly zones: string[];
}

/** With fewer requests a minute, a share of them says nothing. */
export const MIN_REQUESTS_PER_MINUTE = 20;

/** One or two failed requests in a minute are chance, however few there are in all. */
export const MIN_FAILURES_PER_MINUTE = 3;

/** Of fewer answers the 99th percentile is the slowest one. */
export const MIN_ANSWERS_PER_MINUTE = 100;

/** The namespace of the CloudWatch agent in the image, as it is unless configured otherwise. */
export const AGENT_NAMESPACE = 'CWAgent';

/**
 * The four golden signals of one server group: latency, traffic, errors and saturation.
 *
 * Elastic Load Balancing reports most metrics only while requests flow. So every choice about missing data is made
 * where a signal is watched, and the error rate counts silence of errors as none, but silence of requests as silence.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
export class GoldenSignals {
  /** Requests that reached the servers. */
  public readonly traffic: Signal;

  /**
   * The 99th percentile of latency, in seconds, to be judged: none where there are too few answers for it.
   *
   * CloudWatch could pass over a percentile of too few samples by itself, but keeps the state of the alarm then: it would
   * not fire, and not be over, below a thousand answers a minute.
   */
  public readonly judgedLatency: Signal;

  /**
   * The share of requests that failed: answers of 5xx by the servers, connections that they refused, and requests that
   * they never answered.
   */
  public readonly errorRate: Signal;

  /** Answers of 5xx by the servers. */
  public readonly failed: Signal;

  /** Connections that the servers refused. */
  public readonly refused: Signal;

  /** Requests that the servers never answered, and the load balancer answered with 5xx instead. */
  public readonly unanswered: Signal;

  /** The processors of the servers, on average. */
  public readonly cpu: Signal;

  /** The memory of the server that has the least left, by the agent in the image. */
  public readonly memory: Signal;

  /** The volume that has the least left, by the agent in the image. */
  public readonly disk: Signal;

  /** Requests that each server gets, on average. */
  public readonly requestsPerServer: Signal;

  /** Servers in service. */
  public readonly inService: Signal;

  /** Healthy servers in the zone that has the fewest. A zone that reports none has none. */
  public readonly healthyInWorstZone: Signal;

  /** Healthy servers in the zone that has the most. */
  public readonly healthyInBestZone: Signal;

  /** Unhealthy servers. */
  public readonly unhealthy: Signal;

  constructor(private readonly source: SignalSource) {
    this.traffic = single('requests a minute', this.ofTargets('RequestCount', 'Sum'));
    this.judgedLatency = {
      label: 'p99 (s)',
      metrics: {
        slowest: this.ofTargets('TargetResponseTime', 'p99'),
        answers: this.ofTargets('TargetResponseTime', 'SampleCount'),
      },
      expression: `IF(answers >= ${MIN_ANSWERS_PER_MINUTE}, slowest, 0)`,
    };
    const errors = this.errors();
    this.errorRate = errors.rate;
    this.unanswered = errors.unanswered;
    this.failed = counted('answers of 5xx', this.ofTargets('HTTPCode_Target_5XX_Count', 'Sum'));
    this.refused = counted('refused connections', this.ofTargets('TargetConnectionErrorCount', 'Sum'));
    this.cpu = single('CPU (%)', this.ofServers('AWS/EC2', 'CPUUtilization', 'Average'));
    // One full server is enough to fail requests, however empty the others are.
    this.memory = single(
      'memory of the fullest server (%)',
      this.ofServers(AGENT_NAMESPACE, 'mem_used_percent', 'Maximum'),
    );
    this.disk = single('fullest volume (%)', this.ofServers(AGENT_NAMESPACE, 'disk_used_percent', 'Maximum'));
    // Elastic Load Balancing reports the average over the servers as a sum, because that is what adds up over a minute.
    this.requestsPerServer = single('requests a minute and server', this.ofTargets('RequestCountPerTarget', 'Sum'));
    this.inService = single(
      'servers in service',
      this.ofServers('AWS/AutoScaling', 'GroupInServiceInstances', 'Maximum'),
    );
    this.healthyInWorstZone = this.leastOverZones('healthy servers in the worst zone');
    // Without a fill: the newest minute is often not there yet, and would count as one without servers.
    this.healthyInBestZone = single('healthy servers in the best zone', this.ofTargets('HealthyHostCount', 'Maximum'));
    this.unhealthy = single('unhealthy servers', this.ofTargets('UnHealthyHostCount', 'Maximum'));
  }

  /** How long answers take, in seconds, at a percentile such as `p99`. */
  public latency(percentile: string): Signal {
    return single(`${percentile} (s)`, this.ofTargets('TargetResponseTime', percentile));
  }

  /**
   * What went wrong, of all requests; nothing for a minute whose requests have not been reported yet, which the fills would
   * make a good one.
   *
   * The load balancer counts its own answers for all target groups together. So a request that got lost counts as failed
   * only as far as the load balancer has answered with 5xx in that minute: an upgrade to WebSocket and a client that gave
   * up get lost as well, but it answers neither with 5xx. The denominator is the larger one of the requests that were
   * counted and those that came to some end, because what the load balancer refused is missing in the former.
   */
  private errors(): { rate: Signal; unanswered: Signal } {
    const metrics = {
      requests: this.ofTargets('RequestCount', 'Sum'),
      succeeded: this.ofTargets('HTTPCode_Target_2XX_Count', 'Sum'),
      redirected: this.ofTargets('HTTPCode_Target_3XX_Count', 'Sum'),
      rejected: this.ofTargets('HTTPCode_Target_4XX_Count', 'Sum'),
      failed: this.ofTargets('HTTPCode_Target_5XX_Count', 'Sum'),
      refused: this.ofTargets('TargetConnectionErrorCount', 'Sum'),
      balancer: this.ofBalancer('HTTPCode_ELB_5XX_Count', 'Sum'),
    };
    const steps = {
      ended: 'FILL(succeeded, 0) + FILL(redirected, 0) + FILL(rejected, 0) + FILL(failed, 0) + FILL(refused, 0)',
      lost: 'IF(requests > ended, requests - ended, 0)',
    };
    const unanswered = 'IF(lost < FILL(balancer, 0), lost, FILL(balancer, 0))';
    return {
      unanswered: { label: 'unanswered requests', metrics, steps, expression: unanswered },
      rate: {
        label: 'errors (%)',
        metrics,
        steps: {
          ...steps,
          unanswered,
          total: 'IF(requests > ended, requests, ended)',
          bad: 'FILL(failed, 0) + FILL(refused, 0) + unanswered',
          counted: `IF(bad >= ${MIN_FAILURES_PER_MINUTE}, bad, 0)`,
        },
        expression: `IF(requests >= 0, IF(total >= ${MIN_REQUESTS_PER_MINUTE}, 100 * counted / total, 0))`,
      },
    };
  }

  /** The fewest over all zones; a zone without any server reports nothing, which is none. */
  private leastOverZones(label: string): Signal {
    const healthy = this.ofTargets('HealthyHostCount', 'Minimum');
    const ids = this.source.zones.map((_, index) => `zone${index}`);
    return {
      label,
      metrics: Object.fromEntries(
        this.source.zones.map((zone, index) => [
          ids[index],
          { ...healthy, dimensions: { ...healthy.dimensions, AvailabilityZone: zone } },
        ]),
      ),
      expression: `MIN([${ids.map((zone) => `FILL(${zone}, 0)`).join(', ')}])`,
    };
  }

  private ofTargets(name: string, statistic: string): SignalMetric {
    const { loadBalancer, targetGroup } = this.source;
    return {
      namespace: 'AWS/ApplicationELB',
      name,
      statistic,
      dimensions: { LoadBalancer: loadBalancer, TargetGroup: targetGroup },
    };
  }

  private ofBalancer(name: string, statistic: string): SignalMetric {
    return {
      namespace: 'AWS/ApplicationELB',
      name,
      statistic,
      dimensions: { LoadBalancer: this.source.loadBalancer },
    };
  }

  private ofServers(namespace: string, name: string, statistic: string): SignalMetric {
    return { namespace, name, statistic, dimensions: { AutoScalingGroupName: this.source.autoScalingGroup } };
  }
}

/** A count that is reported only when there is something to count. */
function counted(label: string, metric: SignalMetric): Signal {
  return { label, metrics: { count: metric }, expression: 'FILL(count, 0)' };
}
