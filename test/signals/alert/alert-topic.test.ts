import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { AlertTopic, AlertTopicProps } from '../../../lib';
import { ENV, propertiesOf } from '../../stacks';

const SOURCE = { StringEquals: { 'aws:SourceAccount': ENV.account } };
const partitioned = (rest: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, rest]] });

function topicIn(props: (stack: Stack) => AlertTopicProps = () => ({})): { alerts: AlertTopic; stack: Stack } {
  const stack = new Stack(new App(), 'Alerts', { env: ENV });
  return { alerts: new AlertTopic(stack, 'Alerts', props(stack)), stack };
}

describe('an alert topic', () => {
  const { stack } = topicIn();
  const template = Template.fromStack(stack);
  const [topic] = Object.keys(template.findResources('AWS::SNS::Topic'));
  const [key] = Object.keys(template.findResources('AWS::KMS::Key'));

  test('is encrypted with a key of its own, which rotates', () => {
    expect(propertiesOf(template, 'AWS::SNS::Topic')).toEqual([{ KmsMasterKeyId: { 'Fn::GetAtt': [key, 'Arn'] } }]);
    const [{ EnableKeyRotation }] = propertiesOf(template, 'AWS::KMS::Key');
    expect(EnableKeyRotation).toBe(true);
  });

  test('lets CloudWatch publish for this account, and everybody over TLS alone', () => {
    const [{ PolicyDocument, Topics }] = propertiesOf(template, 'AWS::SNS::TopicPolicy');
    expect(Topics).toEqual([{ Ref: topic }]);
    expect(PolicyDocument.Statement.map(({ Sid: _, ...statement }: any) => statement)).toEqual([
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 'sns:Publish',
        Resource: { Ref: topic },
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: { Ref: topic },
        Condition: SOURCE,
      },
    ]);
  });

  test('lets nobody use its key but the account, CloudWatch and the role of EC2 Auto Scaling', () => {
    const [{ KeyPolicy }] = propertiesOf(template, 'AWS::KMS::Key');
    const publishing = { Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], Resource: '*' };
    const role = ':iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling';
    expect(KeyPolicy.Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { AWS: partitioned(':iam::111122223333:root') },
        Action: 'kms:*',
        Resource: '*',
      },
      { ...publishing, Principal: { Service: 'cloudwatch.amazonaws.com' }, Condition: SOURCE },
      {
        ...publishing,
        // A policy that names a role which does not exist yet is refused, so the condition names it.
        Principal: { AWS: '*' },
        Condition: {
          StringEquals: { 'aws:PrincipalAccount': ENV.account },
          ArnEquals: { 'aws:PrincipalArn': partitioned(role) },
        },
      },
    ]);
  });

  test('leaves nothing behind when its first deploy fails, and its key when it goes', () => {
    const [{ DeletionPolicy, UpdateReplacePolicy }] = Object.values(template.findResources('AWS::KMS::Key'));
    expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
  });

  test('warns where it cannot let publishers use the key', () => {
    const arn = 'arn:aws:kms:eu-west-1:111122223333:key/0f3c6c1e-5d0b-4c55-9a40-6a1b6c1d2e3f';
    const imported = topicIn((scope) => ({ encryptionKey: Key.fromKeyArn(scope, 'Imported', arn) }));
    Annotations.fromStack(imported.stack).hasWarning(
      '/Alerts/Alerts',
      'The encryption key was imported, so this app cannot change its policy. Deploying fails, or messages are lost, unless the policy allows what this construct needs; see the documentation of AlertTopic. [ack: cdk-golden-path:policyNotAdded]',
    );
  });

  test('has no subscriber until one is named', () => {
    template.resourceCountIs('AWS::SNS::Subscription', 0);
  });
});

describe('an alert topic by choice', () => {
  const { alerts, stack } = topicIn((scope) => ({
    encryptionKey: new Key(scope, 'Mine', { description: 'mine' }),
    emails: ['on-call@shop.example.com'],
  }));
  alerts.topic.addSubscription(new EmailSubscription('later@shop.example.com'));
  const template = Template.fromStack(stack);

  test('is encrypted with the key that it is given, and admits publishers to that', () => {
    template.resourceCountIs('AWS::KMS::Key', 1);
    const [{ Description, KeyPolicy }] = propertiesOf(template, 'AWS::KMS::Key');
    expect(Description).toBe('mine');
    expect(KeyPolicy.Statement.map(({ Principal }: any) => Principal.Service)).toEqual([
      undefined,
      'cloudwatch.amazonaws.com',
      undefined,
    ]);
    const [mine] = Object.keys(template.findResources('AWS::KMS::Key'));
    expect(propertiesOf(template, 'AWS::SNS::Topic')[0].KmsMasterKeyId).toEqual({ 'Fn::GetAtt': [mine, 'Arn'] });
    expect(alerts.encryptionKey).toBe(stack.node.findChild('Mine'));
  });

  test('tells whoever is named, at once or later', () => {
    const subscriptions = propertiesOf(template, 'AWS::SNS::Subscription');
    expect(subscriptions.map(({ Protocol, Endpoint }) => `${Protocol}:${Endpoint}`).sort()).toEqual([
      'email:later@shop.example.com',
      'email:on-call@shop.example.com',
    ]);
  });
});
