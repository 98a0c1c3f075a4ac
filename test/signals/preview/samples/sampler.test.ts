import { NOW, TimeRange } from '../../../../lib/signals/preview/samples/range';
import { Sampler, Series } from '../../../../lib/signals/preview/samples/sampler';
import { World } from '../../../../lib/signals/preview/samples/world';

const HOST = 'checkout.shop.internal';
const WORLD: World = { hosts: [HOST], releasesOf: () => ['aaaaaaaaaaaa', 'bbbbbbbbbbbb'], hostOf: () => undefined };
const THREE_HOURS: TimeRange = { start: NOW - 3 * 3600, end: NOW };
const MONTH: TimeRange = { start: NOW - 30 * 86_400, end: NOW };

/** When the new release has all of the traffic. */
const LIVE = THREE_HOURS.start + 3 * 3600 * (2 / 3 + 0.08);
const CANARY = THREE_HOURS.start + 2 * 3600;

interface Wish {
  readonly statistic?: string;
  readonly period?: number;
  readonly range?: TimeRange;
  readonly place?: string;
}

function question(
  name: string,
  dimensions: Record<string, string>,
  { statistic = 'Average', period = 60, place = '' }: Wish,
) {
  const [namespace, metric] = name.split(' ');
  return { metric: { namespace, name: metric, dimensions }, place, statistic, periodSeconds: period };
}

function sample(name: string, dimensions: Record<string, string>, wish: Wish = {}): Series {
  return new Sampler(WORLD, wish.range ?? THREE_HOURS).series(question(name, dimensions, wish));
}

const values = (series: Series): number[] => [...series.values()];
const mean = (series: Series): number => values(series).reduce((sum, value) => sum + value, 0) / series.size;
const total = (series: Series): number => values(series).reduce((sum, value) => sum + value, 0);

describe('samples', () => {
  test('are the same each time, and differ from metric to metric and from place to place', () => {
    const cpu = (group: string, place?: string) =>
      sample('AWS/EC2 CPUUtilization', { AutoScalingGroupName: group }, { place });
    expect([...cpu('a')]).toEqual([...cpu('a')]);
    expect([...cpu('a')]).not.toEqual([...cpu('b')]);
    expect([...cpu('a')]).not.toEqual([...cpu('a', ' 111122223333 us-east-1')]);
  });

  test('have a value in each period', () => {
    const series = sample('AWS/EC2 CPUUtilization', {}, { period: 300 });
    expect([...series.keys()]).toEqual(Array.from({ length: 36 }, (_, index) => THREE_HOURS.start + index * 300));
  });

  test.each([
    ['AWS/EC2 CPUUtilization', 20, 70],
    ['CWAgent mem_used_percent', 45, 60],
    ['CWAgent disk_used_percent', 34, 42],
    ['AWS/AutoScaling GroupInServiceInstances', 6, 6],
    ['AWS/AutoScaling GroupMinSize', 3, 3],
    ['AWS/AutoScaling GroupMaxSize', 12, 12],
    ['AWS/ApplicationELB UnHealthyHostCount', 0, 0],
    ['AWS/SQS ApproximateNumberOfMessagesVisible', 0, 0],
    ['GoldenPath/Service Services', 1, 1],
    ['Own/Namespace Anything', 0, 100],
  ])('of %s lie between %s and %s', (name, low, high) => {
    const series = sample(name, { Host: HOST });
    expect(series.size).toBe(180);
    expect(Math.min(...values(series))).toBeGreaterThanOrEqual(low);
    expect(Math.max(...values(series))).toBeLessThanOrEqual(high);
  });

  test('have two healthy servers in each zone', () => {
    expect(new Set(values(sample('AWS/ApplicationELB HealthyHostCount', { AvailabilityZone: 'a' })))).toEqual(
      new Set([2]),
    );
    expect(new Set(values(sample('AWS/ApplicationELB HealthyHostCount', {})))).toEqual(new Set([6]));
  });

  test('have more traffic by day than by night', () => {
    const series = sample(
      'GoldenPath/Service Requests',
      { Host: HOST },
      { statistic: 'Sum', period: 3600, range: { start: NOW - 86_400, end: NOW } },
    );
    const at = (hour: number) =>
      series.get(NOW - 12 * 3600 + hour * 3600) ?? series.get(NOW - 36 * 3600 + hour * 3600) ?? 0;
    expect(at(14)).toBeGreaterThan(2 * at(3));
  });

  test.each(['p50', 'p90', 'p99'])('take less long than the next percentile: %s', (percentile) => {
    const latency = (statistic: string) =>
      mean(sample('AWS/ApplicationELB TargetResponseTime', { TargetGroup: 'g' }, { statistic }));
    const next = { p50: 'p90', p90: 'p99', p99: 'Maximum' }[percentile] ?? '';
    expect(latency(next)).toBeGreaterThan(latency(percentile) * 1.3);
    expect(latency('p50')).toBeGreaterThan(0.03);
    expect(latency('p99')).toBeLessThan(0.3);
  });

  test('are in milliseconds where AWS measures so', () => {
    expect(mean(sample('AWS/Lambda Duration', { FunctionName: 'f' }))).toBeGreaterThan(30);
  });

  test('are missing where a load balancer reports nothing', () => {
    const errors = sample('AWS/ApplicationELB HTTPCode_Target_5XX_Count', { TargetGroup: 'g' }, { statistic: 'Sum' });
    expect(errors.size).toBeGreaterThan(5);
    expect(errors.size).toBeLessThan(150);
    expect(values(errors).every((count) => Number.isInteger(count) && count >= 1 && count < 10)).toBe(true);
  });
});

describe('the outcomes of requests', () => {
  const failures = (statistic: string, wish: Wish = {}) =>
    sample('GoldenPath/Service Failures', { Host: HOST }, { statistic, ...wish });

  test('have a sample for each request', () => {
    expect([...failures('SampleCount')]).toEqual([
      ...sample('GoldenPath/Service Requests', { Host: HOST }, { statistic: 'Sum' }),
    ]);
  });

  test('average to the share that failed', () => {
    const [sum, count, average] = ['Sum', 'SampleCount', 'Average'].map((one) => failures(one));
    for (const [time, share] of average) expect(share).toBe((sum.get(time) ?? NaN) / (count.get(time) ?? NaN));
    expect(values(sum).every(Number.isInteger)).toBe(true);
    expect(total(sum)).toBeGreaterThan(0);
    expect(mean(average)).toBeLessThan(0.001);
  });

  test('have a maximum of one where one failed', () => {
    const [sum, maximum, minimum] = ['Sum', 'Maximum', 'Minimum'].map((one) => failures(one));
    expect(maximum.size).toBe(sum.size);
    for (const [time, most] of maximum) expect(most).toBe((sum.get(time) ?? NaN) > 0 ? 1 : 0);
    expect(new Set(values(minimum))).toEqual(new Set([0]));
  });

  test('were bad once in a month', () => {
    const hours = values(failures('Average', { range: MONTH, period: 3600 }));
    expect(hours.filter((share) => share > 0.01).length).toBeGreaterThan(0);
    expect(hours.filter((share) => share > 0.01).length).toBeLessThan(3);
  });

  test('are summed up over the whole of a range', () => {
    const whole = new Sampler(WORLD, MONTH).overall(
      question('GoldenPath/Service Failures', { Host: HOST }, { statistic: 'Average' }),
    );
    expect([...whole.keys()]).toEqual([MONTH.start]);
    expect(values(whole)[0]).toBeGreaterThan(0.0001);
    expect(values(whole)[0]).toBeLessThan(0.001);
  });
});

describe('the story of a release', () => {
  const requestsOf = (release: string) =>
    sample('GoldenPath/Service Requests', { Host: HOST, Release: release }, { statistic: 'Sum' });
  const all = sample('GoldenPath/Service Requests', { Host: HOST }, { statistic: 'Sum' });
  const [former, newest] = ['aaaaaaaaaaaa', 'bbbbbbbbbbbb'].map(requestsOf);

  test('begins as a canary with a tenth of the traffic', () => {
    expect(Math.min(...newest.keys())).toBe(CANARY);
    for (const [time, count] of newest) {
      if (time < LIVE) expect(count / (all.get(time) ?? NaN)).toBeCloseTo(0.1, 2);
    }
  });

  test('ends with all of it, and with nothing more of the former release', () => {
    const last = NOW - 60;
    expect(newest.get(last)).toBe(all.get(last));
    expect(Math.max(...former.keys())).toBeLessThan(LIVE);
    expect(former.get(THREE_HOURS.start)).toBe(all.get(THREE_HOURS.start));
  });

  test('leaves no request out', () => {
    for (const [time, count] of all) {
      const parts = (former.get(time) ?? 0) + (newest.get(time) ?? 0);
      expect(Math.abs(parts - count)).toBeLessThanOrEqual(1);
    }
  });

  test('has latencies for each release while it has traffic', () => {
    const latency = sample('GoldenPath/Service LatencyP99', { Host: HOST, Release: 'bbbbbbbbbbbb' });
    expect([...latency.keys()]).toEqual([...newest.keys()]);
    const [p50, p99] = ['P50', 'P99'].map((one) => mean(sample(`GoldenPath/Service Latency${one}`, { Host: HOST })));
    expect(p99).toBeGreaterThan(3 * p50);
  });

  test('is reported once, when the release is live', () => {
    const released = sample('GoldenPath/Release Released', { Host: HOST }, { statistic: 'Sum' });
    expect([...released]).toEqual([[Math.floor(LIVE / 60) * 60, 1]]);
    expect(sample('GoldenPath/Release RolledBack', { Host: HOST }).size).toBe(0);
    const [seconds] = values(sample('GoldenPath/Release DeploySeconds', { Host: HOST }));
    expect(seconds).toBeGreaterThanOrEqual(780);
    expect(seconds).toBeLessThanOrEqual(1020);
  });

  test('is one of several in a month, not all of which went well', () => {
    const wish = { range: MONTH, period: 86_400, statistic: 'Sum' };
    const [released, rolledBack] = ['Released', 'RolledBack'].map((name) =>
      sample(`GoldenPath/Release ${name}`, { Host: HOST }, wish),
    );
    expect([total(released), total(rolledBack)]).toEqual([10, 2]);
  });
});
