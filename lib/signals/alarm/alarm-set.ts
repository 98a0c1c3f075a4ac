import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { kebabCase } from '../../private/naming';
import { Signal, SignalMetric } from '../metric/signal';
import { AlarmPlan, AlarmPlans, Severity } from './alarm-plan';

export interface AlarmSetProps {
  /** The alarms, by construct id. */
  readonly plans: AlarmPlans;
  /** Who is told when an alarm fires, and when it is over: the ARN of a topic, by severity. */
  readonly topics: AlarmTopics;
  /** The page that has a section for each alarm, by its id in kebab-case. */
  readonly runbookUrl: string;
}

/** Topics, by ARN, for what is more and for what is less urgent. */
export type AlarmTopics = { readonly [severity in Severity]: string };

/** The alarms of a plan. Each does something, says what it means, and says what silence means. */
export class AlarmSet extends Construct {
  /** The alarms, in the order of the plan. */
  public readonly alarms: CfnAlarm[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AlarmSetProps,
  ) {
    super(scope, id);
    this.alarms = Object.entries(props.plans).map(([name, plan]) => this.createAlarm(name, plan));
  }

  /** The alarm of a plan, by its construct id. */
  public alarm(id: string): CfnAlarm {
    return this.node.findChild(id) as CfnAlarm;
  }

  private createAlarm(id: string, plan: AlarmPlan): CfnAlarm {
    const topic = [this.props.topics[plan.severity]];
    return new CfnAlarm(this, id, {
      ...watched(plan),
      alarmDescription: `${plan.description} Runbook: ${this.props.runbookUrl}#${plan.runbook ?? kebabCase(id)}`,
      comparisonOperator: plan.comparison,
      datapointsToAlarm: plan.datapoints,
      evaluationPeriods: plan.periods,
      treatMissingData: plan.missingData,
      alarmActions: topic,
      okActions: topic,
    });
  }
}

/** A minute, the finest that load balancers report in. */
const PERIOD_SECONDS = 60;

function watched(plan: AlarmPlan) {
  const { signal, threshold, comparison, periodSeconds = PERIOD_SECONDS } = plan;
  if (comparison === 'LessThanLowerThreshold') return watchedBand(signal, threshold, periodSeconds);
  if (signal.expression !== undefined) return { threshold, metrics: watchedMath(signal, periodSeconds) };
  const [metric] = Object.values(signal.metrics);
  return {
    threshold,
    namespace: metric.namespace,
    metricName: metric.name,
    dimensions: dimensionsOf(metric),
    period: periodSeconds,
    statistic: metric.statistic,
  };
}

/** The only metric, compared with what CloudWatch has learned to be usual at that hour. */
function watchedBand({ metrics }: Signal, deviations: number, periodSeconds: number) {
  const [[id, metric]] = Object.entries(metrics);
  const band = { id: 'usual', expression: `ANOMALY_DETECTION_BAND(${id}, ${deviations})`, returnData: true };
  return { thresholdMetricId: band.id, metrics: [{ ...dataOf(id, metric, periodSeconds), returnData: true }, band] };
}

function watchedMath({ metrics, steps = {}, expression, label }: Signal, periodSeconds: number) {
  return [
    { id: 'watched', expression, label, returnData: true },
    ...Object.entries(steps).map(([id, step]) => ({ id, expression: step, returnData: false })),
    ...Object.entries(metrics).map(([id, metric]) => dataOf(id, metric, periodSeconds)),
  ];
}

function dataOf(id: string, metric: SignalMetric, period: number): CfnAlarm.MetricDataQueryProperty {
  const { namespace, name: metricName, statistic: stat } = metric;
  return {
    id,
    returnData: false,
    metricStat: { metric: { namespace, metricName, dimensions: dimensionsOf(metric) }, period, stat },
  };
}

function dimensionsOf({ dimensions }: SignalMetric): CfnAlarm.DimensionProperty[] {
  return Object.entries(dimensions).map(([name, value]) => ({ name, value }));
}
