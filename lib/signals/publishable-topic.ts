import { Stack, Token } from 'aws-cdk-lib';
import { Alias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { CfnTopic, ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { describeInvalidInput, InvalidInput } from '../private/errors';

/**
 * Reports at synth why CloudWatch could not publish to a topic: it would fail in silence, on the day of the first alarm.
 *
 * Judged late, because key policies grow until the end; of a topic that was imported only the ARN can be judged.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
export function requirePublishable(scope: Construct, property: string, topic: ITopic): void {
  scope.node.addValidation({
    validate: () => publishingProblems(scope, property, topic).map(describeInvalidInput),
  });
}

function publishingProblems(scope: Construct, property: string, topic: ITopic): InvalidInput[] {
  const problems: InvalidInput[] = [];
  const expect = (holds: boolean, problem: Omit<InvalidInput, 'property'>) =>
    void (holds || problems.push({ property, ...problem }));
  const template = topic.node.defaultChild instanceof CfnTopic ? topic.node.defaultChild : undefined;

  expect(!topic.fifo && template?.fifoTopic !== true, {
    got: topic.node.path,
    must: 'be a standard topic: CloudWatch does not publish to FIFO topics',
    fix: 'use a topic without fifo',
  });
  const { region } = topic.env;
  const expected = Stack.of(scope).region;
  expect(Token.isUnresolved(region) || Token.isUnresolved(expected) || region === expected, {
    got: `${topic.node.path} in ${region}`,
    must: `be in the region of its alarms, ${expected}`,
    fix: `use a topic in ${expected}`,
  });
  problems.push(...keyProblems(topic, template).map((problem) => ({ property, ...problem })));
  return problems;
}

function keyProblems(topic: ITopic, template: CfnTopic | undefined): Omit<InvalidInput, 'property'>[] {
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
  if (policy === undefined || policyAdmitsCloudWatch(policy)) return [];
  return [{ got: topic.masterKey?.node.path, must: 'be encrypted with a key that CloudWatch may use', fix }];
}

/** The key policy as the template will have it; `undefined` for a key that this app does not make. */
function policyOfOwnedKey({ masterKey }: ITopic): unknown {
  const key = (masterKey instanceof Alias ? masterKey.aliasTargetKey : masterKey)?.node.defaultChild;
  return key instanceof CfnKey ? Stack.of(key).resolve(key.keyPolicy) : undefined;
}

interface Statement {
  readonly Effect?: string;
  readonly Principal?: { readonly Service?: string | string[] };
  readonly Action?: string | string[];
}

/** Publishing takes both: a data key for the message, and to decrypt it again. */
const PUBLISHER_ACTIONS = ['kms:Decrypt', 'kms:GenerateDataKey'];

function policyAdmitsCloudWatch(policy: unknown): boolean {
  const statements = (policy as { readonly Statement?: Statement[] }).Statement ?? [];
  const allowed = statements
    .filter(
      ({ Effect, Principal }) => Effect === 'Allow' && [Principal?.Service].flat().includes('cloudwatch.amazonaws.com'),
    )
    .flatMap(({ Action = [] }) => Action);
  return PUBLISHER_ACTIONS.every((needed) => allowed.some((action) => action === 'kms:*' || action.startsWith(needed)));
}
