import { StackTemplate } from '../../../../lib/checks/assembly/assembly';
import { AlarmRoutes } from '../../../../lib/checks/signals/alarm/alarm-routes';
import { TemplateTexts } from '../../../../lib/checks/template/template-texts';
import { alarm, alarmIn, composite, ENVIRONMENT, resource, stackTemplate } from '../../templates';

const ACTS = { AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:Alerts'] };

function route(template: StackTemplate, ...others: StackTemplate[]): { reaches: string[]; acts: boolean } {
  const templates = [template, ...others];
  const routes = new AlarmRoutes(templates, new TemplateTexts(templates));
  const found = alarmIn(template, 'Alarm');
  return { reaches: routes.reaches(found, 'checkout'), acts: routes.acts(found) };
}

const fires = (...rule: unknown[]) => ({ 'Fn::Join': ['', ['ALARM("', ...rule, '")']] });
const THIS = { Ref: 'Alarm' };

describe('what an alarm reaches by itself', () => {
  test.each<[string, object]>([
    ['a topic', ACTS],
    ['somebody who wants to know that there is no data', { InsufficientDataActions: ['a'] }],
    ['what CloudFormation decides on', { AlarmActions: { 'Fn::If': ['Big', ['a'], { Ref: 'AWS::NoValue' }] } }],
    ['an action among those that are left out', { AlarmActions: [{ Ref: 'AWS::NoValue' }, { Ref: 'Topic' }] }],
    ['a topic, with its actions switched on', { ...ACTS, ActionsEnabled: true }],
  ])('is its own actions: %s', (_, properties) => {
    expect(route(stackTemplate({ Alarm: alarm(properties) }))).toEqual({ reaches: ['its own actions'], acts: true });
  });

  test.each<[string, object]>([
    ['no actions', {}],
    ['an empty list', { AlarmActions: [] }],
    [
      'only what is left out',
      { AlarmActions: [{ Ref: 'AWS::NoValue' }], InsufficientDataActions: { Ref: 'AWS::NoValue' } },
    ],
    ['actions for when it is over', { OKActions: ['a'] }],
    ['actions that are switched off', { ...ACTS, ActionsEnabled: false }],
    ['actions that are no list', { AlarmActions: 'text' }],
  ])('is nobody: %s', (_, properties) => {
    expect(route(stackTemplate({ Alarm: alarm(properties) }))).toEqual({ reaches: ['nobody'], acts: false });
  });
});

describe('what an alarm reaches through composite alarms', () => {
  test.each([
    ['shop.internal/checkout/page', 'page'],
    ['shop.internal/checkout/ticket', 'ticket'],
    ['shop.internal/catalog/page', 'shop.internal/catalog/page'],
    ['shop.internal/checkout/wake', 'shop.internal/checkout/wake'],
    ['shop.internal/checkout/page/2', 'shop.internal/checkout/page/2'],
    ['/checkout/page', '/checkout/page'],
    ['Everything', 'Everything'],
    [undefined, 'Shop/All'],
  ])('of the name %s is %s', (AlarmName, expected) => {
    const template = stackTemplate({
      Alarm: alarm({}),
      All: composite({ AlarmName, AlarmRule: fires(THIS), ...ACTS }, 'Shop/All'),
    });
    expect(route(template)).toEqual({ reaches: [expected], acts: true });
  });

  test('is each of them once, sorted, and not its own actions', () => {
    const over = (AlarmName: string, rule = fires(THIS)) => composite({ AlarmName, AlarmRule: rule, ...ACTS });
    const template = stackTemplate({
      Alarm: alarm(ACTS),
      Second: over('b'),
      First: over('a'),
      Third: over('b'),
      Other: over('c', fires({ Ref: 'Another' })),
    });
    expect(route(template)).toEqual({ reaches: ['a', 'b'], acts: true });
  });

  test('goes through others, even in a circle', () => {
    const template = stackTemplate({
      Alarm: alarm({}),
      Below: composite({ AlarmName: 'below', AlarmRule: { 'Fn::Join': ['', [fires(THIS), ' OR ALARM(above)']] } }),
      Above: composite({ AlarmName: 'above', AlarmRule: fires({ 'Fn::GetAtt': ['Below', 'Arn'] }), ...ACTS }),
    });
    expect(route(template)).toEqual({ reaches: ['above', 'below'], acts: true });
  });

  test('comes to nothing when these have no actions', () => {
    const template = stackTemplate({ Alarm: alarm({}), All: composite({ AlarmName: 'all', AlarmRule: fires(THIS) }) });
    expect(route(template)).toEqual({ reaches: ['all'], acts: false });
  });

  test.each<[string, unknown]>([
    ['by reference', fires(THIS)],
    ['by ARN', fires({ 'Fn::GetAtt': ['Alarm', 'Arn'] })],
    ['by name', 'ALARM("Too slow")'],
    ['by name without quotes', 'OK(Other) AND alarm( Too slow )'],
    ['by name in single quotes', "ALARM('Too slow')"],
    ['by an ARN with the name', 'ALARM("arn:aws:cloudwatch:eu-west-1:111122223333:alarm:Too slow")'],
    ['among others', 'ALARM("Another") AND (ALARM("Too slow") OR NOT ALARM("Maintenance"))'],
  ])('is one that names it %s', (_, AlarmRule) => {
    const template = stackTemplate({
      Alarm: alarm({ AlarmName: 'Too slow' }),
      All: composite({ AlarmName: 'all', AlarmRule, ...ACTS }),
    });
    expect(route(template).reaches).toEqual(['all']);
  });

  test.each(['OK("Too slow")', 'NOT ALARM("Too slow")', 'ALARM("Too slower")', 'TRUE', '', undefined])(
    'is not one that waits for something else: %s',
    (AlarmRule) => {
      const template = stackTemplate({
        Alarm: alarm({ AlarmName: 'Too slow' }),
        All: composite({ AlarmName: 'all', AlarmRule, ...ACTS }),
      });
      expect(route(template)).toEqual({ reaches: ['nobody'], acts: false });
    },
  );

  test('may be in another stack, but not in another region', () => {
    const exported = {
      Resources: { Alarm: alarm({}) },
      Outputs: { Out: { Value: { 'Fn::GetAtt': ['Alarm', 'Arn'] }, Export: { Name: 'alarm' } } },
    };
    const shop = stackTemplate({}, { template: exported });
    const all = composite({ AlarmName: 'all', AlarmRule: fires({ 'Fn::ImportValue': 'alarm' }), ...ACTS });
    const names = composite({ AlarmName: 'named', AlarmRule: 'ALARM(slow)', ...ACTS });
    const elsewhere = { stack: 'Fleet', path: 'Fleet', environment: 'aws://111122223333/us-east-1' };
    const here = { ...elsewhere, environment: ENVIRONMENT };
    const named = stackTemplate({ Alarm: alarm({ AlarmName: 'slow' }) });
    expect(route(shop, stackTemplate({ All: all }, here)).reaches).toEqual(['all']);
    expect(route(named, stackTemplate({ Names: names }, here)).reaches).toEqual(['named']);
    expect(route(named, stackTemplate({ Names: names }, elsewhere)).reaches).toEqual(['nobody']);
  });
});

describe('an alarm acts without telling anybody', () => {
  test('at the release gate, which it reaches before all others', () => {
    const template = stackTemplate({
      Alarm: alarm({}),
      All: composite({ AlarmName: 'all', AlarmRule: fires(THIS) }),
      Gate: resource('Custom::ReleaseGate', { Order: { service: 'checkout', alarms: [THIS] } }),
    });
    expect(route(template)).toEqual({ reaches: ['release gate', 'all'], acts: true });
  });

  test.each<[string, unknown]>([
    ['by ARN', { 'Fn::GetAtt': ['Alarm', 'Arn'] }],
    ['by reference', THIS],
    ['by an ARN with the name', 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:Maintenance'],
  ])('by holding back the actions of another one, which names it %s', (_, ActionsSuppressor) => {
    const template = stackTemplate({
      Alarm: alarm({ AlarmName: 'Maintenance' }),
      All: composite({ AlarmRule: 'ALARM(Another)', ActionsSuppressor }),
    });
    expect(route(template)).toEqual({ reaches: ['nobody'], acts: true });
  });
});
