import { Stack, Token } from 'aws-cdk-lib';
import { Alias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { CfnTopic, CfnTopicPolicy, ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { describeInvalidInput, InvalidInput, InvalidInputError } from '../../private/errors';

/** Who publishes to a topic. */
export interface Publishers {
  /** Whether Auto Scaling groups do, beside CloudWatch. */
  readonly autoScaling: boolean;
}

/**
 * Reports at synth why CloudWatch could not publish to a topic: it would fail in silence, on the day of the first alarm.
 *
 * Judged late, because key policies grow until the end; of a topic that was imported only the ARN can be judged.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
export function requirePublishable(scope: Construct, property: string, topic: ITopic, publishers: Publishers): void {
  requireSameRegion(scope, property, topic);
  scope.node.addValidation({
    validate: () => publishingProblems(property, topic, publishers).map(describeInvalidInput),
  });
}

/** Judged at once: alarms that refer to a topic elsewhere would fail first, and say less. */
function requireSameRegion(scope: Construct, property: string, topic: ITopic): void {
  const { region } = topic.env;
  const expected = Stack.of(scope).region;
  if (Token.isUnresolved(region) || Token.isUnresolved(expected) || region === expected) return;
  throw new InvalidInputError(scope, {
    property,
    got: `${topic.node.path} in ${region}`,
    must: `be in the region of its alarms, ${expected}`,
    fix: `use a topic in ${expected}`,
  });
}

function publishingProblems(property: string, topic: ITopic, publishers: Publishers): InvalidInput[] {
  const problems: InvalidInput[] = [];
  const expect = (holds: boolean, problem: Omit<InvalidInput, 'property'>) =>
    void (holds || problems.push({ property, ...problem }));
  const template = topic.node.defaultChild instanceof CfnTopic ? topic.node.defaultChild : undefined;

  expect(!topic.fifo && template?.fifoTopic !== true, {
    got: topic.node.path,
    must: 'be a standard topic: CloudWatch does not publish to FIFO topics',
    fix: 'use a topic without fifo',
  });
  const found = [...keyProblems(topic, template, publishers), ...topicPolicyProblems(topic)];
  return [...problems, ...found.map((problem) => ({ property, ...problem }))];
}

function keyProblems(
  topic: ITopic,
  template: CfnTopic | undefined,
  { autoScaling }: Publishers,
): Omit<InvalidInput, 'property'>[] {
  if (!template) return [];
  const fix =
    'leave it out and let Platform make a topic, or pass a topic whose key lets cloudwatch.amazonaws.com use kms:Decrypt and kms:GenerateDataKey*';
  const key = template.kmsMasterKeyId;
  if (key === undefined) {
    return [{ got: `${topic.node.path} without encryption`, must: 'be encrypted with a customer key', fix }];
  }
  if (JSON.stringify(Stack.of(topic).resolve(key)).includes('alias/aws/')) {
    return [
      {
        got: topic.masterKey?.keyId ?? key,
        must: 'be encrypted with a customer key: the key policy of an AWS managed key does not let CloudWatch publish, and cannot be changed',
        fix,
      },
    ];
  }
  const policy = policyOfOwnedKey(topic);
  if (policy === undefined) return [];
  const got = topic.masterKey?.node.path;
  return [
    ...(admits(policy, namesCloudWatch, KEY_ACTIONS)
      ? []
      : [{ got, must: 'be encrypted with a key that CloudWatch may use', fix }]),
    ...(!autoScaling || admits(policy, isAutoScaling, KEY_ACTIONS)
      ? []
      : [
          {
            got,
            must: 'be encrypted with a key that the service-linked role of EC2 Auto Scaling may use, which reports launches and terminations',
            fix: 'make the topic with new AlertTopic(this, "Alerts", { encryptionKey }), or add the statement that it adds',
          },
        ]),
  ];
}

/** A topic without a policy of its own lets the account's alarms in; one with a policy has to say so. */
function topicPolicyProblems(topic: ITopic): Omit<InvalidInput, 'property'>[] {
  const policy = topic.node.findAll().find((child): child is CfnTopicPolicy => child instanceof CfnTopicPolicy);
  if (!policy || admits(Stack.of(policy).resolve(policy.policyDocument), isCloudWatch, ['sns:Publish'])) return [];
  return [
    {
      got: `${topic.node.path} with a policy that does not name it`,
      must: 'let cloudwatch.amazonaws.com publish: a topic policy, such as that of enforceSSL, takes the place of the default one, which does',
      fix: 'make the topic with new AlertTopic(this, "Alerts"), or add a statement that allows cloudwatch.amazonaws.com to sns:Publish',
    },
  ];
}

/** The key policy as the template will have it; `undefined` for a key that this app does not make. */
function policyOfOwnedKey({ masterKey }: ITopic): unknown {
  const key = (masterKey instanceof Alias ? masterKey.aliasTargetKey : masterKey)?.node.defaultChild;
  return key instanceof CfnKey ? Stack.of(key).resolve(key.keyPolicy) : undefined;
}

interface Statement {
  readonly Effect?: string;
  readonly Principal?: '*' | { readonly Service?: string | string[]; readonly AWS?: unknown };
  readonly Action?: string | string[];
  readonly Condition?: unknown;
}

/** Publishing takes both: a data key for the message, and to decrypt it again. */
const KEY_ACTIONS = ['kms:Decrypt', 'kms:GenerateDataKey'];

function namesCloudWatch({ Principal }: Statement): boolean {
  return typeof Principal === 'object' && [Principal.Service].flat().includes('cloudwatch.amazonaws.com');
}

/** By name, or as one of all; then the conditions decide, and nobody can tell from here that they would refuse it. */
function isCloudWatch(statement: Statement): boolean {
  const { Principal } = statement;
  return Principal === '*' || Principal?.AWS === '*' || namesCloudWatch(statement);
}

/** As the principal, or as the condition on any principal. */
function isAutoScaling({ Principal, Condition }: Statement): boolean {
  return JSON.stringify([Principal, Condition]).includes('AWSServiceRoleForAutoScaling');
}

function admits(policy: unknown, whom: (statement: Statement) => boolean, needed: string[]): boolean {
  const statements = (policy as { readonly Statement?: Statement[] }).Statement ?? [];
  const allowed = statements
    .filter((statement) => statement.Effect === 'Allow' && whom(statement))
    .flatMap(({ Action = [] }) => Action);
  return needed.every((action) => allowed.some((one) => matches(one, action)));
}

/** Whether an action of a policy, with wildcards and in any case, covers one that is needed. */
function matches(allowed: string, needed: string): boolean {
  const pattern = allowed
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${pattern}$`, 'i').test(needed);
}
