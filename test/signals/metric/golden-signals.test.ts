import * as fc from 'fast-check';
import { GoldenSignals, MIN_FAILURES_PER_MINUTE, MIN_REQUESTS_PER_MINUTE, Signal } from '../../../lib/signals';
import { valueOf } from './signal-value';

const signals = new GoldenSignals({
  loadBalancer: 'app/shop/1',
  targetGroup: 'targetgroup/a/2',
  autoScalingGroup: 'group',
  zones: ['eu-west-1a', 'eu-west-1b'],
});

const TARGETS = { LoadBalancer: 'app/shop/1', TargetGroup: 'targetgroup/a/2' };
const GROUP = { AutoScalingGroupName: 'group' };

describe('the golden signals', () => {
  test.each<[string, Signal, string, string, string, object]>([
    ['latency', signals.latency('p99'), 'AWS/ApplicationELB', 'TargetResponseTime', 'p99', TARGETS],
    ['latency at a percentile', signals.latency('p50'), 'AWS/ApplicationELB', 'TargetResponseTime', 'p50', TARGETS],
    ['traffic', signals.traffic, 'AWS/ApplicationELB', 'RequestCount', 'Sum', TARGETS],
    ['saturation', signals.cpu, 'AWS/EC2', 'CPUUtilization', 'Average', GROUP],
    ['memory', signals.memory, 'CWAgent', 'mem_used_percent', 'Maximum', GROUP],
    ['disk', signals.disk, 'CWAgent', 'disk_used_percent', 'Maximum', GROUP],
    ['load of a server', signals.requestsPerServer, 'AWS/ApplicationELB', 'RequestCountPerTarget', 'Sum', TARGETS],
    ['servers in service', signals.inService, 'AWS/AutoScaling', 'GroupInServiceInstances', 'Maximum', GROUP],
    ['the best zone', signals.healthyInBestZone, 'AWS/ApplicationELB', 'HealthyHostCount', 'Maximum', TARGETS],
    ['sick servers', signals.unhealthy, 'AWS/ApplicationELB', 'UnHealthyHostCount', 'Maximum', TARGETS],
  ])('have %s as one metric', (_, signal, namespace, name, statistic, dimensions) => {
    expect(Object.values(signal.metrics)).toEqual([{ namespace, name, statistic, dimensions }]);
    expect(signal.expression).toBeUndefined();
  });

  test('say what they are, with the unit', () => {
    const { traffic, errorRate, unanswered, cpu, memory, disk, inService, healthyInWorstZone, unhealthy } = signals;
    const rates = [signals.latency('p99'), traffic, errorRate, unanswered, cpu, memory, disk];
    const all = [...rates, inService, healthyInWorstZone, unhealthy];
    expect(all.map(({ label }) => label)).toEqual([
      'p99 (s)',
      'requests a minute',
      'errors (%)',
      'unanswered requests',
      'CPU (%)',
      'memory of the fullest server (%)',
      'fullest volume (%)',
      'servers in service',
      'healthy servers in the worst zone',
      'unhealthy servers',
    ]);
  });
});

test.each<[string, Signal, string]>([
  ['answers of 5xx', signals.failed, 'HTTPCode_Target_5XX_Count'],
  ['refused connections', signals.refused, 'TargetConnectionErrorCount'],
])('%s are none in a minute in which none are reported', (label, signal, name) => {
  expect([signal.label, Object.values(signal.metrics).map((metric) => metric.name)]).toEqual([label, [name]]);
  expect(valueOf(signal, { count: undefined })).toBe(0);
  expect(valueOf(signal, { count: 3 })).toBe(3);
});

describe('the worst zone', () => {
  const { metrics, expression } = signals.healthyInWorstZone;

  test('is found among the zones, and one that reports nothing has no server', () => {
    expect(expression).toBe('MIN([FILL(zone0, 0), FILL(zone1, 0)])');
    expect(metrics).toEqual({
      zone0: {
        namespace: 'AWS/ApplicationELB',
        name: 'HealthyHostCount',
        statistic: 'Minimum',
        dimensions: { ...TARGETS, AvailabilityZone: 'eu-west-1a' },
      },
      zone1: {
        namespace: 'AWS/ApplicationELB',
        name: 'HealthyHostCount',
        statistic: 'Minimum',
        dimensions: { ...TARGETS, AvailabilityZone: 'eu-west-1b' },
      },
    });
  });
});

describe('the error rate', () => {
  const { metrics } = signals.errorRate;
  const inMinute = (minute: { [metric: string]: number | undefined }) => valueOf(signals.errorRate, minute);

  test('is made of requests, answers, refused connections, and what the load balancer answered itself', () => {
    expect(
      Object.entries(metrics).map(([id, { name, statistic, dimensions }]) => [id, name, statistic, dimensions]),
    ).toEqual([
      ['requests', 'RequestCount', 'Sum', TARGETS],
      ['succeeded', 'HTTPCode_Target_2XX_Count', 'Sum', TARGETS],
      ['redirected', 'HTTPCode_Target_3XX_Count', 'Sum', TARGETS],
      ['rejected', 'HTTPCode_Target_4XX_Count', 'Sum', TARGETS],
      ['failed', 'HTTPCode_Target_5XX_Count', 'Sum', TARGETS],
      ['refused', 'TargetConnectionErrorCount', 'Sum', TARGETS],
      ['balancer', 'HTTPCode_ELB_5XX_Count', 'Sum', { LoadBalancer: 'app/shop/1' }],
    ]);
  });

  test('has no more metrics than an alarm may have', () => {
    expect(Object.keys(metrics).length).toBeLessThanOrEqual(10);
  });

  test('is the share of requests that failed or were refused, in percent', () => {
    expect(inMinute({ requests: 1000, succeeded: 900, redirected: 50, rejected: 45, failed: 4, refused: 1 })).toBe(0.5);
    expect(inMinute({ requests: 100, failed: 100, refused: 0 })).toBe(100);
  });

  test('takes silence of errors as none, and silence of requests as silence', () => {
    expect(inMinute({ requests: 1000, succeeded: 1000 })).toBe(0);
    expect(inMinute({ requests: 1000, succeeded: 990, refused: 10 })).toBe(1);
    expect(inMinute({})).toBeUndefined();
  });

  test('counts requests that the servers never answered, if the load balancer gave an error instead', () => {
    expect(inMinute({ requests: 1000, succeeded: 980, balancer: 20 })).toBe(2);
  });

  test('counts of the errors of the load balancer only as many as requests of this target group got lost', () => {
    expect(inMinute({ requests: 1000, succeeded: 995, balancer: 400 })).toBe(0.5);
    expect(inMinute({ requests: 1000, succeeded: 1000, balancer: 400 })).toBe(0);
  });

  test('counts neither an upgrade to WebSocket nor a client that gave up: the load balancer gives no error for them', () => {
    expect(inMinute({ requests: 1000, succeeded: 700 })).toBe(0);
  });

  test('has what was refused in its denominator, whether it was counted as a request or not', () => {
    expect(inMinute({ requests: 50, succeeded: 50, refused: 50 })).toBe(50);
    expect(inMinute({ requests: 100, succeeded: 50, refused: 50 })).toBe(50);
  });

  test('says nothing of a minute with so few requests that one failure would look like an outage', () => {
    expect(MIN_REQUESTS_PER_MINUTE).toBe(20);
    expect(inMinute({ requests: 19, failed: 19 })).toBe(0);
    expect(inMinute({ requests: 20, succeeded: 17, failed: 3 })).toBe(15);
  });

  test('takes one or two failures in a minute for chance', () => {
    expect(MIN_FAILURES_PER_MINUTE).toBe(3);
    expect(inMinute({ requests: 100, succeeded: 98, failed: 1, refused: 1 })).toBe(0);
    expect(inMinute({ requests: 100, succeeded: 97, failed: 1, refused: 1, balancer: 1 })).toBe(3);
  });

  test('never leaves the range from nothing to all', () => {
    const some = fc.option(fc.nat(500), { nil: undefined });
    const minute = fc.record(Object.fromEntries(Object.keys(metrics).map((id) => [id, some])));
    fc.assert(
      fc.property(minute, (values) => {
        const rate = inMinute(values);
        expect(rate === undefined).toBe(values.requests === undefined);
        expect(rate ?? 0).toBeGreaterThanOrEqual(0);
        expect(rate ?? 0).toBeLessThanOrEqual(100);
      }),
      { seed: 4, numRuns: 1000 },
    );
  });
});
