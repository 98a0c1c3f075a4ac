import { Duration } from 'aws-cdk-lib';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { ApplicationTargetGroup, HttpCodeTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2';

const MINUTE = Duration.minutes(1);

/** The golden signals of one service, from the metrics that the constructs offer where they offer them. */
export class ServiceMetrics {
  public readonly traffic: IMetric;
  public readonly errorRate: IMetric;
  public readonly cpu: IMetric;
  public readonly inService: IMetric;
  public readonly healthyInWorstZone: IMetric;
  public readonly unhealthy: IMetric;

  constructor(
    private readonly targetGroup: ApplicationTargetGroup,
    group: AutoScalingGroup,
  ) {
    const { metrics } = targetGroup;
    const requests = metrics.requestCount({ statistic: Stats.SUM, period: MINUTE, label: 'requests a minute' });
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
      label: 'CPU (%)',
    });
    this.inService = new Metric({
      namespace: 'AWS/AutoScaling',
      metricName: 'GroupInServiceInstances',
      dimensionsMap,
      statistic: Stats.MAXIMUM,
      period: MINUTE,
      label: 'servers in service',
    });
    this.healthyInWorstZone = metrics.healthyHostCount({
      statistic: Stats.MINIMUM,
      period: MINUTE,
      label: 'healthy servers in the worst zone',
    });
    this.unhealthy = metrics.unhealthyHostCount({
      statistic: Stats.MAXIMUM,
      period: MINUTE,
      label: 'unhealthy servers',
    });
  }

  public latency(percentile: number): IMetric {
    return this.targetGroup.metrics.targetResponseTime({
      statistic: Stats.percentile(percentile),
      period: MINUTE,
      label: `p${percentile} (s)`,
    });
  }
}
