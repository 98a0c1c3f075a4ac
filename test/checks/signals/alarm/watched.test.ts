import { Watched, watchedBy } from '../../../../lib/checks/signals/alarm/watched';
import { TemplateTexts } from '../../../../lib/checks/template/template-texts';
import { alarm, alarmIn, stackTemplate } from '../../templates';

function watched(properties: unknown): Watched {
  const template = stackTemplate({ Alarm: alarm(properties) });
  return watchedBy(alarmIn(template, 'Alarm'), new TemplateTexts([template]));
}

const query = (id: string, name: string, more: object = {}) => ({
  Id: id,
  MetricStat: { Metric: { Namespace: 'My/Own', MetricName: name, Dimensions: [] }, Period: 60, Stat: 'Sum' },
  ...more,
});
const metric = (name: string, statistic = 'Sum') => ({ namespace: 'My/Own', name, statistic, dimensions: {} });

describe('what an alarm watches', () => {
  test('is its metric, with dimensions as the template has them', () => {
    expect(
      watched({
        Namespace: 'AWS/ApplicationELB',
        MetricName: 'TargetResponseTime',
        ExtendedStatistic: 'p99',
        Dimensions: [
          { Name: 'LoadBalancer', Value: 'app/shop' },
          { Name: 'TargetGroup', Value: { 'Fn::GetAtt': ['Targets', 'TargetGroupFullName'] } },
        ],
      }),
    ).toEqual({
      label: 'AWS/ApplicationELB TargetResponseTime p99',
      metrics: [
        {
          namespace: 'AWS/ApplicationELB',
          name: 'TargetResponseTime',
          statistic: 'p99',
          dimensions: { LoadBalancer: 'app/shop', TargetGroup: '${Shop/Targets.TargetGroupFullName}' },
        },
      ],
    });
  });

  test('is called by the label of the math', () => {
    expect(
      watched({
        Metrics: [
          { Id: 'rate', Expression: '100 * bad / all', Label: 'errors (%)', ReturnData: true },
          query('bad', 'Bad', { ReturnData: false }),
          query('all', 'All', { ReturnData: false }),
        ],
      }),
    ).toEqual({ label: 'errors (%)', metrics: [metric('Bad'), metric('All')] });
  });

  test.each([
    ['first', [{ Id: 'sum', Expression: 'a + b' }, query('a', 'A', { ReturnData: false })], 'My/Own A Sum'],
    [
      'last, and the names stand in for the label that it has not',
      [query('a', 'A', { ReturnData: 'false' }), query('b', 'B', { ReturnData: false }), { Id: 's', Expression: 'a' }],
      'My/Own A Sum, My/Own B Sum',
    ],
    ['the metric itself', [{ Id: 'b', Expression: 'x', ReturnData: false }, query('a', 'A')], 'My/Own A Sum'],
    ['an expression without any metric', [{ Id: 'a', Expression: 'TIME_SERIES(1)' }], 'TIME_SERIES(1)'],
    ['nothing, so that the first one is shown', [query('a', 'A', { ReturnData: false })], 'My/Own A Sum'],
  ])('is what returns data: %s', (_, queries, label) => {
    expect(watched({ Metrics: queries }).label).toBe(label);
  });

  test('is the metric and not the band around it', () => {
    const queries = [
      { Id: 'usual', Expression: 'ANOMALY_DETECTION_BAND(m, 3)', Label: 'band' },
      query('m', 'Requests'),
    ];
    expect(watched({ ThresholdMetricId: 'usual', Metrics: queries })).toEqual({
      label: 'My/Own Requests Sum',
      metrics: [metric('Requests')],
    });
  });

  test('is also what an expression searches for', () => {
    const expression = `MAX(SEARCH('{My/Own,Host} MetricName="Failures"', 'Average', 60))`;
    expect(watched({ Metrics: [{ Id: 'worst', Expression: expression }] })).toEqual({
      label: 'My/Own Failures Average',
      metrics: [metric('Failures', 'Average')],
    });
  });

  test.each([{}, { Metrics: 'text' }, { Metrics: [] }, { MetricName: null, Dimensions: 'text' }])(
    'is nothing in %j',
    (properties) => {
      expect(watched(properties)).toEqual({ label: '', metrics: [] });
    },
  );
});
