import { App, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { IncidentFeed } from '../../../lib/signals';
import { ENV, propertiesOf, templateOf } from '../../stacks';
import { textOf } from '../../template-text';

const GATE_ALARM = 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:Gate';

function feedIn(app: App, id = 'Platform', domainName = 'shop.internal', env: object = ENV): IncidentFeed {
  const stack = new Stack(app, id, { env });
  return new IncidentFeed(stack, 'Feed', {
    domainName,
    alarmArns: [GATE_ALARM],
    encryptionKey: new Key(stack, 'Key'),
  });
}

const partitioned = (rest: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, rest]] });

/** The text of the policy, which is JSON once CloudFormation has filled it in. */
function policyOf(feed: IncidentFeed): any {
  const [{ PolicyDocument }] = propertiesOf(templateOf(feed), 'AWS::Logs::ResourcePolicy');
  return JSON.parse(textOf(PolicyDocument));
}

describe('an incident feed', () => {
  const feed = feedIn(new App());
  const template = templateOf(feed);
  const [logGroup] = Object.keys(template.findResources('AWS::Logs::LogGroup'));
  const [rule] = Object.keys(template.findResources('AWS::Events::Rule'));

  test('is an encrypted log, kept for a year, under a name that EventBridge writes to', () => {
    const [key] = Object.keys(template.findResources('AWS::KMS::Key'));
    const [{ Properties, DeletionPolicy, UpdateReplacePolicy }] = Object.values(
      template.findResources('AWS::Logs::LogGroup'),
    );
    expect({ Properties, DeletionPolicy, UpdateReplacePolicy }).toEqual({
      Properties: {
        LogGroupName: '/aws/events/golden-path/shop.internal/incidents',
        RetentionInDays: 365,
        KmsKeyId: { 'Fn::GetAtt': [key, 'Arn'] },
      },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
    expect(Stack.of(feed).resolve(feed.logGroup.logGroupName)).toEqual({ Ref: logGroup });
  });

  test('holds each change of an alarm whose name begins with the domain, and of the alarms of the platform', () => {
    const [{ EventPattern }] = propertiesOf(template, 'AWS::Events::Rule');
    expect(EventPattern).toEqual({
      source: ['aws.cloudwatch'],
      'detail-type': ['CloudWatch Alarm State Change'],
      resources: [{ prefix: partitioned(':cloudwatch:eu-west-1:111122223333:alarm:shop.internal/') }, GATE_ALARM],
    });
  });

  test('is written by the rule without a role, because EventBridge uses none for logs', () => {
    const [{ Targets }] = propertiesOf(template, 'AWS::Events::Rule');
    const arn = ['arn:', { Ref: 'AWS::Partition' }, ':logs:eu-west-1:111122223333:log-group:', { Ref: logGroup }];
    expect(Targets).toEqual([{ Id: 'LogGroup', Arn: { 'Fn::Join': ['', arn] } }]);
  });

  test('admits EventBridge to this one log, with lines of this one rule', () => {
    const statement = {
      Effect: 'Allow',
      Principal: { Service: ['delivery.logs.amazonaws.com', 'events.amazonaws.com'] },
      Resource: `<${logGroup}.Arn>`,
    };
    expect(policyOf(feed)).toEqual({
      Version: '2012-10-17',
      Statement: [
        { ...statement, Action: 'logs:CreateLogStream' },
        {
          ...statement,
          Action: 'logs:PutLogEvents',
          Condition: { ArnEquals: { 'aws:SourceArn': `<${rule}.Arn>` } },
        },
      ],
    });
  });

  test('takes one of the ten policies that CloudWatch Logs has room for in a region', () => {
    template.resourceCountIs('AWS::Logs::ResourcePolicy', 1);
  });
});

test('two platforms of an app have a feed each, with names of their own', () => {
  const app = new App();
  const feeds = [feedIn(app, 'Shop'), feedIn(app, 'Books', 'books.internal')];
  const namesOf = (type: string, property: string) =>
    feeds.map((feed) => propertiesOf(templateOf(feed), type)[0][property]);
  expect(namesOf('AWS::Logs::LogGroup', 'LogGroupName')).toEqual([
    '/aws/events/golden-path/shop.internal/incidents',
    '/aws/events/golden-path/books.internal/incidents',
  ]);
  expect(namesOf('AWS::Logs::ResourcePolicy', 'PolicyName')).toEqual([
    'golden-path-shop.internal-incidents',
    'golden-path-books.internal-incidents',
  ]);
});

test('a feed in an account that nobody knows yet takes the alarms of that account', () => {
  const feed = feedIn(new App(), 'Platform', 'shop.internal', { region: 'eu-west-1' });
  const [{ EventPattern }] = propertiesOf(templateOf(feed), 'AWS::Events::Rule');
  const [partition, account] = [{ Ref: 'AWS::Partition' }, { Ref: 'AWS::AccountId' }];
  expect(EventPattern.resources[0]).toEqual({
    prefix: {
      'Fn::Join': ['', ['arn:', partition, ':cloudwatch:eu-west-1:', account, ':alarm:shop.internal/']],
    },
  });
});
