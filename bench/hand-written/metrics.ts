import { Duration } from 'aws-cdk-lib';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { ApplicationTargetGroup, HttpCodeTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2';

const MINUTE = Duration.minutes(1);

/** A promise over weeks, on events that the recorder has written. */
export interface Objective {
  readonly id: 'Availability' | 'Latency';
  readonly name: string;
  readonly goal: number;
  readonly allowed: number;
  readonly metricName: string;
}

/**
 * The golden signals of one service, from the metrics that the constructs offer where they offer them.
 *
 * Single metrics have no labels, which belong on the dashboard: an alarm on one with a label is rendered as metric math.
 */
export class ServiceMetrics {
  public readonly traffic: Metric;
  public readonly errorRate: MathExpression;
  public readonly cpu: Metric;
  public readonly memory: Metric;
  public readonly disk: Metric;
  public readonly inService: Metric;
  public readonly requestsPerServer: Metric;
  public readonly healthyInWorstZone: MathExpression;
  public readonly healthyInBestZone: Metric;
  public readonly unhealthy: Metric;
  public readonly failed: MathExpression;
  public readonly refused: MathExpression;
  public readonly unanswered: MathExpression;
  public readonly recordedTraffic: Metric;

  public readonly objectives: Objective[] = [
    { id: 'Availability', name: 'availability', goal: 99.9, allowed: 0.001, metricName: 'Failures' },
    { id: 'Latency', name: 'latency', goal: 99, allowed: 0.01, metricName: 'SlowAnswers' },
  ];

  constructor(
    private readonly targetGroup: ApplicationTargetGroup,
    group: AutoScalingGroup,
    zones: string[],
    private readonly hostName: string,
  ) {
    const { metrics } = targetGroup;
    const byMinute = { statistic: Stats.SUM, period: MINUTE };
    const requests = metrics.requestCount(byMinute);
    const failed = metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, byMinute);
    const refused = metrics.targetConnectionErrorCount(byMinute);
    const usingMetrics = {
      requests,
      succeeded: metrics.httpCodeTarget(HttpCodeTarget.TARGET_2XX_COUNT, byMinute),
      redirected: metrics.httpCodeTarget(HttpCodeTarget.TARGET_3XX_COUNT, byMinute),
      rejected: metrics.httpCodeTarget(HttpCodeTarget.TARGET_4XX_COUNT, byMinute),
      failed,
      refused,
      balancer: new Metric({
        namespace: 'AWS/ApplicationELB',
        metricName: 'HTTPCode_ELB_5XX_Count',
        dimensionsMap: { LoadBalancer: targetGroup.firstLoadBalancerFullName },
        ...byMinute,
      }),
    };
    const ended = '(FILL(succeeded, 0) + FILL(redirected, 0) + FILL(rejected, 0) + FILL(failed, 0) + FILL(refused, 0))';
    const lost = `IF(requests > ${ended}, requests - ${ended}, 0)`;
    const unanswered = `IF(${lost} < FILL(balancer, 0), ${lost}, FILL(balancer, 0))`;
    const total = `IF(requests > ${ended}, requests, ${ended})`;
    this.traffic = requests;
    this.errorRate = new MathExpression({
      expression: `IF(${total} >= 20, 100 * (FILL(failed, 0) + FILL(refused, 0) + ${unanswered}) / ${total}, 0)`,
      usingMetrics,
      label: 'errors (%)',
      period: MINUTE,
    });
    this.unanswered = new MathExpression({
      expression: unanswered,
      usingMetrics,
      label: 'unanswered requests',
      period: MINUTE,
    });
    this.failed = filled('failed', failed);
    this.refused = filled('refused', refused);
    const ofServers = (namespace: string, metricName: string, statistic: string) =>
      new Metric({
        namespace,
        metricName,
        dimensionsMap: { AutoScalingGroupName: group.autoScalingGroupName },
        statistic,
        period: MINUTE,
      });
    this.cpu = ofServers('AWS/EC2', 'CPUUtilization', Stats.AVERAGE);
    this.memory = ofServers('CWAgent', 'mem_used_percent', Stats.MAXIMUM);
    this.disk = ofServers('CWAgent', 'disk_used_percent', Stats.MAXIMUM);
    this.inService = ofServers('AWS/AutoScaling', 'GroupInServiceInstances', Stats.MAXIMUM);
    this.requestsPerServer = metrics.requestCountPerTarget(byMinute);
    this.healthyInWorstZone = this.leastOverZones('healthy servers in the worst zone', zones);
    this.healthyInBestZone = metrics.healthyHostCount({ statistic: Stats.MAXIMUM, period: MINUTE });
    this.unhealthy = metrics.unhealthyHostCount({ statistic: Stats.MAXIMUM, period: MINUTE });
    this.recordedTraffic = this.recorded('Requests', Stats.SUM, MINUTE);
  }

  public latency(percentile: number): Metric {
    return this.targetGroup.metrics.targetResponseTime({
      statistic: Stats.percentile(percentile),
      period: MINUTE,
    });
  }

  /** The share of bad events in a window. */
  public badShare({ metricName }: Objective, period: Duration): Metric {
    return this.recorded(metricName, Stats.AVERAGE, period);
  }

  /** How many times faster than allowed a budget is spent. */
  public burnRate(objective: Objective, period: Duration): MathExpression {
    return new MathExpression({
      expression: `IF(${objective.name}Bad >= 10, ${objective.name}Share / ${objective.allowed}, 0)`,
      usingMetrics: {
        [`${objective.name}Bad`]: this.recorded(objective.metricName, Stats.SUM, period),
        [`${objective.name}Share`]: this.badShare(objective, period),
      },
      label: objective.name,
      period,
    });
  }

  private recorded(metricName: string, statistic: string, period: Duration): Metric {
    const dimensionsMap = { Host: this.hostName };
    return new Metric({ namespace: 'GoldenPath/Service', metricName, dimensionsMap, statistic, period });
  }

  private leastOverZones(label: string, zones: string[]): MathExpression {
    const ids = zones.map((_, index) => `zone${index}`);
    const healthyIn = (zone: string) =>
      new Metric({
        namespace: 'AWS/ApplicationELB',
        metricName: 'HealthyHostCount',
        dimensionsMap: {
          LoadBalancer: this.targetGroup.firstLoadBalancerFullName,
          TargetGroup: this.targetGroup.targetGroupFullName,
          AvailabilityZone: zone,
        },
        statistic: Stats.MINIMUM,
        period: MINUTE,
      });
    return new MathExpression({
      expression: `MIN([${ids.map((id) => `FILL(${id}, 0)`).join(', ')}])`,
      usingMetrics: Object.fromEntries(zones.map((zone, index) => [ids[index], healthyIn(zone)])),
      label,
      period: MINUTE,
    });
  }
}

function filled(id: string, count: Metric): MathExpression {
  return new MathExpression({
    expression: `FILL(${id}, 0)`,
    usingMetrics: { [id]: count },
    label: id,
    period: MINUTE,
  });
}
