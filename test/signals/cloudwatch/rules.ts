export type State = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** What an alarm thinks of a period: whether it breaches, or undefined if there is no data. */
export type Point = boolean | undefined;

/** M out of N, and what missing points stand for. */
export interface Rule {
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly treatMissingData: 'breaching' | 'notBreaching' | 'ignore' | 'missing';
}

/**
 * How many periods CloudWatch looks at. It says that they are more than the evaluation periods, but not how many more;
 * in its examples with three evaluation periods they are five.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function evaluationRange(evaluationPeriods: number): number {
  return evaluationPeriods + 2;
}

/**
 * The state of an alarm by the points in its evaluation range, of which the last one is the newest.
 *
 * If there are enough points, the newest of them decide alone. Else all of them count, with as few in the place of missing
 * ones as are needed.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function decide(points: readonly Point[], rule: Rule, current: State): State {
  const { evaluationPeriods, datapointsToAlarm, treatMissingData } = rule;
  const real = points.filter((point) => point !== undefined).slice(-evaluationPeriods);
  const breaching = real.filter((point) => point).length;
  const toFill = evaluationPeriods - real.length;
  if (breaching >= datapointsToAlarm) return 'ALARM';
  if (toFill === 0 || treatMissingData === 'notBreaching') return 'OK';
  if (treatMissingData === 'breaching') return breaching + toFill >= datapointsToAlarm ? 'ALARM' : 'OK';
  // One good point is enough for a verdict. Without any there is none, unless the bad ones have stood long enough.
  if (breaching < real.length) return 'OK';
  if (treatMissingData === 'ignore') return current;
  return hasBreachedLong(points, datapointsToAlarm) ? 'ALARM' : 'INSUFFICIENT_DATA';
}

/**
 * An alarm does not fire prematurely, while the next point may be good. It does when the oldest breaching point is as old as
 * the datapoints to alarm are many, and nothing good came after it, even if fewer points are there.
 *
 * What becomes of an alarm that holds back, when missing data is `missing`, was in an earlier edition of the tables:
 * INSUFFICIENT_DATA.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html#CloudWatch-alarms-avoiding-premature-transition
 */
function hasBreachedLong(points: readonly Point[], datapointsToAlarm: number): boolean {
  const oldest = points.indexOf(true);
  return oldest >= 0 && points.length - oldest >= datapointsToAlarm;
}
