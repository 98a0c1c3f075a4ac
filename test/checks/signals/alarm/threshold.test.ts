import { thresholdOf } from '../../../../lib/checks/signals/alarm/threshold';
import { TemplateTexts } from '../../../../lib/checks/template/template-texts';
import { alarm, alarmIn, stackTemplate } from '../../templates';

function threshold(properties: unknown): string {
  const template = stackTemplate({ Alarm: alarm(properties) });
  return thresholdOf(alarmIn(template, 'Alarm'), new TemplateTexts([template]));
}

const ABOVE = { ComparisonOperator: 'GreaterThanThreshold', Threshold: 0.3 };
const BAND = {
  ComparisonOperator: 'LessThanLowerThreshold',
  ThresholdMetricId: 'usual',
  EvaluationPeriods: 15,
  DatapointsToAlarm: 15,
};
const stat = (period: unknown) => ({ Id: 'm', MetricStat: { Period: period } });

describe('the threshold of an alarm', () => {
  test.each<[string, object]>([
    ['> 0.3 in 3 of 5 min', { ...ABOVE, DatapointsToAlarm: 3, EvaluationPeriods: 5, Period: 60 }],
    ['> 0.3 in 5 of 5 min', { ...ABOVE, EvaluationPeriods: 5, Period: 60 }],
    ['> 0.3 in 2 of 3 times 5 min', { ...ABOVE, DatapointsToAlarm: 2, EvaluationPeriods: 3, Period: 300 }],
    ['> 0.3 over 1 h', { ...ABOVE, EvaluationPeriods: 1, Metrics: [{ Id: 'e' }, stat(3600), stat(60)] }],
    ['> 0.3 over 5 min', { ...ABOVE, EvaluationPeriods: 1, Metrics: [{ Id: 'e', Period: 300 }] }],
    ['> 0.3 over 10 s', { ...ABOVE, EvaluationPeriods: '1', Period: '10' }],
    ['> 0.3', { ...ABOVE, EvaluationPeriods: 1 }],
    ['> 0.3', { ...ABOVE, Period: 60 }],
    ['> ${Shop/Limit}', { ...ABOVE, Threshold: { Ref: 'Limit' } }],
    ['> 0', { ...ABOVE, Threshold: 0 }],
    ['>= 0.3', { ...ABOVE, ComparisonOperator: 'GreaterThanOrEqualToThreshold' }],
    ['< 0.3', { ...ABOVE, ComparisonOperator: 'LessThanThreshold' }],
    ['<= 0.3', { ...ABOVE, ComparisonOperator: 'LessThanOrEqualToThreshold' }],
    ['NewThreshold 0.3', { ...ABOVE, ComparisonOperator: 'NewThreshold' }],
    ['', {}],
  ])('is %p', (expected, properties) => {
    expect(threshold(properties)).toBe(expected);
  });

  test.each<[string, object]>([
    ['< usual band (3 sd)', { Expression: 'ANOMALY_DETECTION_BAND(m, 3)' }],
    ['< usual band (2.5 sd)', { Expression: 'ANOMALY_DETECTION_BAND( m , 2.5 )' }],
    ['< usual band (2 sd)', { Expression: 'ANOMALY_DETECTION_BAND(m)' }],
    ['< yesterday', { Expression: 'm * 2', Label: 'yesterday' }],
    ['< m * 2', { Expression: 'm * 2' }],
    ['< usual', {}],
  ])('that moves is %p', (expected, query) => {
    expect(threshold({ ...BAND, Metrics: [stat(60), { Id: 'usual', ...query }] })).toBe(`${expected} in 15 of 15 min`);
  });

  test.each([
    ['GreaterThanUpperThreshold', '> usual band (3 sd) in 15 of 15 min'],
    ['LessThanLowerOrGreaterThanUpperThreshold', 'outside of usual band (3 sd) in 15 of 15 min'],
  ])('that moves can be crossed by %s', (operator, expected) => {
    const Metrics = [stat(60), { Id: 'usual', Expression: 'ANOMALY_DETECTION_BAND(m, 3)' }];
    expect(threshold({ ...BAND, ComparisonOperator: operator, Metrics })).toBe(expected);
  });
});
