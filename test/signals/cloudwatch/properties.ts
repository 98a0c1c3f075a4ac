import { MetricName } from './metrics';
import { Rule } from './rules';
import { parseStatistic, Statistic } from './statistic';

/** The properties of an `AWS::CloudWatch::Alarm`, as they are in a template. */
export interface AlarmProperties {
  readonly [name: string]: any;
}

/** A metric, and what is made of its samples. */
export interface MetricStatistic {
  readonly metric: MetricName;
  readonly statistic: Statistic;
}

/** One of the metrics and expressions of an alarm. */
export type Query = { readonly id: string } & (
  ({ readonly kind: 'metric' } & MetricStatistic) | { readonly kind: 'expression'; readonly expression: string }
);

/** An alarm that is understood. */
export interface WatchedAlarm extends Rule {
  readonly periodSeconds: number;
  readonly comparison: string;
  /** A number, or what anomaly detection has learned of a metric. */
  readonly threshold: number | MetricStatistic;
  readonly queries: readonly Query[];
  /** Which of them is compared. */
  readonly watched: string;
}

const DAY = 86_400;
const HOUR = 3600;

const BAND_COMPARISONS = [
  'LessThanLowerOrGreaterThanUpperThreshold',
  'LessThanLowerThreshold',
  'GreaterThanUpperThreshold',
];
const COMPARISONS = [
  'GreaterThanOrEqualToThreshold',
  'GreaterThanThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
];
const TREATMENTS = ['breaching', 'notBreaching', 'ignore', 'missing'] as const;

/** What these say has nothing to do with the state. */
const ACTIONS = [
  ...['AlarmName', 'AlarmDescription', 'Tags'],
  ...['ActionsEnabled', 'AlarmActions', 'OKActions', 'InsufficientDataActions'],
];

const UNDERSTOOD = [
  ...ACTIONS,
  ...['ComparisonOperator', 'Threshold', 'ThresholdMetricId', 'TreatMissingData'],
  ...['EvaluationPeriods', 'DatapointsToAlarm', 'EvaluationWindow', 'Period'],
  ...['Namespace', 'MetricName', 'Dimensions', 'Statistic', 'ExtendedStatistic', 'Metrics'],
];

/** More metrics no alarm may have, nor more metrics and expressions together. */
const MOST_METRICS = 10;
const MOST_QUERIES = 20;

/**
 * Understands the properties of an alarm, and fails on what CloudWatch refuses, or what is not modelled.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export function readAlarm(properties: AlarmProperties): WatchedAlarm {
  const unknown = Object.keys(properties).filter((name) => !UNDERSTOOD.includes(name));
  check(unknown.length === 0, `not modelled: ${unknown.join(', ')}`);
  const { EvaluationWindow: window = { SlidingWindow: {} }, TreatMissingData: treatMissingData = 'missing' } =
    properties;
  check('SlidingWindow' in window, 'only sliding windows are modelled');
  check(TREATMENTS.includes(treatMissingData), `TreatMissingData is not ${treatMissingData}`);
  const { queries, periodSeconds } = 'Metrics' in properties ? readMetrics(properties) : readMetric(properties);
  const counts = readCounts(properties, periodSeconds);
  return { ...counts, periodSeconds, treatMissingData, queries, ...readComparison(properties, queries) };
}

function readCounts({ EvaluationPeriods, DatapointsToAlarm = EvaluationPeriods }: AlarmProperties, period: number) {
  check(Number.isInteger(EvaluationPeriods) && EvaluationPeriods >= 1, 'EvaluationPeriods must be 1 or more');
  const isPart =
    Number.isInteger(DatapointsToAlarm) && DatapointsToAlarm >= 1 && DatapointsToAlarm <= EvaluationPeriods;
  check(isPart, `DatapointsToAlarm must be 1 to ${EvaluationPeriods}, got ${DatapointsToAlarm}`);
  check(Number.isInteger(period) && period >= 60 && period % 60 === 0, `a period of ${period} s is no whole minutes`);
  const length = period * EvaluationPeriods;
  const most = period < HOUR ? DAY : 7 * DAY;
  check(length <= most, `${EvaluationPeriods} periods of ${period} s are ${length} s, more than ${most} s`);
  return { evaluationPeriods: EvaluationPeriods, datapointsToAlarm: DatapointsToAlarm };
}

function readMetric(properties: AlarmProperties) {
  const { Namespace, MetricName: name, Dimensions, Statistic: simple, ExtendedStatistic, Period } = properties;
  check((simple === undefined) !== (ExtendedStatistic === undefined), 'give either Statistic or ExtendedStatistic');
  const counted = statisticOf({ Namespace, MetricName: name, Dimensions }, simple ?? ExtendedStatistic);
  const query: Query = { id: '', kind: 'metric', ...counted };
  return { queries: [query], periodSeconds: Period as number };
}

function readMetrics(properties: AlarmProperties) {
  const alone = ['Namespace', 'MetricName', 'Dimensions', 'Statistic', 'ExtendedStatistic', 'Period'];
  check(!alone.some((name) => name in properties), `with Metrics there are no ${alone.join(', ')}`);
  const { Metrics } = properties;
  const queries: Query[] = Metrics.map(({ Id: id, MetricStat, Expression: expression }: AlarmProperties) => {
    check(/^[a-z][A-Za-z0-9_]*$/.test(id), `the id ${id} must begin with a lower-case letter`);
    check((MetricStat === undefined) !== (expression === undefined), `${id} is either a metric or an expression`);
    if (MetricStat === undefined) return { id, kind: 'expression', expression };
    return { id, kind: 'metric', ...statisticOf(MetricStat.Metric, MetricStat.Stat) };
  });
  check(new Set(queries.map(({ id }) => id)).size === queries.length, 'an id is given twice');
  check(queries.length <= MOST_QUERIES, `${queries.length} metrics and expressions are more than ${MOST_QUERIES}`);
  const metrics = queries.filter(({ kind }) => kind === 'metric');
  check(metrics.length <= MOST_METRICS, `${metrics.length} metrics are more than ${MOST_METRICS}`);
  const periods = new Set<number>(Metrics.flatMap((one: AlarmProperties) => one.MetricStat?.Period ?? []));
  check(periods.size === 1, `the metrics must have one period, not ${[...periods].join(', ')}`);
  return { queries, periodSeconds: [...periods][0] };
}

function statisticOf({ Namespace, MetricName: name, Dimensions = [] }: AlarmProperties, text: string): MetricStatistic {
  check(typeof Namespace === 'string' && typeof name === 'string', 'a metric has a namespace and a name');
  const dimensions = Object.fromEntries(Dimensions.map(({ Name, Value }: AlarmProperties) => [Name, Value]));
  return { metric: { namespace: Namespace, name, dimensions }, statistic: parseStatistic(text) };
}

function readComparison(properties: AlarmProperties, queries: readonly Query[]) {
  const { ComparisonOperator: comparison, Threshold, ThresholdMetricId: bandId, Metrics = [{}] } = properties;
  const allowed = bandId === undefined ? COMPARISONS : BAND_COMPARISONS;
  check(allowed.includes(comparison), `ComparisonOperator is one of ${allowed.join(', ')}, not ${comparison}`);
  const returned = queries.filter((_, index) => Metrics[index].ReturnData !== false && queries[index].id !== bandId);
  check(returned.length === 1, `an alarm watches one metric or expression, not ${returned.length}`);
  const watched = returned[0].id;
  if (bandId === undefined) {
    check(typeof Threshold === 'number', 'Threshold must be a number');
    return { comparison, threshold: Threshold as number, watched };
  }
  check(Threshold === undefined, 'give either Threshold or ThresholdMetricId');
  return { comparison, threshold: readBand(queries, bandId), watched };
}

function readBand(queries: readonly Query[], bandId: string): MetricStatistic {
  const band = queries.find(({ id }) => id === bandId);
  const expression = band?.kind === 'expression' ? band.expression : '';
  const [, of] = /^\s*ANOMALY_DETECTION_BAND\(\s*(\w+)\s*(?:,\s*[\d.]+\s*)?\)\s*$/.exec(expression) ?? [];
  const learned = queries.find(({ id }) => id === of);
  if (learned?.kind !== 'metric') throw new Error(`${bandId} is no ANOMALY_DETECTION_BAND of a metric`);
  return learned;
}

function check(isRight: boolean, message: string): void {
  if (!isRight) throw new Error(message);
}
