import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { EventBus as BusTarget } from 'aws-cdk-lib/aws-events-targets';
import { ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { ChatChannel, Platform, PlatformProps } from '../../lib';
import { ENV, platformIn, propertiesOf, serviceIn, templateOf } from '../stacks';

const TOPIC = 'AWS::SNS::Topic';
const SUBSCRIPTION = 'AWS::SNS::Subscription';
const SLACK = 'AWS::Chatbot::SlackChannelConfiguration';
const ARN = 'arn:aws:sns:eu-west-1:111122223333:';
const [ON_CALL, LEAD] = ['on-call@shop.example.com', 'lead@shop.example.com'];

const slack = (channelId: string) => ChatChannel.slack({ workspaceId: 'T0123ABCD', channelId });

/** A topic that somebody else has made. */
function importedIn(app: App, name: string): ITopic {
  return Topic.fromTopicArn(new Stack(app, `The${name}`, { env: ENV }), 'Topic', `${ARN}${name}`);
}

/** The construct id of a topic of the platform, which its logical id holds. */
const topicName = (logicalId: string) => /^Platform(\w+)Topic[0-9A-F]{8}$/.exec(logicalId)![1];

/** Who is subscribed to what, by construct id of the topic. */
function subscriptionsOf(platform: Platform): string[] {
  const template = templateOf(platform);
  return propertiesOf(template, SUBSCRIPTION).map(
    ({ Protocol, Endpoint, TopicArn }) => `${topicName(TopicArn.Ref)} ${Protocol}:${Endpoint}`,
  );
}

const topicsOf = (platform: Platform) =>
  Object.keys(templateOf(platform).findResources(TOPIC)).map((id) => topicName(id));

/** The rules on alarms. */
const alarmRulesOf = (template: Template) =>
  propertiesOf(template, 'AWS::Events::Rule').filter((rule) => JSON.stringify(rule).includes('aws.cloudwatch'));

/** The alarms that a rule has by themselves, after those of services. */
const idsOf = ({ resources }: any): string[] =>
  resources
    .slice(1)
    .map((alarm: any) => alarm['Fn::GetAtt'][0])
    .sort();

describe('a platform', () => {
  const platform = platformIn(new App());
  const template = templateOf(platform);

  test('has three topics: for pages, for tickets, and for what nobody has to hear', () => {
    expect(topicsOf(platform)).toEqual(['Alerts', 'Tickets', 'Details']);
    const paths = [platform.alertTopic, platform.ticketTopic, platform.detailTopic].map(({ node }) => node.path);
    expect(paths).toEqual([
      'Platform/Platform/Alerts/Topic',
      'Platform/Platform/Tickets/Topic',
      'Platform/Platform/Details/Topic',
    ]);
  });

  test('has nobody to alert until somebody is named', () => {
    template.resourceCountIs(SUBSCRIPTION, 0);
    template.resourceCountIs(SLACK, 0);
  });

  test('encrypts all of them with its one key, whose policy says once who may publish', () => {
    const [key] = Object.keys(template.findResources('AWS::KMS::Key'));
    expect(propertiesOf(template, TOPIC)).toEqual(Array(3).fill({ KmsMasterKeyId: { 'Fn::GetAtt': [key, 'Arn'] } }));
    const [{ KeyPolicy }] = propertiesOf(template, 'AWS::KMS::Key');
    expect(KeyPolicy.Statement.map(({ Principal }: any) => Principal.Service ?? Principal.AWS)).toEqual([
      { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111122223333:root']] },
      'logs.eu-west-1.amazonaws.com',
      'cloudwatch.amazonaws.com',
      '*',
    ]);
  });

  test('writes down its incidents and those of its services, in a log with its key', () => {
    const { PlatformIncidentFeedLogGroupC2BCEB47: log } = template.findResources('AWS::Logs::LogGroup');
    expect(log.Properties.LogGroupName).toBe('/aws/events/golden-path/shop.internal/incidents');
    expect(Stack.of(platform).resolve(platform.incidentFeed.logGroupName)).toEqual({
      Ref: 'PlatformIncidentFeedLogGroupC2BCEB47',
    });
    const [{ EventPattern }] = alarmRulesOf(template);
    expect(idsOf(EventPattern)).toEqual(Object.keys(template.findResources('AWS::CloudWatch::Alarm')).sort());
  });

  test('has no rule for incident tools that nobody has named', () => {
    expect(alarmRulesOf(template)).toHaveLength(1);
  });

  test('gives services a topic for pages, one for tickets, and one for each alarm by itself', () => {
    const service = templateOf(serviceIn(new App()));
    const sentTo = (alarms: any[]) => [
      ...new Set(alarms.flatMap(({ AlarmActions = [] }) => AlarmActions.map((arn: any) => JSON.stringify(arn)))),
    ];
    const composites = propertiesOf(service, 'AWS::CloudWatch::CompositeAlarm');
    expect(composites.map(({ AlarmName }) => AlarmName)).toEqual([
      'shop.internal/checkout/page',
      'shop.internal/checkout/ticket',
    ]);
    expect(sentTo(composites)).toEqual([
      expect.stringContaining('PlatformAlertsTopic'),
      expect.stringContaining('PlatformTicketsTopic'),
    ]);
    expect(sentTo(propertiesOf(service, 'AWS::CloudWatch::Alarm'))).toContainEqual(
      expect.stringContaining('PlatformDetailsTopic'),
    );
  });
});

describe('e-mail', () => {
  test.each<[string, Partial<PlatformProps>, string[]]>([
    [
      'to the same people, be it page or ticket',
      { alertEmails: [ON_CALL, LEAD] },
      [`Alerts email:${ON_CALL}`, `Alerts email:${LEAD}`, `Tickets email:${ON_CALL}`, `Tickets email:${LEAD}`],
    ],
    [
      'to others for tickets',
      { alertEmails: [ON_CALL], ticketEmails: [LEAD] },
      [`Alerts email:${ON_CALL}`, `Tickets email:${LEAD}`],
    ],
    ['to nobody for tickets', { alertEmails: [ON_CALL], ticketEmails: [] }, [`Alerts email:${ON_CALL}`]],
    ['for tickets alone', { ticketEmails: [LEAD] }, [`Tickets email:${LEAD}`]],
  ])('goes %s', (_, props, subscriptions) => {
    expect(subscriptionsOf(platformIn(new App(), props))).toEqual(subscriptions);
  });
});

describe('a platform with topics that were there before', () => {
  test('sends both pages and tickets to one, where no other is given', () => {
    const app = new App();
    const alertTopic = importedIn(app, 'Pages');
    const platform = platformIn(app, { alertTopic });
    expect([platform.alertTopic, platform.ticketTopic]).toEqual([alertTopic, alertTopic]);
    const service = templateOf(serviceIn(app, { platform }));
    expect(topicsOf(platform)).toEqual(['Details']);
    const composites = propertiesOf(service, 'AWS::CloudWatch::CompositeAlarm');
    expect(composites.map(({ AlarmActions }) => AlarmActions)).toEqual([[`${ARN}Pages`], [`${ARN}Pages`]]);
    const [{ NotificationConfigurations }] = propertiesOf(service, 'AWS::AutoScaling::AutoScalingGroup');
    expect(NotificationConfigurations.map(({ TopicARN }: any) => TopicARN)).toEqual([`${ARN}Pages`]);
  });

  test('sends tickets to the other one', () => {
    const app = new App();
    const [alertTopic, ticketTopic] = [importedIn(app, 'Pages'), importedIn(app, 'Tickets')];
    const platform = platformIn(app, { alertTopic, ticketTopic });
    expect([platform.alertTopic, platform.ticketTopic]).toEqual([alertTopic, ticketTopic]);
    expect(topicsOf(platform)).toEqual(['Details']);
  });

  test('makes a topic for pages where only that for tickets is given, and mails pages alone', () => {
    const app = new App();
    const ticketTopic = importedIn(app, 'Tickets');
    const platform = platformIn(app, { ticketTopic, alertEmails: [ON_CALL] });
    expect(platform.ticketTopic).toBe(ticketTopic);
    expect(subscriptionsOf(platform)).toEqual([`Alerts email:${ON_CALL}`]);
  });

  test('makes a topic for tickets where they have addresses of their own', () => {
    const app = new App();
    const platform = platformIn(app, { alertTopic: importedIn(app, 'Pages'), ticketEmails: [LEAD] });
    expect(topicsOf(platform)).toEqual(['Tickets', 'Details']);
    expect(subscriptionsOf(platform)).toEqual([`Tickets email:${LEAD}`]);
  });
});

describe('chat', () => {
  /** What each channel is sent, by its id. */
  function topicsByChannel(props: Partial<PlatformProps>): { [channel: string]: string[] } {
    const setups = propertiesOf(templateOf(platformIn(new App(), props)), SLACK);
    return Object.fromEntries(
      setups.map(({ SlackChannelId, SnsTopicArns }) => [
        SlackChannelId,
        SnsTopicArns.map(({ Ref }: any) => topicName(Ref)),
      ]),
    );
  }

  test.each<[string, Partial<PlatformProps>, { [channel: string]: string[] }]>([
    ['pages and tickets', { alertChats: [slack('C0ONCALL')] }, { C0ONCALL: ['Alerts', 'Tickets'] }],
    [
      'tickets in another channel',
      { alertChats: [slack('C0ONCALL')], ticketChats: [slack('C0LATER')] },
      { C0ONCALL: ['Alerts'], C0LATER: ['Tickets'] },
    ],
    ['pages alone', { alertChats: [slack('C0ONCALL')], ticketChats: [] }, { C0ONCALL: ['Alerts'] }],
    ['tickets alone', { ticketChats: [slack('C0LATER')] }, { C0LATER: ['Tickets'] }],
  ])('has %s', (_, props, channels) => {
    expect(topicsByChannel(props)).toEqual(channels);
  });

  test('has what goes to one topic once', () => {
    const app = new App();
    const platform = platformIn(app, { alertTopic: importedIn(app, 'Pages'), alertChats: [slack('C0ONCALL')] });
    const [{ SnsTopicArns }] = propertiesOf(templateOf(platform), SLACK);
    expect(SnsTopicArns).toEqual([`${ARN}Pages`]);
  });

  test('takes no role where no channel is named', () => {
    const template = templateOf(platformIn(new App(), { alertChats: [], ticketChats: [] }));
    const principals = propertiesOf(template, 'AWS::IAM::Role').map(
      ({ AssumeRolePolicyDocument }) => AssumeRolePolicyDocument.Statement[0].Principal.Service,
    );
    expect(principals).not.toContain('chatbot.amazonaws.com');
  });
});

test('incident tools hear of the alarms of the platform that page, and of no other', () => {
  const app = new App();
  const bus = EventBus.fromEventBusName(new Stack(app, 'Tools', { env: ENV }), 'Bus', 'incidents');
  const template = templateOf(platformIn(app, { incidentTargets: [new BusTarget(bus)] }));
  const [{ EventPattern }] = alarmRulesOf(template).filter(({ Description }) => Description.startsWith('Pages'));
  const alarms = template.findResources('AWS::CloudWatch::Alarm');
  const paging = Object.keys(alarms).filter((id) =>
    JSON.stringify(alarms[id].Properties.AlarmActions).includes('PlatformAlertsTopic'),
  );
  expect(paging.length).toBeLessThan(Object.keys(alarms).length);
  expect(idsOf(EventPattern)).toEqual(paging.sort());
});

test('two platforms of an app alert for themselves', () => {
  const app = new App();
  const first = platformIn(app, { alertChats: [slack('C0SHOP')] });
  const stack = new Stack(app, 'Books', { env: ENV });
  const second = new Platform(stack, 'Platform', {
    domainName: 'books.internal',
    plainHttpReason: 'The mesh encrypts it all.',
    zones: ['eu-west-1a', 'eu-west-1b'],
    alertChats: [slack('C0BOOKS')],
  });
  expect(() => app.synth()).not.toThrow();
  const texts = [first, second].map((platform) => JSON.stringify(templateOf(platform).toJSON()));
  expect(texts.map((text) => text.includes('/golden-path/books.internal/incidents'))).toEqual([false, true]);
  expect(texts.map((text) => text.includes('C0SHOP'))).toEqual([true, false]);
});
