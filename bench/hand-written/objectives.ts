import { Duration } from 'aws-cdk-lib';
import { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import { Alarm, AlarmRule, AlarmState, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { Objective, ServiceMetrics } from './metrics';

/** Two alarms that mean something only together. */
export interface BurnAlarms {
  readonly name: string;
  readonly urgent: boolean;
  readonly long: Alarm;
  readonly short: Alarm;
}

const WINDOWS = [
  { name: 'FastBurn', urgent: true, rate: 14.4, long: Duration.hours(1), short: Duration.minutes(5) },
  { name: 'SlowBurn', urgent: true, rate: 6, long: Duration.hours(6), short: Duration.minutes(30) },
  { name: 'Leak', urgent: false, rate: 1, long: Duration.days(3), short: Duration.hours(6) },
];

/** Multi-window burn-rate alarms of both objectives. */
export function addBurnAlarms(
  scope: Construct,
  metrics: ServiceMetrics,
  serviceName: string,
  topic: ITopic,
): BurnAlarms[] {
  const action = new SnsAction(topic);
  return metrics.objectives.flatMap((objective) =>
    WINDOWS.map(({ name, urgent, rate, long, short }) => {
      const alarm = (window: 'Long' | 'Short', period: Duration) => {
        const created = new Alarm(scope, `${objective.id}${name}${window}`, {
          metric: window === 'Long' ? metrics.burnRate(objective, period) : metrics.badShare(objective, period),
          threshold: window === 'Long' ? rate : Number((rate * objective.allowed).toPrecision(9)),
          evaluationPeriods: 1,
          comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
          treatMissingData: TreatMissingData.NOT_BREACHING,
          alarmDescription: `${serviceName}: over ${period.toHumanString()} the budget of the ${objective.name} objective burns ${rate} times too fast. Look at the dashboard: since when, and which release?`,
        });
        created.addAlarmAction(action);
        created.addOkAction(action);
        return created;
      };
      return { name, urgent, long: alarm('Long', long), short: alarm('Short', short) };
    }),
  );
}

/** What fires as one: an alarm alone, or both of a pair. */
export function anyOf(alarms: Alarm[], pairs: BurnAlarms[]) {
  const firing = (alarm: Alarm) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM);
  return AlarmRule.anyOf(
    ...alarms.map(firing),
    ...pairs.map(({ long, short }) => AlarmRule.allOf(firing(long), firing(short))),
  );
}

/** The objectives for the console. */
export function addObjectives(scope: Construct, hostName: string, objectives: Objective[]): void {
  for (const { id, name, goal, metricName } of objectives) {
    const counted = (queryId: string, stat: string) => ({
      id: queryId,
      returnData: true,
      metricStat: {
        metric: { namespace: 'GoldenPath/Service', metricName, dimensions: [{ name: 'Host', value: hostName }] },
        period: 60,
        stat,
      },
    });
    new CfnServiceLevelObjective(scope, `${id}Objective`, {
      name: `${hostName} ${name}`,
      description: `${goal} % over 30 days`,
      goal: {
        attainmentGoal: goal,
        warningThreshold: 30,
        interval: { rollingInterval: { duration: 30, durationUnit: 'DAY' } },
      },
      requestBasedSli: {
        requestBasedSliMetric: {
          totalRequestCountMetric: [counted('all', 'SampleCount')],
          monitoredRequestCountMetric: { badCountMetric: [counted('bad', 'Sum')] },
        },
      },
      burnRateConfigurations: WINDOWS.map(({ long }) => ({ lookBackWindowMinutes: long.toMinutes() })),
    });
  }
}
