import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmPlan, AlarmPlans } from './alarm-plan';
import { Signal } from '../metric/golden-signals';

export interface AlarmSetProps {
  /** The alarms, by construct id. */
  readonly plans: AlarmPlans;
  /** Who is told, by what an alarm does; in the words of CloudFormation. */
  readonly actions: AlarmActions;
}

/** The topics that are told when an alarm fires, and when it is over. */
export interface AlarmActions {
  readonly alarmActions: string[];
  readonly okActions: string[];
}

/** The alarms of a plan. */
export class AlarmSet extends Construct {
  /** The alarms, in the order of the plan. */
  public readonly alarms: CfnAlarm[];

  constructor(scope: Construct, id: string, props: AlarmSetProps) {
    super(scope, id);
    this.alarms = Object.entries(props.plans).map(([name, plan]) => this.createAlarm(name, plan, props.actions));
  }

  private createAlarm(id: string, plan: AlarmPlan, actions: AlarmActions): CfnAlarm {
    return new CfnAlarm(this, id, {
      ...watched(plan.signal),
      alarmDescription: plan.description,
      comparisonOperator: plan.comparison,
      threshold: plan.threshold,
      datapointsToAlarm: plan.datapoints,
      evaluationPeriods: plan.minutes,
      treatMissingData: plan.missingData,
      ...actions,
    });
  }
}

/** A minute, the finest that load balancers report in. */
const PERIOD_SECONDS = 60;

function watched({ metrics, expression, label }: Signal) {
  const dimensionsOf = (dimensions: { readonly [name: string]: string }) =>
    Object.entries(dimensions).map(([name, value]) => ({ name, value }));
  if (expression === undefined) {
    const [metric] = Object.values(metrics);
    return {
      namespace: metric.namespace,
      metricName: metric.name,
      dimensions: dimensionsOf(metric.dimensions),
      period: PERIOD_SECONDS,
      ...(metric.statistic.startsWith('p')
        ? // A percentile of a handful of requests says nothing.
          { extendedStatistic: metric.statistic, evaluateLowSampleCountPercentile: 'ignore' }
        : { statistic: metric.statistic }),
    };
  }
  return {
    metrics: [
      { id: 'watched', expression, label, returnData: true },
      ...Object.entries(metrics).map(([id, metric]) => ({
        id,
        returnData: false,
        metricStat: {
          metric: { namespace: metric.namespace, metricName: metric.name, dimensions: dimensionsOf(metric.dimensions) },
          period: PERIOD_SECONDS,
          stat: metric.statistic,
        },
      })),
    ],
  };
}
