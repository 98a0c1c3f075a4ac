import { Alarm, AlarmProps, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
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

/** Makes the alarms of a service and returns those that page a person; the others judge a release. */
export function addAlarms(scope: Construct, { metrics, serviceName, maxCapacity, topic }: AlarmsProps): Alarm[] {
  const action = new SnsAction(topic);
  const alarm = (id: string, props: AlarmProps) =>
    new Alarm(scope, id, { ...props, alarmDescription: `${serviceName}: ${props.alarmDescription}` });
  const pagingAlarm = (id: string, props: AlarmProps) => {
    const created = alarm(id, props);
    created.addAlarmAction(action);
    created.addOkAction(action);
    return created;
  };
  const releaseAlarm = (id: string, props: AlarmProps) => {
    const when = 'Judges one release: it is rolled back while this fires.';
    const soon = { datapointsToAlarm: 2, evaluationPeriods: 3 };
    const alarmDescription = `${when} ${props.alarmDescription}`;
    alarm(id, { ...props, ...soon, alarmDescription }).addInsufficientDataAction(action);
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
  const zoneDown = {
    metric: metrics.healthyInWorstZone,
    datapointsToAlarm: 3,
    evaluationPeriods: 3,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    threshold: 1,
    treatMissingData: TreatMissingData.BREACHING,
    alarmDescription: "a zone has no healthy server. Look at the targets' health reasons and at the group's activity.",
  };

  releaseAlarm('ReleaseLatencyAlarm', { ...latency, threshold: 0.8 });
  releaseAlarm('ReleaseErrorsAlarm', { ...errors, threshold: 0.8 });
  releaseAlarm('ReleaseZoneDownAlarm', zoneDown);
  return [
    pagingAlarm('LatencyAlarm', { ...latency, threshold: 1 }),
    pagingAlarm('ErrorsAlarm', { ...errors, threshold: 1 }),
    pagingAlarm('ZoneDownAlarm', zoneDown),
    pagingAlarm('SaturationAlarm', {
      metric: metrics.cpu,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: 85,
      datapointsToAlarm: 15,
      evaluationPeriods: 15,
      treatMissingData: TreatMissingData.IGNORE,
      alarmDescription:
        'the processors have been busy for 15 minutes, so scaling does not keep up. Look at its activity and at the maximum capacity.',
    }),
    pagingAlarm('AtMaximumAlarm', {
      metric: metrics.inService,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      threshold: maxCapacity,
      datapointsToAlarm: 15,
      evaluationPeriods: 15,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `the group has had all the ${maxCapacity} servers it may have for 15 minutes. Raise maxCapacity or find out what asks for so much.`,
    }),
  ];
}
