import { App } from 'aws-cdk-lib';
import { propertiesOf, serviceIn, templateOf } from '../stacks';

const ALARM = 'AWS::CloudWatch::Alarm';

describe('the alarms of a service', () => {
  const service = serviceIn(new App(), { maxCapacity: 9 });
  const template = templateOf(service);
  const alarms = propertiesOf(template, ALARM);
  const [targetGroup] = Object.keys(template.findResources('AWS::ElasticLoadBalancingV2::TargetGroup'));
  const [group] = Object.keys(template.findResources('AWS::AutoScaling::AutoScalingGroup'));
  const alarmsIn = (scope: string) =>
    Object.fromEntries(
      Object.entries(template.findResources(ALARM))
        .filter(([id]) => id.includes(scope))
        .map(([id, { Properties }]) => [/Alarms([A-Za-z]+?)[0-9A-F]{8}/.exec(id)![1], Properties]),
    );
  const paging = alarmsIn('PagingAlarms');
  const rollback = alarmsIn('RollbackAlarms');
  const topic = { 'Fn::ImportValue': expect.stringContaining('AlertsTopic') };

  test('are six that page and two that judge the release', () => {
    expect(Object.keys(paging)).toEqual(['Latency', 'Errors', 'Outage', 'ZoneDown', 'AtMaximum', 'Saturation']);
    expect(Object.keys(rollback)).toEqual(['Latency', 'Errors']);
    expect(alarms).toHaveLength(8);
    expect(service.pagingAlarms).toHaveLength(6);
    expect(service.rollbackAlarms).toHaveLength(2);
  });

  test('each act on something, and say what they mean and what they make of silence', () => {
    for (const alarm of alarms) {
      const actions = ['AlarmActions', 'OKActions', 'InsufficientDataActions'].filter((name) => name in alarm);
      expect(actions.length).toBeGreaterThan(0);
      for (const action of actions) expect(alarm[action]).toEqual([topic]);
      expect(alarm.AlarmDescription).toMatch(/^(Judges one release: .*)?checkout: .{40,}/);
      expect(['breaching', 'notBreaching', 'ignore']).toContain(alarm.TreatMissingData);
      expect(alarm.ActionsEnabled).toBeUndefined();
    }
  });

  test('page a person when they fire and when it is over', () => {
    for (const alarm of alarms) {
      expect(alarm.AlarmActions).toEqual([topic]);
      expect(alarm.OKActions).toEqual([topic]);
    }
  });

  test('watch the servers of this release alone, by the minute', () => {
    const ofTargets = [
      { Name: 'LoadBalancer', Value: { 'Fn::ImportValue': expect.stringContaining('LoadBalancerFullName') } },
      { Name: 'TargetGroup', Value: { 'Fn::GetAtt': [targetGroup, 'TargetGroupFullName'] } },
    ];
    const ofServers = [{ Name: 'AutoScalingGroupName', Value: { Ref: group } }];
    for (const set of [paging, rollback]) {
      expect(set.Latency.Dimensions).toEqual(ofTargets);
      const [, ...metrics] = set.Errors.Metrics;
      expect(metrics.map(({ MetricStat }: any) => [MetricStat.Metric.Dimensions, MetricStat.Period])).toEqual(
        Array(3).fill([ofTargets, 60]),
      );
    }
    expect(paging.Saturation.Dimensions).toEqual(ofServers);
    expect(paging.AtMaximum.Dimensions).toEqual(ofServers);
    expect(alarms.filter(({ Metrics }) => !Metrics).map(({ Period }) => Period)).toEqual(Array(5).fill(60));
  });

  test('judge a percentile, but not that of a handful of requests', () => {
    const { ExtendedStatistic, Statistic, EvaluateLowSampleCountPercentile } = paging.Latency;
    expect([ExtendedStatistic, Statistic, EvaluateLowSampleCountPercentile]).toEqual(['p99', undefined, 'ignore']);
    const { Statistic: average, ExtendedStatistic: none } = paging.Saturation;
    expect([average, none]).toEqual(['Average', undefined]);
  });

  test('judge the result of an expression, and nothing that it is made of', () => {
    expect(paging.Errors.Metrics.map(({ Id, ReturnData }: any) => [Id, ReturnData])).toEqual([
      ['watched', true],
      ['requests', false],
      ['failed', false],
      ['refused', false],
    ]);
    expect(paging.Errors.Metrics[0].Label).toBe('errors (%)');
    expect(paging.Errors.MetricName).toBeUndefined();
  });

  test('carry the plan into the template', () => {
    const { ComparisonOperator, Threshold, DatapointsToAlarm, EvaluationPeriods, TreatMissingData } = paging.AtMaximum;
    expect({ ComparisonOperator, Threshold, DatapointsToAlarm, EvaluationPeriods, TreatMissingData }).toEqual({
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 9,
      DatapointsToAlarm: 15,
      EvaluationPeriods: 15,
      TreatMissingData: 'notBreaching',
    });
    expect([rollback.Errors.DatapointsToAlarm, rollback.Errors.EvaluationPeriods]).toEqual([2, 3]);
  });
});
