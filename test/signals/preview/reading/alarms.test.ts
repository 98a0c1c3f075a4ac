import { Alarm, AlarmBook } from '../../../../lib/signals/preview/reading/alarms';
import { Intrinsics } from '../../../../lib/signals/preview/reading/intrinsics';
import { PreviewStack } from '../../../../lib/signals/preview/reading/stacks';
import { alarmResource, compositeResource, stackOf } from '../stacks';

const ARN = 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:';

const CHECKOUT = stackOf({
  Latency: alarmResource({ AlarmDescription: 'Slow.' }),
  Named: alarmResource({
    AlarmName: { 'Fn::Sub': '${AWS::Region}-named' },
    Threshold: '2',
    DatapointsToAlarm: undefined,
  }),
  Page: compositeResource({
    AlarmName: 'shop.internal/checkout/page',
    AlarmDescription: { 'Fn::Join': [' ', ['Users', 'are hurt.']] },
    AlarmRule: { 'Fn::Sub': `ALARM("\${Latency.Arn}")\n  OR ALARM("${ARN}other")` },
  }),
  Topic: { Type: 'AWS::SNS::Topic' },
});
const CATALOG = stackOf({ Latency: alarmResource({ Threshold: 1 }) }, { stack: 'Catalog' });

function find(reference: string, stack: PreviewStack = CHECKOUT): Alarm {
  const stacks = [CHECKOUT, CATALOG];
  const alarm = new AlarmBook(stacks, new Intrinsics(stacks)).find(reference, stack);
  if (alarm === undefined) throw new Error(`no alarm ${reference}`);
  return alarm;
}

describe('an alarm of a dashboard', () => {
  test('is found by its attribute, in the same stack', () => {
    expect(find('Latency.Arn')).toEqual({
      name: 'Latency',
      description: 'Slow.',
      condition: 'p99 TargetResponseTime > 0.3 for 3 of 5 × 1 min',
      threshold: 0.3,
      rows: [
        {
          metric: {
            namespace: 'AWS/ApplicationELB',
            name: 'TargetResponseTime',
            dimensions: { TargetGroup: 'Group.TargetGroupFullName' },
          },
          options: { stat: 'p99', period: 60 },
        },
      ],
    });
    expect(find('Latency.Arn', CATALOG).threshold).toBe(1);
  });

  test('is found in another stack that it is imported from', () => {
    expect(find('Catalog/Latency.Arn').threshold).toBe(1);
  });

  test('is found by the name in an ARN, in whatever stack', () => {
    expect(find(`${ARN}shop.internal/checkout/page`, CATALOG)).toEqual({
      name: 'shop.internal/checkout/page',
      description: 'Users are hurt.',
      condition: 'ALARM("Latency") OR ALARM("other")',
      rows: [],
    });
    expect(find(`${ARN}eu-central-1-named`)).toMatchObject({
      threshold: 2,
      condition: 'p99 TargetResponseTime > 2 for 5 × 1 min',
    });
  });

  test('is found by the reference in an ARN that is put together', () => {
    expect(find(`${ARN}Named`).name).toBe('eu-central-1-named');
  });

  test('has its name alone if it is not in the assembly', () => {
    expect(find('arn:aws:cloudwatch:us-east-1:999999999999:alarm:a:b')).toEqual({
      name: 'a:b',
      description: '',
      condition: 'not in this assembly',
      rows: [],
    });
  });

  test.each(['Topic.Arn', 'Nothing.Arn', 'Catalog/Page.Arn', 'Latency', 'arn:aws:sns:eu-west-1:111122223333:topic'])(
    'fails to be %s',
    (reference) => {
      const stacks = [CHECKOUT, CATALOG];
      expect(new AlarmBook(stacks, new Intrinsics(stacks)).find(reference, CHECKOUT)).toBeUndefined();
    },
  );
});

test('an alarm on an expression shows the expression', () => {
  const stack = stackOf({
    Errors: alarmResource({
      MetricName: undefined,
      Period: undefined,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Metrics: [
        { Id: 'watched', Expression: '100 * failed / requests', Label: 'errors (%)' },
        {
          Id: 'failed',
          ReturnData: false,
          MetricStat: { Metric: { Namespace: 'N', MetricName: 'Failed' }, Period: 300, Stat: 'Sum' },
        },
      ],
    }),
  });
  const alarm = new AlarmBook([stack], new Intrinsics([stack])).find('Errors.Arn', stack);
  expect(alarm).toMatchObject({
    condition: 'errors (%) ≥ 0.3 for 3 of 5 × 5 min',
    rows: [
      { expression: '100 * failed / requests', options: { id: 'watched', label: 'errors (%)', visible: true } },
      {
        metric: { namespace: 'N', name: 'Failed', dimensions: {} },
        options: { id: 'failed', visible: false, stat: 'Sum', period: 300 },
      },
    ],
  });
});
