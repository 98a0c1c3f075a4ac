import { Alarm, AlarmProps, ComparisonOperator, IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ServiceMetrics } from './metrics';

export interface AlarmsProps {
  readonly metrics: ServiceMetrics;
  readonly serviceName: string;
  readonly maxCapacity: number;
  readonly topic: ITopic;
}

/** The alarms of a service. */
export interface Alarms {
  /** Those that page a person. */
  readonly paging: Alarm[];
  /** Those that judge a release. */
  readonly release: Alarm[];
}

export function addAlarms(scope: Construct, { metrics, serviceName, maxCapacity, topic }: AlarmsProps): Alarms {
  const action = new SnsAction(topic);
  const alarm = (id: string, props: AlarmProps) => {
    const created = new Alarm(scope, id, { ...props, alarmDescription: `${serviceName}: ${props.alarmDescription}` });
    created.addAlarmAction(action);
    created.addOkAction(action);
    return created;
  };
  const releaseAlarm = (id: string, props: AlarmProps) => {
    const when = 'Judges one release: it is rolled back while this fires.';
    const soon = { datapointsToAlarm: 2, evaluationPeriods: 3 };
    return alarm(id, { ...props, ...soon, alarmDescription: `${when} ${props.alarmDescription}` });
  };
  const latency = {
    metric: metrics.latency(99),
    datapointsToAlarm: 3,
    evaluationPeriods: 5,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    evaluateLowSampleCountPercentile: 'ignore',
    alarmDescription:
      'one request in a hundred takes longer than promised. Look at the dashboard: is traffic up, is the CPU saturated, is something it depends on slow?',
  };
  const errors = {
    metric: metrics.errorRate,
    datapointsToAlarm: 3,
    evaluationPeriods: 5,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription:
      'requests fail 10 times as often as the objective of 99.9 % allows. Look at the log for the answers of 5xx.',
  };
  const noneHealthy = (metric: IMetric, minutes: number, what: string) => ({
    metric,
    datapointsToAlarm: minutes,
    evaluationPeriods: minutes,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    threshold: 1,
    treatMissingData: TreatMissingData.BREACHING,
    alarmDescription: `${what} Look at the targets' health reasons and at the group's activity.`,
  });

  const release = [
    releaseAlarm('ReleaseLatencyAlarm', { ...latency, threshold: 0.8 }),
    releaseAlarm('ReleaseErrorsAlarm', { ...errors, threshold: 0.8 }),
  ];
  const paging = [
    alarm('LatencyAlarm', { ...latency, threshold: 1 }),
    alarm('ErrorsAlarm', { ...errors, threshold: 1 }),
    alarm('OutageAlarm', noneHealthy(metrics.healthyInBestZone, 3, 'no server is healthy in any zone.')),
    alarm(
      'ZoneDownAlarm',
      noneHealthy(metrics.healthyInWorstZone, 10, 'a zone has had no healthy server for ten minutes.'),
    ),
    alarm('SaturationAlarm', {
      metric: metrics.cpu,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: 85,
      datapointsToAlarm: 15,
      evaluationPeriods: 15,
      treatMissingData: TreatMissingData.IGNORE,
      alarmDescription:
        'the processors have been busy for 15 minutes, so scaling does not keep up. Look at its activity and at the maximum capacity.',
    }),
    alarm('AtMaximumAlarm', {
      metric: metrics.inService,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      threshold: maxCapacity,
      datapointsToAlarm: 15,
      evaluationPeriods: 15,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `the group has had all the ${maxCapacity} servers it may have for 15 minutes. Raise maxCapacity or find out what asks for so much.`,
    }),
  ];
  return { paging, release };
}
