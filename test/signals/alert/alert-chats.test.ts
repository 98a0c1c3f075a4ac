import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { CfnSlackChannelConfiguration } from 'aws-cdk-lib/aws-chatbot';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { ChatChannel } from '../../../lib';
import { AlertChats } from '../../../lib/signals';
import { ENV, messageOf, propertiesOf, templateOf } from '../../stacks';

const SLACK = 'AWS::Chatbot::SlackChannelConfiguration';
const TEAMS = 'AWS::Chatbot::MicrosoftTeamsChannelConfiguration';

const slack = (channelId: string, workspaceId = 'T0123ABCD') => ChatChannel.slack({ workspaceId, channelId });
const teams = (channelId: string) =>
  ChatChannel.teams({
    teamId: 'b1946ac9-2492-4d23-91e5-1c0ff4d7b0aa',
    tenantId: '0f3c6c1e-5d0b-4c55-9a40-6a1b6c1d2e3f',
    channelId,
  });

interface Channels {
  readonly pages?: ChatChannel[];
  readonly tickets?: ChatChannel[];
}

/** Chats beside two topics, `Pages` and `Tickets`, or one of both names. */
function chatsIn(stack: Stack, { pages = [], tickets = [] }: Channels, share = false): AlertChats {
  const alertTopic = Topic.fromTopicArn(stack, 'Pages', 'arn:aws:sns:eu-west-1:111122223333:pages');
  const ticketTopic = Topic.fromTopicArn(stack, 'Tickets', 'arn:aws:sns:eu-west-1:111122223333:tickets');
  return new AlertChats(stack, 'Chats', {
    routes: [
      { property: 'alertChats', topic: alertTopic, channels: pages },
      { property: 'ticketChats', topic: share ? alertTopic : ticketTopic, channels: tickets },
    ],
  });
}

const stackIn = (app: App, id = 'Shop', env: { account?: string; region?: string } = ENV) =>
  new Stack(app, id, { env });

/** The topics of each channel, by the name of its set-up. */
function topicsBySetup(channels: Channels, share = false): { [name: string]: string[] } {
  const template = templateOf(chatsIn(stackIn(new App()), channels, share));
  const setups = [...propertiesOf(template, SLACK), ...propertiesOf(template, TEAMS)];
  return Object.fromEntries(
    setups.map(({ ConfigurationName, SnsTopicArns }) => [
      ConfigurationName,
      SnsTopicArns.map((arn: string) => arn.split(':')[5]),
    ]),
  );
}

describe('alerts in chat', () => {
  const chats = chatsIn(stackIn(new App()), { pages: [slack('C0PAGES')], tickets: [teams('19:0d1e2f@thread.tacv2')] });
  const template = templateOf(chats);
  const [role] = Object.keys(template.findResources('AWS::IAM::Role'));
  const [policy] = Object.keys(template.findResources('AWS::IAM::ManagedPolicy'));
  const setup = {
    IamRoleArn: { 'Fn::GetAtt': [role, 'Arn'] },
    // The default is AdministratorAccess.
    GuardrailPolicies: [{ Ref: policy }],
    LoggingLevel: 'ERROR',
    UserRoleRequired: false,
  };

  test('are set up in Slack', () => {
    expect(propertiesOf(template, SLACK)).toEqual([
      {
        ...setup,
        ConfigurationName: 'golden-path-Slack-T0123ABCD-C0PAGES',
        SlackWorkspaceId: 'T0123ABCD',
        SlackChannelId: 'C0PAGES',
        SnsTopicArns: ['arn:aws:sns:eu-west-1:111122223333:pages'],
      },
    ]);
  });

  test('are set up in Microsoft Teams', () => {
    expect(propertiesOf(template, TEAMS)).toEqual([
      {
        ...setup,
        ConfigurationName: 'golden-path-Teams-5fd00d884eb6',
        TeamId: 'b1946ac9-2492-4d23-91e5-1c0ff4d7b0aa',
        TeamsTenantId: '0f3c6c1e-5d0b-4c55-9a40-6a1b6c1d2e3f',
        TeamsChannelId: '19%3A0d1e2f%40thread.tacv2',
        SnsTopicArns: ['arn:aws:sns:eu-west-1:111122223333:tickets'],
      },
    ]);
  });

  test('share one role, which only the service takes and which only reads what an alarm is shown with', () => {
    const [{ AssumeRolePolicyDocument }] = propertiesOf(template, 'AWS::IAM::Role');
    expect(AssumeRolePolicyDocument.Statement).toEqual([
      { Effect: 'Allow', Principal: { Service: 'chatbot.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ]);
    const [{ PolicyDocument, Roles }] = propertiesOf(template, 'AWS::IAM::ManagedPolicy');
    expect(Roles).toEqual([{ Ref: role }]);
    expect(PolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: [
          'cloudwatch:DescribeAlarms',
          'cloudwatch:GetMetricData',
          'cloudwatch:GetMetricStatistics',
          'cloudwatch:GetMetricWidgetImage',
          'cloudwatch:ListMetrics',
        ],
        Resource: '*',
      },
    ]);
  });

  test('consist of nothing else', () => {
    const types = Object.values<any>(template.toJSON().Resources).map(({ Type }) => Type);
    expect(types.sort()).toEqual([TEAMS, SLACK, 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Role']);
  });
});

describe('a channel', () => {
  test('that gets pages and tickets is set up once, because the service refuses a second time', () => {
    const channels = { pages: [slack('C0BOTH'), slack('C0PAGES')], tickets: [slack('C0TICKETS'), slack('C0BOTH')] };
    expect(topicsBySetup(channels)).toEqual({
      'golden-path-Slack-T0123ABCD-C0BOTH': ['pages', 'tickets'],
      'golden-path-Slack-T0123ABCD-C0PAGES': ['pages'],
      'golden-path-Slack-T0123ABCD-C0TICKETS': ['tickets'],
    });
  });

  test('that is named twice is set up once', () => {
    expect(topicsBySetup({ pages: [slack('C0PAGES'), slack('C0PAGES')] })).toEqual({
      'golden-path-Slack-T0123ABCD-C0PAGES': ['pages'],
    });
  });

  test('gets what goes to one topic once', () => {
    expect(topicsBySetup({ pages: [slack('C0BOTH')], tickets: [slack('C0BOTH')] }, true)).toEqual({
      'golden-path-Slack-T0123ABCD-C0BOTH': ['pages'],
    });
  });

  test('keeps its logical id whatever other channels there are', () => {
    const idsOf = (pages: ChatChannel[]) =>
      Object.entries(templateOf(chatsIn(stackIn(new App()), { pages })).findResources(SLACK))
        .filter(([, { Properties }]) => Properties.SlackChannelId === 'C0PAGES')
        .map(([id]) => id);
    expect(idsOf([slack('C0PAGES')])).toEqual(idsOf([slack('C0OTHER'), slack('C0PAGES')]));
  });

  test.each<[string, Channels, string]>([
    [
      'with a name in place of an id',
      { pages: [slack('C0PAGES'), slack('#pages')] },
      "[Shop/Chats] `alertChats[1].channelId` must be the id of a Slack channel, which is not its name, got \"#pages\": write it like 'C0123ABCDEF', the end of the channel's link",
    ],
    [
      'in a workspace by its name',
      { tickets: [slack('C0TICKETS', 'shop')] },
      '[Shop/Chats] `ticketChats[0].workspaceId` must be the id of a Slack workspace, got "shop": write it like \'T0123ABCD\'; the console of Amazon Q Developer in chat applications shows it',
    ],
    [
      'in Microsoft Teams with a name in place of an id',
      { tickets: [teams('tickets')] },
      "[Shop/Chats] `ticketChats[0].channelId` must be the id of a channel in Microsoft Teams, which is not its name, got \"tickets\": write it like '19:0123abcd@thread.tacv2', which follows /channel/ in the channel's link",
    ],
  ])('fails %s', (_, channels, message) => {
    expect(messageOf(() => chatsIn(stackIn(new App()), channels))).toBe(message);
  });
});

describe('a channel that two platforms of an app post to', () => {
  const taken = (stack: string, property: string, channel: string, holder: string) =>
    `Validation failed with the following errors:\n  [${stack}/Chats] \`${property}\` must name channels that nothing else in the account posts to: a channel can be set up once in an account, got "${channel}, which ${holder} has": choose another channel, or set that one up yourself with the topics of both`;

  test('fails in one account, and names the other one', () => {
    const app = new App();
    chatsIn(stackIn(app, 'First'), { pages: [slack('C0PAGES')] });
    chatsIn(stackIn(app, 'Second', { ...ENV, region: 'us-east-1' }), { tickets: [slack('C0OTHER'), slack('C0PAGES')] });
    expect(messageOf(() => app.synth())).toBe(
      taken('Second', 'ticketChats', 'C0PAGES', 'First/Chats/SlackT0123ABCDC0PAGES'),
    );
  });

  test('fails in Microsoft Teams, too', () => {
    const app = new App();
    chatsIn(stackIn(app, 'First'), { pages: [teams('19:0d1e2f@thread.tacv2')] });
    chatsIn(stackIn(app, 'Second'), { pages: [teams('19%3a0d1e2f%40thread.tacv2')] });
    expect(messageOf(() => app.synth())).toBe(
      taken('Second', 'alertChats', '19%3A0d1e2f%40thread.tacv2', 'First/Chats/Teams5fd00d884eb6'),
    );
  });

  test('fails where somebody has set it up beside them', () => {
    const app = new App();
    new CfnSlackChannelConfiguration(stackIn(app, 'Mine'), 'Incidents', {
      configurationName: 'incidents',
      iamRoleArn: 'arn:aws:iam::111122223333:role/chat',
      slackWorkspaceId: 'T0123ABCD',
      slackChannelId: 'C0PAGES',
    });
    chatsIn(stackIn(app), { pages: [slack('C0PAGES')] });
    expect(messageOf(() => app.synth())).toBe(taken('Shop', 'alertChats', 'C0PAGES', 'Mine/Incidents'));
  });

  test.each([
    ['in two accounts', [ENV, { account: '444455556666', region: 'eu-west-1' }]],
    ['in accounts that nobody knows', [{ region: 'eu-west-1' }, { region: 'us-east-1' }]],
  ])('may be the same %s', (_, [first, second]) => {
    const app = new App();
    chatsIn(stackIn(app, 'First', first), { pages: [slack('C0PAGES')] });
    chatsIn(stackIn(app, 'Second', second), { pages: [slack('C0PAGES')] });
    expect(() => app.synth()).not.toThrow();
  });
});

describe('of alerts in chat, rule packs', () => {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'golden-path-chats-'));
  afterAll(() => fs.rmSync(outdir, { recursive: true }));

  const app = new App({ outdir, context: { '@aws-cdk/core:failSynthOnValidationErrors': false } });
  chatsIn(stackIn(app), { pages: [slack('C0PAGES'), teams('19:0d1e2f@thread.tacv2')] });
  Validations.of(app).addPlugins(
    new AwsSolutionsChecks(app),
    new NIST80053R5Checks(app),
    new HIPAASecurityChecks(app),
    new PCIDSS321Checks(app),
  );
  app.synth();
  const { pluginReports } = JSON.parse(fs.readFileSync(path.join(outdir, 'validation-report.json'), 'utf8'));

  test('find nothing but a wildcard, which is accepted', () => {
    expect(pluginReports.flatMap(({ violations }: any) => violations)).toEqual([]);
    const accepted = pluginReports.flatMap(({ suppressedViolations = [] }: any) => suppressedViolations);
    expect(accepted.map(({ ruleName }: any) => ruleName)).toEqual(['AwsSolutions-IAM5[Resource::*]']);
  });
});
