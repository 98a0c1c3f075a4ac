/** One metric of CloudWatch, by the minute. */
export interface SignalMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: { readonly [name: string]: string };
  /** A statistic such as `Sum`, or a percentile such as `p99`. */
  readonly statistic: string;
}

/** What is drawn and watched: one metric, or an expression over several. */
export interface Signal {
  /** What people see, with the unit: "errors (%)". */
  readonly label: string;
  /** The metrics, by the name that the expression gives them. */
  readonly metrics: { readonly [id: string]: SignalMetric };
  /**
   * Metric math over the metrics.
   *
   * @default - the only metric as it is
   */
  readonly expression?: string;
}

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

/** With fewer requests a minute, one failed request would look like an outage. */
export const MIN_REQUESTS_PER_MINUTE = 20;

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
   * The share of requests that the servers failed, by an answer of 5xx or by refusing the connection.
   *
   * A server that accepts a connection and never answers is not in it: the load balancer counts the 504 that it gives
   * instead for itself, not for the target group.
   */
  public readonly errorRate: Signal;

  /** The processors of the servers, on average. */
  public readonly cpu: Signal;

  /** Servers in service. */
  public readonly inService: Signal;

  /** Healthy servers in the zone that has the fewest. A zone that reports none has none. */
  public readonly healthyInWorstZone: Signal;

  /** Healthy servers in the zone that has the most. */
  public readonly healthyInBestZone: Signal;

  /** Unhealthy servers. */
  public readonly unhealthy: Signal;

  constructor(private readonly source: SignalSource) {
    const requests = this.ofTargets('RequestCount', 'Sum');
    this.traffic = single('requests a minute', requests);
    this.errorRate = {
      label: 'errors (%)',
      metrics: {
        requests,
        failed: this.ofTargets('HTTPCode_Target_5XX_Count', 'Sum'),
        refused: this.ofTargets('TargetConnectionErrorCount', 'Sum'),
      },
      expression: `IF(requests >= ${MIN_REQUESTS_PER_MINUTE}, 100 * (FILL(failed, 0) + FILL(refused, 0)) / requests, 0)`,
    };
    this.cpu = single('CPU (%)', this.ofServers('AWS/EC2', 'CPUUtilization', 'Average'));
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

  private ofServers(namespace: string, name: string, statistic: string): SignalMetric {
    return { namespace, name, statistic, dimensions: { AutoScalingGroupName: this.source.autoScalingGroup } };
  }
}

function single(label: string, metric: SignalMetric): Signal {
  return { label, metrics: { m: metric } };
}
