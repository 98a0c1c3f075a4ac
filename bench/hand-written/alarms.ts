import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmProps,
  AnomalyDetectionAlarm,
  ComparisonOperator,
  CompositeAlarm,
  IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { DOMAIN_NAME } from '../scenario';
import { ServiceMetrics } from './metrics';
import { addBurnAlarms, anyOf } from './objectives';

export interface AlarmsProps {
  readonly metrics: ServiceMetrics;
  readonly serviceName: string;
  readonly maxCapacity: number;
  readonly topics: { readonly page: ITopic; readonly ticket: ITopic; readonly detail: ITopic };
}

/** The alarms of a service. */
export interface Alarms {
  /** Those on what happens now. */
  readonly service: Alarm[];
  /** Those that judge a release. */
  readonly release: Alarm[];
  /** Those that people hear of. */
  readonly incidents: CompositeAlarm[];
}

export function addAlarms(scope: Construct, { metrics, serviceName, maxCapacity, topics }: AlarmsProps): Alarms {
  const alarm = (id: string, props: AlarmProps, topic = topics.detail) => {
    const created = new Alarm(scope, id, { ...props, alarmDescription: `${serviceName}: ${props.alarmDescription}` });
    const action = new SnsAction(topic);
    created.addAlarmAction(action);
    created.addOkAction(action);
    return created;
  };
  const releaseAlarm = (id: string, props: AlarmProps) => {
    const when = 'Judges one release: it is rolled back while this fires.';
    const soon = { datapointsToAlarm: 2, evaluationPeriods: 3 };
    return alarm(id, { ...props, ...soon, alarmDescription: `${when} ${props.alarmDescription}` }, topics.ticket);
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
  const full = (metric: IMetric, what: string) => ({
    metric,
    datapointsToAlarm: 5,
    evaluationPeriods: 5,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    threshold: 90,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription: `${what} is 90 % full. Look at what grew with this release.`,
  });
  const [memory, disk] = [full(metrics.memory, 'the memory of a server'), full(metrics.disk, 'a volume')];

  const release = [
    releaseAlarm('ReleaseLatencyAlarm', { ...latency, threshold: 0.8 }),
    releaseAlarm('ReleaseErrorsAlarm', { ...errors, threshold: 0.8 }),
    releaseAlarm('ReleaseMemoryAlarm', memory),
    releaseAlarm('ReleaseDiskAlarm', disk),
  ];
  const urgent = [
    alarm('LatencyAlarm', { ...latency, threshold: 1 }),
    alarm('ErrorsAlarm', { ...errors, threshold: 1 }),
    alarm('OutageAlarm', noneHealthy(metrics.healthyInBestZone, 3, 'no server is healthy in any zone.')),
  ];
  const traffic = new AnomalyDetectionAlarm(scope, 'TrafficLostAlarm', {
    metric: metrics.recordedTraffic,
    stdDevs: 3,
    evaluationPeriods: 15,
    comparisonOperator: ComparisonOperator.LESS_THAN_LOWER_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription: `${serviceName}: far fewer requests arrive than is usual. Look at who calls the service.`,
  });
  traffic.addAlarmAction(new SnsAction(topics.detail));
  traffic.addOkAction(new SnsAction(topics.detail));
  const others = [
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
    alarm('MemoryAlarm', memory),
    alarm('DiskAlarm', disk),
    traffic,
  ];
  const burning = addBurnAlarms(scope, metrics, serviceName, topics.detail);

  const incident = (id: string, severity: 'page' | 'ticket', alarms: Alarm[], suppressor?: CompositeAlarm) => {
    const composite = new CompositeAlarm(scope, id, {
      compositeAlarmName: `${DOMAIN_NAME}/${serviceName}/${severity}`,
      alarmDescription: `${serviceName}: look at which of its alarms fire on the dashboard.`,
      alarmRule: anyOf(
        alarms,
        burning.filter((pair) => pair.urgent === (severity === 'page')),
      ),
      ...(suppressor && {
        actionsSuppressor: suppressor,
        actionsSuppressorWaitPeriod: Duration.minutes(2),
        actionsSuppressorExtensionPeriod: Duration.minutes(10),
      }),
    });
    composite.addAlarmAction(new SnsAction(topics[severity]));
    composite.addOkAction(new SnsAction(topics[severity]));
    return composite;
  };
  const page = incident('PageAlarm', 'page', urgent);
  const ticket = incident('TicketAlarm', 'ticket', others, page);
  return { service: [...urgent, ...others], release, incidents: [page, ticket] };
}
