import { JsonObject, listOf, objectOf } from '../../../private/json';
import { Resource } from '../../template/resource';
import { TemplateTexts } from '../../template/template-texts';
import { durationText } from '../duration-text';

const COMPARISONS: { readonly [operator: string]: string } = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '>=',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '<=',
  GreaterThanUpperThreshold: '>',
  LessThanLowerThreshold: '<',
  LessThanLowerOrGreaterThanUpperThreshold: 'outside of',
};

/** When an alarm fires: `> 0.3 in 3 of 5 min`, `> 14.4 over 1 h`, `< usual band (3 sd) in 15 of 15 min`. */
export function thresholdOf({ properties, template }: Resource, texts: TemplateTexts): string {
  const text = (value: unknown): string => texts.of(value, template);
  const operator = text(properties.ComparisonOperator);
  return [COMPARISONS[operator] ?? operator, comparedWith(properties, text), duringOf(properties, text)]
    .filter((word) => word !== '')
    .join(' ');
}

type TextOf = (value: unknown) => string;

function comparedWith({ Threshold, ThresholdMetricId, Metrics }: JsonObject, text: TextOf): string {
  if (ThresholdMetricId === undefined) return text(Threshold);
  const id = text(ThresholdMetricId);
  const query = listOf(Metrics)
    .map(objectOf)
    .find((one) => text(one.Id) === id);
  const expression = text(query?.Expression);
  const [band, deviations = '2'] = /ANOMALY_DETECTION_BAND\([^,)]*(?:,\s*([\d.]+)\s*)?\)/.exec(expression) ?? [];
  if (band !== undefined) return `usual band (${deviations} sd)`;
  return text(query?.Label) || expression || id;
}

function duringOf(properties: JsonObject, text: TextOf): string {
  const periods = Number(text(properties.EvaluationPeriods) || NaN);
  const datapoints = Number(text(properties.DatapointsToAlarm) || periods);
  const seconds = periodOf(properties, text);
  if (!(periods > 0 && datapoints > 0 && seconds > 0)) return '';
  if (periods === 1) return `over ${durationText(seconds)}`;
  const length = seconds === 60 ? 'min' : `times ${durationText(seconds)}`;
  return `in ${datapoints} of ${periods} ${length}`;
}

/** The longest period of all that is looked at; not a number where none is given. */
function periodOf({ Period, Metrics }: JsonObject, text: TextOf): number {
  const given = listOf(Metrics)
    .map(objectOf)
    .flatMap((query) => [query.Period, objectOf(query.MetricStat).Period]);
  const seconds = [Period, ...given].map((value) => Number(text(value))).filter((value) => value > 0);
  return seconds.length > 0 ? Math.max(...seconds) : NaN;
}
