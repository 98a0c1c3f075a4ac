import { describeMetric, Metric, searchedMetrics, shows } from '../../../lib/checks/signals/metric';

const LATENCY: Metric = {
  namespace: 'AWS/ApplicationELB',
  name: 'TargetResponseTime',
  statistic: 'p99',
  dimensions: { LoadBalancer: 'app/shop', TargetGroup: 'checkout' },
};
const FAILURES: Metric = {
  namespace: 'GoldenPath/Service',
  name: 'Failures',
  statistic: 'Sum',
  dimensions: { Host: 'checkout' },
};
const IN_ZONE = { ...FAILURES, dimensions: { Host: 'checkout', Zone: 'a' } };

describe('metrics', () => {
  test.each<[string, Metric[], Metric[]]>([
    ['the same ones', [LATENCY], [LATENCY]],
    ['another statistic of the same samples', [{ ...FAILURES, statistic: 'Average' }], [FAILURES]],
    ['both statistics of them', [FAILURES, { ...FAILURES, statistic: 'Average' }], [FAILURES]],
    ['the parts of the whole', [IN_ZONE, { ...IN_ZONE, dimensions: { Host: 'checkout', Zone: 'b' } }], [FAILURES]],
    ['all of several', [LATENCY, FAILURES], [FAILURES, LATENCY]],
  ])('show others: %s', (_, shown, wanted) => {
    expect(shows(shown, wanted)).toBe(true);
  });

  test.each<[string, Metric[], Metric[]]>([
    ['another name', [{ ...FAILURES, name: 'Requests' }], [FAILURES]],
    ['another namespace', [{ ...FAILURES, namespace: 'Other' }], [FAILURES]],
    ['another host', [{ ...FAILURES, dimensions: { Host: 'catalog' } }], [FAILURES]],
    ['another percentile', [{ ...LATENCY, statistic: 'p50' }], [LATENCY]],
    ['the average, and not the percentile', [{ ...LATENCY, statistic: 'Average' }], [LATENCY]],
    ['the whole, and not one part', [FAILURES], [IN_ZONE]],
    ['one of several', [FAILURES], [FAILURES, LATENCY]],
    ['more than wanted', [FAILURES, LATENCY], [FAILURES]],
    ['nothing', [], [FAILURES]],
    ['a percentile, where only the number of samples is drawn', [{ ...LATENCY, statistic: 'SampleCount' }], [LATENCY]],
  ])('do not show others: %s', (_, shown, wanted) => {
    expect(shows(shown, wanted)).toBe(false);
  });

  test('show a percentile that counts only from so many samples on', () => {
    const samples = { ...LATENCY, statistic: 'SampleCount' };
    expect(shows([LATENCY], [LATENCY, samples])).toBe(true);
    expect(shows([LATENCY], [samples])).toBe(false);
  });

  test('are described by namespace, name and statistic', () => {
    expect(describeMetric(LATENCY)).toBe('AWS/ApplicationELB TargetResponseTime p99');
    expect(describeMetric({ ...LATENCY, namespace: '', statistic: '' })).toBe('TargetResponseTime');
  });
});

describe('what an expression searches for', () => {
  test('is each metric with the dimensions that are given', () => {
    expect(
      searchedMetrics(
        `100 * SEARCH('{GoldenPath/Service,Host,Release} Host="checkout" MetricName="Failures"', 'Average', 60) + SEARCH( '{"My/Own",Host} MetricName = "Jobs"' , 'p90', 300)`,
      ),
    ).toEqual([
      { namespace: 'GoldenPath/Service', name: 'Failures', statistic: 'Average', dimensions: { Host: 'checkout' } },
      { namespace: 'My/Own', name: 'Jobs', statistic: 'p90', dimensions: {} },
    ]);
  });

  test.each(['', 'a + b', `SEARCH('{GoldenPath/Service,Host} Failures', 'Sum', 60)`, `SEARCH('', 'Sum')`])(
    'is nothing in %p',
    (expression) => {
      expect(searchedMetrics(expression)).toEqual([]);
    },
  );
});
