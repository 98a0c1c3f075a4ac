import { essenceOf, isAvailability, signalOf } from '../../../lib/checks/signals/golden-signal';

const metrics = (...names: string[]) =>
  names.map((name) => ({ namespace: 'AWS/ApplicationELB', name, statistic: 'Sum', dimensions: {} }));

describe('the signal of metrics', () => {
  test.each([
    ['latency', ['TargetResponseTime']],
    ['latency', ['SlowAnswers']],
    ['latency', ['LatencyP99']],
    ['latency', ['Latency']],
    ['latency', ['TargetResponseTime', 'RequestCount']],
    ['traffic', ['RequestCount']],
    ['traffic', ['Requests', 'RequestCount']],
    ['errors', ['HTTPCode_Target_5XX_Count']],
    ['errors', ['HTTPCode_ELB_5XX_Count']],
    ['errors', ['TargetConnectionErrorCount']],
    ['errors', ['Failures']],
    ['errors', ['HealthyHostCount']],
    ['errors', ['UnHealthyHostCount']],
    ['errors', ['RequestCount', 'HTTPCode_Target_2XX_Count', 'HTTPCode_Target_5XX_Count']],
    ['saturation', ['CPUUtilization']],
    ['saturation', ['mem_used_percent']],
    ['saturation', ['disk_used_percent']],
    ['saturation', ['GroupInServiceInstances']],
    ['saturation', ['RequestCountPerTarget']],
    [undefined, []],
    [undefined, ['HTTPCode_Target_2XX_Count']],
    [undefined, ['RequestCount', 'ProcessedBytes']],
    [undefined, ['NumberOfMessages']],
    [undefined, ['MyRequests']],
    [undefined, ['GroupName']],
  ])('is %s for %j', (expected, names) => {
    expect(signalOf(metrics(...names))).toBe(expected);
  });

  test.each([
    [
      ['RequestCount', 'HTTPCode_Target_2XX_Count', 'HTTPCode_Target_5XX_Count', 'TargetConnectionErrorCount'],
      ['HTTPCode_Target_5XX_Count', 'TargetConnectionErrorCount'],
    ],
    [['RequestCount', 'TargetResponseTime'], ['TargetResponseTime']],
    [['RequestCount'], ['RequestCount']],
    [[], []],
  ])('is judged, of %j, by %j', (names, expected) => {
    expect(essenceOf(metrics(...names)).map(({ name }) => name)).toEqual(expected);
  });

  test('is not judged by the number of samples, unless there is nothing else', () => {
    const [slow] = metrics('TargetResponseTime').map((metric) => ({ ...metric, statistic: 'p99' }));
    const answers = { ...slow, statistic: 'SampleCount' };
    expect(essenceOf([answers, slow])).toEqual([slow]);
    expect(essenceOf([answers])).toEqual([answers]);
  });

  test.each([
    [true, ['HealthyHostCount']],
    [true, ['UnHealthyHostCount', 'HealthyHostCount']],
    [false, ['HealthyHostCount', 'Failures']],
    [false, ['Failures']],
    [false, []],
  ])('is about servers that are there: %p for %j', (expected, names) => {
    expect(isAvailability(metrics(...names))).toBe(expected);
  });
});
