import { App, Duration } from 'aws-cdk-lib';
import { serviceIn, templateOf } from '../stacks';
import { alarmsOf } from './watched-alarms';

const ALARM = 'AWS::CloudWatch::Alarm';
const COMPOSITE = 'AWS::CloudWatch::CompositeAlarm';
const RUNBOOKS = 'https://github.com/cdk-golden-path/cdk-golden-path/blob/main/docs/runbooks.md';

const service = serviceIn(new App(), { maxCapacity: 9 });
const template = templateOf(service);
const found = template.findResources(ALARM);
const [targetGroup] = Object.keys(template.findResources('AWS::ElasticLoadBalancingV2::TargetGroup'));
const [group] = Object.keys(template.findResources('AWS::AutoScaling::AutoScalingGroup'));

/** The alarms of a set, by their names in it. */
const alarmsIn = (set: string): { [name: string]: any } =>
  Object.fromEntries(
    Object.entries(found)
      .filter(([id]) => id.includes(set))
      .map(([id, { Properties }]) => [/Alarms([A-Za-z]+?)[0-9A-F]{8}/.exec(id)![1], Properties]),
  );
const now = alarmsIn('PagingAlarms');
const rollback = alarmsIn('RollbackAlarms');
const burning = alarmsIn('BurnRateAlarms');
const incidents = Object.fromEntries(
  Object.values(template.findResources(COMPOSITE)).map(({ Properties }) => [
    Properties.AlarmName.split('/').pop(),
    Properties,
  ]),
);
const topicOf = (name: 'Alerts' | 'Tickets' | 'Details') => ({
  'Fn::ImportValue': expect.stringContaining(`Platform${name}Topic`),
});

describe('the alarms of a service', () => {
  test('are on what happens now, on the release, and on two windows for each alert on a budget', () => {
    expect(Object.keys(now)).toEqual([
      'Latency',
      'Errors',
      'Outage',
      'ZoneDown',
      'Saturation',
      'AtMaximum',
      'Memory',
      'Disk',
      'TrafficLost',
    ]);
    expect(Object.keys(rollback)).toEqual(['Latency', 'Errors', 'Memory', 'Disk']);
    expect(Object.keys(burning)).toEqual(
      ['Availability', 'Latency'].flatMap((objective) =>
        ['FastBurn', 'SlowBurn', 'Leak'].flatMap((alert) => [`${objective}${alert}Long`, `${objective}${alert}Short`]),
      ),
    );
    expect([service.serviceAlarms, service.rollbackAlarms, service.burnRateAlarms].map(({ length }) => length)).toEqual(
      [9, 4, 12],
    );
    expect(Object.keys(found)).toHaveLength(25);
  });

  test('each have an action when they fire and when it is over, a meaning, a runbook, and an opinion of silence', () => {
    for (const { Properties: alarm } of Object.values(found)) {
      expect(alarm.AlarmActions).toHaveLength(1);
      expect(alarm.OKActions).toEqual(alarm.AlarmActions);
      expect(alarm.ActionsEnabled).toBeUndefined();
      expect(alarm.AlarmDescription).toMatch(
        /^(Judges one release .*)?checkout: .{20,} Look at .{10,} Runbook: https:\/\/[^ ]+#[a-z-]+$/,
      );
      expect(alarm.AlarmDescription.length).toBeLessThanOrEqual(1024);
      expect(['breaching', 'notBreaching', 'ignore']).toContain(alarm.TreatMissingData);
    }
  });

  test('speak where nobody has to listen: people hear of incidents, and the release gate of its alarms', () => {
    for (const { Properties: alarm } of Object.values(found)) {
      expect(alarm.AlarmActions).toEqual([topicOf('Details')]);
    }
  });

  test('watch the servers of this release alone, by the minute', () => {
    const loadBalancer = {
      Name: 'LoadBalancer',
      Value: { 'Fn::ImportValue': expect.stringContaining('LoadBalancerFullName') },
    };
    const ofTargets = [
      loadBalancer,
      { Name: 'TargetGroup', Value: { 'Fn::GetAtt': [targetGroup, 'TargetGroupFullName'] } },
    ];
    const ofServers = [{ Name: 'AutoScalingGroupName', Value: { Ref: group } }];
    for (const set of [now, rollback]) {
      expect(set.Latency.Metrics[1].MetricStat.Metric.Dimensions).toEqual(ofTargets);
      const metrics = set.Errors.Metrics.filter(({ MetricStat }: any) => MetricStat);
      expect(metrics.map(({ MetricStat }: any) => [MetricStat.Metric.Dimensions, MetricStat.Period])).toEqual([
        ...Array(6).fill([ofTargets, 60]),
        [[loadBalancer], 60],
      ]);
      for (const name of ['Memory', 'Disk']) expect(set[name].Dimensions).toEqual(ofServers);
    }
    expect(now.Saturation.Dimensions).toEqual(ofServers);
    expect(now.AtMaximum.Dimensions).toEqual(ofServers);
    const periods = [...Object.values(now), ...Object.values(rollback)].flatMap(({ Period }) => Period ?? []);
    expect(periods).toEqual(Array(7).fill(60));
  });

  test('judge a percentile of a hundred answers or more, and never keep a state because there are few', () => {
    const [{ Expression }, slowest, answers] = now.Latency.Metrics;
    expect(Expression).toBe('IF(answers >= 100, slowest, 0)');
    expect([slowest, answers].map(({ Id, MetricStat }) => [Id, MetricStat.Metric.MetricName, MetricStat.Stat])).toEqual(
      [
        ['slowest', 'TargetResponseTime', 'p99'],
        ['answers', 'TargetResponseTime', 'SampleCount'],
      ],
    );
    for (const { Properties } of Object.values(found)) {
      expect(Properties.EvaluateLowSampleCountPercentile).toBeUndefined();
    }
  });

  test('judge the result of an expression, and nothing that it is made of', () => {
    const judged = now.Errors.Metrics.filter(({ ReturnData }: any) => ReturnData);
    expect(judged.map(({ Id, Label }: any) => [Id, Label])).toEqual([['watched', 'errors (%)']]);
    expect(now.Errors.Metrics.map(({ Id }: any) => Id)).toEqual(
      ['watched', 'ended', 'lost', 'unanswered', 'total', 'bad', 'counted'].concat([
        'requests',
        'succeeded',
        'redirected',
        'rejected',
        'failed',
        'refused',
        'balancer',
      ]),
    );
    expect(now.Errors.MetricName).toBeUndefined();
  });

  test('compare traffic with what CloudWatch has learned to be usual, over all releases', () => {
    const { Metrics, ThresholdMetricId, Threshold, ComparisonOperator } = now.TrafficLost;
    expect([ThresholdMetricId, Threshold, ComparisonOperator]).toEqual(['usual', undefined, 'LessThanLowerThreshold']);
    expect(Metrics).toEqual([
      {
        Id: 'm',
        ReturnData: true,
        MetricStat: {
          Metric: {
            Namespace: 'GoldenPath/Service',
            MetricName: 'Requests',
            Dimensions: [{ Name: 'Host', Value: 'checkout.shop.internal' }],
          },
          Period: 60,
          Stat: 'Sum',
        },
      },
      { Id: 'usual', Expression: 'ANOMALY_DETECTION_BAND(m, 3)', ReturnData: true },
    ]);
  });

  test('carry the plan into the template', () => {
    const { ComparisonOperator, Threshold, DatapointsToAlarm, EvaluationPeriods, TreatMissingData } = now.AtMaximum;
    expect({ ComparisonOperator, Threshold, DatapointsToAlarm, EvaluationPeriods, TreatMissingData }).toEqual({
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 9,
      DatapointsToAlarm: 12,
      EvaluationPeriods: 15,
      TreatMissingData: 'notBreaching',
    });
    expect([rollback.Errors.DatapointsToAlarm, rollback.Errors.EvaluationPeriods]).toEqual([2, 3]);
    expect([burning.LatencyLeakLong.Metrics[1].MetricStat.Period, burning.LatencyLeakShort.Period]).toEqual([
      259_200, 21_600,
    ]);
  });
});

describe('one incident', () => {
  const { page, ticket } = alarmsOf(template).composites;

  test('pages when users are hurt: now, or by the pace at which a budget goes', () => {
    expect(page.AlarmRule).toBe(
      [
        'ALARM("Latency") OR ALARM("Errors") OR ALARM("Outage")',
        '(ALARM("AvailabilityFastBurnLong") AND ALARM("AvailabilityFastBurnShort"))',
        '(ALARM("AvailabilitySlowBurnLong") AND ALARM("AvailabilitySlowBurnShort"))',
        '(ALARM("LatencyFastBurnLong") AND ALARM("LatencyFastBurnShort"))',
        '(ALARM("LatencySlowBurnLong") AND ALARM("LatencySlowBurnShort"))',
      ].join(' OR '),
    );
  });

  test('is a ticket when users will be hurt if nobody looks', () => {
    expect(ticket.AlarmRule).toBe(
      [
        'ALARM("ZoneDown") OR ALARM("Saturation") OR ALARM("AtMaximum")',
        'ALARM("Memory") OR ALARM("Disk") OR ALARM("TrafficLost")',
        '(ALARM("AvailabilityLeakLong") AND ALARM("AvailabilityLeakShort"))',
        '(ALARM("LatencyLeakLong") AND ALARM("LatencyLeakShort"))',
      ].join(' OR '),
    );
  });

  test('goes to one topic, by its severity, when it begins and when it is over', () => {
    for (const [severity, topic] of Object.entries({ page: topicOf('Alerts'), ticket: topicOf('Tickets') })) {
      expect(incidents[severity].AlarmActions).toEqual([topic]);
      expect(incidents[severity].OKActions).toEqual([topic]);
    }
  });

  test('is known by a name that no release and no update changes', () => {
    expect(Object.values<any>(incidents).map(({ AlarmName }) => AlarmName)).toEqual([
      'shop.internal/checkout/page',
      'shop.internal/checkout/ticket',
    ]);
  });

  test('is no ticket while it pages', () => {
    const { ActionsSuppressor, ActionsSuppressorWaitPeriod, ActionsSuppressorExtensionPeriod } = incidents.ticket;
    const [page] = Object.keys(
      template.findResources(COMPOSITE, { Properties: { AlarmName: incidents.page.AlarmName } }),
    );
    expect(ActionsSuppressor).toEqual({ 'Fn::GetAtt': [page, 'Arn'] });
    expect([ActionsSuppressorWaitPeriod, ActionsSuppressorExtensionPeriod]).toEqual([120, 600]);
    expect(incidents.page.ActionsSuppressor).toBeUndefined();
  });

  test('says what it is and where to look', () => {
    expect(incidents.page.AlarmDescription).toBe(
      `checkout: users are hurt. Look at which of its alarms fire on the dashboard of the service, and lead traffic back if a release has just gone live. Runbook: ${RUNBOOKS}#page`,
    );
    expect(incidents.ticket.AlarmDescription).toBe(
      `checkout: nobody is hurt yet. Look at which of its alarms fire on the dashboard of the service, within a working day. Runbook: ${RUNBOOKS}#ticket`,
    );
  });
});

describe('the objectives of a service', () => {
  const objectivesOf = (overrides = {}) =>
    Object.values(
      templateOf(serviceIn(new App(), overrides)).findResources('AWS::ApplicationSignals::ServiceLevelObjective'),
    ).map(({ Properties }) => Properties);

  test('are known to CloudWatch, so that it shows what is left of the budgets', () => {
    const [availability, latency] = objectivesOf();
    expect(availability).toEqual({
      Name: 'checkout.shop.internal availability',
      Description: 'checkout: over 30 days, in 99.9 % of the cases it must not happen that requests fail.',
      Goal: {
        AttainmentGoal: 99.9,
        WarningThreshold: 30,
        Interval: { RollingInterval: { Duration: 30, DurationUnit: 'DAY' } },
      },
      RequestBasedSli: {
        RequestBasedSliMetric: {
          TotalRequestCountMetric: [counted('all', 'Failures', 'SampleCount')],
          MonitoredRequestCountMetric: { BadCountMetric: [counted('bad', 'Failures', 'Sum')] },
        },
      },
      BurnRateConfigurations: [60, 360, 4320].map((LookBackWindowMinutes) => ({ LookBackWindowMinutes })),
    });
    expect([latency.Name, latency.Goal.AttainmentGoal, latency.Description]).toEqual([
      'checkout.shop.internal latency',
      99,
      'checkout: over 30 days, in 99 % of the cases it must not happen that answers take longer than 1 s.',
    ]);
    expect(latency.RequestBasedSli.RequestBasedSliMetric.TotalRequestCountMetric).toEqual([
      counted('all', 'SlowAnswers', 'SampleCount'),
    ]);
  });

  test('are over the time that the service says, and their alerts with them', () => {
    const [availability] = objectivesOf({ objectiveWindow: Duration.days(28), availabilityPercent: 99.5 });
    expect(availability.Goal.Interval.RollingInterval).toEqual({ Duration: 28, DurationUnit: 'DAY' });
    expect(availability.Goal.AttainmentGoal).toBe(99.5);
    expect(availability.BurnRateConfigurations.map((one: any) => one.LookBackWindowMinutes)).toEqual([56, 335, 4020]);
  });

  test('have a name that CloudWatch takes, however long the host name is', () => {
    const hostName = `${'a'.repeat(60)}.${'b'.repeat(50)}.shop.internal`;
    for (const { Name } of objectivesOf({ hostName })) {
      expect(Name).toMatch(/^[0-9A-Za-z][-._0-9A-Za-z ]{0,126}[0-9A-Za-z]$/);
    }
  });

  function counted(Id: string, MetricName: string, Stat: string) {
    const Dimensions = [{ Name: 'Host', Value: 'checkout.shop.internal' }];
    const Metric = { Namespace: 'GoldenPath/Service', MetricName, Dimensions };
    return { Id, ReturnData: true, MetricStat: { Metric, Period: 60, Stat } };
  }
});

test("runbooks of its own take the place of the library's", () => {
  const runbookUrl = 'https://wiki.example.com/checkout';
  const own = templateOf(serviceIn(new App(), { runbookUrl }));
  const alarms = [...Object.values(own.findResources(ALARM)), ...Object.values(own.findResources(COMPOSITE))];
  expect(alarms).toHaveLength(27);
  for (const { Properties } of alarms) expect(Properties.AlarmDescription).toContain(`Runbook: ${runbookUrl}#`);
});
