import { CloudWatchClient, GetMetricDataCommand, GetMetricDataCommandOutput } from '@aws-sdk/client-cloudwatch';
import { watching } from '../../../lib/rollout/gate/aws/watching';

type Page = Pick<GetMetricDataCommandOutput, 'MetricDataResults' | 'NextToken'>;
type Result = NonNullable<Page['MetricDataResults']>[number];

const FAILURES = {
  namespace: 'GoldenPath/Service',
  metric: 'Failures',
  host: 'checkout.shop.internal',
  from: Date.UTC(2026, 9, 24, 10, 23, 45),
  to: Date.UTC(2026, 10, 23, 10, 23, 45),
};

afterEach(() => jest.restoreAllMocks());

/** The one of its many forms that the gate uses. */
const CLIENT: { send(command: GetMetricDataCommand): Promise<unknown> } = CloudWatchClient.prototype;

/** CloudWatch answers with these pages; what it was asked for. */
function answering(...pages: Page[]): unknown[] {
  const asked: unknown[] = [];
  jest.spyOn(CLIENT, 'send').mockImplementation(async ({ input }) => {
    asked.push(input);
    return pages[asked.length - 1];
  });
  return asked;
}

function result(Id: string, Values: number[], StatusCode: Result['StatusCode'] = 'Complete'): Result {
  return { Id, Values, StatusCode };
}

describe('requests that missed an objective', () => {
  test('are asked for by the hour, from a full hour on', async () => {
    const asked = answering({ MetricDataResults: [result('requests', []), result('missed', [])] });
    await watching().misses(FAILURES);
    const Metric = {
      Namespace: 'GoldenPath/Service',
      MetricName: 'Failures',
      Dimensions: [{ Name: 'Host', Value: 'checkout.shop.internal' }],
    };
    expect(asked).toEqual([
      {
        StartTime: new Date(Date.UTC(2026, 9, 24, 10)),
        EndTime: new Date(FAILURES.to),
        MetricDataQueries: [
          { Id: 'requests', MetricStat: { Metric, Period: 3600, Stat: 'SampleCount' } },
          { Id: 'missed', MetricStat: { Metric, Period: 3600, Stat: 'Sum' } },
        ],
        NextToken: undefined,
      },
    ]);
  });

  test('are the sum of all datapoints of all pages', async () => {
    const asked = answering(
      {
        MetricDataResults: [result('requests', [1000, 200], 'PartialData'), result('missed', [3, 0], 'PartialData')],
        NextToken: 'more',
      },
      { MetricDataResults: [result('missed', [4]), result('requests', [30])] },
    );
    expect(await watching().misses(FAILURES)).toEqual({ requests: 1230, missed: 7 });
    expect(asked).toMatchObject([{ NextToken: undefined }, { NextToken: 'more' }]);
  });

  test('are none where nothing was measured', async () => {
    answering({ MetricDataResults: [result('requests', []), { Id: 'missed', StatusCode: 'Complete' }] });
    expect(await watching().misses(FAILURES)).toEqual({ requests: 0, missed: 0 });
  });

  test.each<[string, Result[], string]>([
    ['one metric is forbidden', [result('requests', [9]), result('missed', [], 'Forbidden')], 'missed: Forbidden'],
    [
      'CloudWatch fails in the middle',
      [result('requests', [9], 'InternalError'), result('missed', [1])],
      'requests: InternalError',
    ],
    [
      'pages end before the data do',
      [result('requests', [9]), result('missed', [1], 'PartialData')],
      'missed: PartialData',
    ],
    ['a metric is missing in the answer', [result('requests', [9])], 'missed: no answer'],
  ])('are not known if %s', async (_, MetricDataResults, problem) => {
    answering({ MetricDataResults });
    await expect(watching().misses(FAILURES)).rejects.toMatchObject({
      name: 'AccountError',
      message: `cloudwatch:GetMetricData: ${problem}`,
    });
  });

  test('are not known if the call is refused', async () => {
    const refusal = Object.assign(new Error('not authorized'), { name: 'AccessDenied' });
    jest.spyOn(CLIENT, 'send').mockRejectedValue(refusal);
    await expect(watching().misses(FAILURES)).rejects.toMatchObject({ name: 'AccountError', kind: 'denied' });
  });
});
