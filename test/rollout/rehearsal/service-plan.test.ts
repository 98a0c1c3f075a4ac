import { readServicePlan } from '../../../lib/rollout/rehearsal/deployment/service-plan';
import { messageOf } from '../../stacks';
import { composite, PAGE, serviceTemplate, TemplateOptions, TICKET, TIMES } from './templates';

function planWith(more: TemplateOptions['more'] = {}) {
  return readServicePlan('Checkout', serviceTemplate({ more }), TIMES);
}

/** What is simulated of an alarm. */
function signalOf(properties: { readonly [name: string]: unknown }) {
  const alarm = { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: 'another', ...properties } };
  return planWith({ Another: alarm }).alarms.find(({ name }) => name === 'another')?.signal;
}

const dataOf = (Namespace: string, MetricName: string) => ({
  Id: 'm',
  ReturnData: false,
  MetricStat: { Metric: { Namespace, MetricName }, Period: 60, Stat: 'Sum' },
});

describe('the alarms of a template', () => {
  test('are simulated where the load balancer tells of the servers, whatever their descriptions tell of', () => {
    const { alarms } = planWith();
    expect(alarms.map(({ name, signal }) => `${name.split('-')[1]}: ${signal}`)).toEqual([
      'RollbackAlarmsLatencyaaaaaaaaaaaa: latency',
      'RollbackAlarmsErrorsaaaaaaaaaaaa: errors',
      'PagingAlarmsErrors: errors',
      'BurnRateLong: other',
      'BurnRateShort: other',
      'Leak: other',
    ]);
  });

  test.each<[string, string, { readonly [name: string]: unknown }]>([
    ['latency', 'latency', { Namespace: 'AWS/ApplicationELB', MetricName: 'TargetResponseTime' }],
    ['errors', 'errors', { Namespace: 'AWS/ApplicationELB', MetricName: 'HTTPCode_Target_5XX_Count' }],
    [
      'a rate of errors',
      'errors',
      {
        Metrics: [
          { Id: 'watched', Expression: '100 * m / n' },
          dataOf('AWS/ApplicationELB', 'RequestCount'),
          dataOf('AWS/ApplicationELB', 'HTTPCode_Target_5XX_Count'),
        ],
      },
    ],
    [
      'what the load balancer itself fails',
      'other',
      { Namespace: 'AWS/ApplicationELB', MetricName: 'HTTPCode_ELB_5XX_Count' },
    ],
    [
      'what is recorded of the service',
      'other',
      { Metrics: [{ Id: 'watched', Expression: 'm' }, dataOf('GoldenPath/Service', 'HTTPCode_Target_5XX_Count')] },
    ],
    ['memory', 'other', { Namespace: 'CWAgent', MetricName: 'mem_used_percent' }],
    [
      'memory that a description compares with latency and errors',
      'other',
      { Namespace: 'CWAgent', MetricName: 'mem_used_percent', AlarmDescription: 'TargetResponseTime, 5XX' },
    ],
    ['an expression alone', 'other', { Metrics: [{ Id: 'watched', Expression: 'TIME_SERIES(5)' }] }],
  ])('on %s are %s', (_, signal, properties) => {
    expect(signalOf(properties)).toBe(signal);
  });

  test('have the names that the template gives them, and invented ones', () => {
    const more = {
      Named: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: { 'Fn::Sub': '${AWS::Region}-one' } } },
    };
    const names = planWith(more).alarms.map(({ name }) => name);
    expect(names).toContain('eu-west-1-one');
    expect(names.filter((name) => name.startsWith('Checkout-'))).toHaveLength(6);
  });
});

describe('the composite alarms of a template', () => {
  test('go by other alarms, under the names that these have in the account', () => {
    const { composites, alarms } = planWith();
    const nameOf = (logicalId: string) => alarms.find(({ name }) => name.startsWith(`Checkout-${logicalId}-`))!.name;
    expect(composites.map(({ name, rule }) => [name, rule.names])).toEqual([
      [PAGE, [nameOf('BurnRateLong'), nameOf('BurnRateShort'), nameOf('PagingAlarmsErrors')]],
      [TICKET, [nameOf('Leak')]],
    ]);
    const [{ rule }] = composites;
    const holds = (...firing: string[]) => rule.holds((name) => (firing.includes(name) ? 'ALARM' : 'OK'));
    expect(holds(nameOf('BurnRateLong'))).toBe(false);
    expect(holds(nameOf('BurnRateLong'), nameOf('BurnRateShort'))).toBe(true);
    expect(holds(nameOf('PagingAlarmsErrors'))).toBe(true);
  });

  test('may go by their ARNs, and by each other', () => {
    const attribute = {
      'Fn::Join': ['', ['ALARM("', { 'Fn::GetAtt': ['Leak', 'Arn'] }, '") AND OK("', { Ref: 'IncidentsPage' }, '")']],
    };
    const { composites, alarms } = planWith({ Both: composite('both', attribute) });
    const leak = alarms.find(({ name }) => name.startsWith('Checkout-Leak-'))!.name;
    expect(composites[2].rule.names).toEqual([leak, PAGE]);
  });

  test('fail with a rule that is none', () => {
    expect(messageOf(() => planWith({ Broken: composite('broken', 'when all is lost') }))).toBe(
      '[Checkout] `Broken.AlarmRule` must be a rule over states of alarms, such as ALARM("one") AND NOT (OK("two") OR ALARM("three")), got "when all is lost": write it so that CloudWatch takes it',
    );
  });
});
