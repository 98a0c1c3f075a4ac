import { GoldenSignals, MIN_REQUESTS_PER_MINUTE, Signal } from '../../../lib/signals';

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
    ['servers in service', signals.inService, 'AWS/AutoScaling', 'GroupInServiceInstances', 'Maximum', GROUP],
    ['the best zone', signals.healthyInBestZone, 'AWS/ApplicationELB', 'HealthyHostCount', 'Maximum', TARGETS],
    ['sick servers', signals.unhealthy, 'AWS/ApplicationELB', 'UnHealthyHostCount', 'Maximum', TARGETS],
  ])('have %s as one metric', (_, signal, namespace, name, statistic, dimensions) => {
    expect(Object.values(signal.metrics)).toEqual([{ namespace, name, statistic, dimensions }]);
    expect(signal.expression).toBeUndefined();
  });

  test('say what they are, with the unit', () => {
    const { traffic, errorRate, cpu, inService, healthyInWorstZone, unhealthy } = signals;
    const all = [signals.latency('p99'), traffic, errorRate, cpu, inService, healthyInWorstZone, unhealthy];
    expect(all.map(({ label }) => label)).toEqual([
      'p99 (s)',
      'requests a minute',
      'errors (%)',
      'CPU (%)',
      'servers in service',
      'healthy servers in the worst zone',
      'unhealthy servers',
    ]);
  });
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
  const { metrics, expression } = signals.errorRate;

  /** Metric math for one minute. A metric that Elastic Load Balancing does not report in that minute is undefined. */
  function inMinute(minute: { requests?: number; failed?: number; refused?: number }): number {
    const FILL = (value: number | undefined, instead: number) => value ?? instead;
    const IF = (condition: boolean, then: number, otherwise: number) => (condition ? then : otherwise);
    const names = ['FILL', 'IF', ...Object.keys(metrics)];
    const values = [FILL, IF, ...Object.keys(metrics).map((id) => minute[id as keyof typeof minute])];
    return new Function(...names, `return ${expression}`)(...values) as number;
  }

  test('is made of requests, failed answers and refused connections', () => {
    expect(
      Object.entries(metrics).map(([id, { name, statistic, dimensions }]) => [id, name, statistic, dimensions]),
    ).toEqual([
      ['requests', 'RequestCount', 'Sum', TARGETS],
      ['failed', 'HTTPCode_Target_5XX_Count', 'Sum', TARGETS],
      ['refused', 'TargetConnectionErrorCount', 'Sum', TARGETS],
    ]);
  });

  test('uses no name that CloudWatch could not resolve', () => {
    const words = expression!.match(/[A-Za-z]\w*/g)!;
    expect(new Set(words)).toEqual(new Set(['IF', 'FILL', 'requests', 'failed', 'refused']));
  });

  test('is the share of requests that failed or were refused, in percent', () => {
    expect(inMinute({ requests: 1000, failed: 4, refused: 1 })).toBe(0.5);
    expect(inMinute({ requests: 100, failed: 100, refused: 0 })).toBe(100);
  });

  test('takes silence of errors as none', () => {
    expect(inMinute({ requests: 1000 })).toBe(0);
    expect(inMinute({ requests: 1000, refused: 10 })).toBe(1);
  });

  test('says nothing of a minute with so few requests that one failure would look like an outage', () => {
    expect(MIN_REQUESTS_PER_MINUTE).toBe(20);
    expect(inMinute({ requests: 19, failed: 19 })).toBe(0);
    expect(inMinute({ requests: 20, failed: 1 })).toBe(5);
  });
});
