import { Duration } from 'aws-cdk-lib';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { ApplicationTargetGroup, HttpCodeTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2';

const MINUTE = Duration.minutes(1);

/**
 * The golden signals of one service, from the metrics that the constructs offer where they offer them.
 *
 * Single metrics have no labels, which belong on the dashboard: an alarm on one with a label is rendered as metric math.
 */
export class ServiceMetrics {
  public readonly traffic: Metric;
  public readonly errorRate: MathExpression;
  public readonly cpu: Metric;
  public readonly inService: Metric;
  public readonly healthyInWorstZone: MathExpression;
  public readonly healthyInBestZone: Metric;
  public readonly unhealthy: Metric;

  constructor(
    private readonly targetGroup: ApplicationTargetGroup,
    group: AutoScalingGroup,
    zones: string[],
  ) {
    const { metrics } = targetGroup;
    const requests = metrics.requestCount({ statistic: Stats.SUM, period: MINUTE });
    this.traffic = requests;
    this.errorRate = new MathExpression({
      expression: 'IF(requests >= 20, 100 * (FILL(failed, 0) + FILL(refused, 0)) / requests, 0)',
      usingMetrics: {
        requests,
        failed: metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, { statistic: Stats.SUM, period: MINUTE }),
        refused: metrics.targetConnectionErrorCount({ statistic: Stats.SUM, period: MINUTE }),
      },
      label: 'errors (%)',
      period: MINUTE,
    });
    const dimensionsMap = { AutoScalingGroupName: group.autoScalingGroupName };
    this.cpu = new Metric({
      namespace: 'AWS/EC2',
      metricName: 'CPUUtilization',
      dimensionsMap,
      statistic: Stats.AVERAGE,
      period: MINUTE,
    });
    this.inService = new Metric({
      namespace: 'AWS/AutoScaling',
      metricName: 'GroupInServiceInstances',
      dimensionsMap,
      statistic: Stats.MAXIMUM,
      period: MINUTE,
    });
    this.healthyInWorstZone = this.leastOverZones('healthy servers in the worst zone', zones);
    this.healthyInBestZone = metrics.healthyHostCount({ statistic: Stats.MAXIMUM, period: MINUTE });
    this.unhealthy = metrics.unhealthyHostCount({
      statistic: Stats.MAXIMUM,
      period: MINUTE,
    });
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

  public latency(percentile: number): Metric {
    return this.targetGroup.metrics.targetResponseTime({
      statistic: Stats.percentile(percentile),
      period: MINUTE,
    });
  }
}
