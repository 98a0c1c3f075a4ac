import { App } from 'aws-cdk-lib';
import { EntranceSignals } from '../../lib/signals';
import { platformIn, propertiesOf, templateOf } from '../stacks';
import { expectOnGrid } from './dashboard/widgets';
import { valueOf } from './metric/signal-value';

const platform = platformIn(new App());
const template = templateOf(platform);
const alarms = Object.fromEntries(
  Object.entries(template.findResources('AWS::CloudWatch::Alarm'))
    .filter(([id]) => id.includes('SignalsAlarms'))
    .map(([id, { Properties }]) => [/SignalsAlarms([A-Za-z]+?)[0-9A-F]{8}/.exec(id)![1], Properties]),
);
const topicOf = (name: string) => [{ Ref: expect.stringMatching(`^Platform${name}Topic[0-9A-F]{8}$`) }];

describe('the signals of what services share', () => {
  const signals = new EntranceSignals('app/shop/1', 'shop.internal', 'recorder');

  test('count the errors of the load balancer against all that was asked, also what never reached a server', () => {
    expect(valueOf(signals.errorRate, { succeeded: 90, failed: 2, balancer: 8 })).toBe(8);
    expect(valueOf(signals.errorRate, { balancer: 40 })).toBe(100);
    expect(valueOf(signals.errorRate, { succeeded: 1000 })).toBe(0);
    expect(valueOf(signals.errorRate, { succeeded: 10, balancer: 9 })).toBe(0);
  });

  test('count broken handshakes against all attempts to connect', () => {
    expect(valueOf(signals.tlsErrorRate, { connections: 75, broken: 25 })).toBe(25);
    expect(valueOf(signals.tlsErrorRate, { broken: 30 })).toBe(100);
    expect(valueOf(signals.tlsErrorRate, { connections: 10, broken: 5 })).toBe(0);
  });

  test('have no more metrics than an alarm may have', () => {
    for (const { metrics } of [signals.errorRate, signals.tlsErrorRate]) {
      expect(Object.keys(metrics).length).toBeLessThanOrEqual(10);
    }
  });
});

describe('the alarms of a platform', () => {
  const ruleOf = ({ ComparisonOperator, Threshold, DatapointsToAlarm, EvaluationPeriods, TreatMissingData }: any) =>
    `${ComparisonOperator} ${Threshold} in ${DatapointsToAlarm} of ${EvaluationPeriods}, no data is ${TreatMissingData}`;

  test('tell of what no service can see', () => {
    expect(Object.fromEntries(Object.entries(alarms).map(([name, alarm]) => [name, ruleOf(alarm)]))).toEqual({
      EntranceErrors: 'GreaterThanThreshold 1 in 3 of 8, no data is notBreaching',
      Rejected: 'GreaterThanThreshold 0 in 3 of 8, no data is notBreaching',
      TlsErrors: 'GreaterThanThreshold 10 in 3 of 8, no data is notBreaching',
      RecorderErrors: 'GreaterThanThreshold 0 in 10 of 15, no data is notBreaching',
      RecorderSilent: 'LessThanThreshold 1 in 10 of 15, no data is breaching',
    });
  });

  test('page when users are hurt whom no service sees, else are tickets', () => {
    const topics = Object.fromEntries(Object.entries(alarms).map(([name, { AlarmActions }]) => [name, AlarmActions]));
    expect(topics).toEqual({
      EntranceErrors: topicOf('Tickets'),
      Rejected: topicOf('Alerts'),
      TlsErrors: topicOf('Alerts'),
      RecorderErrors: topicOf('Tickets'),
      RecorderSilent: topicOf('Tickets'),
    });
    for (const { OKActions, AlarmActions } of Object.values(alarms)) expect(OKActions).toEqual(AlarmActions);
  });

  test('say what they mean, what to look at, and what to do', () => {
    for (const { AlarmDescription } of Object.values(alarms)) {
      expect(AlarmDescription).toMatch(/^shop\.internal: .{40,} Look at .{10,} Runbook: https:\/\/[^ ]+#[a-z-]+$/);
    }
  });

  test('are known to whoever holds the platform, together with those of the gate', () => {
    expect(platform.alarms).toHaveLength(8);
    expect(Object.keys(template.findResources('AWS::CloudWatch::Alarm'))).toHaveLength(8);
  });
});

describe('the dashboard of a platform', () => {
  const [{ DashboardName, DashboardBody }] = propertiesOf(template, 'AWS::CloudWatch::Dashboard');
  const [text, variables] = DashboardBody['Fn::Sub'];
  const { widgets } = JSON.parse(text);

  test('shows the entrance, the recorder and the gate, with the thresholds that guard them', () => {
    expect(DashboardName).toBe('shop_internal-platform-eu-west-1');
    expect(
      widgets.map(({ properties: { title, annotations } }: any) => [
        title,
        ...(annotations?.horizontal ?? []).map(({ label, value }: any) => `${label}: ${value}`),
      ]),
    ).toEqual([
      [undefined],
      ['Alarms'],
      ['Errors of the load balancer', 'ticket: 1'],
      ['TLS errors', 'page: 10'],
      ['Connections', 'rejected: page: 0'],
      ['Traffic'],
      ['Capacity used'],
      ['Signal recorder'],
      ['Releases'],
      ['Longest deploy'],
    ]);
  });

  test('fits the 24 columns of the grid, and no widget lies on another', () => {
    expectOnGrid(widgets);
  });

  test('shows the state of every alarm of the platform', () => {
    const shown = widgets[1].properties.alarms.map((variable: string) => variables[variable.slice(2, -1)]);
    expect(shown.map((arn: any) => arn['Fn::GetAtt'][0]).sort()).toEqual(
      Object.keys(template.findResources('AWS::CloudWatch::Alarm')).sort(),
    );
  });

  test('defines every variable that it uses, and uses every one that it defines', () => {
    const used = new Set([...text.matchAll(/\$\{([^}]+)\}/g)].map(([, name]) => name));
    expect([...used].sort()).toEqual(['AWS::Region', ...Object.keys(variables)].sort());
  });
});
