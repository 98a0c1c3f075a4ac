import { App, Aws, Stack } from 'aws-cdk-lib';
import { ArnPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import { CfnTopic, ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { AlertTopic } from '../../../lib';
import { ENV, messageOf, platformIn, templateOf } from '../../stacks';

const FIX =
  'leave it out and let Platform make a topic, or pass a topic whose key lets cloudwatch.amazonaws.com use kms:Decrypt and kms:GenerateDataKey*';
const MANAGED =
  'be encrypted with a customer key: the key policy of an AWS managed key does not let CloudWatch publish, and cannot be changed';
const STANDARD = 'be a standard topic: CloudWatch does not publish to FIFO topics';

/** A key that admits a service to some actions. */
function keyFor(stack: Stack, service: string, ...actions: string[]): Key {
  const key = new Key(stack, 'Key');
  const principals = [new ServicePrincipal(service)];
  if (actions.length > 0) key.addToResourcePolicy(new PolicyStatement({ principals, actions, resources: ['*'] }));
  key.addToResourcePolicy(admitAutoScaling());
  return key;
}

/** What the Auto Scaling groups need, so that each test is about one fault. */
const admitAutoScaling = () =>
  new PolicyStatement({
    principals: [
      new ArnPrincipal(
        'arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling',
      ),
    ],
    actions: BOTH,
    resources: ['*'],
  });

const CLOUDWATCH = 'cloudwatch.amazonaws.com';
const BOTH = ['kms:Decrypt', 'kms:GenerateDataKey*'];
const encrypted = (stack: Stack, service = CLOUDWATCH, ...actions: string[]) =>
  new Topic(stack, 'Topic', { masterKey: keyFor(stack, service, ...actions) });

const imported = (stack: Stack, arn: string) => Topic.fromTopicArn(stack, 'Topic', arn);

/** Synthesizes a platform that alerts a topic, made in a stack of its own. */
function synthesize(topic: (stack: Stack) => ITopic, region = ENV.region): unknown {
  const app = new App();
  const alertTopic = topic(new Stack(app, 'Alerts', { env: { ...ENV, region }, crossRegionReferences: true }));
  return templateOf(platformIn(app, { alertTopic }));
}

const textOf = (must: string, got: string, fix: string) =>
  `  [Platform/Platform] \`alertTopic\` must ${must}, got "${got}": ${fix}`;
const refusedKey = (got = 'Alerts/Key') => textOf('be encrypted with a key that CloudWatch may use', got, FIX);

describe('a topic for alerts', () => {
  test.each<[string, (stack: Stack) => ITopic, string[]]>([
    [
      'without encryption',
      (stack) => new Topic(stack, 'Topic'),
      [textOf('be encrypted with a customer key', 'Alerts/Topic without encryption', FIX)],
    ],
    [
      'with the AWS managed key',
      (stack) => new Topic(stack, 'Topic', { masterKey: Alias.fromAliasName(stack, 'Key', 'alias/aws/sns') }),
      [textOf(MANAGED, 'alias/aws/sns', FIX)],
    ],
    [
      'with the AWS managed key by an escape hatch',
      (stack) => {
        const topic = new Topic(stack, 'Topic');
        (topic.node.defaultChild as CfnTopic).kmsMasterKeyId = 'alias/aws/sns';
        return topic;
      },
      [textOf(MANAGED, 'alias/aws/sns', FIX)],
    ],
    ['with a key that admits nobody', (stack) => encrypted(stack), [refusedKey()]],
    [
      'with a key that admits another service',
      (stack) => encrypted(stack, 's3.amazonaws.com', ...BOTH),
      [refusedKey()],
    ],
    ['with a key for data keys alone', (stack) => encrypted(stack, CLOUDWATCH, BOTH[1]), [refusedKey()]],
    ['with a key for decryption alone', (stack) => encrypted(stack, CLOUDWATCH, BOTH[0]), [refusedKey()]],
    [
      'with such a key under an alias',
      (stack) => new Topic(stack, 'Topic', { masterKey: keyFor(stack, CLOUDWATCH).addAlias('alerts') }),
      [refusedKey('Alerts/Key/Alias')],
    ],
    [
      'with a key that does not admit Auto Scaling',
      (stack) => {
        const masterKey = new Key(stack, 'Key');
        const principals = [new ServicePrincipal(CLOUDWATCH)];
        masterKey.addToResourcePolicy(new PolicyStatement({ principals, actions: BOTH, resources: ['*'] }));
        return new Topic(stack, 'Topic', { masterKey });
      },
      [
        textOf(
          'be encrypted with a key that the service-linked role of EC2 Auto Scaling may use, which reports launches and terminations',
          'Alerts/Key',
          'make the topic with new AlertTopic(this, "Alerts", { encryptionKey }), or add the statement that it adds',
        ),
      ],
    ],
    [
      'with a policy that only denies, which takes the place of the default one',
      (stack) => new Topic(stack, 'Topic', { masterKey: keyFor(stack, CLOUDWATCH, ...BOTH), enforceSSL: true }),
      [
        textOf(
          'let cloudwatch.amazonaws.com publish: a topic policy, such as that of enforceSSL, takes the place of the default one, which does',
          'Alerts/Topic with a policy that does not name it',
          'make the topic with new AlertTopic(this, "Alerts"), or add a statement that allows cloudwatch.amazonaws.com to sns:Publish',
        ),
      ],
    ],
    [
      'that is FIFO',
      (stack) => new Topic(stack, 'Topic', { fifo: true, masterKey: keyFor(stack, CLOUDWATCH, ...BOTH) }),
      [textOf(STANDARD, 'Alerts/Topic', 'use a topic without fifo')],
    ],
    [
      'that was imported and is FIFO',
      (stack) => imported(stack, 'arn:aws:sns:eu-west-1:111122223333:alerts.fifo'),
      [textOf(STANDARD, 'Alerts/Topic', 'use a topic without fifo')],
    ],
    [
      'with more than one fault, of which it names all',
      (stack) => new Topic(stack, 'Topic', { fifo: true }),
      [
        textOf(STANDARD, 'Alerts/Topic', 'use a topic without fifo'),
        textOf('be encrypted with a customer key', 'Alerts/Topic without encryption', FIX),
      ],
    ],
  ])('fails %s', (_, topic, lines) => {
    expect(messageOf(() => synthesize(topic)).split('\n')).toEqual([
      'Validation failed with the following errors:',
      ...lines,
    ]);
  });

  test('fails as one for tickets, too', () => {
    const app = new App();
    const ticketTopic = new Topic(new Stack(app, 'Alerts', { env: ENV }), 'Topic');
    expect(messageOf(() => templateOf(platformIn(app, { ticketTopic })))).toBe(
      `Validation failed with the following errors:\n  [Platform/Platform] \`ticketTopic\` must be encrypted with a customer key, got "Alerts/Topic without encryption": ${FIX}`,
    );
  });

  test('fails once where it is for pages and tickets', () => {
    const app = new App();
    const topic = new Topic(new Stack(app, 'Alerts', { env: ENV }), 'Topic');
    expect(messageOf(() => templateOf(platformIn(app, { alertTopic: topic, ticketTopic: topic })))).toBe(
      `Validation failed with the following errors:\n${textOf('be encrypted with a customer key', 'Alerts/Topic without encryption', FIX)}`,
    );
  });

  test('may be one for tickets that Auto Scaling cannot use: it sends none', () => {
    const app = new App();
    const stack = new Stack(app, 'Alerts', { env: ENV });
    const masterKey = new Key(stack, 'Key');
    const principals = [new ServicePrincipal(CLOUDWATCH)];
    masterKey.addToResourcePolicy(new PolicyStatement({ principals, actions: BOTH, resources: ['*'] }));
    const ticketTopic = new Topic(stack, 'Topic', { masterKey });
    expect(() => templateOf(platformIn(app, { ticketTopic }))).not.toThrow();
  });

  test.each<[string, (stack: Stack) => ITopic, string | undefined]>([
    ['made in a stack of another region', (stack) => encrypted(stack, CLOUDWATCH, ...BOTH), 'us-east-1'],
    [
      'imported from another region',
      (stack) => imported(stack, 'arn:aws:sns:us-east-1:111122223333:alerts'),
      undefined,
    ],
  ])('fails where it was %s', (_, topic, region) => {
    expect(messageOf(() => synthesize(topic, region))).toBe(
      textOf(
        'be in the region of its alarms, eu-west-1',
        'Alerts/Topic in us-east-1',
        'use a topic in eu-west-1',
      ).trim(),
    );
  });

  test.each<[string, (stack: Stack) => ITopic]>([
    ['with a key that admits CloudWatch', (stack) => encrypted(stack, CLOUDWATCH, ...BOTH)],
    ['with a key that admits CloudWatch to all', (stack) => encrypted(stack, CLOUDWATCH, 'kms:*')],
    ['of this library', (stack) => new AlertTopic(stack, 'Topic').topic],
    ['that was imported, and is taken at its word', (stack) => imported(stack, 'arn:aws:sns:eu-west-1:111122223333:a')],
    ['in a region that nobody knows', (stack) => imported(stack, `arn:aws:sns:${Aws.REGION}:111122223333:alerts`)],
  ])('may be one %s', (_, topic) => {
    expect(() => synthesize(topic)).not.toThrow();
  });

  test('may be one whose key admits CloudWatch after it was passed', () => {
    const app = new App();
    const stack = new Stack(app, 'Alerts', { env: ENV });
    const key = keyFor(stack, CLOUDWATCH);
    const platform = platformIn(app, {
      alertTopic: new Topic(stack, 'Topic', { masterKey: key.addAlias('alerts') }),
    });
    key.addToResourcePolicy(
      new PolicyStatement({ principals: [new ServicePrincipal(CLOUDWATCH)], actions: BOTH, resources: ['*'] }),
    );
    expect(() => templateOf(platform)).not.toThrow();
  });
});
